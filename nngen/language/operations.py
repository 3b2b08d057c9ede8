"""Operations: the steps of a network, and the arrays that each of them needs."""

from dataclasses import dataclass
from math import inf
from typing import ClassVar

from nngen.language.base import Kind
from nngen.language.initializers import Initializer
from nngen.language.regularizers import UNREGULARIZED, Regularizer

Shape = tuple[int, ...]


@dataclass(frozen=True)
class Parameter:
    """An array that is trained: its role in the formulas, its shape, how it starts."""

    role: str
    shape: Shape
    fans: tuple[int, int]
    initializer: Initializer
    regularizer: Regularizer = UNREGULARIZED


@dataclass(frozen=True)
class NamedNumber:
    """A number in the formulas of an operation that a script gives a name."""

    role: str
    value: float
    note: str = ""


@dataclass(frozen=True)
class Saved:
    """A value that forward saves for backward, beside x and y.

    `role` is its name in the formulas, `shape` that of a row's part, or of the whole
    array where all rows share it.
    """

    role: str
    shape: Shape
    is_per_row: bool = True
    """Whether each row has its own."""
    is_for_parameters: bool = False
    """Whether gradients of parameters read it, not only that of x."""


class Operation(Kind):
    """A step of the network from values xs to y. Shapes are those of one row.

    A row may have any number of dimensions; what is not done number by number is done
    along the last one.
    """

    symbol: ClassVar[str] = "z"
    """The letter for y in the equations."""
    reach: ClassVar[tuple[float, float]] = (-inf, inf)
    """The bounds of y, whatever the xs are."""
    passes_gradient: ClassVar[bool] = False
    """Whether each dL/dx equals dL/dy, or a part of it."""
    concatenates: ClassVar[bool] = False
    """Whether y holds its xs side by side."""
    flattens: ClassVar[bool] = False
    """Whether y holds the numbers of x one after the other, in one dimension."""
    is_affine: ClassVar[bool] = False
    """Whether y is x times a kernel, its first parameter, plus a term without x."""
    is_flat_below_zero: ClassVar[bool] = False
    """Whether dL/dx is 0 where x is 0 or below."""
    differs_in_training: ClassVar[bool] = False
    """Whether y is something else in training than afterwards."""
    draws: ClassVar[str] = ""
    """What training draws for it at each step, "" for nothing."""
    has_own_number: ClassVar[bool] = True
    """Whether its parameters have a number of their own, and not that of x."""
    centers: ClassVar[str] = ""
    """What it subtracts the mean of: the "rows", or the "values" of each row."""
    key: ClassVar[str] = ""
    """A sentence on its letters for the reader of a script, where they need one."""
    folder: ClassVar[str] = "layers"
    """The folder of its template."""
    sums_to_one: ClassVar[bool] = False
    """Whether the values of each row sum to one."""
    noun: ClassVar[str] = "values"
    """What to call y in a message."""

    def changes_nothing(self, *xs: Shape) -> bool:
        """Return whether y is x, so that a script has no lines for it."""
        return False

    @property
    def averaging(self) -> float:
        """The share of its running averages that a step keeps, if it has any."""
        return 0.0

    def numbers(self) -> tuple[NamedNumber, ...]:
        """Return the numbers that a script gives a name."""
        return ()

    def output(self, *xs: Shape) -> Shape:
        """Return the shape of y; raises Unfit if the xs do not go together."""
        return xs[0]

    def parameters(self, *xs: Shape) -> tuple[Parameter, ...]:
        """Return the arrays that are trained, kernel first."""
        return ()

    def saved(self, *xs: Shape) -> tuple[Saved, ...]:
        """Return the values that forward saves for backward, beside x and y."""
        return ()

    def running(self, *xs: Shape) -> tuple[Parameter, ...]:
        """Return the running averages that forward updates in training."""
        return ()

    def positive(self, *xs: bool) -> bool:
        """Return whether y is above zero, given whether each x is."""
        return False

    def unit(self, *xs: bool) -> bool:
        """Return whether y is from zero to one, given whether each x is."""
        return False


class Unfit(Exception):
    """Shapes that do not fit together; the text says what the operation needs."""
