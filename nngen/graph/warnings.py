"""Warnings: the network can be trained, but probably not as intended."""

from collections.abc import Iterator
from math import inf

from nngen.edits import Hint, pair
from nngen.finding import Finding, Path
from nngen.graph.centered import blocks, warn_bias, warn_single
from nngen.graph.ends import ABOVE, end, units_to_write
from nngen.graph.graph import Graph, Node
from nngen.graph.length import warn_averages, warn_schedule
from nngen.graph.magnitudes import warn_magnitudes
from nngen.graph.shrinking import warn_growth
from nngen.graph.stopping import warn_patience
from nngen.hints.samples import (
    USUAL_FUNCTION,
    USUAL_INITIALIZER,
    activation_layer,
)
from nngen.words import count


def warn(graph: Graph) -> Iterator[Finding]:
    """Find warnings about a network that can be trained."""
    closed = blocks(graph)
    for node in graph.nodes:
        if node.operation.is_affine:
            yield from warn_start(graph, node, closed[node.y])
            yield from warn_twice(graph, node)
    yield from warn_sums(graph)
    yield from warn_idle(graph)
    yield from warn_reach(graph)
    yield from warn_drawn(graph)
    yield from warn_patience(graph)
    yield from warn_schedule(graph)
    yield from warn_single(graph)
    yield from warn_bias(graph)
    yield from warn_averages(graph)
    yield from warn_growth(graph)
    yield from warn_magnitudes(graph)


def warning(code: str, path: Path, message: str, hint: Hint | str) -> Finding:
    """Return a finding that does not stop the build."""
    return Finding(code, path, message, hint, warning=True)


def warn_start(graph: Graph, node: Node, closed: str) -> Iterator[Finding]:
    """Find units that start equal and stay so, or that never learn.

    `closed` is the function that passes no gradient where the values are 0, or "".
    """
    if any(parameter.initializer.draws for parameter in node.parameters):
        return
    readers = [graph.nodes[i].operation for i in graph.readers[node.y]]
    message = ""
    below = all(reader.is_flat_below_zero for reader in readers)
    if closed and starts_flat(node, below):
        message = f"all values start at 0 or below, where {closed} passes no gradient"
    elif graph.shapes[node.y][-1] > 1 and graph.even[node.y]:
        message = "all units start alike, and stay alike"
    if message:
        where = ("layers", node.layer, "kernel_initializer")
        hint = "write " + pair("kernel_initializer", USUAL_INITIALIZER)
        yield warning("NN041", where, message, hint)


def starts_flat(node: Node, below: bool) -> bool:
    """Return whether a node's values start at 0; `below` accepts less than 0 too."""
    kernel, *others = (parameter.initializer.level for parameter in node.parameters)
    least = -inf if below else 0
    return kernel == 0 and all(o is not None and least <= o <= 0 for o in others)


def warn_twice(graph: Graph, node: Node) -> Iterator[Finding]:
    """Find two matrix products in a row, which one could replace."""
    readers = [graph.nodes[i] for i in graph.readers[node.y]]
    if len(readers) == 1 and readers[0].operation.is_affine:
        message = (
            f"it and layers[{readers[0].layer}] are one linear map, nothing between"
        )
        key = graph.layers[node.layer].function_key
        where = ("layers", node.layer, key)
        yield warning("NN043", where, message, "write " + pair(key, USUAL_FUNCTION))


def warn_sums(graph: Graph) -> Iterator[Finding]:
    """Find outputs taken as probabilities whose sum over a row need not be one."""
    loss = graph.loss
    if graph.fused or loss.logits or not loss.exclusive:
        return
    where, key = end(graph, len(graph.layers) - 1)
    name = loss.last
    hint = "write " + pair(key, name)
    if not key:
        hint = "write " + activation_layer(name) + " below it"
    message = "nothing makes the outputs of a row sum to one"
    yield warning("NN042", where, message, hint)


def warn_idle(graph: Graph) -> Iterator[Finding]:
    """Find more outputs than there are classes."""
    classes = graph.wanted
    outputs = graph.shapes[graph.outputs[-1]][-1]
    if outputs > classes:
        message = f"{count(outputs, 'output')} for {count(classes, 'class')}: "
        message += f"{outputs - classes} can never be right"
        place, hint = units_to_write(graph)
        yield warning("NN044", place, message, hint)


def warn_reach(graph: Graph) -> Iterator[Finding]:
    """Find targets, or scores, that the last function can never return."""
    last, span = graph.nodes[-1].operation, graph.facts.data and graph.facts.data.span
    low, high = last.reach
    ends = f"from {low:g} to {high:g}" if high < inf else f"from {low:g} up"
    where, key = end(graph, graph.nodes[-1].layer)
    hint = "write " + pair(key, graph.loss.last)
    if graph.loss.logits and low > -inf:
        message = f"{last.type} gives numbers {ends}, and scores may be any"
        yield warning("NN047", where, message, hint)
    elif span and (span[0] < low or span[1] > high):
        message = f"{last.type} gives numbers {ends}, and the targets go "
        message += f"from {span[0]:g} to {span[1]:g}"
        yield warning("NN047", where, message, hint)


def warn_drawn(graph: Graph) -> Iterator[Finding]:
    """Find dropout after the last trained layer, which nothing can learn to balance."""
    node = graph.nodes[-1]
    while len(node.xs) == 1 and not node.parameters:
        if node.operation.draws:
            message = "some outputs are 0 in training, whatever the network learns"
            yield warning("NN050", ("layers", node.layer), message, ABOVE)
            return
        node = graph.nodes[node.xs[0] - 1]
