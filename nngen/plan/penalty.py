"""What regularization adds to the loss, and to its gradient."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import prod

from nngen.graph.graph import Graph
from nngen.language.regularizers import Regularizer
from nngen.plan.data_records import Setting
from nngen.plan.names import Names
from nngen.plan.records import Array, Code

WIDEST = 88  # characters of a line
SUMS = {"l1": "l1 |w|", "l2": "l2 w^2"}  # by factor, what it adds for each parameter w
# The vector that holds a factor for each parameter, how many times, and its gradient
VECTORS = {"l1": ("drag", "", "drag sign(w)"), "l2": ("pull", "2 ", "pull w")}


@dataclass(frozen=True, kw_only=True)
class Cost:
    """An array whose size costs something: its place in theta, and its factors.

    A factor is a constant's name or a number, "" where there is none.
    """

    name: Code
    start: int
    stop: int
    factors: Mapping[str, Code]


@dataclass(frozen=True, kw_only=True)
class Term:
    """What one factor adds for one array, in the notebook's arithmetic."""

    factor: str
    value: Code
    name: Code
    gets: Code
    """What takes it in the sum of all terms."""


@dataclass(frozen=True, kw_only=True)
class Vector:
    """A vector as long as theta, and the lines that fill it."""

    name: Code
    note: Code
    fills: tuple[Code, ...]


@dataclass(frozen=True, kw_only=True)
class Penalty:
    """What regularization adds to the loss: l1 sum |w| + l2 sum w^2 of some arrays."""

    costs: tuple[Cost, ...]
    constants: tuple[Setting, ...]

    @property
    def factors(self) -> tuple[str, ...]:
        """Which of l1 and l2 there are."""
        return tuple(f for f in SUMS if any(cost.factors[f] for cost in self.costs))

    @property
    def sum(self) -> Code:
        """What it sums over the parameters w, in mathematics."""
        return Code(" + ".join(SUMS[factor] for factor in self.factors))

    @property
    def slope(self) -> Code:
        """The gradient of that, in the names of the vectors."""
        return Code(" + ".join(VECTORS[factor][-1] for factor in self.factors))

    @property
    def vectors(self) -> tuple[Vector, ...]:
        """The vectors that hold the factors of all parameters."""
        return tuple(self.vector(factor) for factor in self.factors)

    def vector(self, factor: str) -> Vector:
        """Return the vector that holds a factor, its equal numbers set together."""
        name, times, _ = VECTORS[factor]
        groups: dict[Code, list[Cost]] = {}
        for cost in self.costs:
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

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """What all arrays add, each by l1 and then by l2, as the book has them."""
        found = [(f, c.factors[f], c.name) for c in self.costs for f in SUMS]
        found = [row for row in found if row[1]]
        gets = ["cost ="] + ["cost +="] * len(found) if found[1:] else ["return"]
        return tuple(
            Term(factor=factor, value=value, name=name, gets=Code(g))
            for (factor, value, name), g in zip(found, gets, strict=False)
        )

    def of(self, arrays: Mapping[str, Array]) -> tuple[Term, ...]:
        """Return what an operation's arrays add."""
        names = {array.name for array in arrays.values()}
        return tuple(term for term in self.terms if term.name in names)


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


def make_penalty(graph: Graph, names: Names) -> Penalty | None:
    """Return what regularization adds, None where nothing is regularized.

    A factor that all regularized arrays share is a constant: L1, or L2.
    """
    found = list(regularized(graph, names))
    values = {f: {getattr(kind, f) for *_, kind in found} - {0} for f in SUMS}
    shared = {f: them.pop() for f, them in values.items() if len(them) == 1}
    constants = tuple(
        Setting(name=Code(f.upper()), value=value) for f, value in shared.items()
    )
    costs = []
    for name, start, stop, kind in found:
        factors = {f: getattr(kind, f) for f in SUMS}
        told = {f: f.upper() if f in shared else repr(v) for f, v in factors.items()}
        codes = {f: Code(told[f] if v else "") for f, v in factors.items()}
        costs.append(Cost(name=name, start=start, stop=stop, factors=codes))
    return Penalty(costs=tuple(costs), constants=constants) if costs else None


def is_regularized(graph: Graph) -> bool:
    """Return whether the size of any parameter adds to the loss."""
    return any(not p.regularizer.idle for n in graph.nodes for p in n.parameters)


def regularized(
    graph: Graph, names: Names
) -> Iterator[tuple[Code, int, int, Regularizer]]:
    """Yield the arrays that cost something: name, place in theta, and how much."""
    stop = 0
    for node in graph.nodes:
        for parameter in node.parameters:
            start, stop = stop, stop + prod(parameter.shape)
            if not parameter.regularizer.idle:
                name = Code(f"{parameter.role}{names.tags[node.y]}")
                yield name, start, stop, parameter.regularizer
