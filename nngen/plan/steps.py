"""Operations as steps of forward and backward."""

from collections.abc import Iterator
from dataclasses import replace

from nngen.graph.graph import Node
from nngen.kinds.functions import Elementwise
from nngen.plan.arrays import Arrays
from nngen.plan.formula import Symbol, calls, equation
from nngen.plan.operations import Lines, Step
from nngen.plan.parameters import Layout
from nngen.plan.records import Code


def make_step(arrays: Arrays, layout: Layout, index: int, stacked: bool) -> Step:
    """Return an operation with its arrays; `stacked` reads x over a row of ones."""
    node = arrays.graph.nodes[index]
    operation, x = node.operation, node.xs[0]
    forward, backward = elementwise_lines(arrays, node)
    return Step(
        (
            f"{operation.folder}/{operation.type}.py.jinja"
            if forward is None
            else "functions/elementwise.py.jinja"
        ),
        arrays.with_ones(x) if stacked else arrays.value(x),
        arrays.value(node.y),
        arrays.share(node, x),
        arrays.gradient(node.y),
        arrays.parts(node),
        layout.arrays[index],
        layout.gradients(index),
        stacked,
        tuple(sums(arrays, node)),
        forward,
        backward,
    )


def sums(arrays: Arrays, node: Node) -> Iterator[Code]:
    """Return what adds an operation's shares to gradients that others have begun."""
    for x in node.xs:
        dx = arrays.share(node, x)
        if dx and dx.added and not node.operation.hands_on:
            yield Code(f"np.add({dx.whole}, {dx.name}, out={dx.whole})")


def elementwise_lines(arrays: Arrays, node: Node) -> tuple[Lines | None, Lines | None]:
    """Return what an elementwise function's formulas print, None for other kinds."""
    function, (x, *_) = node.operation, node.xs
    if not isinstance(function, Elementwise):
        return None, None
    homes = arrays.memory.homes
    z, a = arrays.value(x), arrays.value(node.y)
    options = {k: v for k, v in function.dump().items() if k != "type"}
    symbols = {name: Symbol(repr(v), repr(v)) for name, v in options.items()}
    symbols |= {
        "z": Symbol(z.name, z.math, f"value {homes[x]}"),
        "a": Symbol(a.name, a.math, f"value {homes[node.y]}"),
    }
    forward = lines(function.value, "a", symbols)
    dz, da = arrays.share(node, x), arrays.gradient(node.y)
    if dz is None or da is None:
        return forward, None
    # a function's own gradient and its share of another lie where da does
    symbols["dz"] = Symbol(dz.name, dz.math, "gradient")
    symbols["da"] = Symbol(da.name, da.math, "gradient")
    note = f"{a.math} being spent"
    back = lines(function.backward, "dz", symbols, "a", note, dz.gets)
    return forward, replace(back, equation=Code(back.equation + dz.note))


def lines(
    formula: str,
    target: str,
    symbols: dict[str, Symbol],
    spent: str = "",
    note: str = "",
    gets: str = "=",
) -> Lines:
    """Return a formula as an equation and the calls that carry it out.

    The calls may overwrite `spent`, which nobody reads again; `note` then says so.
    """
    text = f"{symbols[target].math} {gets} {equation(formula, symbols)}"
    code = calls(formula, target, symbols, [spent] if spent else [])
    if note and any(call.endswith(f"out={symbols[spent].code})") for call in code):
        text += f", {note}"
    return Lines(Code(text), tuple(map(Code, code)))
