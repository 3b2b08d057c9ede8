"""The numbers of operations that a script gives a name."""

from collections import Counter
from collections.abc import Iterator, Mapping

from nngen.graph.graph import Graph
from nngen.kinds.base import Constant
from nngen.plan.data_records import Setting
from nngen.plan.operations import Number
from nngen.plan.records import Code


def name_numbers(graph: Graph) -> dict[Constant, Number]:
    """Return what a script calls them: KEEP, or of one role KEEP_1, KEEP_2 and so on.

    Operations with the same number share its name.
    """
    found = dict.fromkeys(c for node in graph.nodes for c in node.operation.numbers())
    several, before = Counter(constant.role for constant in found), Counter[str]()
    names = {}
    for constant in found:
        before[role := constant.role] += 1
        name = inner = role.upper()
        if several[role] > 1:
            name, inner = f"{name}_{before[role]}", role
        names[constant] = Number(Code(name), Code(inner))
    return names


def number_settings(numbers: Mapping[Constant, Number]) -> Iterator[Setting]:
    """Return them as constants; the first of a role says what these are."""
    told: set[str] = set()
    for constant, number in numbers.items():
        note = "" if constant.role in told else constant.note
        told.add(constant.role)
        yield Setting(number.name, constant.value, Code(note))
