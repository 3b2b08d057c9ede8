"""Formulas of kinds, written as equations or as NumPy code.

A formula is a Python expression whose names are symbols. A symbol stands for an array,
whose memory a call may write to, or for a number, which has no memory.
"""

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass

RENAMED = {"max": "np.maximum", "min": "np.minimum"}  # others go by NumPy's own names
SIGNS = {ast.Add: " + ", ast.Sub: " - ", ast.Mult: " ", ast.Div: " / ", ast.Pow: "^"}
COMPARISONS = {ast.Gt: " > ", ast.GtE: " >= ", ast.Lt: " < ", ast.LtE: " <= "}
# How tightly an operation binds, and how tightly its left and right operands must:
# a / b c would be read as a / (b c), and a -b as a difference
STRENGTH = {
    ast.Add: (1.0, 1.0, 1.0),
    ast.Sub: (1.0, 1.0, 2.0),
    ast.Mult: (2.2, 2.2, 2.2),
    ast.Div: (2.0, 2.0, 2.5),
    ast.Pow: (3.0, 4.0, 4.0),
}
# Functions that are written in another way in equations, and how tightly that binds
FORMS = {
    "where": (0.5, "{1} where {0}, else {2}"),
    "abs": (9.0, "|{}|"),
    "expm1": (1.0, "exp({}) - 1"),
    "log1p": (9.0, "log(1 + {})"),
}


@dataclass(frozen=True, kw_only=True)
class Symbol:
    """What a name in a formula stands for: its code, its maths, and its memory."""

    code: str
    math: str
    memory: str = ""


def parse(formula: str) -> ast.expr:
    """Return a formula's syntax tree."""
    return ast.parse(formula, mode="eval").body


def without(name: str, formula: str) -> str:
    """Return a formula without a factor or divisor, whose value is 1."""

    class Sparing(ast.NodeTransformer):
        def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
            self.generic_visit(node)
            left, right = ast.unparse(node.left), ast.unparse(node.right)
            if name == right and isinstance(node.op, ast.Mult | ast.Div):
                return node.left
            return node.right if (name, ast.Mult) == (left, type(node.op)) else node

    return ast.unparse(Sparing().visit(parse(formula)))


def equation(formula: str, symbols: Mapping[str, Symbol]) -> str:
    """Return a formula as mathematics, products of arrays with *, powers with ^."""
    return write(parse(formula), symbols, 0)


def write(node: ast.expr, symbols: Mapping[str, Symbol], outer: float) -> str:
    """Return a tree as mathematics, in brackets where `outer` binds tighter."""
    own, text = 9.0, ast.unparse(node)
    match node:
        case ast.Name():
            text = symbols[node.id].math
            own = 3.0 if "/" in text else own  # (dL/dtheta)^2
        case ast.Call():
            own, text = write_call(node, symbols)
        case ast.Compare():
            left, right = node.left, node.comparators[0]
            sign = COMPARISONS[type(node.ops[0])]
            own, text = 0.5, sign.join(write(n, symbols, 1) for n in (left, right))
        case ast.UnaryOp(operand=ast.Call(ast.Name("expm1"), [inner])):
            own, text = 1.0, f"1 - exp({write(inner, symbols, 0)})"
        case ast.UnaryOp():
            own, text = 1.5, f"-{write(node.operand, symbols, 2)}"
        case ast.BinOp(op=ast.Pow()) if ast.unparse(node.right) == "0.5":
            text = f"sqrt({write(node.left, symbols, 0)})"
        case ast.BinOp():
            node = arrange(node)
            own, before, behind = STRENGTH[type(node.op)]
            sign = SIGNS[type(node.op)]
            if isinstance(node.op, ast.Mult) and has_array(node.left, symbols):
                sign = " * " if has_array(node.right, symbols) else sign
            left, right = node.left, node.right
            text = write(left, symbols, before) + sign + write(right, symbols, behind)
    return text if own >= outer else f"({text})"


def has_array(node: ast.AST, symbols: Mapping[str, Symbol]) -> bool:
    """Return whether a formula reads an array, and not numbers alone."""
    names = [n.id for n in ast.walk(node) if isinstance(n, ast.Name)]
    return any(name in symbols and symbols[name].memory for name in names)


def write_call(node: ast.Call, symbols: Mapping[str, Symbol]) -> tuple[float, str]:
    """Return how tightly the value of a function binds, and its text."""
    name = ast.unparse(node.func)
    arguments = [write(argument, symbols, 0) for argument in node.args]
    own, form = FORMS.get(name, (9.0, f"{name}({', '.join(['{}'] * len(arguments))})"))
    return own, form.format(*arguments)


def arrange(node: ast.BinOp) -> ast.BinOp:
    """Return a product in its usual order: z (2 a) as 2 z a, and x z z as x z^2."""
    times = ast.Mult()
    match node:
        case ast.BinOp(first, ast.Mult(), ast.BinOp(number, ast.Mult(), rest)):
            if ast.unparse(number)[0].isdigit():
                return ast.BinOp(ast.BinOp(number, times, first), times, rest)
        case ast.BinOp(ast.BinOp(first, ast.Mult(), ast.Name(one)), ast.Mult(), last):
            if isinstance(last, ast.Name) and last.id == one:
                return ast.BinOp(first, times, ast.BinOp(last, ast.Pow(), parse("2")))
    return node


def ufunc(name: str) -> str:
    """Return the NumPy function for a function in a formula."""
    return RENAMED.get(name, f"np.{name}")


def inline(node: ast.expr, symbols: Mapping[str, Symbol]) -> str:
    """Return a tree as one line of NumPy, with the script's names and in black's style.

    An array that it gives is a new one.
    """
    copy = parse(ast.unparse(node))
    functions = {id(n.func) for n in ast.walk(copy) if isinstance(n, ast.Call)}
    for name in ast.walk(copy):
        if isinstance(name, ast.Name):
            known = symbols.get(name.id)
            other = ufunc(name.id) if id(name) in functions else name.id
            name.id = known.code if known else other
    return re.sub(r"([\w.]+) \*\* (-?[\w.]+)", r"\1**\2", ast.unparse(copy))
