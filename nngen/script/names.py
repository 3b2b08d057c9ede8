"""Names of arrays: that of the layer, or z1, a1, z2 by the layers with parameters.

A normalization shares the number of the layer above it: W1, b1, gamma1, beta1.
"""

from collections import Counter
from dataclasses import dataclass

from nngen.graph.graph import Graph


@dataclass(frozen=True, kw_only=True)
class Names:
    """For each value: its name, its operation's number, and the endings of other names.

    The names of the operation's parameters end with the tag, as W1 or W_stem. Those of
    what it saves for backward end with the mark, which is unique even where several
    operations share a number.
    """

    values: tuple[str, ...]
    numbers: tuple[int, ...]
    tags: tuple[str, ...]
    marks: tuple[str, ...]

    def math(self, value: int) -> str:
        """Return a value's name in equations."""
        return capital(self.values[value])


def capital(name: str) -> str:
    """Return the name of an array in equations: with a capital first letter."""
    return name[:1].upper() + name[1:]


def name_values(graph: Graph) -> Names:
    """Return the names that a script uses, in code and in equations."""
    names, numbers, tags, marks = ["x"], [0], [""], [""]
    times, uses = Counter[str](), Counter[tuple[str, str]]()
    roles: set[str] = set()
    for node in graph.nodes:
        own = {parameter.role for parameter in node.parameters}
        below = numbers[node.xs[0]] == numbers[-1] > 0
        new = bool(own) and (
            node.operation.has_own_number or not below or bool(own & roles)
        )
        numbers.append(numbers[-1] + new)
        roles = own if new else roles | own
        tags.append(f"_{node.name}" if node.name else str(numbers[-1]))
        base = f"{node.operation.symbol}{tags[-1]}"
        base = node.name if node.name and node.last else base
        times[base] += 1
        names.append(base if times[base] == 1 else f"{base}_{times[base]}")
        uses[kind := (node.operation.symbol, tags[-1])] += 1
        marks.append(tags[-1] if uses[kind] == 1 else f"{tags[-1]}_{uses[kind]}")
    return Names(
        values=tuple(names),
        numbers=tuple(numbers),
        tags=tuple(tags),
        marks=tuple(marks),
    )
