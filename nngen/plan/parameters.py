"""Where each parameter lies in theta."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

from nngen.graph.graph import Graph, Node
from nngen.language.operations import Parameter
from nngen.plan.names import Names
from nngen.plan.records import Array, Code, Stack, View


@dataclass(frozen=True, kw_only=True)
class Layout:
    """The parameters of a network, in layer order, kernel then bias."""

    size: int
    views: tuple[View | Stack, ...]
    arrays: tuple[Mapping[str, Array], ...]
    """By node: the arrays by role, and a stack's under its roles joined."""

    def gradients(self, node: int) -> dict[str, Array]:
        """Return the arrays that hold the gradients of a node's parameters."""
        return {
            role: Array(
                name=Code(f"d{array.name}"),
                math=Code(f"dL/d{array.math}"),
                dims=array.dims,
            )
            for role, array in self.arrays[node].items()
        }


def lay_out(
    graph: Graph, names: Names, stacked: frozenset[int], columns: bool
) -> Layout:
    """Return the layout of theta; `stacked` nodes join kernel and bias."""
    views: list[View | Stack] = []
    arrays: list[Mapping[str, Array]] = []
    start = 0
    for i, node in enumerate(graph.nodes):
        tag = names.tags[node.y]
        parts = place(node, tag, start, columns)
        views += [stack(node, tag, parts, names)] if i in stacked else parts
        arrays.append(name_arrays(node, tag, i in stacked, columns))
        start = parts[-1].stop if parts else start
    return Layout(size=start, views=tuple(views), arrays=tuple(arrays))


def shape_of(parameter: Parameter, columns: bool) -> tuple[int, ...]:
    """Return the shape of a parameter's array, where rows may be columns."""
    return (*parameter.shape, *([1] if parameter.upright and columns else []))


def place(node: Node, tag: str, start: int, columns: bool) -> list[View]:
    """Return the views of a node's parameters, from start on."""
    views = []
    for parameter in node.parameters:
        stop = start + prod(parameter.shape)
        name = Code(f"{parameter.role}{tag}")
        views.append(
            View(name=name, start=start, stop=stop, shape=shape_of(parameter, columns))
        )
        start = stop
    return views


def stack(node: Node, tag: str, views: list[View], names: Names) -> Stack:
    """Return a kernel and its bias as one matrix; they lie side by side in theta."""
    kernel, bias = views
    x = names.math(node.xs[0])
    w, b = kernel.name, bias.name
    note = Code(f"[{w}; {b}]: [{w}; {b}]^T [{x}; 1] = {w}^T {x} + {b}")
    rows, units = kernel.shape
    name = Code("".join(node.operation.stacked) + tag)
    whole = View(name=name, start=kernel.start, stop=bias.stop, shape=(rows + 1, units))
    return Stack(whole=whole, kernel=kernel.name, bias=bias.name, note=note)


def name_arrays(node: Node, tag: str, stacked: bool, columns: bool) -> dict[str, Array]:
    """Return a node's parameter arrays by role."""
    shapes = {p.role: shape_of(p, columns) for p in node.parameters}
    if stacked:
        rows, units = node.parameters[0].shape
        shapes["".join(node.operation.stacked)] = (rows + 1, units)
    names = {role: Code(f"{role}{tag}") for role in shapes}
    return {
        role: Array(name=names[role], math=names[role], dims=shapes[role])
        for role in shapes
    }
