"""What a function between layers is, and how formulas make one.

An elementwise function is data: A = `value` in terms of z, and dL/dZ = `backward` in
terms of da, which is dL/dA, and of z or a. Formulas are Python expressions over these,
the function's own fields, its `constants` and pi; `max`, `min`, `abs` and
`where(condition, value, other)` are what they say, other functions go by NumPy's names.
What is needed twice gets a name first: `t = tanh(z); da * (1 - t**2)`.
"""

import ast
from typing import ClassVar

from nngen.kinds.base import Operation


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
        tree = ast.walk(ast.parse(cls.backward))
        names = {node.id for node in tree if isinstance(node, ast.Name)}
        cls.reads = frozenset({"z": "x", "a": "y"}[n] for n in names & {"z", "a"})

    def formulas(self) -> tuple[str, str]:
        """Return value and backward, shorter where the fields allow it."""
        return self.value, self.backward
