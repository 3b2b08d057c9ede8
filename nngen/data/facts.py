"""What a network wants of its rows, and what a look at their source finds."""

from dataclasses import dataclass, field
from math import prod
from pathlib import Path

from nngen.edits import Hint
from nngen.language.operations import Shape


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a network wants of its rows."""

    targets: str
    """The form of the targets: a choice of `Data.targets` other than auto."""
    largest: float
    """The largest number that a feature may be."""
    largest_target: float
    otherwise: Hint = field(default_factory=Hint)
    """What to write for targets of the other sort: classes, or numbers."""

    @property
    def numeric(self) -> bool:
        """Whether targets are numbers, and not classes."""
        return self.targets == "values"


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a source of rows holds; None for what only a run of the script will know."""

    rows: int | None
    shape: Shape
    """The shape of a row."""
    classes: int = 0
    """How many classes there are, 0 where targets are numbers."""
    columns: tuple[str, ...] | None = None
    """The features' names, if they have any."""
    labels: tuple[str, ...] | None = None
    """The classes as the source itself calls them, in the order of their indices."""
    seen: tuple[str, ...] = ()
    """The labels that there are rows of, in the same order."""
    tally: tuple[tuple[int, int], ...] = ()
    """For each label seen: how many rows have it, and the index of the first.

    Where targets are numbers, all rows are one such group.
    """
    lines: tuple[int, ...] = ()
    """For each label seen: the first line of the file with it, if it has lines."""
    ranges: tuple[tuple[float, float], ...] = ()
    """For each feature, flat: the least and the greatest number, () if unknown."""
    ranges_cover_all: bool = True
    """Whether the ranges are those of all rows, and not of the first ones."""
    span: tuple[float, float] | None = None
    """The least and the greatest target, where these are numbers and known."""
    rows_key: str = ""
    """The key of the spec that says where the rows are, "" if none does."""
    target_key: str = ""
    """The key that says where the targets are."""
    noun: str = "a column"
    """What holds the targets."""
    numbered: bool = False
    """Whether the source itself has numbers for classes, from 0 on."""


@dataclass(frozen=True, kw_only=True)
class DataFacts:
    """What a build knows of the data; `rows` are those that training sees, if known."""

    rows: int | None
    shape: Shape
    classes: int
    names: tuple[str, ...] | None = None
    """The names of the classes, where they have names."""
    data: Found | None = None
    validation: Found | None = None
    folder: Path = Path()
    """The folder that paths of the spec start from."""

    @property
    def features(self) -> int:
        """How many numbers a row has."""
        return prod(self.shape)
