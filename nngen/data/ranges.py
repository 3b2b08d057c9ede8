"""The range of each feature: the least and the greatest number in a source's rows."""

from collections.abc import Iterable, Sequence

Range = tuple[float, float]
MOST_FEATURES = 2**16  # wider rows are not looked at
MOST_WAITING = 2**14  # numbers
MOST_NUMBERS = 2**17  # of an array: its first rows are looked at, where it is larger


class Ranges:
    """Finds the range of each feature as rows are read."""

    def __init__(self) -> None:
        self.found: list[Range] = []
        self.complete = True
        """Whether all rows were looked at, and not just the first ones."""

    def widen(self, columns: Iterable[Sequence[float]]) -> None:
        """Widen the ranges to the numbers of further rows, feature by feature."""
        new = [(min(column), max(column)) for column in columns]
        if self.found:
            new = [
                (min(low, other), max(high, another))
                for (low, high), (other, another) in zip(self.found, new, strict=True)
            ]
        self.found = new


class RowRanges(Ranges):
    """Finds the ranges of rows that come one by one, many at a time for speed."""

    def __init__(self, features: int) -> None:
        super().__init__()
        self.features = features
        self.waiting: list[float] = []

    def add(self, row: Sequence[float]) -> None:
        """Add a row."""
        self.waiting += row
        if len(self.waiting) > MOST_WAITING:
            self.finish()

    def finish(self) -> None:
        """Widen the ranges to the rows that are still waiting."""
        if self.waiting:
            self.widen(self.waiting[k :: self.features] for k in range(self.features))
            self.waiting.clear()
