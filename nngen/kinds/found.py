"""What a look at a source of rows gives."""

from dataclasses import dataclass


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
    runs: tuple[tuple[int, int], ...] | None = None
    """The class of each row: an index, and how many rows on end have it."""
    seen: tuple[str, ...] = ()
    """The labels that the indices of runs stand for."""
