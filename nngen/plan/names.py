"""The names of values: a layer's, or z1, a1, z2, over what holds parameters."""

from collections import Counter
from dataclasses import dataclass

from nngen.graph.graph import Graph


@dataclass(frozen=True)
class Names:
    """By value: its name, the number of the operation that gives it, and its tag.

    The tag ends the names of that operation's parameters: W1, or W_stem.
    """

    values: tuple[str, ...]
    numbers: tuple[int, ...]
    tags: tuple[str, ...]

    def math(self, value: int) -> str:
        """Return a value's name in equations."""
        return capital(self.values[value])


def capital(name: str) -> str:
    """Return the mathematical name of an array: its first letter a capital."""
    return name[:1].upper() + name[1:]


def name_values(graph: Graph) -> Names:
    """Return names in which equations and code agree."""
    names, numbers, tags, times = ["x"], [0], [""], Counter[str]()
    for node in graph.nodes:
        numbers.append(numbers[-1] + bool(node.parameters))
        tags.append(f"_{node.name}" if node.name else str(numbers[-1]))
        base = f"{node.operation.symbol}{tags[-1]}"
        base = node.name if node.name and node.last else base
        times[base] += 1
        names.append(base if times[base] == 1 else f"{base}_{times[base]}")
    return Names(tuple(names), tuple(numbers), tuple(tags))
