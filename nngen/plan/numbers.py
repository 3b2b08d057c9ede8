"""The numbers of operations that a script gives a name."""

from collections import Counter
from collections.abc import Iterator, Mapping

from nngen.graph.graph import Graph
from nngen.language.operations import NamedNumber
from nngen.plan.data_records import Setting
from nngen.plan.operations import Number
from nngen.plan.records import Code


def name_numbers(graph: Graph) -> dict[NamedNumber, Number]:
    """Return what a script calls them: KEEP, or of one role KEEP_1, KEEP_2 and so on.

    Operations with the same number share its name.
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
    """Return them as constants; the first of a role says what these are."""
    explained: set[str] = set()
    for named, number in numbers.items():
        note = "" if named.role in explained else named.note
        explained.add(named.role)
        yield Setting(name=number.name, value=named.value, note=Code(note))
