"""Where each parameter lies in theta, kernel and bias joined where that is faster."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import prod

from nngen.engines.numpy.fast.effects import effects_of
from nngen.engines.numpy.fast.records import Stack, View
from nngen.graph.graph import Graph, Node
from nngen.language.operations import Parameter
from nngen.script.code import Array, Code
from nngen.script.names import Names
from nngen.script.running import Running, collect, collected


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


def lay_out(graph: Graph, names: Names, stacked: frozenset[int]) -> Layout:
    """Return the layout of theta; `stacked` nodes join kernel and bias."""
    views: list[View | Stack] = []
    arrays: list[Mapping[str, Array]] = []
    start = 0
    for i, node in enumerate(graph.nodes):
        tag = names.tags[node.y]
        parts = place(node, tag, start)
        views += [stack(node, tag, parts, names)] if i in stacked else parts
        arrays.append(name_arrays(node, tag, i in stacked))
        start = parts[-1].stop if parts else start
    return Layout(size=start, views=tuple(views), arrays=tuple(arrays))


def shape_of(node: Node, parameter: Parameter) -> tuple[int, ...]:
    """Return the shape of a parameter's array, or of a running average's."""
    upright = parameter.role in effects_of(node.operation).upright
    return (*parameter.shape, 1) if upright else parameter.shape


def running_arrays(node: Node, names: Names) -> dict[str, Array]:
    """Return by role the running averages of a node."""
    found = collected(node, names)
    return {
        each.role: replace(found[each.role], dims=shape_of(node, each))
        for each in node.running
    }


def lay_out_running(graph: Graph, names: Names) -> Running | None:
    """Return where the running averages lie, None if there are none."""
    running = collect(graph, names)
    if running is None:
        return None
    nodes = (node for node in graph.nodes if node.running)
    views = (
        replace(view, arrays=tuple(running_arrays(node, names).values()))
        for view, node in zip(running.views, nodes, strict=True)
    )
    return replace(running, views=tuple(views))


def place(node: Node, tag: str, start: int) -> list[View]:
    """Return the views of a node's parameters, from start on."""
    views = []
    for parameter in node.parameters:
        stop = start + prod(parameter.shape)
        name = Code(f"{parameter.role}{tag}")
        views.append(
            View(name=name, start=start, stop=stop, shape=shape_of(node, parameter))
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
    name = Code("".join(effects_of(node.operation).joined) + tag)
    whole = View(name=name, start=kernel.start, stop=bias.stop, shape=(rows + 1, units))
    return Stack(whole=whole, kernel=kernel.name, bias=bias.name, note=note)


def name_arrays(node: Node, tag: str, stacked: bool) -> dict[str, Array]:
    """Return a node's parameter arrays by role."""
    shapes = {p.role: shape_of(node, p) for p in node.parameters}
    if stacked:
        rows, units = node.parameters[0].shape
        shapes["".join(effects_of(node.operation).joined)] = (rows + 1, units)
    names = {role: Code(f"{role}{tag}") for role in shapes}
    return {
        role: Array(name=names[role], math=names[role], dims=shapes[role])
        for role in shapes
    }
