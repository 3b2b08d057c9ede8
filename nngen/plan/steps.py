"""Operations as steps of forward and backward."""

from collections.abc import Iterator, Mapping
from math import prod

from nngen.graph.graph import Node
from nngen.language.operations import NamedNumber
from nngen.plan.arrays import Arrays
from nngen.plan.elementwise import make_formulas
from nngen.plan.kept import kept
from nngen.plan.numbers import name_numbers
from nngen.plan.operations import Number, Step
from nngen.plan.parameters import Layout
from nngen.plan.records import Code
from nngen.plan.running import collected


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
    name = "elementwise" if formulas.forward else operation.type
    return Step(
        template=f"{operation.folder}/{name}.py.jinja",
        x=arrays.with_ones(x) if stacked else arrays.value(x),
        y=arrays.value(node.y),
        dx=arrays.share(node, x),
        dy=arrays.gradient(node.y),
        parts=arrays.parts(node),
        theta=layout.arrays[index],
        grad=layout.gradients(index),
        kept=kept(arrays, node),
        running=collected(node, arrays.names, arrays.columns),
        numbers={each.role: numbers[each] for each in operation.numbers()},
        width=prod(arrays.graph.shapes[node.y]),
        in_place=homes[x] == homes[node.y],
        shared=operation.type in arrays.graph.repeated,
        stacked=stacked,
        sums=tuple(sums(arrays, node)),
        formulas=formulas,
    )


def sums(arrays: Arrays, node: Node) -> Iterator[Code]:
    """Return what adds an operation's shares to gradients that others have begun."""
    for x in node.xs:
        dx = arrays.share(node, x)
        if dx and dx.added and not node.operation.hands_on:
            yield Code(f"np.add({dx.whole}, {dx.name}, out={dx.whole})")
