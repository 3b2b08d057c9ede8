"""Formulas, as equations for people and as NumPy calls into memory that is there.

A formula is a Python expression over symbols. A symbol stands for an array, which has a
memory that a call may write to, or for a number, which has none.
"""

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

BINARY = {
    ast.Add: "np.add",
    ast.Sub: "np.subtract",
    ast.Mult: "np.multiply",
    ast.Div: "np.divide",
    ast.Pow: "np.power",
}
FUNCTIONS = {"max": "np.maximum", "exp": "np.exp", "tanh": "np.tanh"}
SIGNS = {ast.Add: " + ", ast.Sub: " - ", ast.Mult: " ", ast.Div: " / ", ast.Pow: "^"}
STRENGTH = {ast.Add: 1, ast.Sub: 1, ast.Mult: 2, ast.Div: 2, ast.USub: 3, ast.Pow: 4}


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


def write(node: ast.expr, symbols: Mapping[str, Symbol], outer: int) -> str:
    """Write a tree as mathematics, in brackets where what is outside binds tighter."""
    if isinstance(node, ast.Name):
        return symbols[node.id].math
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        arguments = [write(argument, symbols, 0) for argument in node.args]
        if node.func.id == "where":
            return "{1} where {0}, else {2}".format(*arguments)
        return f"{node.func.id}({', '.join(arguments)})"
    if isinstance(node, ast.Compare):
        left, right = node.left, node.comparators[0]
        return f"{write(left, symbols, 1)} > {write(right, symbols, 1)}"
    if isinstance(node, ast.UnaryOp):
        return f"-{write(node.operand, symbols, STRENGTH[ast.USub])}"
    if isinstance(node, ast.BinOp):
        kind = type(node.op)
        own = STRENGTH[kind]
        # a - (b - c) and a / (b c) keep their brackets
        behind = own + (kind in (ast.Sub, ast.Div))
        text = write(node.left, symbols, own) + SIGNS[kind]
        text += write(node.right, symbols, behind)
        return text if own >= outer else f"({text})"
    return ast.unparse(node)


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
        operands: list[tuple[str, str]] = []
        for i, argument in enumerate(arguments):
            later = set().union(*map(self.memories, arguments[i + 1 :]), set())
            held = {memory for _, memory in operands if memory}
            operands.append(self.operand(argument, wanted | later | held))
        texts = ", ".join(code for code, _ in operands)
        self.calls.append(f"{name}({texts}, out={target.code})")

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
            return "np.multiply", [node.args[1], node.args[0]]
        return FUNCTIONS[node.func.id], node.args

    def operand(self, node: ast.expr, wanted: frozenset[str]) -> tuple[str, str]:
        """Return an argument's code and memory, worked out first if need be."""
        if isinstance(node, ast.Name):
            symbol = self.symbols[node.id]
            return symbol.code, symbol.memory
        if isinstance(node, ast.Compare) or not self.memories(node):
            return self.inline(node), ""
        for symbol in self.room:
            if symbol.memory not in wanted:
                self.into(node, symbol, wanted)
                return symbol.code, symbol.memory
        return self.inline(node), ""

    def memories(self, node: ast.expr) -> set[str]:
        """Return the memories that a tree reads."""
        names = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
        found = {self.symbols[n].memory for n in names if n in self.symbols}
        return found - {""}

    def inline(self, node: ast.expr) -> str:
        """Return a tree as Python, which allocates its value where it is an array."""
        return scalar(node, self.symbols)


def scalar(node: ast.expr, symbols: Mapping[str, Symbol]) -> str:
    """Return a tree as Python in the script's names."""
    names = (n for n in ast.walk(node) if isinstance(n, ast.Name))
    for name in names:
        if name.id in symbols:
            name.id = symbols[name.id].code
    return ast.unparse(node)
