"""Formulas of optimizers and schedules, and their value in plain numbers.

A formula is a Python expression over names: sums, products, quotients, powers, and the
functions below. A script says it in its own names; `evaluate` works it out here, so
that the rate nngen shows is the one that a script takes.
"""

import ast
import math
import operator
from bisect import bisect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

OPERATORS: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Pow: operator.pow,
}
# By what a script calls them
NUMBERS: dict[str, Any] = {"math.pi": math.pi}
FUNCTIONS: dict[str, Any] = {"min": min, "bisect": bisect, "math.cos": math.cos}


@dataclass(frozen=True)
class Rule:
    """A formula and what takes its value.

    `where` holds formulas for names in it, which are no arrays of their own; `note`
    says what a formula cannot.
    """

    target: str
    value: str
    where: tuple[tuple[str, str], ...] = ()
    note: str = ""

    @property
    def whole(self) -> str:
        """The formula, with those of `where` in the places of their names."""
        tree = ast.parse(self.value, mode="eval")
        return ast.unparse(Insert(dict(self.where)).visit(tree))

    @property
    def names(self) -> set[str]:
        """The names that the whole formula reads, functions among them."""
        tree = ast.walk(ast.parse(self.whole))
        return {node.id for node in tree if isinstance(node, ast.Name)}


class Insert(ast.NodeTransformer):
    """Puts formulas in the places of names."""

    def __init__(self, formulas: Mapping[str, str]) -> None:
        self.formulas = formulas

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """Return the formula of a name, or the name."""
        formula = self.formulas.get(node.id)
        return ast.parse(formula, mode="eval").body if formula else node


def evaluate(formula: str, values: Mapping[str, Any]) -> Any:
    """Return the value of a formula."""
    return value_of(ast.parse(formula, mode="eval").body, values)


def value_of(node: ast.expr, values: Mapping[str, Any]) -> Any:
    """Return the value of a formula's tree."""
    match node:
        case ast.Constant(value=number):
            return number
        case ast.BinOp(left=left, op=sign, right=right):
            pair = value_of(left, values), value_of(right, values)
            return OPERATORS[type(sign)](*pair)
        case ast.Call(func=function, args=arguments):
            found = [value_of(argument, values) for argument in arguments]
            return FUNCTIONS[ast.unparse(function)](*found)
    name = ast.unparse(node)
    return NUMBERS[name] if name in NUMBERS else values[name]
