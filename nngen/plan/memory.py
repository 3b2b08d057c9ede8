"""Which arrays share memory, and why that is safe.

What backward reads of a value is known from the formulas, so a value nobody reads
again gives its memory to the next one. At its own backward step an operation's output
has had its last reader: all that use it come later in the network, earlier in backward.
"""

from dataclasses import dataclass

from nngen.graph import Graph, Node


@dataclass(frozen=True)
class Memory:
    """By value: the value whose memory it lives in; the same of gradients, or None."""

    kept: frozenset[int]
    homes: tuple[int, ...]
    gradients: tuple[int | None, ...]
    ones: frozenset[int]
    """The values whose memory has a row of ones below it."""

    def sharers(self, home: int) -> list[int]:
        """Return the values that live in one memory, first to last."""
        return [value for value, where in enumerate(self.homes) if where == home]

    def turns(self, home: int) -> list[int]:
        """Return the values whose gradients live in one memory, in backward's order."""
        found = [value for value, where in enumerate(self.gradients) if where == home]
        return found[::-1]


def plan_memory(graph: Graph, stacked: frozenset[int]) -> Memory:
    """Return who lives where, for all nodes but the fused last function."""
    body = graph.nodes[:-1]
    kept = frozenset(value for node in body for value in read_back(node))
    homes: list[int] = [0]
    gradients: list[int | None] = [None]
    for node in body:
        reuse = node.operation.overwrites and node.x != 0 and node.x not in kept
        homes.append(homes[node.x] if reuse else node.y)
        below = gradients[node.x]
        if below is None:
            gradients.append(node.y if node.parameters else None)
        else:
            gradients.append(below if node.operation.overwrites else node.y)
    ones = frozenset(homes[graph.nodes[i].x] for i in stacked)
    return Memory(kept, tuple(homes), tuple(gradients), ones)


def read_back(node: Node) -> set[int]:
    """Return the values that a node's backward formulas read."""
    ends = {"x": node.x, "y": node.y}
    return {ends[end] for end in node.operation.reads}
