"""What arrays of rows and of targets must be like, told of by the spec's keys."""

from collections.abc import Iterator
from math import prod
from typing import NamedTuple

from nngen.finding import DAMAGED, Finding, Rejected
from nngen.language.base import Shape
from nngen.language.found import Found
from nngen.language.labels import check_map
from nngen.language.shapes import Shapes
from nngen.language.tally import Tally
from nngen.record import replace
from nngen.words import count, quoted


class Named(NamedTuple):
    """An array: the spec's key for it, what that says, and what messages call it.

    `noun` is what it stands in; `file` is its file, where that holds others too.
    """

    key: str
    name: str
    word: str
    noun: str
    file: str = ""

    @property
    def whole(self) -> str:
        """What it is called, with its file."""
        return f"{self.file}: {self.word}" if self.file else self.word

    def wrong(self, what: str, hint: str) -> Finding:
        """Return the finding of what is wrong with it."""
        return Finding("NN032", (self.key,), f"{self.whole} {what}", hint)

    def spoilt(self, why: str) -> Rejected:
        """Return what is raised where it is damaged."""
        return Rejected(damaged(self.key, self.whole, why))


def damaged(key: str, whole: str, why: str) -> Finding:
    """Return the finding of a file, or of an array in it, that cannot be read."""
    hint = "get the file again, or save it anew"
    return Finding(DAMAGED, (key,), f"{whole}: {why}", hint)


def check_pair(
    x: Named, y: Named, shape: Shape, targets: Shape, inputs: int | None
) -> Iterator[Finding]:
    """Find shapes of rows and of targets that do not go together, or cannot be."""
    rows = shape[0] if shape else 0
    if len(shape) <= 1 < len(targets) and targets[:1] == shape:
        what = f"has the shape {shape}, {y.word} {targets}: they look swapped"
        hint = f"write `{x.key} = {quoted(y.name)}` and `{y.key} = {quoted(x.name)}`"
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
        yield x.wrong(what, "write `inputs = 1` to take each number for a row")
    elif inputs not in (None, prod(shape[1:])):
        what = f"has {count(prod(shape[1:]), 'number')} in a row, not {inputs}"
        hint = f"write `inputs = {prod(shape[1:])}`"
        yield replace(x.wrong(what, hint), path=("inputs",))


def other_targets(x: Named, y: Named, rows: int, targets: Shape) -> Finding:
    """Return the finding of targets that are not one to a row."""
    what = f"has the shape {targets}"
    if len(targets) == 2 and targets[0] == rows:
        what += ", and a row has one target"
        hint = "save class indices, as y.argmax(axis=1) where these are one-hot rows; "
        hint += 'with `targets = "one_hot"` the script makes the rows'
        return y.wrong(what, hint)
    if len(targets) == 1:
        what = f"has {count(targets[0], 'row')}, {x.word} {rows}"
        return y.wrong(what, "save as many")
    return y.wrong(f"{what}, not {(rows,)}", "save one target for each row")


def found_values(
    x: Named, y: Named, shape: Shape, tally: Tally, stated: Shapes
) -> Found:
    """Return what is known of rows whose targets are numbers."""
    span, rows = tally.span, None if stated.stated else tally.rows
    groups = ((tally.rows, 0),)
    known = Found(rows, shape, 0, tally=groups, span=span)
    return replace(known, rows_key=x.key, target_key=y.key, noun=y.noun)


def found_classes(
    x: Named, y: Named, shape: Shape, tally: Tally | None, stated: Shapes
) -> Found:
    """Return what is known of rows of classes, which may come later.

    Raises Rejected where the classes are not what the spec says.
    """
    counts = tally.classes if tally else {}
    most = max(counts, default=0) + 1
    classes = stated.classes or most
    if most > classes:
        what = f"goes up to {most - 1}: the file has {most} classes, not {classes}"
        found = y.wrong(what, f"write `classes = {most}`")
        raise Rejected(replace(found, path=("classes",)))
    labels = tuple(map(str, range(classes)))
    if problems := [*check_map(stated.class_map, labels)]:
        raise Rejected(*problems)
    order = sorted(counts)
    return Found(
        tally.rows if tally and not stated.stated else None,
        shape,
        classes,
        labels=labels,
        seen=tuple(map(str, order)),
        tally=tuple(counts[label] for label in order),
        rows_key=x.key,
        target_key=y.key,
        noun=y.noun,
        numbered=True,
    )
