"""Formulas, as equations for people and as NumPy calls into memory that is there.

A formula is a Python expression over symbols. A symbol stands for an array, which has a
memory that a call may write to, or for a number, which has none.
"""

import ast
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

BINARY = {
    ast.Add: "np.add",
    ast.Sub: "np.subtract",
    ast.Mult: "np.multiply",
    ast.Div: "np.divide",
    ast.Pow: "np.power",
}
RENAMED = {"max": "np.maximum"}  # other functions go by NumPy's own names
SIGNS = {ast.Add: " + ", ast.Sub: " - ", ast.Mult: " ", ast.Div: " / ", ast.Pow: "^"}
COMPARISONS = {ast.Gt: " > ", ast.GtE: " >= ", ast.Lt: " < ", ast.LtE: " <= "}
# How tightly an operation binds, and what it asks of its left and its right part:
# a / b c would be read as a / (b c), and a -b as a difference
STRENGTH = {
    ast.Add: (1.0, 1.0, 1.0),
    ast.Sub: (1.0, 1.0, 2.0),
    ast.Mult: (2.2, 2.2, 2.2),
    ast.Div: (2.0, 2.0, 2.5),
    ast.Pow: (3.0, 4.0, 4.0),
}


@dataclass(frozen=True)
class Symbol:
    """What a name in a formula stands for: its code, its maths, and its memory."""

    code: str
    math: str
    memory: str = ""


def parse(formula: str) -> ast.expr:
    """Return a formula's syntax tree."""
    return ast.parse(formula, mode="eval").body


def equation(formula: str, symbols: Mapping[str, Symbol]) -> str:
    """Return a formula as mathematics: products without a sign, powers with ^."""
    return write(parse(formula), symbols, 0)


def write(node: ast.expr, symbols: Mapping[str, Symbol], outer: float) -> str:
    """Write a tree as mathematics, in brackets where what is outside binds tighter."""
    if isinstance(node, ast.Name):
        math = symbols[node.id].math
        return f"({math})" if "/" in math and outer >= 4 else math  # (dL/dtheta)^2
    if isinstance(node, ast.Call) and ast.unparse(node.func) != "where":
        arguments = ", ".join(write(argument, symbols, 0) for argument in node.args)
        return f"{ast.unparse(node.func)}({arguments})"
    own, text = 9.0, ast.unparse(node)
    if isinstance(node, ast.Call):
        condition, value, other = (write(part, symbols, 0) for part in node.args)
        own, text = 0.5, f"{value} where {condition}, else {other}"
    elif isinstance(node, ast.Compare):
        left, right = node.left, node.comparators[0]
        sign = COMPARISONS[type(node.ops[0])]
        own, text = 0.5, f"{write(left, symbols, 1)}{sign}{write(right, symbols, 1)}"
    elif isinstance(node, ast.UnaryOp):
        own, text = 1.5, f"-{write(node.operand, symbols, 2)}"
    elif isinstance(node, ast.BinOp):
        own, before, behind = STRENGTH[type(node.op)]
        text = write(node.left, symbols, before) + SIGNS[type(node.op)]
        text += write(node.right, symbols, behind)
    return text if own >= outer else f"({text})"


def calls(
    formula: str,
    target: str,
    symbols: Mapping[str, Symbol],
    spent: Iterable[str] = (),
) -> list[str]:
    """Return NumPy calls that write a formula's value into the array of a symbol.

    Operations run in the formula's order, so that its bits are the formula's own. Parts
    are worked out in the target and in the symbols `spent`, whose values nobody will
    read again; where all these are still wanted, a part stands inside the call.
    """
    writer = Writer(symbols, [target, *spent])
    writer.into(parse(formula), symbols[target], frozenset())
    return writer.calls


class Writer:
    """Collects the calls of one formula."""

    def __init__(self, symbols: Mapping[str, Symbol], room: Iterable[str]) -> None:
        self.symbols = symbols
        self.room = [symbols[name] for name in room]
        self.calls: list[str] = []

    def into(self, node: ast.expr, target: Symbol, wanted: frozenset[str]) -> None:
        """Add calls that leave a tree's value in target; `wanted` memories survive."""
        name, arguments = self.split(node)
        texts, held = [], wanted
        for i, argument in enumerate(arguments):
            later = frozenset[str]().union(*map(self.memories, arguments[i + 1 :]))
            text, memories = self.operand(argument, held | later)
            texts.append(text)
            held |= memories
        self.calls.append(f"{name}({', '.join(texts)}, out={target.code})")

    def split(self, node: ast.expr) -> tuple[str, list[ast.expr]]:
        """Return the ufunc of a tree's root and its arguments."""
        if isinstance(node, ast.BinOp):
            if isinstance(node.op, ast.Pow) and ast.unparse(node.right) == "2":
                return "np.square", [node.left]
            return BINARY[type(node.op)], [node.left, node.right]
        if isinstance(node, ast.UnaryOp):
            return "np.negative", [node.operand]
        assert isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id == "where":  # value where condition, else 0: a product
            condition, value, other = node.args
            if ast.unparse(other) != "0":
                raise ValueError("where takes 0 as its third part")
            return "np.multiply", [value, condition]
        return ufunc(node.func.id), node.args

    def operand(
        self, node: ast.expr, wanted: frozenset[str]
    ) -> tuple[str, frozenset[str]]:
        """Return an argument's code, and the memories that must last until its call.

        What is more than a name is worked out first, where there is room for it.
        """
        memories = self.memories(node)
        if isinstance(node, ast.Name | ast.Compare) or not memories:
            return inline(node, self.symbols), memories
        for symbol in self.room:
            if symbol.memory not in wanted:
                self.into(node, symbol, wanted)
                return symbol.code, frozenset({symbol.memory})
        return inline(node, self.symbols), memories

    def memories(self, node: ast.expr) -> frozenset[str]:
        """Return the memories that a tree reads."""
        names = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
        found = {self.symbols[n].memory for n in names if n in self.symbols}
        return frozenset(found - {""})


def ufunc(name: str) -> str:
    """Return what computes a function of a formula."""
    return RENAMED.get(name, f"np.{name}")


def inline(node: ast.expr, symbols: Mapping[str, Symbol]) -> str:
    """Return a tree as Python in the script's names and in black's style.

    Where it is an array, its value is new memory.
    """
    copy = parse(ast.unparse(node))
    functions = {id(n.func) for n in ast.walk(copy) if isinstance(n, ast.Call)}
    for name in ast.walk(copy):
        if isinstance(name, ast.Name):
            known = symbols.get(name.id)
            other = ufunc(name.id) if id(name) in functions else name.id
            name.id = known.code if known else other
    return re.sub(r"([\w.]+) \*\* ([\w.]+)", r"\1**\2", ast.unparse(copy))
