"""Warnings about networks in which a normalization subtracts the mean."""

from collections.abc import Iterator

from nngen.edits import Hint, pair
from nngen.finding import Finding, Path
from nngen.graph.graph import Graph, Node

USUAL = 32  # rows in a batch


def blocks(graph: Graph) -> list[str]:
    """Return for each value the function that passes no gradient where the value is 0.

    There may be normalizations in between: they keep a value that is 0 in all rows at
    0. It is "" if some reader passes a gradient.
    """
    found = [""] * len(graph.shapes)
    for node in reversed(graph.nodes):
        readers = [graph.nodes[i] for i in graph.readers[node.y]]
        names = [
            r.operation.type if r.operation.is_flat_below_zero else found[r.y]
            for r in readers
            if r.operation.is_flat_below_zero or r.operation.centers
        ]
        if len(names) == len(readers) and all(names):
            found[node.y] = "".join(names[:1])
    return found


def warn_bias(graph: Graph) -> Iterator[Finding]:
    """Find biases that a normalization over the rows cancels."""
    cancelled = [False] * len(graph.shapes)
    for node in reversed(graph.nodes):
        readers = [graph.nodes[i] for i in graph.readers[node.y]]
        cancelled[node.y] = bool(readers) and all(
            subtracts_mean(r) or (r.operation.passes_gradient and cancelled[r.y])
            for r in readers
        )
    for node in graph.nodes:
        if node.operation.is_affine and len(node.parameters) > 1 and cancelled[node.y]:
            where = ("layers", node.layer, "use_bias")
            below = next(filter(subtracts_mean, graph.nodes[node.y :]))
            name = below.operation.type.replace("_", " ")
            message = f"the {name} below subtracts the mean, and the bias with it"
            hint = "write " + pair("use_bias", False)
            yield Finding("NN049", where, message, hint, warning=True)


def subtracts_mean(node: Node) -> bool:
    """Return whether an operation subtracts the mean over the rows from its input."""
    return node.operation.centers == "rows"


def warn_single(graph: Graph) -> Iterator[Finding]:
    """Find batches of one row, which is its own mean."""
    found = filter(subtracts_mean, graph.nodes)
    node = next((n for n in found if not graph.shapes[n.y][1:]), None)
    training, rows = graph.training, graph.facts.rows
    size = training.batch_size
    where: Path = ("training", "batch_size")
    if node is None:
        return
    if rows == 1:
        what, where = "the whole set", ("layers", node.layer)
        hint: Hint | str = "leave it out, or train on more rows"
    elif size == 1:
        what = "a batch"
        usual = larger(min(USUAL, rows or USUAL), rows)
        hint = "write " + pair("batch_size", usual)
    elif size and rows and rows % size == 1 and not training.drop_last:
        what = f"the last batch of {rows} rows"
        other = pair("batch_size", larger(size, rows))
        hint = "write " + pair("drop_last", True) + ", or " + other
    else:
        return
    message = f"{what} is one row: {node.operation.type} leaves nothing of it"
    yield Finding("NN048", where, message, hint, warning=True)


def larger(size: int, rows: int | None) -> int:
    """Return the least batch size, from `size` on, whose last batch is not one row."""
    sizes = range(size, (rows or size) + 1)
    return next(n for n in sizes if rows is None or rows % n != 1)
