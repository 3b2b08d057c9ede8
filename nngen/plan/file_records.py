"""How a script reads files, as its templates see it."""

from dataclasses import dataclass

from nngen.plan.records import Code


@dataclass(frozen=True, kw_only=True)
class Table:
    """How tables are read; what the spec does not say is found in the file."""

    named: bool
    """Whether the columns of the features are known."""
    known: bool
    """Whether it is known what targets can be: which classes, or numbers."""
    numeric: bool
    """Whether targets are numbers."""
    labels: Code
    """The constant that holds them."""
    delimiter: str
    x_code: str
    y_code: str
    y_type: Code
    """The type of targets, where it is not that of their code."""
    largest: float | None
    """The largest number that a cell may hold, None for all that are finite."""
    uneven: bool
    """Whether that is so of targets alone, features being float64."""

    @property
    def wide(self) -> Code:
        """What tells `number` how large features may be, where targets differ."""
        return Code(", sys.float_info.max" if self.uneven else "")


@dataclass(frozen=True, kw_only=True)
class Arrays:
    """How arrays of rows and of targets are read."""

    flat: bool
    """Whether rows are taken as numbers in one dimension, whatever their shape."""
    shape: Code
    """The shape of a row."""
    bytewise: bool
    """Whether all numbers are bytes, which are finite, whole and not below zero."""
    numeric: bool
    """Whether targets are numbers."""
    x_type: Code
    """The type that rows get, "" where they keep that of the file until prepared."""
    y_type: Code
    wide: Code
    """The type that rows must fit in."""
