"""Targets as numbers come by: how many of each class, or how far they reach."""

from collections import Counter
from math import inf, isfinite

from nngen.finding import Finding, Rejected
from nngen.language.found import Wanted
from nngen.language.labels import MOST_CLASSES

NUMBERED = "which np.unique(y, return_inverse=True)[1] gives"


class Tally:
    """Takes targets, and refuses those that cannot be any.

    `key` is that of the spec, `name` what messages call the array.
    """

    def __init__(self, key: str, name: str, wanted: Wanted) -> None:
        self.key, self.name, self.wanted = key, name, wanted
        self.rows = 0
        self.classes: dict[int, tuple[int, int]] = {}
        """Of each class: how many rows, and the place of the first."""
        self.span = inf, -inf
        """The least and the greatest target, where these are numbers."""

    def add(self, numbers: tuple[float, ...] | bytes) -> None:
        """Take the next targets; raises Rejected."""
        if self.wanted.numeric:
            self.widen(numbers)
        else:
            self.count(numbers)
        self.rows += len(numbers)

    def widen(self, numbers: tuple[float, ...] | bytes) -> None:
        """Take targets that are numbers."""
        most = self.wanted.largest_target
        for i, number in enumerate(numbers):
            if not abs(number) <= most:
                what = "too large" if isfinite(number) else "not a finite number"
                raise self.wrong(i, number, f"which is {what}", "mend the file")
        low, high = self.span
        self.span = min([low, *numbers]), max([high, *numbers])

    def count(self, numbers: tuple[float, ...] | bytes) -> None:
        """Take targets that are classes."""
        counts = Counter(numbers)
        firsts: dict[float, int] = {}
        if counts.keys() - self.classes.keys():
            places = range(len(numbers) - 1, -1, -1)
            firsts = dict(zip(reversed(numbers), places, strict=True))
            self.check(firsts)
        for number, times in counts.items():
            label = int(number)
            old = self.classes.get(label) or (0, self.rows + firsts[number])
            self.classes[label] = old[0] + times, old[1]

    def check(self, firsts: dict[float, int]) -> None:
        """Refuse numbers that are no classes; of each the first place is known."""
        for number, i in sorted(firsts.items(), key=lambda item: item[1]):
            if 0 <= number < MOST_CLASSES and number % 1 == 0:
                continue
            hint = f"save classes as 0, 1, 2, ..., {NUMBERED}"
            if number % 1 != 0:  # nor is nan
                hint = f"write {self.wanted.otherwise}, or {hint}"
            what = "and classes are numbered 0, 1, 2, ..."
            if number >= MOST_CLASSES and number % 1 == 0:
                what = f"and the largest class is {MOST_CLASSES - 1}"
            raise self.wrong(i, number, what, hint)

    def wrong(self, place: int, number: float, what: str, hint: str) -> Rejected:
        """Return what a target that cannot be any raises."""
        message = f"{self.name}[{self.rows + place}] is {number:g}, {what}"
        return Rejected(Finding("NN032", (self.key,), message, hint))
