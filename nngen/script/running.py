"""What training collects and nothing trains: one flat vector, named views of it."""

from dataclasses import dataclass
from math import prod

from nngen.graph.graph import Graph, Node
from nngen.script.code import Array, Code, listed
from nngen.script.names import Names


@dataclass(frozen=True, kw_only=True)
class Collected:
    """The views of a node, all of one shape: mean1 and var1."""

    arrays: tuple[Array, ...]
    start: int
    stop: int

    @property
    def joined(self) -> Code:
        """Their names as one assignment makes them."""
        return Code(", ".join(array.name for array in self.arrays))

    @property
    def inner(self) -> Code:
        """The shape of all of them, as reshape takes it."""
        return listed((len(self.arrays), *self.arrays[0].dims))


@dataclass(frozen=True, kw_only=True)
class Running:
    """The vector: how long it is, and its views, node by node."""

    size: int
    views: tuple[Collected, ...]


def collect(graph: Graph, names: Names) -> Running | None:
    """Return what training collects, None where that is nothing."""
    views, start = [], 0
    for node in graph.nodes:
        if node.running:
            arrays = tuple(collected(node, names).values())
            stop = start + sum(prod(p.shape) for p in node.running)
            views.append(Collected(arrays=arrays, start=start, stop=stop))
            start = stop
    return Running(size=start, views=tuple(views)) if views else None


def collected(node: Node, names: Names) -> dict[str, Array]:
    """Return by role what a node collects."""
    found = {}
    for each in node.running:
        name = Code(f"{each.role}{names.tags[node.y]}")
        found[each.role] = Array(name=name, math=name, dims=each.shape)
    return found
