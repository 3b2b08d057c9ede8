"""What is known of rows that a formula makes, without making them."""

from math import pi, sin
from pathlib import Path

from nngen.data.facts import Found, Wanted
from nngen.data.labels import check_map
from nngen.finding import Rejected
from nngen.language.data import Generated, Sine


def find_points(data: Generated, folder: Path, wanted: Wanted) -> Found:
    """Return the facts of points drawn class after class."""
    labels = tuple(map(str, range(data.classes)))
    if problems := [*check_map(data.class_map, labels)]:
        raise Rejected(*problems)
    rows = data.samples * data.classes
    return Found(
        rows=rows,
        shape=(2,),
        classes=data.classes,
        labels=labels,
        seen=labels,
        tally=tuple((data.samples, first) for first in range(0, rows, data.samples)),
    )


def find_sine(data: Sine, folder: Path, wanted: Wanted) -> Found:
    """Return the facts of a sine; its span is that of the points nearest its peaks."""
    rows = data.samples
    ends = [round(part * rows) / rows for part in (0.25, 0.75)]
    high, low = (sin(2 * pi * x) for x in ends)
    return Found(rows=rows, shape=(1,), tally=((rows, 0),), span=(low, high))
