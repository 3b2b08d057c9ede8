"""What all kinds share. A kind is one class: its fields, its shapes, its formulas."""

from math import inf
from typing import ClassVar

from nngen.language.regularizers import UNREGULARIZED, Regularizer
from nngen.model.model import Tagged
from nngen.record import Record

Shape = tuple[int, ...]


class Kind(Tagged):
    """A table whose `type` selects it from a closed set."""

    book: ClassVar[bool] = False
    """Whether the notebook's arithmetic has lines for it, where they differ."""

    def unbooked(self) -> str:
        """Return what the notebook's arithmetic has no lines for, "" if it has all."""
        return "" if self.book else self.type


class Initializer(Kind):
    """A rule that fills a new array."""

    bare: ClassVar[bool] = True
    draws: ClassVar[bool] = True
    """Whether it draws random numbers."""
    blank: ClassVar[bool] = False
    """Whether the array is as a new one is anyhow."""
    matrix: ClassVar[bool] = False
    """Whether it fills arrays of two dimensions alone."""
    fans: ClassVar[tuple[str, ...]] = ()
    """Which of "fan_in" and "fan_out" its formula reads."""

    @property
    def level(self) -> float | None:
        """What all elements start at, None where that differs or nobody knows."""
        return 0.0 if self.blank else None


class Parameter(Record):
    """An array that is trained: its role in the formulas, its shape, how it starts.

    The regularizer is what it costs.
    """

    role: str
    shape: Shape
    fans: tuple[int, int]
    initializer: Initializer
    regularizer: Regularizer = UNREGULARIZED
    upright: bool = False
    """Whether it is a column where rows are columns, since it meets each of them."""


class NamedNumber(Record):
    """A number of its formulas that a script gives a name, told at its first place."""

    role: str
    value: float
    note: str = ""


class Kept(Record):
    """What forward notes for backward beside x and y: its role in the formulas.

    `shape` is that of a row's share, or of the one array for all rows.
    """

    role: str
    shape: Shape
    each: bool = True
    """Whether each row has its own."""
    over: bool = False
    """Whether it is of x's shape and may be written over it."""


class Operation(Kind):
    """A step of the network: values xs in, y out. Shapes are those of one row."""

    symbol: ClassVar[str] = "z"
    """The letter that y goes by in the equations."""
    reads: ClassVar[frozenset[str]] = frozenset()
    """Which of "x" and "y" its backward formulas read."""
    overwrites: ClassVar[bool] = False
    """Whether y may be written over an x, and dL/dx over dL/dy."""
    spends: ClassVar[bool] = False
    """Whether dL/dx may be written over dL/dy, though y not over an x."""
    reach: ClassVar[tuple[float, float]] = (-inf, inf)
    """What y lies between, whatever the xs are."""
    stacked: ClassVar[tuple[str, ...]] = ()
    """The kernel and the bias that are one matrix to an x with a row of ones."""
    hands_on: ClassVar[bool] = False
    """Whether each dL/dx is dL/dy as it is, or a part of it."""
    side_by_side: ClassVar[bool] = False
    """Whether y is its xs one after the other, so that they may lie in it."""
    affine: ClassVar[bool] = False
    """Whether y is x times a kernel, its first parameter, plus what is not x's."""
    flat_at_zero: ClassVar[bool] = False
    """Whether dL/dx is 0 where x is 0 or below."""
    twofold: ClassVar[bool] = False
    """Whether y is something else in training than it is after it."""
    draws: ClassVar[str] = ""
    """What training draws for it at each step, if it draws anything."""
    by_sign: ClassVar[bool] = False
    """Whether its backward formulas read y for nothing but where it is above 0."""
    signed: ClassVar[bool] = False
    """Whether y has the sign of x wherever dL/dx need not be 0."""
    numbered: ClassVar[bool] = True
    """Whether its parameters go by a number of their own, and not by that of x."""
    centers: ClassVar[str] = ""
    """What it takes the mean from: "rows", or the "values" of each row."""
    sums: ClassVar[bool] = False
    """Whether its formulas sum over the rows."""
    key: ClassVar[str] = ""
    """What its letters stand for, to a reader, if that is not plain from its lines."""
    folder: ClassVar[str] = "layers"
    """Where its template lies."""
    shares: ClassVar[bool] = False
    """Whether the values of each row sum to one."""
    noun: ClassVar[str] = "values"
    """What y is, to a reader."""
    any_shape: ClassVar[bool] = False
    """Whether it takes rows of any shape, and not just rows of one dimension."""

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
        """Return what is trained, kernel first."""
        return ()

    def kept(self, *xs: Shape) -> tuple[Kept, ...]:
        """Return what forward notes for backward beside x and y."""
        return ()

    def running(self, *xs: Shape) -> tuple[Parameter, ...]:
        """Return what forward collects in training, and nothing trains."""
        return ()

    def positive(self, *xs: bool) -> bool:
        """Tell whether y is above zero, given whether each x is."""
        return False

    def unit(self, *xs: bool) -> bool:
        """Tell whether y is from zero to one, given whether each x is."""
        return False


class Unfit(Exception):
    """Shapes that an operation cannot take together; the text says what it needs."""
