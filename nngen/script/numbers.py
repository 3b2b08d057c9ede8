"""Constants of a script for the numbers of its operations: KEEP, EPSILON_1."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nngen.graph.graph import Graph
from nngen.language.operations import NamedNumber
from nngen.script.code import Code
from nngen.script.data_records import Setting


@dataclass(frozen=True, kw_only=True)
class Number:
    """A constant that an operation reads."""

    name: Code
    inner: Code
    """Its name within a function that operations share: that, or an argument."""

    @property
    def apart(self) -> bool:
        """Whether other operations of the kind have another value."""
        return self.name != self.inner


def name_numbers(graph: Graph) -> dict[NamedNumber, Number]:
    """Return a constant for each number: KEEP, or KEEP_1, KEEP_2 where values differ.

    Operations with the same value share a constant.
    """
    found = dict.fromkeys(c for node in graph.nodes for c in node.operation.numbers())
    several, before = Counter(named.role for named in found), Counter[str]()
    numbers = {}
    for named in found:
        before[role := named.role] += 1
        name = inner = role.upper()
        if several[role] > 1:
            name, inner = f"{name}_{before[role]}", role
        numbers[named] = Number(name=Code(name), inner=Code(inner))
    return numbers


def number_settings(numbers: Mapping[NamedNumber, Number]) -> Iterator[Setting]:
    """Yield the lines of the constants; the first of each role has the note."""
    explained: set[str] = set()
    for named, number in numbers.items():
        note = "" if named.role in explained else named.note
        explained.add(named.role)
        yield Setting(name=number.name, value=named.value, note=Code(note))
