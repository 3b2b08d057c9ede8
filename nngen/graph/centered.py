"""What becomes of a network where values lose their mean: over rows, or in a row."""

from collections.abc import Iterator

from nngen.finding import Finding, Path
from nngen.graph.graph import Graph, Node

USUAL = 32  # rows in a batch


def blocks(graph: Graph) -> list[str]:
    """Return by value the function that passes no gradient where the value is 0.

    That may stand behind normalizations, which make 0 of what is 0 in all rows; it is
    "" where a reader passes some.
    """
    found = [""] * len(graph.shapes)
    for node in reversed(graph.nodes):
        readers = [graph.nodes[i] for i in graph.readers[node.y]]
        names = [
            r.operation.type if r.operation.flat_at_zero else found[r.y]
            for r in readers
            if r.operation.flat_at_zero or r.operation.centers
        ]
        if len(names) == len(readers) and all(names):
            found[node.y] = "".join(names[:1])
    return found


def warn_bias(graph: Graph) -> Iterator[Finding]:
    """Find biases of which a mean over the rows leaves nothing."""
    lost = [False] * len(graph.shapes)
    for node in reversed(graph.nodes):
        readers = [graph.nodes[i] for i in graph.readers[node.y]]
        lost[node.y] = bool(readers) and all(
            takes_off(r) or (r.operation.hands_on and lost[r.y]) for r in readers
        )
    for node in graph.nodes:
        if node.operation.affine and len(node.parameters) > 1 and lost[node.y]:
            where = ("layers", node.layer, "use_bias")
            below = next(filter(takes_off, graph.nodes[node.y :]))
            name = below.operation.type.replace("_", " ")
            message = f"the {name} below subtracts the mean, and the bias with it"
            hint = "write `use_bias = false`"
            yield Finding("NN049", where, message, hint, warning=True)


def takes_off(node: Node) -> bool:
    """Tell whether an operation takes a mean over the rows off what it reads."""
    return node.operation.centers == "rows"


def warn_single(graph: Graph) -> Iterator[Finding]:
    """Find batches of one row, which is its own mean."""
    node = next(filter(takes_off, graph.nodes), None)
    training, rows = graph.spec.training, graph.facts.rows
    size = training.batch_size
    where: Path = ("training", "batch_size")
    if node is None:
        return
    if rows == 1:
        what, where = "the whole set", ("layers", node.layer)
        hint = "leave it out, or train on more rows"
    elif size == 1:
        what = "a batch"
        hint = f"write `batch_size = {larger(min(USUAL, rows or USUAL), rows)}`"
    elif size and rows and rows % size == 1 and not training.drop_last:
        what = f"the last batch of {rows} rows"
        hint = f"write `drop_last = true`, or `batch_size = {larger(size, rows)}`"
    else:
        return
    message = f"{what} is one row, of which {node.operation.type} leaves nothing"
    yield Finding("NN048", where, message, hint, warning=True)


def larger(size: int, rows: int | None) -> int:
    """Return the least size from one on whose last batch is not one row."""
    sizes = range(size, (rows or size) + 1)
    return next(n for n in sizes if rows is None or rows % n != 1)
