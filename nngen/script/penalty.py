"""The penalty: what regularizers add to the loss."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import prod

from nngen.graph.graph import Graph
from nngen.language.regularizers import Regularizer
from nngen.script.code import Code
from nngen.script.data_records import Setting
from nngen.script.names import Names

SUMS = {"l1": "l1 |w|", "l2": "l2 w^2"}  # what each factor adds for a parameter w


@dataclass(frozen=True, kw_only=True)
class Cost:
    """A regularized array: its place in theta, and its factors.

    A factor is the name of a constant or a number, "" if there is none.
    """

    name: Code
    start: int
    stop: int
    factors: Mapping[str, Code]


@dataclass(frozen=True, kw_only=True)
class Term:
    """What one factor adds for one array."""

    factor: str
    value: Code
    name: Code
    gets: Code
    """How the line in the sum of all terms starts."""


@dataclass(frozen=True, kw_only=True)
class Penalty:
    """What regularizers add to the loss: l1 sum |w| + l2 sum w^2 of some arrays."""

    costs: tuple[Cost, ...]
    constants: tuple[Setting, ...]

    @property
    def factors(self) -> tuple[str, ...]:
        """Those of l1 and l2 that are used."""
        return tuple(f for f in SUMS if any(cost.factors[f] for cost in self.costs))

    @property
    def sum(self) -> Code:
        """The sum over the parameters w, as an equation has it."""
        return Code(" + ".join(SUMS[factor] for factor in self.factors))

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The terms array by array, l1 before l2, in the order of the book."""
        found = [(f, c.factors[f], c.name) for c in self.costs for f in SUMS]
        found = [row for row in found if row[1]]
        gets = ["cost ="] + ["cost +="] * len(found) if found[1:] else ["return"]
        return tuple(
            Term(factor=factor, value=value, name=name, gets=Code(g))
            for (factor, value, name), g in zip(found, gets, strict=False)
        )

    def of(self, name: Code) -> tuple[Term, ...]:
        """Return what one array adds."""
        return tuple(term for term in self.terms if term.name == name)


def make_penalty(graph: Graph, names: Names) -> Penalty | None:
    """Return the penalty, None if nothing is regularized.

    A factor that all regularized arrays share becomes a constant, L1 or L2.
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
        texts = {f: f.upper() if f in shared else repr(v) for f, v in factors.items()}
        codes = {f: Code(texts[f] if v else "") for f, v in factors.items()}
        costs.append(Cost(name=name, start=start, stop=stop, factors=codes))
    return Penalty(costs=tuple(costs), constants=constants) if costs else None


def is_regularized(graph: Graph) -> bool:
    """Return whether any parameter is regularized."""
    return any(not p.regularizer.idle for n in graph.nodes for p in n.parameters)


def regularized(
    graph: Graph, names: Names
) -> Iterator[tuple[Code, int, int, Regularizer]]:
    """Yield the regularized arrays: name, start and stop in theta, regularizer."""
    stop = 0
    for node in graph.nodes:
        for parameter in node.parameters:
            start, stop = stop, stop + prod(parameter.shape)
            if not parameter.regularizer.idle:
                name = Code(f"{parameter.role}{names.tags[node.y]}")
                yield name, start, stop, parameter.regularizer
