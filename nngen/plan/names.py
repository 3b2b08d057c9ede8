"""The names of values: z1, a1, z2, numbered over what holds parameters."""

from collections import Counter
from dataclasses import dataclass

from nngen.graph import Graph


@dataclass(frozen=True)
class Names:
    """Names by index: of values, and the numbers of the operations that give them."""

    values: tuple[str, ...]
    numbers: tuple[int, ...]

    def math(self, value: int) -> str:
        """Return a value's name in equations."""
        return capital(self.values[value])


def capital(name: str) -> str:
    """Return the mathematical name of an array: its first letter a capital."""
    return name[:1].upper() + name[1:]


def name_values(graph: Graph) -> Names:
    """Return names in which equations and code agree."""
    names, numbers, times = ["x"], [0], Counter[str]()
    for node in graph.nodes:
        number = numbers[-1] + bool(node.parameters)
        base = f"{node.operation.symbol}{number}"
        times[base] += 1
        names.append(base if times[base] == 1 else f"{base}_{times[base]}")
        numbers.append(number)
    return Names(tuple(names), tuple(numbers))
