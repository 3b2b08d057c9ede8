"""Which arrays share memory, and why that is safe.

A network 2 -> 64 -> 3 with a ReLU, a softmax and cross-entropy, forward:

    value  made by      memory       why
    X      the caller   the caller's
    Z1     dense        its own
    A1     ReLU         Z1's         backward asks for the sign of A1, nobody for Z1
    Z2     dense        its own      A1 is needed in backward, for dL/dW2
    P      softmax      its own      it and the loss are one formula, which reads Z2 too

and backward, from the loss up:

    dL/dZ2 the loss     P's          number by number, and P is not read again
    dL/dA1 dense        its own      a product of dL/dZ2, read until it is done
    dL/dZ1 ReLU         dL/dA1's     number by number
    dL/dX  nobody       none         nothing below it is trained

So Z1 and A1 are one array, dL/dA1 and dL/dZ1 another, P and dL/dZ2 a third. What an
operation reads in backward, and what it may overwrite, are its effects. Its output may
be overwritten from its own backward step on: all that read it come later in the
network, and so earlier in backward.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from math import prod

from nngen.engines.numpy.fast.effects import effects_of
from nngen.graph.graph import Graph, Node
from nngen.language.operations import Shape

Form = tuple[int, int]  # how many columns a row has, and how long these are


@dataclass(frozen=True, kw_only=True)
class Slot:
    """A part of the memory of a join's y: one of its xs, from start to stop."""

    y: int
    start: int
    stop: int


@dataclass(frozen=True, kw_only=True)
class Memory:
    """Where values and gradients live; a memory goes by the first value that is there.

    The example above, values X to P being 0 to 4, has homes (0, 1, 1, 3) and gradients
    (None, 2, 2, 3, None): the loss makes P, whose memory is that of gradient 3.
    """

    needed: frozenset[int]
    """The values that backward reads, or that forward returns."""
    homes: tuple[int, ...]
    """By value: its memory."""
    gradients: tuple[int | None, ...]
    """By value: the memory of its gradient, None where nothing below it is trained."""
    ones: frozenset[int]
    """The memories with a row of ones below the value."""
    slots: Mapping[int, Slot]
    """The memories that are parts of a join's."""
    gradient_slots: Mapping[int, Slot]
    """The memories of gradients that are parts of a join's."""
    parts: tuple[Form, ...]
    """The forms of gradients that are computed apart before they join the others."""
    saved_over: Mapping[int, int]
    """By the value that an operation makes: the memory in which it saves something."""
    signs: Mapping[int, int]
    """By value whose sign alone is asked for: the later value that still has it."""

    def sharers(self, home: int) -> list[int]:
        """Return the values that live in one memory, first to last."""
        return [value for value, where in enumerate(self.homes) if where == home]

    def turns(self, home: int) -> list[int]:
        """Return the values whose gradients live in one memory, in backward's order."""
        found = [value for value, where in enumerate(self.gradients) if where == home]
        return found[::-1]


def plan_memory(graph: Graph, stacked: frozenset[int]) -> Memory:
    """Return the memory of values and gradients, but for one fused with the loss."""
    body = graph.nodes[: len(graph.nodes) - graph.fused]
    needed = {value for node in body for value in read_back(node)}
    if not graph.fused:  # what forward returns
        needed.add(graph.outputs[-1])
    signs = share_signs(graph, body, needed)
    homes = [0]
    for node in body:
        donors = [x for x in node.xs[:2] if is_free(graph, x, needed)]
        reuse = effects_of(node.operation).in_place and donors
        homes.append(homes[donors[0]] if reuse else node.y)
    ones = frozenset(homes[graph.nodes[i].xs[0]] for i in stacked)
    slots: dict[int, Slot] = {}
    for node in body:
        for x, slot in side_by_side(graph, node):
            if x != 0 and homes[x] not in ones:
                slots.setdefault(homes[x], slot)
    saved_over = {
        node.y: homes[node.xs[0]]
        for node in body
        if effects_of(node.operation).reuses_input
        and is_free(graph, node.xs[0], needed)
    }
    gradients, gradient_slots = plan_gradients(graph, body)
    parts = {
        form_of(graph.shapes[x])
        for node in body
        for x in node.xs
        if needs_part(graph, node, x)
    }
    return Memory(
        needed=frozenset(needed),
        homes=tuple(homes),
        gradients=gradients,
        ones=ones,
        slots=slots,
        gradient_slots=gradient_slots,
        parts=tuple(sorted(parts)),
        saved_over=saved_over,
        signs=signs,
    )


def form_of(shape: Shape) -> Form:
    """Return how many columns a row of a shape has, and how long these are."""
    return prod(shape[:-1]), shape[-1]


def share_signs(
    graph: Graph, body: tuple[Node, ...], needed: set[int]
) -> dict[int, int]:
    """Return the values that need not stay, each with the one that has its sign.

    A function that asks where its value A is above 0 may ask an A whose other numbers
    have become 0, if no gradient comes back to these: dL/dZ is 0 there all the same. So
    a ReLU below a dropout reads what the dropout leaves, in the same memory.
    """
    asked = {node.y: node.y for node in body if effects_of(node.operation).reads_sign}
    for node in body:
        x, keeps_sign = node.xs[0], effects_of(node.operation).keeps_sign
        if x in asked and keeps_sign and len(graph.readers[x]) == 1:
            needed.discard(x)
            needed.add(node.y)
            asked[node.y] = asked[x]
    return {asked[value]: value for value in asked if value != asked[value]}


def read_back(node: Node) -> set[int]:
    """Return the values that a node's backward formulas read."""
    ends = {"x": {*node.xs}, "y": {node.y}}
    return {v for end in effects_of(node.operation).reads for v in ends[end]}


def is_free(graph: Graph, value: int, needed: set[int]) -> bool:
    """Return whether a value's only reader may overwrite it.

    The data are the caller's, and parts of a join may have readers of their own.
    """
    if value == 0 or value in needed or len(graph.readers[value]) > 1:
        return False
    return not graph.nodes[value - 1].operation.concatenates


def side_by_side(graph: Graph, node: Node) -> Iterator[tuple[int, Slot]]:
    """Yield the parts of y that are the xs of a join, none for other operations."""
    if node.operation.concatenates:
        stops = accumulate(graph.shapes[x][-1] for x in node.xs)
        for x, stop in zip(node.xs, stops, strict=True):
            yield x, Slot(y=node.y, start=stop - graph.shapes[x][-1], stop=stop)


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
        in_place = effects_of(node.operation).gradient_in_place
        below = gradients[node.y] if in_place else None
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
    effects = effects_of(node.operation)
    if not graph.trained[x] or is_first(graph, node, x):
        return False
    return not (effects.adds or effects.gradient_in_place)
