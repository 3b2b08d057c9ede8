"""What forward notes for backward beside values, as arrays of a script."""

from math import prod

from nngen.graph.graph import Node
from nngen.language.operations import Kept
from nngen.plan.arrays import Arrays, N
from nngen.plan.names import capital
from nngen.plan.records import Array, Code


def kept(arrays: Arrays, node: Node) -> dict[str, Array]:
    """Return by role the arrays that forward fills for backward.

    Matrices have a capital in mathematics, what has one number a row or for all none.
    """
    found = {}
    for each in node.kept:
        name = Code(f"{each.role}{arrays.names.marks[node.y]}")
        math = Code(capital(name)) if each.each and each.shape else name
        found[each.role] = Array(name=name, math=math, dims=dims(arrays, each))
    return found


def dims(arrays: Arrays, each: Kept) -> tuple[int | Code, ...]:
    """Return the dimensions of what is kept, such that it meets its rows."""
    if not each.each:
        return (*each.shape, 1) if arrays.columns else each.shape
    if each.shape or not arrays.columns:
        return arrays.wide(prod(each.shape))
    return (N,)


def kept_over(arrays: Arrays, home: int) -> tuple[Array, ...]:
    """Return what is kept in the memory of values that nobody reads again."""
    nodes, over = arrays.graph.nodes, arrays.memory.over
    makers = [nodes[y - 1] for y, where in over.items() if where == home]
    return tuple(
        kept(arrays, node)[each.role]
        for node in makers
        for each in node.kept
        if each.over
    )
