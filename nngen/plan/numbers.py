"""The numbers of operations that a script gives a name."""

from collections import Counter
from collections.abc import Iterator, Mapping

from nngen.graph.graph import Graph
from nngen.kinds.base import Constant
from nngen.plan.data_records import Setting
from nngen.plan.records import Code


def name_numbers(graph: Graph) -> dict[Constant, Code]:
    """Return what a script calls them: KEEP, or of one role KEEP_1, KEEP_2 and so on.

    Operations with the same number share its name.
    """
    found = dict.fromkeys(c for node in graph.nodes for c in node.operation.numbers())
    several, before = Counter(constant.role for constant in found), Counter[str]()
    names = {}
    for constant in found:
        before[role := constant.role] += 1
        tail = f"_{before[role]}" if several[role] > 1 else ""
        names[constant] = Code(f"{role.upper()}{tail}")
    return names


def number_settings(names: Mapping[Constant, Code]) -> Iterator[Setting]:
    """Return them as constants; the first of a role says what these are."""
    told: set[str] = set()
    for constant, name in names.items():
        note = "" if constant.role in told else constant.note
        told.add(constant.role)
        yield Setting(name, constant.value, Code(note))
