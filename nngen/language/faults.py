"""What is wrong with the cells of a table, told column by column."""

from collections.abc import Iterator

from nngen.finding import Finding
from nngen.language.columns import write_features
from nngen.words import quoted

SHOWN = 5  # columns that are told one by one
NO_NUMBER = "is not a number"


class Fault:
    """The first thing wrong in a column or with the length of rows, and how many."""

    def __init__(self, line: int, text: str) -> None:
        self.line, self.text, self.times = line, text, 1


class Faults:
    """All that is wrong with the rows of a file, by key of the spec and by column.

    `otherwise` is what to write where targets are no numbers, but classes.
    """

    def __init__(self, label: str, otherwise: str) -> None:
        self.label, self.otherwise = label, otherwise
        self.found: dict[tuple[str, str], Fault] = {}

    def add(self, line: int, key: str, column: str, text: str) -> None:
        """Take one thing more; the column is "" where it is of the whole row."""
        fault = self.found.get((key, column))
        if fault is None:
            self.found[key, column] = Fault(line, text)
        else:
            fault.times += 1

    def findings(self, features: tuple[str, ...], rows: int) -> Iterator[Finding]:
        """Return what there is to say of a table with such features and rows."""
        texts = {c for (_, c), fault in self.found.items() if fault.times == rows > 1}
        numbers = [name for name in features if name not in texts]
        columns = f"{write_features(numbers)}, or make it numbers"
        for i, ((key, column), fault) in enumerate(self.found.items()):
            where = f"column {quoted(column)}: " if column else ""
            message = f"{self.label}:{fault.line}: {where}{fault.text}"
            more = fault.times - 1
            if more:
                message += f", and {more} more{' in it' if column else ' such rows'}"
            left = len(self.found) - i - 1
            last = i == SHOWN - 1 and left
            if last:
                message += f"; and {left} more columns are wrong"
            is_text = key == "features" and column in texts and numbers
            hint = columns if is_text else "mend the file"
            if key == "target" and column in texts and fault.text.endswith(NO_NUMBER):
                hint = f"write a column of numbers, or {self.otherwise}"
            yield Finding("NN032", (key,), message, hint)
            if last:
                return
