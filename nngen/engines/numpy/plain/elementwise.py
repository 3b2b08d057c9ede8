"""Elementwise functions: their formulas as one line each, as a textbook has them."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass

from nngen.graph.graph import Graph, Node
from nngen.language.functions import Elementwise
from nngen.script.code import Code
from nngen.script.formula import Symbol, inline, parse, write
from nngen.script.script import Script

Symbols = Mapping[str, Symbol]
ARRAY = "own"  # every array of a plain script has memory of its own


@dataclass(frozen=True, kw_only=True)
class Formulas:
    """A function's value, and its share of dL/dZ with the named parts of that.

    `overflows` says in which of "value" and "backward" a part may be infinite, rightly.
    """

    value: Code
    note: Code
    """The function's name, "" where the value says it."""
    parts: tuple[tuple[Code, Code, Code], ...]
    """The name, the equation and the code of each part."""
    share: Code
    share_math: Code
    overflows: frozenset[str]


def make_formulas(graph: Graph, script: Script, node: Node) -> Formulas | None:
    """Return the lines of an operation, None where it is no elementwise function."""
    function = node.operation
    if not isinstance(function, Elementwise):
        return None
    value, backward = function.formulas()
    symbols = name_symbols(graph, script, node, function)
    *named, last = ast.parse(textbook(backward)).body
    parts = []
    for part in named:
        assert isinstance(part, ast.Assign) and isinstance(part.targets[0], ast.Name)
        name = part.targets[0].id
        math = f"{name.upper()} = {write(part.value, symbols, 0)}"
        parts.append((Code(name), Code(math), Code(as_python(part.value, symbols))))
        symbols[name] = Symbol(code=name, math=name.upper(), memory=ARRAY)
    assert isinstance(last, ast.Expr)
    is_trained = graph.trained[node.xs[0]]
    value_code = Code(as_python(parse(value), symbols))
    return Formulas(
        value=value_code,
        note=Code("" if function.type in value_code else function.type),
        parts=tuple(parts) if is_trained else (),
        share=Code(as_python(last.value, symbols)),
        share_math=Code(write(last.value, symbols, 0)),
        overflows=function.overflows if is_trained else function.overflows & {"value"},
    )


def input_code(graph: Graph) -> str:
    """Return the data as the network reads them, flat if they are only flattened."""
    shape = graph.shapes[0]
    return "x" if shape == graph.facts.shape else f"x.reshape(-1, {shape[0]})"


def name_symbols(
    graph: Graph, script: Script, node: Node, function: Elementwise
) -> dict[str, Symbol]:
    """Return what the names of the formulas stand for."""
    options = {k: v for k, v in function.model_dump().items() if k != "type"}
    symbols = {name: Symbol(code=repr(v), math=repr(v)) for name, v in options.items()}
    for name, number in function.constants.items():
        symbols[name] = Symbol(code=repr(number), math=f"{number:.6g}")
    x = node.xs[0]
    z, a = script.names.values[x], script.names.values[node.y]
    if x == 0:  # which may have another shape than the data
        z = input_code(graph)
    math_z, math_a = script.names.math(node.xs[0]), script.names.math(node.y)
    return symbols | {
        "pi": Symbol(code="np.pi", math="pi"),
        "z": Symbol(code=z, math=math_z, memory=ARRAY),
        "a": Symbol(code=a, math=math_a, memory=ARRAY),
        "da": Symbol(code=f"d{a}", math=f"dL/d{math_a}", memory=ARRAY),
    }


def textbook(formula: str) -> str:
    """Return a backward formula in the form that textbooks give it.

    Where only the sign of A is asked for, Z has the same one; and what multiplies a
    choice goes into both of its branches: da * where(a > 0, 1, s) becomes
    where(z > 0, da, da * s).
    """
    tree = Spread().visit(ast.parse(formula))
    if asks_only_sign("a", tree):
        tree = Rename().visit(tree)
    return ast.unparse(ast.fix_missing_locations(tree))


def asks_only_sign(name: str, tree: ast.AST) -> bool:
    """Return whether a formula reads a value only to see where it is above 0."""
    names = [n.id for n in ast.walk(tree) if isinstance(n, ast.Name)]
    signs = [ast.unparse(n) for n in ast.walk(tree) if isinstance(n, ast.Compare)]
    return 0 < names.count(name) == signs.count(f"{name} > 0")


class Rename(ast.NodeTransformer):
    """Writes z for a."""

    def visit_Name(self, node: ast.Name) -> ast.Name:
        """Return z for a, other names as they are."""
        return ast.Name("z", node.ctx) if node.id == "a" else node


class Spread(ast.NodeTransformer):
    """Multiplies both branches of a choice by what multiplies the choice."""

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        """Return factor * where(c, v, w) as where(c, factor * v, factor * w)."""
        self.generic_visit(node)
        match node:
            case ast.BinOp(
                factor, ast.Mult(), ast.Call(ast.Name("where"), [c, v, w]) as choice
            ):
                branches = [times(factor, branch) for branch in (v, w)]
                return ast.Call(choice.func, [c, *branches], [])
        return node


def times(factor: ast.expr, other: ast.expr) -> ast.expr:
    """Return a product, the number first; a factor of 1 is left out."""
    text = ast.unparse(other)
    if text == "1":
        return factor
    if text == "0":
        return other
    if text[0].isdigit() or isinstance(other, ast.Name):
        return ast.BinOp(other, ast.Mult(), factor)
    return ast.BinOp(factor, ast.Mult(), other)


class Mask(ast.NodeTransformer):
    """Writes where(c, v, 0) as v * (c): a condition is 1 where it holds, else 0."""

    def visit_Call(self, node: ast.Call) -> ast.expr:
        """Return a choice between a value and 0 as a product."""
        self.generic_visit(node)
        match node:
            case ast.Call(ast.Name("where"), [c, v, other]) if (
                ast.unparse(other) == "0"
            ):
                return ast.BinOp(v, ast.Mult(), c)
        return node


def as_python(tree: ast.expr, symbols: Symbols) -> str:
    """Return a formula as Python in the script's names."""
    copy = parse(ast.unparse(tree))
    masked = ast.fix_missing_locations(Mask().visit(copy))
    return inline(masked, symbols)
