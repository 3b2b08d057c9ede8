"""What templates print of a network: its steps, its end, the update."""

from collections.abc import Mapping
from dataclasses import dataclass

from nngen.plan.records import Array, Code


@dataclass(frozen=True)
class Gradient(Array):
    """dL/dV as an operation gives it, whole or its share of several readers'."""

    whole: Code
    """The array it ends up in; `name` is where the operation writes it."""
    gets: Code
    """= or, behind other readers, +=."""
    note: Code
    """Which reader of how many this is, for an equation's end."""
    same: bool
    """Whether it lies in dL/dY's own memory, or in its part of that."""

    @property
    def added(self) -> bool:
        """Whether other readers have written to it before."""
        return self.gets != "="


@dataclass(frozen=True)
class Part:
    """One of a join's xs beside its part of y, and the gradients of both."""

    x: Array
    slot: Code
    dx: Gradient | None
    dslot: Code
    inside: bool
    """Whether x lies in y's memory."""


@dataclass(frozen=True)
class Lines:
    """An equation and the calls that carry it out."""

    equation: Code
    calls: tuple[Code, ...]


@dataclass(frozen=True)
class Formulas:
    """What an elementwise function prints; `scratch` are the arrays that it takes.

    `overflows` says in which of "value" and "backward" a part may be infinite, rightly.
    """

    forward: tuple[Lines, ...] = ()
    backward: tuple[Lines, ...] = ()
    scratch: tuple[Array, ...] = ()
    overflows: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Step:
    """An operation as its template sees it; gradients nobody wants are None.

    `x` and `dx` are the first of what `parts` holds for operations that read several.
    """

    template: str
    x: Array
    y: Array
    dx: Gradient | None
    dy: Array | None
    parts: tuple[Part, ...]
    theta: Mapping[str, Array]
    grad: Mapping[str, Array]
    stacked: bool
    sums: tuple[Code, ...]
    """What adds this operation's shares to the gradients of several readers."""
    formulas: Formulas

    @property
    def sum(self) -> Code:
        """The sum of a join's xs in mathematics."""
        return Code(" + ".join(part.x.math for part in self.parts))

    @property
    def row(self) -> Code:
        """A join's xs one after the other in mathematics."""
        return Code(f"[{', '.join(part.x.math for part in self.parts)}]")

    @property
    def row_of_gradients(self) -> Code:
        """The gradients of a join's xs one after the other in mathematics."""
        return Code(f"[{', '.join(part.dx.math for part in self.parts if part.dx)}]")

    @property
    def all_same(self) -> bool:
        """Whether all those gradients lie in dL/dY's memory, and have no others."""
        dxs = [part.dx for part in self.parts]
        return all(dx is not None and dx.same and not dx.note for dx in dxs)

    @property
    def all_inside(self) -> bool:
        """Whether all of a join's xs lie in y's memory."""
        return all(part.inside for part in self.parts)


@dataclass(frozen=True)
class Head:
    """The output and the loss; with a function between them, that is part of it."""

    template: str
    ending: str
    """"fused": the last function is part of the loss; "logits": the loss applies it to
    the output; "plain": the output is what the loss takes."""
    one_hot: bool
    """Whether targets are rows of zeros and a one, not class indices."""
    x: Array
    """The scores, or the output that is taken as it is."""
    in_place: bool
    """Whether the scores may be overwritten."""
    shifted: Code
    """Where the scores less their maximum are kept."""
    p: Array
    """The probabilities."""
    dx: Array
    outputs: int
    labels: Code
    """The column indices of P, of the targets' type where that holds them."""
    result: Code
    """What forward returns: the output with its rows as the data's."""
    noun: Code
    """What the output is, to a reader."""
    dtype: Code
    counts_rows: bool
    """Whether the loss or its gradient picks a number of each row."""

    @property
    def bare(self) -> bool:
        """Whether the loss needs no constant above its function."""
        return self.one_hot and self.ending != "plain"

    @property
    def onehot(self) -> Code:
        """The targets as one-hot rows in mathematics."""
        return Code("Y" if self.one_hot else "onehot(y)")

    @property
    def truth(self) -> Code:
        """The targets as one-hot columns."""
        return Code("y.T" if self.one_hot else "y.reshape(N) == labels")

    @property
    def like_x(self) -> Code:
        """The shape of the targets of all rows of x."""
        return Code(f"(len(x), {self.outputs})" if self.one_hot else "len(x)")

    @property
    def index(self) -> Code:
        """The targets as class indices."""
        return Code("y.argmax(axis=1)" if self.one_hot else "y")


@dataclass(frozen=True)
class Update:
    """A step of the optimizer: the rate's formula, if it is not constant, and rules."""

    rate: Code
    result: Code
    """The rate as update returns it: a name of its own, if it is not constant."""
    rules: tuple[Lines, ...]
