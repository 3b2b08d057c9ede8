"""The names of values: z1, a1, z2, numbered over what holds parameters."""

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
    names, numbers = ["x"], [0]
    for node in graph.nodes:
        number = numbers[-1] + bool(node.parameters)
        name = base = f"{node.operation.symbol}{number}"
        again = 2
        while name in names:
            name, again = f"{base}_{again}", again + 1
        names.append(name)
        numbers.append(number)
    return Names(tuple(names), tuple(numbers))
