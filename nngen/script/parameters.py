"""Where each parameter lies in theta."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import prod

from nngen.graph.graph import Graph
from nngen.script.code import Array, Code, listed
from nngen.script.names import Names


@dataclass(frozen=True, kw_only=True)
class View:
    """An array that is a part of theta; `role` is its letter in the formulas."""

    role: str
    name: Code
    start: int
    stop: int
    shape: tuple[int, ...]

    @property
    def inner(self) -> Code:
        """The shape as reshape takes it."""
        return listed(self.shape)

    @property
    def gradient(self) -> "View":
        """The same part of grad."""
        return replace(self, name=Code(f"d{self.name}"))

    @property
    def array(self) -> Array:
        """The view as formulas see it."""
        return Array(name=self.name, math=self.name, dims=self.shape)

    @property
    def slope(self) -> Array:
        """Its gradient as formulas see it."""
        math = Code(f"dL/d{self.name}")
        return Array(name=self.gradient.name, math=math, dims=self.shape)


def lay_out(graph: Graph, names: Names) -> tuple[tuple[View, ...], ...]:
    """Return the views of each node's parameters, in layer order, kernel then bias."""
    stop, found = 0, []
    for node in graph.nodes:
        views = []
        for parameter in node.parameters:
            start, stop = stop, stop + prod(parameter.shape)
            name = Code(f"{parameter.role}{names.tags[node.y]}")
            views.append(
                View(
                    role=parameter.role,
                    name=name,
                    start=start,
                    stop=stop,
                    shape=parameter.shape,
                )
            )
        found.append(tuple(views))
    return tuple(found)


def in_order(layout: tuple[tuple[View, ...], ...]) -> Iterator[View]:
    """Yield all views of a layout, first to last."""
    for views in layout:
        yield from views
