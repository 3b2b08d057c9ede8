"""Vectors that hold the factors of all parameters, for a penalty in few calls."""

from collections.abc import Iterator
from dataclasses import dataclass

from nngen.script.code import Code
from nngen.script.penalty import Cost, Penalty

WIDEST = 88  # characters of a line
# The vector that holds a factor for each parameter, how many times, and its gradient
VECTORS = {"l1": ("drag", "", "drag sign(w)"), "l2": ("pull", "2 ", "pull w")}


@dataclass(frozen=True, kw_only=True)
class Vector:
    """A vector as long as theta, and the lines that fill it."""

    name: Code
    note: Code
    fills: tuple[Code, ...]


def slope(penalty: Penalty) -> Code:
    """Return the gradient of a penalty, in the names of the vectors."""
    return Code(" + ".join(VECTORS[factor][-1] for factor in penalty.factors))


def make_vector(penalty: Penalty, factor: str) -> Vector:
    """Return the vector that holds a factor, its equal numbers set together."""
    name, times, _ = VECTORS[factor]
    groups: dict[Code, list[Cost]] = {}
    for cost in penalty.costs:
        groups.setdefault(cost.factors[factor], []).append(cost)
    groups.pop(Code(""), None)
    sign = times and f"{times}* "
    fills = [fill(name, sign + value, g) for value, g in groups.items()]
    note = Code(f"{times}{factor} of each, 0 where it has none")
    return Vector(
        name=Code(name),
        note=note,
        fills=tuple(line for lines in fills for line in lines),
    )


def fill(name: str, value: str, costs: list[Cost]) -> Iterator[Code]:
    """Yield lines that set parts of a vector, in each as many as it has room for."""
    line: list[Cost] = []
    for cost in costs:
        if line and len(set_parts(name, value, [*line, cost])) > WIDEST:
            yield set_parts(name, value, line)
            line = []
        line.append(cost)
    yield set_parts(name, value, line)


def set_parts(name: str, value: str, costs: list[Cost]) -> Code:
    """Return the line that sets parts of a vector; what lies side by side is one."""
    starts = {cost.start for cost in costs} - {cost.stop for cost in costs}
    stops = {cost.stop for cost in costs} - {cost.start for cost in costs}
    spans = zip(sorted(starts), sorted(stops), strict=True)
    parts = "".join(f"{name}[{start}:{stop}] = " for start, stop in spans)
    return Code(f"{parts}{value}  # {', '.join(cost.name for cost in costs)}")
