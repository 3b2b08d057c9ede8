"""What forward saves for backward beside values, as arrays of a script."""

from nngen.engines.numpy.fast.arrays import Arrays, columns_of, dims_of
from nngen.engines.numpy.fast.effects import effects_of
from nngen.graph.graph import Graph, Node
from nngen.language.operations import Saved, Shape
from nngen.script.code import Array, Code
from nngen.script.names import capital


def saved_arrays(arrays: Arrays, node: Node) -> dict[str, Array]:
    """Return by role the arrays that forward fills for backward.

    Matrices have a capital in mathematics, what has one number a column or for all
    columns none.
    """
    found = {}
    for each in node.saved:
        name = Code(f"{each.role}{arrays.names.marks[node.y]}")
        is_matrix = each.is_per_row and len(each.shape) == rank(arrays.graph, node)
        math = Code(capital(name)) if is_matrix else name
        dims = dims_of_saved(each, is_matrix)
        found[each.role] = Array(name=name, math=math, dims=dims)
    return found


def rank(graph: Graph, node: Node) -> int:
    """Return how many dimensions a row of x has."""
    return len(graph.shapes[node.xs[0]])


def dims_of_saved(each: Saved, is_matrix: bool) -> tuple[int | Code, ...]:
    """Return the dimensions of what is saved, such that it meets its columns."""
    if not each.is_per_row:
        return (*each.shape, 1)
    if is_matrix:
        return dims_of(each.shape)
    one: Shape = (*each.shape, 1)  # a number for each column
    return (columns_of(one),)


def saved_over(arrays: Arrays, home: int) -> tuple[Array, ...]:
    """Return what is saved in the memory of values that nobody reads again."""
    nodes, over = arrays.graph.nodes, arrays.memory.saved_over
    makers = [nodes[y - 1] for y, where in over.items() if where == home]
    return tuple(
        array
        for node in makers
        for role, array in saved_arrays(arrays, node).items()
        if role in effects_of(node.operation).reuses_input
    )
