"""The numbers of operations that a script gives a name."""

from collections import Counter
from collections.abc import Iterator, Mapping

from nngen.graph.graph import Graph
from nngen.kinds.base import NamedNumber
from nngen.plan.data_records import Setting
from nngen.plan.records import Code


def name_numbers(graph: Graph) -> dict[NamedNumber, Code]:
    """Return what a script calls them: KEEP, or of one role KEEP_1, KEEP_2 and so on.

    Operations with the same number share its name.
    """
    found = dict.fromkeys(c for node in graph.nodes for c in node.operation.numbers())
    several, before = Counter(number.role for number in found), Counter[str]()
    names = {}
    for number in found:
        before[role := number.role] += 1
        tail = f"_{before[role]}" if several[role] > 1 else ""
        names[number] = Code(f"{role.upper()}{tail}")
    return names


def number_settings(names: Mapping[NamedNumber, Code]) -> Iterator[Setting]:
    """Return them as constants; the first of a role says what these are."""
    told: set[str] = set()
    for number, name in names.items():
        note = "" if number.role in told else number.note
        told.add(number.role)
        yield Setting(name, number.value, Code(note))
