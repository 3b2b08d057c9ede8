"""What allocate makes, layer by layer, and in which order."""

import textwrap

from nngen.engines.numpy.fast.arrays import Arrays, N, dims_of, shared, summed_columns
from nngen.engines.numpy.fast.effects import effects_of_loss
from nngen.engines.numpy.fast.head import Head
from nngen.engines.numpy.fast.records import ONES, Buffer, Group
from nngen.engines.numpy.fast.saved import saved_arrays, saved_over
from nngen.graph.graph import Graph
from nngen.script.code import Array, Code


def group_buffers(
    arrays: Arrays, head: Head, scratch: tuple[Array, ...]
) -> tuple[Group, ...]:
    """Return the buffers: those of a layer together, or all, if one line names them.

    A buffer comes before the first part of it; scratch arrays are last.
    """
    numbers = range(arrays.names.numbers[-1] + 1)
    groups = [layer_buffers(arrays, number, head) for number in numbers]
    note = Code("for parts of formulas")
    groups[-1] += [
        Buffer(names=(array.name,), dims=array.dims, note=note) for array in scratch
    ]
    if ones := ones_buffer(arrays.graph):
        next(group for group in groups if group).insert(0, ones)
    owners = {name: b for group in groups for b in group for name in b.names}
    done: set[Code] = set()
    groups = [
        [b for buffer in group for b in in_order(buffer, owners, done)]
        for group in groups
    ]
    together = [buffer for group in groups for buffer in group]
    start = ["N", "rows"] if head.counts_rows else ["N"]
    if len(name_lines(together, start)) == 1:
        groups = [together]
    firsts = [start] + [[]] * len(groups)
    filled = zip([group for group in groups if group], firsts, strict=False)
    return tuple(
        Group(names=name_lines(g, first), buffers=tuple(g)) for g, first in filled
    )


def ones_buffer(graph: Graph) -> Buffer | None:
    """Return the vector of ones that sums over columns are products with, if any."""
    columns = summed_columns(graph)
    if columns is None:
        return None
    note = Code(f"for sums over the {columns} columns")
    return Buffer(names=(Code("all_ones"),), dims=(columns, 1), form=ONES, note=note)


def in_order(
    buffer: Buffer, owners: dict[Code, Buffer], done: set[Code]
) -> list[Buffer]:
    """Return a buffer after those it is a part of, without those that are `done`."""
    chain: list[Buffer] = []
    while buffer.names[0] not in done:
        done.add(buffer.names[0])
        chain.append(buffer)
        buffer = owners.get(buffer.of, buffer)
    return chain[::-1]


def layer_buffers(arrays: Arrays, number: int, head: Head) -> list[Buffer]:
    """Return the buffers of the values of one number: the layer's, then gradients."""
    memory, numbers = arrays.memory, arrays.names.numbers
    values = [v for v in range(1, len(memory.homes)) if numbers[v] == number]
    buffers = arrays.entry() if number == 1 else []
    for value in values:
        if memory.homes[value] == value:
            more = *saved_over(arrays, value), *reusing_arrays(arrays, head, value)
            buffers += arrays.value_buffers(value, more)
        home = memory.saved_over.get(value)
        inside = () if home is None else saved_over(arrays, home)
        for array in saved_arrays(arrays, arrays.graph.nodes[value - 1]).values():
            if array not in inside:
                buffers.append(Buffer(names=(array.name,), dims=array.dims))
    for value in values:
        if memory.gradients[value] == value:
            buffers += arrays.gradient_buffers(value)
    if number == numbers[-1]:
        buffers += head_buffers(arrays, head) + part_buffers(arrays)
    return buffers


def part_buffers(arrays: Arrays) -> list[Buffer]:
    """Return the buffers in which shares of gradients are computed before adding."""
    note = Code("what one reader adds to a gradient")
    return [
        Buffer(names=(arrays.part(form),), dims=dims_of(form), note=note)
        for form in arrays.memory.parts
    ]


def name_lines(group: list[Buffer], first: list[str]) -> tuple[Code, ...]:
    """Return the names of buffers, after those in `first`, wrapped into lines."""
    names = [*first, *(name for buffer in group for name in buffer.names)]
    lines = textwrap.wrap(", ".join(names), 77)
    return tuple(Code(line.rstrip(",")) for line in lines)


def head_buffers(arrays: Arrays, head: Head) -> list[Buffer]:
    """Return the buffers of the loss and its function, where they are its own.

    The gradient of the scores takes the place of P, which takes theirs where formulas
    keep nothing of them.
    """
    if not arrays.replaces:
        return []
    effects = effects_of_loss(head.template)
    saved = [
        Buffer(names=(Code(name),), dims=(N,), note=Code(note.format(head.x.math)))
        for name, note in effects.saved.items()
    ]
    own = effects.shifted and not head.in_place
    apart = [Buffer(names=(head.shifted,), dims=head.x.dims)] if own else []
    return [*apart, *saved, shared(head_turns(arrays, head))]


def head_turns(arrays: Arrays, head: Head) -> tuple[Array, ...]:
    """Return the arrays in P's memory: backward overwrites P."""
    home = arrays.memory.gradients[arrays.scores]
    assert home is not None  # a graph trains something
    return head.p, *arrays.gradient_turns(home)


def reusing_arrays(arrays: Arrays, head: Head, home: int) -> tuple[Array, ...]:
    """Return the arrays of the loss that reuse the memory of a value."""
    if not head.in_place or arrays.memory.homes[arrays.scores] != home:
        return ()
    left = effects_of_loss(head.template).shifted.format(head.x.math)
    return (
        (Array(name=head.shifted, math=Code(left), dims=head.x.dims),) if left else ()
    )
