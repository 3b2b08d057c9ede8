"""What a look at a source of rows is to find, and what it gives."""

from math import prod
from pathlib import Path

from nngen.language.base import Shape
from nngen.record import Record


class Wanted(Record):
    """What a network wants of its rows."""

    targets: str
    """The form of the targets: a choice of `Data.targets` other than auto."""
    largest: float
    """The largest number that a feature may be."""
    largest_target: float
    otherwise: str = ""
    """What to write where the targets are classes after all, or numbers."""

    @property
    def numeric(self) -> bool:
        """Whether targets are numbers, and not classes."""
        return self.targets == "values"


class Found(Record):
    """What a source of rows holds; None for what only a run of the script will know."""

    rows: int | None
    shape: Shape
    """The shape of a row."""
    classes: int
    """How many classes there are, 0 where targets are numbers."""
    columns: tuple[str, ...] | None = None
    """The features' names, if they have any."""
    labels: tuple[str, ...] | None = None
    """The classes as the source itself calls them, in the order of their indices."""
    seen: tuple[str, ...] = ()
    """The labels that there are rows of, in the same order."""
    tally: tuple[tuple[int, int], ...] = ()
    """Of each of these: how many rows, and the place of the first.

    Where targets are numbers, all rows are one such group.
    """
    lines: tuple[int, ...] = ()
    """Of each of these: the first line of the file that has it, if there is a file."""
    span: tuple[float, float] | None = None
    """The least and the greatest target, where these are numbers and known."""
    rows_key: str = ""
    """The key of the spec that says where the rows are, "" if none does."""
    target_key: str = ""
    """The key that says where the targets are."""
    noun: str = "a column"
    """What they stand in."""
    numbered: bool = False
    """Whether the source itself has numbers for classes, from 0 on."""


class DataFacts(Record):
    """What a build knows of the data; `rows` are those that training sees, if known."""

    rows: int | None
    shape: Shape
    classes: int
    names: tuple[str, ...] | None = None
    """What the classes are called, where they have names."""
    data: Found | None = None
    validation: Found | None = None
    folder: Path = Path()
    """Where paths of the spec are seen from."""

    @property
    def features(self) -> int:
        """How many numbers a row has."""
        return prod(self.shape)
