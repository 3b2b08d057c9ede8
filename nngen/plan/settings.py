"""The constants that operations read: one for all of them, or one for each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nngen.graph.graph import Graph
from nngen.plan.data_records import Setting
from nngen.plan.names import Names
from nngen.plan.operations import Number
from nngen.plan.records import Code


@dataclass(frozen=True)
class Settings:
    """By node, and there by what it is called: each constant that the node reads."""

    nodes: tuple[Mapping[str, Number], ...]

    @property
    def constants(self) -> Iterator[Setting]:
        """Each constant once."""
        found = {c.name: c.value for node in self.nodes for c in node.values()}
        for name, value in found.items():
            yield Setting(name, value)


def name_settings(graph: Graph, names: Names) -> Settings:
    """Return the constants of operations; where values differ, each has its own."""
    asked = [node.operation.settings() for node in graph.nodes]
    values: dict[str, set[float]] = {}
    for numbers in asked:
        for name, value in numbers.items():
            values.setdefault(name, set()).add(value)
    nodes = []
    for node, numbers in zip(graph.nodes, asked, strict=True):
        mark = names.marks[node.y].removeprefix("_").upper()
        named = {}
        for name, value in numbers.items():
            apart = len(values[name]) > 1
            own = Code(f"{name}_{mark}" if apart else name)
            named[name] = Number(own, value, Code(name.lower() if apart else name))
        nodes.append(named)
    return Settings(tuple(nodes))
