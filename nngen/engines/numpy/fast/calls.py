"""Formulas as NumPy calls into memory that is there.

The gradient of tanh, dL/dZ = dL/dA (1 - A^2), where dL/dZ has the memory of dL/dA and
nothing reads A again, is `da * (1 - a**2)` with the target dz and the free symbol a:

    np.square(a1, out=a1)          a**2 may not lie in dz1, as da1 is there, so in a1
    np.subtract(1, a1, out=a1)     1 - a**2 likewise
    np.multiply(da1, a1, out=dz1)  the root of the formula, in the target

A tree is computed from its leaves up, in Python's order. A part that is more than a
name gets the first memory of the target and the free symbols that no part still to be
read lies in. If a were needed again there would be none: the call would then compute
that part in new memory, np.multiply(da1, 1 - a1**2, out=dz1).
"""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from nngen.script.code import Code
from nngen.script.formula import Symbol, inline, parse, ufunc

BINARY = {
    ast.Add: "np.add",
    ast.Sub: "np.subtract",
    ast.Mult: "np.multiply",
    ast.Div: "np.divide",
    ast.Pow: "np.power",
}
COMPARISONS = {
    ast.Gt: "np.greater",
    ast.GtE: "np.greater_equal",
    ast.Lt: "np.less",
    ast.LtE: "np.less_equal",
}
OPPOSITE = {ast.Gt: ast.LtE, ast.GtE: ast.Lt, ast.Lt: ast.GtE, ast.LtE: ast.Gt}


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A part of a formula that has a name, or the rest without one, and its calls.

    `symbols` are those that its tree is written in, `target` is where it goes.
    """

    name: str
    tree: ast.expr
    symbols: Mapping[str, Symbol]
    target: Symbol
    code: tuple[Code, ...]

    def writes(self, array: str) -> bool:
        """Return whether a call writes into an array."""
        return any(call.endswith(f"out={array})") for call in self.code)


def calls(
    formula: str,
    target: str,
    symbols: Mapping[str, Symbol],
    free: Iterable[str] = (),
) -> list[str]:
    """Return NumPy calls that write a formula's value into the array of a symbol.

    Operations run in the formula's order, so that its bits are the formula's own. Parts
    are computed in the target and in the symbols `free`, whose values are not read
    again; if all of these are still needed, a part is written inside the call.
    """
    writer = Writer(symbols, [target, *free])
    writer.into(parse(formula), symbols[target], frozenset())
    return writer.calls


def stages(
    formula: str, target: str, symbols: Mapping[str, Symbol], free: Iterable[str]
) -> Iterator[Stage]:
    """Return the stages of a formula, as `calls` carries them out.

    A name lies in the first of the target and the symbols `free` that holds nothing
    still to be read: there must be one.
    """
    known, room = dict(symbols), [target, *free]
    *named, last = ast.parse(formula).body
    for i, part in enumerate(named):
        assert isinstance(part, ast.Assign) and isinstance(part.targets[0], ast.Name)
        name, before = part.targets[0].id, dict(known)
        writer = Writer(before, room)
        later = frozenset[str]().union(*map(writer.memories, [*named[i + 1 :], last]))
        place = next(s for s in writer.room if s.memory not in later)
        writer.into(part.value, place, later)
        known[name] = Symbol(code=place.code, math=name.upper(), memory=place.memory)
        yield Stage(
            name=name,
            tree=part.value,
            symbols=before,
            target=place,
            code=tuple(map(Code, writer.calls)),
        )
    assert isinstance(last, ast.Expr)
    writer = Writer(known, room)
    writer.into(last.value, known[target], frozenset())
    yield Stage(
        name="",
        tree=last.value,
        symbols=known,
        target=known[target],
        code=tuple(map(Code, writer.calls)),
    )


class Writer:
    """Collects the calls of one formula."""

    def __init__(self, symbols: Mapping[str, Symbol], room: Iterable[str]) -> None:
        self.symbols = symbols
        self.room = [symbols[name] for name in room]
        self.calls: list[str] = []

    def into(self, node: ast.expr, target: Symbol, wanted: frozenset[str]) -> None:
        """Add calls that leave a tree's value in target; `wanted` memories survive."""
        name, arguments = self.split(node)
        arrays = [bool(self.memories(argument)) for argument in arguments]
        texts, held = [], wanted
        for i, argument in enumerate(arguments):
            later = frozenset[str]().union(*map(self.memories, arguments[i + 1 :]))
            beside = any(arrays[:i] + arrays[i + 1 :])
            text, memories = self.operand(argument, held | later, beside)
            texts.append(text)
            held |= memories
        self.calls.append(f"{name}({', '.join(texts)}, out={target.code})")

    def split(self, node: ast.expr) -> tuple[str, list[ast.expr]]:
        """Return the ufunc of a tree's root and its arguments."""
        match node:
            case ast.BinOp(op=ast.Pow()) if ast.unparse(node.right) == "2":
                return "np.square", [node.left]
            case ast.BinOp():
                return BINARY[type(node.op)], [node.left, node.right]
            case ast.UnaryOp():
                return "np.negative", [node.operand]
            case ast.Compare():
                return COMPARISONS[type(node.ops[0])], [node.left, *node.comparators]
        assert isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id == "where":
            return self.split(self.choose(*node.args))
        return ufunc(node.func.id), node.args

    def choose(self, condition: ast.expr, value: ast.expr, other: ast.expr) -> ast.expr:
        """Return where(condition, value, other), both finite, as a sum of products.

        A condition is 1 where it holds and 0 elsewhere, so that the larger of it and a
        number up to 1 is a choice too.
        """
        assert isinstance(condition, ast.Compare)
        one, number = ast.unparse(value) == "1", self.number(other)
        if number == 0:
            return condition if one else ast.BinOp(value, ast.Mult(), condition)
        if one and number is not None and 0 < number <= 1:
            return ast.Call(ast.Name("max"), [condition, other], [])
        sign = OPPOSITE[type(condition.ops[0])]()
        opposite = ast.Compare(condition.left, [sign], condition.comparators)
        first = ast.BinOp(other, ast.Mult(), opposite)
        second = condition if one else ast.BinOp(value, ast.Mult(), condition)
        return ast.BinOp(first, ast.Add(), second)

    def number(self, node: ast.expr) -> float | None:
        """Return the number that a tree is, None where it is no plain number."""
        try:
            return float(inline(node, self.symbols))
        except ValueError:
            return None

    def operand(
        self, node: ast.expr, wanted: frozenset[str], beside: bool
    ) -> tuple[str, frozenset[str]]:
        """Return an argument's code, and the memories that must last until its call.

        An argument that is more than a name is computed first if there is memory for
        it; not a condition next to an array, which NumPy takes as it is.
        """
        memories = self.memories(node)
        plain = isinstance(node, ast.Name) or (isinstance(node, ast.Compare) and beside)
        if plain or not memories:
            return inline(node, self.symbols), memories
        for symbol in self.room:
            if symbol.memory not in wanted:
                self.into(node, symbol, wanted)
                return symbol.code, frozenset({symbol.memory})
        return inline(node, self.symbols), memories

    def memories(self, node: ast.AST) -> frozenset[str]:
        """Return the memories that a tree reads."""
        names = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
        found = {self.symbols[n].memory for n in names if n in self.symbols}
        return frozenset(found - {""})
