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
    upright: bool = False
    """Whether it is a column where rows of data are columns, as it meets each row."""


@dataclass(frozen=True)
class NamedNumber:
    """A number in the formulas of an operation that a script gives a name."""

    role: str
    value: float
    note: str = ""


@dataclass(frozen=True)
class Kept:
    """A value that forward saves for backward, beside x and y.

    `role` is its name in the formulas, `shape` that of a row's part, or of the whole
    array where all rows share it.
    """

    role: str
    shape: Shape
    each: bool = True
    """Whether each row has its own."""
    over: bool = False
    """Whether it has the shape of x and may overwrite it."""


class Operation(Kind):
    """A step of the network from values xs to y. Shapes are those of one row."""

    symbol: ClassVar[str] = "z"
    """The letter for y in the equations."""
    reads: ClassVar[frozenset[str]] = frozenset()
    """Which of "x" and "y" its backward formulas read."""
    overwrites: ClassVar[bool] = False
    """Whether y may overwrite an x, and dL/dx may overwrite dL/dy."""
    spends: ClassVar[bool] = False
    """Whether dL/dx may overwrite dL/dy, though y may not overwrite an x."""
    reach: ClassVar[tuple[float, float]] = (-inf, inf)
    """The bounds of y, whatever the xs are."""
    stacked: ClassVar[tuple[str, ...]] = ()
    """The kernel and the bias that form one matrix where x has a row of ones."""
    hands_on: ClassVar[bool] = False
    """Whether each dL/dx equals dL/dy, or a part of it."""
    side_by_side: ClassVar[bool] = False
    """Whether y holds its xs side by side, so that they may share its memory."""
    affine: ClassVar[bool] = False
    """Whether y is x times a kernel, its first parameter, plus a term without x."""
    flat_at_zero: ClassVar[bool] = False
    """Whether dL/dx is 0 where x is 0 or below."""
    twofold: ClassVar[bool] = False
    """Whether y differs in training."""
    draws: ClassVar[str] = ""
    """What training draws for it at each step, "" for nothing."""
    by_sign: ClassVar[bool] = False
    """Whether its backward formulas only read where y is above 0."""
    signed: ClassVar[bool] = False
    """Whether y has the sign of x wherever dL/dx need not be 0."""
    numbered: ClassVar[bool] = True
    """Whether its parameters have a number of their own, and not that of x."""
    centers: ClassVar[str] = ""
    """What it subtracts the mean of: the "rows", or the "values" of each row."""
    sums: ClassVar[bool] = False
    """Whether its formulas sum over the rows."""
    key: ClassVar[str] = ""
    """A sentence on its letters for the reader of a script, where they need one."""
    folder: ClassVar[str] = "layers"
    """The folder of its template."""
    shares: ClassVar[bool] = False
    """Whether the values of each row sum to one."""
    noun: ClassVar[str] = "values"
    """What to call y in a message."""
    any_shape: ClassVar[bool] = False
    """Whether it takes rows of any shape, and not only rows of one dimension."""

    @property
    def idle(self) -> bool:
        """Whether y is x, so that a script has no lines for it."""
        return False

    def numbers(self) -> tuple[NamedNumber, ...]:
        """Return the numbers that a script gives a name."""
        return ()

    def output(self, *xs: Shape) -> Shape:
        """Return the shape of y; raises Unfit if the xs do not go together."""
        return xs[0]

    def parameters(self, *xs: Shape) -> tuple[Parameter, ...]:
        """Return the arrays that are trained, kernel first."""
        return ()

    def kept(self, *xs: Shape) -> tuple[Kept, ...]:
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
