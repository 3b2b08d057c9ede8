"""What a function between layers is, and how formulas make one.

An elementwise function is data: A = `value` in terms of z, and dL/dZ = `backward` in
terms of da, which is dL/dA, and of z or a. Formulas are Python expressions over these,
the function's own fields, its `constants` and pi; `max`, `min`, `abs` and
`where(condition, value, other)` are what they say, other functions go by NumPy's names.
What is needed twice gets a name first: `t = tanh(z); da * (1 - t**2)`.
"""

import ast
from typing import ClassVar

from nngen.language.base import Operation


class Function(Operation):
    """A function between one layer and the next, without parameters."""

    bare: ClassVar[bool] = True
    symbol: ClassVar[str] = "a"
    overwrites: ClassVar[bool] = True
    folder: ClassVar[str] = "functions"


class Elementwise(Function):
    """A function of each number by itself, given by its formulas."""

    any_shape: ClassVar[bool] = True
    value: ClassVar[str]
    backward: ClassVar[str]
    constants: ClassVar[dict[str, float]] = {}
    """Numbers of its formulas that no field gives."""
    overflows: ClassVar[frozenset[str]] = frozenset()
    """Which of "value" and "backward" go through infinity to what is right."""

    def __init_subclass__(cls) -> None:
        """Read off the backward formula what it reads."""
        super().__init_subclass__()
        names = set(names_of(ast.parse(cls.backward)))
        cls.reads = frozenset({"z": "x", "a": "y"}[n] for n in names & {"z", "a"})
        cls.by_sign = "a" in names and asks_sign("a", cls.backward)

    @property
    def idle(self) -> bool:
        """Whether A is Z."""
        return self.value == "z"

    def formulas(self) -> tuple[str, str]:
        """Return value and backward, shorter where the fields allow it."""
        return self.value, self.backward


def names_of(tree: ast.AST) -> list[str]:
    """Return the names in a formula, as often as they stand there."""
    return [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]


def asks_sign(name: str, formula: str) -> bool:
    """Tell whether a formula asks of a value no more than where it is above 0."""
    tree = ast.parse(formula)
    asked = [ast.unparse(n) for n in ast.walk(tree) if isinstance(n, ast.Compare)]
    return names_of(tree).count(name) == asked.count(f"{name} > 0")
