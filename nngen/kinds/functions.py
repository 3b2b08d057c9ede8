"""Activation functions.

An elementwise function is data: A = `value` in terms of z, and dL/dZ = `backward` in
terms of da, which is dL/dA, and of z or a. Formulas are Python expressions over
these and the function's own fields; `max` and `where(condition, value, 0)` are what
they say, other functions go by NumPy's names.
"""

import ast
from typing import ClassVar, Literal

from nngen.kinds.base import Operation


class Function(Operation):
    """A function between one layer and the next, without parameters."""

    bare: ClassVar[bool] = True
    symbol: ClassVar[str] = "a"
    overwrites: ClassVar[bool] = True
    folder: ClassVar[str] = "functions"


class Elementwise(Function):
    """A function of each number by itself, given by its formulas."""

    value: ClassVar[str]
    backward: ClassVar[str]

    def __init_subclass__(cls) -> None:
        """Read off the backward formula what it reads."""
        super().__init_subclass__()
        tree = ast.walk(ast.parse(cls.backward))
        names = {node.id for node in tree if isinstance(node, ast.Name)}
        cls.reads = frozenset({"z": "x", "a": "y"}[n] for n in names & {"z", "a"})


class Linear(Elementwise):
    """The identity: A = Z."""

    type: Literal["linear"]
    aka: ClassVar[tuple[str, ...]] = ("identity", "none")
    value: ClassVar[str] = "z"
    backward: ClassVar[str] = "da"


class Relu(Elementwise):
    """The rectifier: what is below zero becomes zero."""

    type: Literal["relu"]
    flat_at_zero: ClassVar[bool] = True
    value: ClassVar[str] = "max(0, z)"
    backward: ClassVar[str] = "where(a > 0, da, 0)"


class Sigmoid(Elementwise):
    """The logistic function, from 0 to 1."""

    type: Literal["sigmoid"]
    aka: ClassVar[tuple[str, ...]] = ("logistic",)
    value: ClassVar[str] = "1 / (1 + exp(-z))"
    backward: ClassVar[str] = "da * (1 - a) * a"

    def positive(self, *xs: bool) -> bool:
        """Return True: an exponential is."""
        return True

    def unit(self, *xs: bool) -> bool:
        """Return True: a share is."""
        return True


class Tanh(Elementwise):
    """The hyperbolic tangent, from -1 to 1."""

    type: Literal["tanh"]
    value: ClassVar[str] = "tanh(z)"
    backward: ClassVar[str] = "da * (1 - a**2)"


class Softmax(Function):
    """Positive values that sum to one in each row: exp(Z) / sum exp(Z)."""

    type: Literal["softmax"]
    book: ClassVar[bool] = True
    reads: ClassVar[frozenset[str]] = frozenset({"y"})
    shares: ClassVar[bool] = True
    noun: ClassVar[str] = "probabilities"

    def positive(self, *xs: bool) -> bool:
        """Return True: an exponential is."""
        return True

    def unit(self, *xs: bool) -> bool:
        """Return True: a share is."""
        return True


AnyFunction = Linear | Relu | Sigmoid | Tanh | Softmax
