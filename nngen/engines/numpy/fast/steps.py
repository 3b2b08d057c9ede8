"""Operations as steps of forward and backward."""

from collections.abc import Iterator, Mapping

from nngen.engines.numpy.fast.arrays import Arrays, summed_columns
from nngen.engines.numpy.fast.effects import effects_of, template_of
from nngen.engines.numpy.fast.elementwise import make_formulas
from nngen.engines.numpy.fast.memory import form_of
from nngen.engines.numpy.fast.operations import Step
from nngen.engines.numpy.fast.parameters import Layout, running_arrays
from nngen.engines.numpy.fast.saved import saved_arrays
from nngen.graph.graph import Node
from nngen.language.operations import NamedNumber
from nngen.script.code import Code
from nngen.script.numbers import Number, name_numbers


def make_steps(
    arrays: Arrays, layout: Layout, stacked: frozenset[int]
) -> Iterator[Step]:
    """Return the operations that the loss does not take in, first to last."""
    graph = arrays.graph
    numbers = name_numbers(graph)
    for index in range(len(graph.nodes) - graph.fused):
        yield make_step(arrays, layout, numbers, index, index in stacked)


def make_step(
    arrays: Arrays,
    layout: Layout,
    numbers: Mapping[NamedNumber, Number],
    index: int,
    stacked: bool,
) -> Step:
    """Return an operation with its arrays; `stacked` reads x over a row of ones."""
    node, homes = arrays.graph.nodes[index], arrays.memory.homes
    operation, x = node.operation, node.xs[0]
    formulas = make_formulas(arrays, node)
    positions, width = form_of(arrays.graph.shapes[x])
    return Step(
        template=template_of(operation, bool(formulas.forward)),
        x=arrays.with_ones(x) if stacked else arrays.value(x),
        y=arrays.value(node.y),
        dx=arrays.share(node, x),
        dy=arrays.gradient(node.y),
        parts=arrays.parts(node),
        theta=layout.arrays[index],
        grad=layout.gradients(index),
        saved=saved_arrays(arrays, node),
        running=running_arrays(node, arrays.names),
        numbers={each.role: numbers[each] for each in operation.numbers()},
        positions=positions,
        width=width,
        ones=ones(arrays, node),
        in_place=homes[x] == homes[node.y],
        shared=operation.type in arrays.graph.repeated,
        stacked=stacked,
        sums=tuple(sums(arrays, node)),
        formulas=formulas,
    )


def ones(arrays: Arrays, node: Node) -> Code:
    """Return a one for each column of what a node gives, where it sums over these."""
    own, all_columns = arrays.dims(node.y)[1], summed_columns(arrays.graph)
    if own == all_columns:
        return Code("all_ones")
    return Code("all_ones[:N]" if own == "N" else f"all_ones[: {own}]")


def sums(arrays: Arrays, node: Node) -> Iterator[Code]:
    """Return what adds an operation's shares to gradients that others have begun."""
    for x in node.xs:
        dx = arrays.share(node, x)
        if dx and dx.added and not effects_of(node.operation).adds:
            yield Code(f"np.add({dx.whole}, {dx.name}, out={dx.whole})")
