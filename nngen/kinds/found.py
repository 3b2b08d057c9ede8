"""What a look at a source of rows gives."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Found:
    """What a source of rows holds; None for what only a run of the script will know."""

    rows: int | None
    features: int
    classes: int
    columns: tuple[str, ...] | None = None
    """The features' names, if they have any."""
    labels: tuple[str, ...] | None = None
    """The classes as the source itself calls them, in the order of their indices."""
    seen: tuple[str, ...] = ()
    """The labels that there are rows of, in the same order."""
    tally: tuple[tuple[int, int], ...] = ()
    """Of each of these: how many rows, and the place of the first."""
    lines: tuple[int, ...] = ()
    """Of each of these: the first line of the file that has it, if there is a file."""


@dataclass(frozen=True)
class DataFacts:
    """What a build knows of the data; `rows` are those that training sees, if known."""

    rows: int | None
    features: int
    classes: int
    names: tuple[str, ...] | None = None
    """What the classes are called, where they have names."""
    data: Found | None = None
    validation: Found | None = None
    folder: Path = Path()
    """Where paths of the spec are seen from."""
