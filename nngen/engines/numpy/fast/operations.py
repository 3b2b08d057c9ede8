"""What templates print of a network: its steps."""

from collections.abc import Mapping
from dataclasses import dataclass

from nngen.script.code import Array, Code, Lines
from nngen.script.numbers import Number


@dataclass(frozen=True, kw_only=True)
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


@dataclass(frozen=True, kw_only=True)
class Part:
    """One of a join's xs beside its part of y, and the gradients of both."""

    x: Array
    slot: Code
    dx: Gradient | None
    dslot: Code
    inside: bool
    """Whether x lies in y's memory."""


@dataclass(frozen=True, kw_only=True)
class Formulas:
    """What an elementwise function prints; `scratch` are the arrays that it takes.

    `overflows` says in which of "value" and "backward" a part may be infinite, rightly.
    """

    forward: tuple[Lines, ...] = ()
    backward: tuple[Lines, ...] = ()
    scratch: tuple[Array, ...] = ()
    overflows: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
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
    saved: Mapping[str, Array]
    """What forward saves for backward beside x and y, by role."""
    running: Mapping[str, Array]
    """What forward collects in training, by role."""
    numbers: Mapping[str, Number]
    """The constants of its formulas, by role."""
    positions: int
    """How many columns a row of x has."""
    width: int
    """How long these are."""
    ones: Code
    """The vector of ones that sums over these are products with."""
    in_place: bool
    """Whether y lies in x's memory."""
    shared: bool
    """Whether another operation takes the same lines, so that a function holds them."""
    stacked: bool
    sums: tuple[Code, ...]
    """What adds this operation's shares to the gradients of several readers."""
    formulas: Formulas

    @property
    def roles(self) -> dict[str, Code]:
        """What a function calls the saved arrays that it is given."""
        return {role: Code(role) for role in self.saved}

    @property
    def columns(self) -> Code:
        """How many columns x has."""
        return Code(str(self.x.dims[1]))

    @property
    def count(self) -> Code:
        """The same as a divisor."""
        return Code(self.columns if self.positions == 1 else f"({self.columns})")

    @property
    def count_math(self) -> Code:
        """The same as a divisor in mathematics."""
        return Code(self.count.replace(" * ", " "))

    @property
    def passed(self) -> Code:
        """The last arguments of a call: constants that differ between operations."""
        return Code("".join(f", {n.name}" for n in self.numbers.values() if n.apart))

    @property
    def taken(self) -> Code:
        """The last parameters of the function: the same constants."""
        return Code("".join(f", {n.inner}" for n in self.numbers.values() if n.apart))

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
