"""What trains, but hardly as it is meant to: findings that stop nothing."""

from collections.abc import Iterator

from nngen.finding import Finding, Path
from nngen.graph.graph import Graph, Node


def warn(graph: Graph) -> Iterator[Finding]:
    """Find what a network that can be trained is warned of."""
    for node in graph.nodes:
        if node.operation.affine:
            yield from warn_start(graph, node)
            yield from warn_twice(graph, node)
    yield from warn_sums(graph)


def warning(code: str, path: Path, message: str, hint: str) -> Finding:
    """Return a finding that stops nothing."""
    return Finding(code, path, message, hint, warning=True)


def drawn(node: Node) -> bool:
    """Tell whether a kernel starts with numbers that differ."""
    kernel, *_ = node.parameters
    return kernel.initializer.draws


def warn_start(graph: Graph, node: Node) -> Iterator[Finding]:
    """Find units that start alike and stay alike, or never learn at all."""
    flat = [
        graph.nodes[i].operation.type
        for i in graph.readers[node.y]
        if graph.nodes[i].operation.flat_at_zero
    ]
    below = trained_below(graph, node)
    message = ""
    if flat and all(parameter.initializer.blank for parameter in node.parameters):
        message = f"all values start at 0, where {flat[0]} passes no gradient"
    elif below and graph.shapes[node.y][-1] > 1 and not any(map(drawn, (node, *below))):
        message = "all units start alike, and stay alike"
    if message:
        where = ("layers", node.layer, "kernel_initializer")
        hint = 'write `kernel_initializer = "glorot_uniform"`'
        yield warning("NN041", where, message, hint)


def trained_below(graph: Graph, node: Node) -> list[Node]:
    """Return the nodes with kernels that a node's value reaches first."""
    found: list[Node] = []
    todo = [node.y]
    while todo:
        for reader in (graph.nodes[i] for i in graph.readers[todo.pop()]):
            if reader.parameters:
                found.append(reader)
            else:
                todo.append(reader.y)
    return found


def warn_twice(graph: Graph, node: Node) -> Iterator[Finding]:
    """Find two products with nothing between, which could be one."""
    readers = [graph.nodes[i] for i in graph.readers[node.y]]
    if len(readers) == 1 and readers[0].operation.affine:
        message = (
            f"it and layers[{readers[0].layer}] are one linear map, nothing between"
        )
        key = graph.spec.layers[node.layer].function_key
        where = ("layers", node.layer, key)
        yield warning("NN043", where, message, f'write `{key} = "relu"`')


def warn_sums(graph: Graph) -> Iterator[Finding]:
    """Find probabilities that nothing makes sum to one."""
    spec = graph.spec
    if graph.fused or spec.loss.from_logits:
        return
    place = len(spec.layers) - 1
    key, name = spec.layers[place].function_key, spec.loss.fuses.selector()
    hint = f'write `{key} = "{name}"`'
    if not key:
        hint = f'write `[[layers]]\ntype = "activation"\nfunction = "{name}"` below it'
    message = "nothing makes the outputs of a row sum to one"
    yield warning("NN042", ("layers", place, *((key,) if key else ())), message, hint)
