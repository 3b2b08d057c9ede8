"""Rows that are saved as one array, and their targets as another."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import inf, isfinite, prod

from nngen.data.facts import Found, Wanted
from nngen.data.files import damage
from nngen.data.labels import check_map
from nngen.data.ranges import Ranges
from nngen.data.stated import check_stated, is_stated
from nngen.edits import Hint, pair
from nngen.finding import Finding, Rejected
from nngen.language.data import MOST_CLASSES, Idx, Npz
from nngen.language.operations import Shape
from nngen.words import count

NUMBERED = "which np.unique(y, return_inverse=True)[1] gives"
Numbers = tuple[float, ...] | bytes


@dataclass(frozen=True, kw_only=True)
class NamedArray:
    """An array: the spec's key for it, the value of that key, its name in messages."""

    key: str
    name: str
    label: str
    noun: str
    """What holds it: an array of a file, or a whole file."""
    file: str = ""
    """Its file, where that holds other arrays too."""

    @property
    def full_label(self) -> str:
        """Its name with that of its file."""
        return f"{self.file}: {self.label}" if self.file else self.label

    def wrong(self, what: str, hint: str | Hint, key: str = "") -> Finding:
        """Return a finding about it, at its own key or another."""
        return Finding("NN032", (key or self.key,), f"{self.full_label} {what}", hint)

    def damaged(self, why: str) -> Rejected:
        """Return the exception for an array that is damaged."""
        return Rejected(damage(self.key, self.full_label, why))


class Tally:
    """Counts targets as they are read; raises Rejected for any that cannot be one."""

    def __init__(self, array: NamedArray, wanted: Wanted) -> None:
        self.array, self.wanted = array, wanted
        self.rows = 0
        self.classes: dict[int, tuple[int, int]] = {}
        """For each class: how many rows, and the index of the first."""
        self.span = inf, -inf
        """The least and the greatest target, where these are numbers."""

    def add(self, numbers: Numbers) -> None:
        """Count the next targets; raises Rejected."""
        if self.wanted.numeric:
            self.widen(numbers)
        else:
            self.count(numbers)
        self.rows += len(numbers)

    def widen(self, numbers: Numbers) -> None:
        """Widen the span to targets that are numbers."""
        most = self.wanted.largest_target
        for i, number in enumerate(numbers):
            if not abs(number) <= most:
                what = "too large" if isfinite(number) else "not a finite number"
                raise self.unusable(i, number, f"which is {what}", "fix the file")
        low, high = self.span
        self.span = min([low, *numbers]), max([high, *numbers])

    def count(self, numbers: Numbers) -> None:
        """Count targets that are classes."""
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
        """Raise Rejected for a number that is no class, the first one in the file."""
        for number, i in sorted(firsts.items(), key=lambda item: item[1]):
            if 0 <= number < MOST_CLASSES and number % 1 == 0:
                continue
            hint: str | Hint = f"save classes as 0, 1, 2, ..., {NUMBERED}"
            if number % 1 != 0:  # true of nan too
                hint = "write " + self.wanted.otherwise + ", or " + hint
            what = "and classes are numbered 0, 1, 2, ..."
            if number >= MOST_CLASSES and number % 1 == 0:
                what = f"and the largest class is {MOST_CLASSES - 1}"
            raise self.unusable(i, number, what, hint)

    def unusable(
        self, place: int, number: float, what: str, hint: str | Hint
    ) -> Rejected:
        """Return the exception for a target among those that are added."""
        message = f"{self.array.full_label}[{self.rows + place}] is {number:g}, {what}"
        return Rejected(Finding("NN032", (self.array.key,), message, hint))


def find_arrays(
    data: Npz | Idx,
    x: NamedArray,
    y: NamedArray,
    wanted: Wanted,
    read: Callable[[Tally, Ranges], Shape | None],
) -> Found:
    """Return the facts of rows and targets; where all shapes are stated, the spec's.

    `read` counts the targets, finds the features' ranges and returns the shape of all
    rows, None where there is no file yet. Raises Rejected.
    """
    if problems := [*check_stated(data, wanted)]:
        raise Rejected(*problems)
    tally, ranges = Tally(y, wanted), Ranges()
    shape = read(tally, ranges)
    if data.inputs is not None:
        row: Shape = (data.inputs,)
    else:
        assert shape is not None  # a file may be missing only if inputs are stated
        row = shape[1:]
    found = Found(
        rows=None if is_stated(data, wanted) else tally.rows,
        shape=row,
        rows_key=x.key,
        target_key=y.key,
        noun=y.noun,
        ranges=tuple(ranges.found),
        ranges_cover_all=ranges.complete,
    )
    if not wanted.numeric:
        return with_classes(found, data, y, tally.classes)
    if shape is None:
        return found
    return replace(found, tally=((tally.rows, 0),), span=tally.span)


def with_classes(
    found: Found, data: Npz | Idx, y: NamedArray, counts: dict[int, tuple[int, int]]
) -> Found:
    """Return facts with classes; raises Rejected unless they are as the spec says."""
    number = max(counts, default=0) + 1
    classes = data.classes or number
    if number > classes:
        what = f"goes up to {number - 1}: the file has {number} classes, not {classes}"
        hint = "write " + pair("classes", number)
        raise Rejected(y.wrong(what, hint, key="classes"))
    labels = tuple(map(str, range(classes)))
    if problems := [*check_map(data.class_map, labels)]:
        raise Rejected(*problems)
    seen = sorted(counts)
    return replace(
        found,
        classes=classes,
        labels=labels,
        seen=tuple(map(str, seen)),
        tally=tuple(counts[label] for label in seen),
        numbered=True,
    )


def check_shapes(
    x: NamedArray, y: NamedArray, shape: Shape, targets: Shape, inputs: int | None
) -> Iterator[Finding]:
    """Find shapes of rows and of targets that do not go together, or cannot be."""
    rows = shape[0] if shape else 0
    if len(shape) <= 1 < len(targets) and targets[:1] == shape:
        what = f"has the shape {shape}, {y.label} {targets}: they look swapped"
        hint = "write " + pair(x.key, y.name) + " and " + pair(y.key, x.name)
        yield x.wrong(what, hint)
    elif not rows:
        what = f"has the shape {shape}" if not shape else "has no rows"
        yield x.wrong(what, "write the array of the rows")
    elif targets != (rows,) and targets != (rows, 1):
        yield other_targets(x, y, rows, targets)
    elif 0 in shape[1:]:
        yield x.wrong(
            f"has the shape {shape}: its rows are empty", "write that of the rows"
        )
    elif inputs is None and not shape[1:]:
        what = f"has the shape {shape}: its rows have no numbers of their own"
        hint = "write " + pair("inputs", 1) + " to take each number as a row"
        yield x.wrong(what, hint)
    elif inputs not in (None, prod(shape[1:])):
        what = f"has {count(prod(shape[1:]), 'number')} in a row, not {inputs}"
        yield x.wrong(what, "write " + pair("inputs", prod(shape[1:])), key="inputs")


def other_targets(x: NamedArray, y: NamedArray, rows: int, targets: Shape) -> Finding:
    """Return the finding of targets that are not one for each row."""
    what = f"has the shape {targets}"
    if len(targets) == 2 and targets[0] == rows:
        what += ", and a row has one target"
        hint = "save class indices, as y.argmax(axis=1) where these are one-hot rows; "
        hint += "with "
        more = pair("targets", "one_hot") + " the script makes the rows"
        return y.wrong(what, hint + more)
    if len(targets) == 1:
        what = f"has {count(targets[0], 'row')}, {x.label} {rows}"
        return y.wrong(what, "save as many")
    return y.wrong(f"{what}, not {(rows,)}", "save one target for each row")
