"""Which arrays share memory, and why that is safe.

The formulas say which values backward reads, so a value that is not read again gives
its memory to the next one. At its own backward step an operation's output
has had its last reader: all that use it come later in the network, earlier in backward.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

from nngen.graph.graph import Graph, Node


@dataclass(frozen=True, kw_only=True)
class Slot:
    """A part of the memory of a join's y: one of its xs, from start to stop."""

    y: int
    start: int
    stop: int


@dataclass(frozen=True, kw_only=True)
class Memory:
    """By value: the value whose memory it lives in; the same of gradients, or None.

    `slots` and `gradient_slots` say which of these memories are parts of a join's;
    `ones` are those with a row of ones below, `parts` the widths of gradients that are
    summed in a memory of their own before they join the others; `over` are, by the
    value an operation gives, the memories in which it keeps something for backward.
    `signs` says which values only signs are asked of, and whose memory has these by
    then: a later value's.
    """

    kept: frozenset[int]
    homes: tuple[int, ...]
    gradients: tuple[int | None, ...]
    ones: frozenset[int]
    slots: Mapping[int, Slot]
    gradient_slots: Mapping[int, Slot]
    parts: tuple[int, ...]
    over: Mapping[int, int]
    signs: Mapping[int, int]

    def sharers(self, home: int) -> list[int]:
        """Return the values that live in one memory, first to last."""
        return [value for value, where in enumerate(self.homes) if where == home]

    def turns(self, home: int) -> list[int]:
        """Return the values whose gradients live in one memory, in backward's order."""
        found = [value for value, where in enumerate(self.gradients) if where == home]
        return found[::-1]


def plan_memory(graph: Graph, stacked: frozenset[int], columns: bool) -> Memory:
    """Return the memory of values and gradients, but for one fused with the loss.

    Parts of a join lie in it where rows are columns: as rows they would be strided,
    and NumPy 2.4's np.negative, for one, is wrong in place on a strided column.
    """
    body = graph.nodes[: len(graph.nodes) - graph.fused]
    kept = {value for node in body for value in read_back(node)}
    if not graph.fused:  # what forward returns
        kept.add(graph.outputs[-1])
    signs = share_signs(graph, body, kept)
    homes = [0]
    for node in body:
        donors = [x for x in node.xs[:2] if is_free(graph, x, kept)]
        reuse = node.operation.overwrites and donors
        homes.append(homes[donors[0]] if reuse else node.y)
    ones = frozenset(homes[graph.nodes[i].xs[0]] for i in stacked)
    slots: dict[int, Slot] = {}
    for node in body:
        for x, slot in side_by_side(graph, node):
            if columns and x != 0 and homes[x] not in ones:
                slots.setdefault(homes[x], slot)
    over = {
        node.y: homes[node.xs[0]]
        for node in body
        if any(k.over for k in node.kept) and is_free(graph, node.xs[0], kept)
    }
    gradients, gradient_slots = plan_gradients(graph, body)
    gradient_slots = gradient_slots if columns else {}
    widths = {
        graph.shapes[x][0]
        for node in body
        for x in node.xs
        if needs_part(graph, node, x)
    }
    return Memory(
        kept=frozenset(kept),
        homes=tuple(homes),
        gradients=gradients,
        ones=ones,
        slots=slots,
        gradient_slots=gradient_slots,
        parts=tuple(sorted(widths)),
        over=over,
        signs=signs,
    )


def share_signs(graph: Graph, body: tuple[Node, ...], kept: set[int]) -> dict[int, int]:
    """Return the values that need not be kept, each with the one that is, for its sign.

    A function that asks where its value A is above 0 may ask an A whose other numbers
    have become 0, if no gradient comes back to these: dL/dZ is 0 there all the same.
    """
    asked = {node.y: node.y for node in body if node.operation.by_sign}
    for node in body:
        x = node.xs[0]
        if x in asked and node.operation.signed and len(graph.readers[x]) == 1:
            kept.discard(x)
            kept.add(node.y)
            asked[node.y] = asked[x]
    return {asked[value]: value for value in asked if value != asked[value]}


def read_back(node: Node) -> set[int]:
    """Return the values that a node's backward formulas read."""
    ends = {"x": {*node.xs}, "y": {node.y}}
    return {value for end in node.operation.reads for value in ends[end]}


def is_free(graph: Graph, value: int, kept: set[int]) -> bool:
    """Return whether a value's only reader may write over it.

    The data are the caller's, and parts of a join may have readers of their own.
    """
    if value == 0 or value in kept or len(graph.readers[value]) > 1:
        return False
    return not graph.nodes[value - 1].operation.side_by_side


def side_by_side(graph: Graph, node: Node) -> Iterator[tuple[int, Slot]]:
    """Return the parts of y that are the xs of a join, none for other operations."""
    if node.operation.side_by_side:
        stops = accumulate(graph.shapes[x][0] for x in node.xs)
        for x, stop in zip(node.xs, stops, strict=True):
            yield x, Slot(y=node.y, start=stop - graph.shapes[x][0], stop=stop)


def plan_gradients(
    graph: Graph, body: tuple[Node, ...]
) -> tuple[tuple[int | None, ...], dict[int, Slot]]:
    """Return where gradients live, and which memories are parts of a join's.

    Of several readers the last comes first in backward: it writes what others add to.
    """
    gradients: list[int | None] = [None] * len(graph.shapes)
    slots: dict[int, Slot] = {}
    last = body[-1].y
    gradients[last] = last if graph.trained[last] else None
    for node in reversed(body):
        parts = dict(side_by_side(graph, node))
        below = gradients[node.y] if spends(node) else None
        for x in node.xs:
            if not graph.trained[x] or not is_first(graph, node, x):
                continue
            gradients[x], below = (x, below) if below is None else (below, None)
            if x in parts:
                slots[x] = parts[x]
    return tuple(gradients), slots


def is_first(graph: Graph, node: Node, x: int) -> bool:
    """Return whether a node is the first in backward of those that read x."""
    return graph.readers[x][-1] == node.y - 1


def needs_part(graph: Graph, node: Node, x: int) -> bool:
    """Return whether a node's share of dL/dx needs memory before it is added."""
    shared = graph.trained[x] and not is_first(graph, node, x)
    return shared and not (node.operation.hands_on or spends(node))


def spends(node: Node) -> bool:
    """Return whether a node's dL/dx may be written over its dL/dy."""
    return node.operation.overwrites or node.operation.spends
