"""The values of a network as the arrays of a script.

A value is a matrix: the last dimension of its rows leads, all others and the rows are
its columns, position after position of each row. A row of 2 numbers is a column of
(2, N). A row of the shape (8, 3), as 8 pixels of 3 colors, is 8 columns of (3, 8 * N),
row n those from 8 n on: so the rows x, (N, 8, 3), are x.reshape(8 * N, 3).T, which
copies nothing, and what acts on the last dimension acts on columns. Only where rows get
another shape are numbers moved.
"""

from dataclasses import dataclass
from math import prod

from nngen.engines.numpy.fast.effects import effects_of
from nngen.engines.numpy.fast.memory import (
    Form,
    Memory,
    Slot,
    form_of,
    is_first,
    is_free,
    needs_part,
    side_by_side,
)
from nngen.engines.numpy.fast.operations import Gradient, Part
from nngen.engines.numpy.fast.records import ONES, Buffer
from nngen.graph.graph import Graph, Node
from nngen.language.operations import Shape
from nngen.script.code import NOTHING, Array, Code
from nngen.script.names import Names

N = Code("N")


@dataclass(frozen=True, kw_only=True)
class Arrays:
    """A graph's values by name and memory."""

    graph: Graph
    names: Names
    memory: Memory

    @property
    def scores(self) -> int:
        """The value that the loss, or the function fused with it, reads."""
        return self.graph.nodes[-1].xs[0] if self.graph.fused else len(self.graph.nodes)

    @property
    def in_place(self) -> bool:
        """Whether the loss's function may write over the scores."""
        return self.graph.fused and is_free(
            self.graph, self.scores, set(self.memory.needed)
        )

    def dims(self, value: int, more: int = 0) -> tuple[int | Code, ...]:
        """Return the dimensions of a value's array, with `more` rows below it."""
        *others, width = self.graph.shapes[value]
        return dims_of((*others, width + more))

    def value(self, value: int) -> Array:
        """Return a value as operations see it."""
        name = self.names.values[value] + (".T" if value == 0 else "")
        return Array(
            name=Code(name), math=Code(self.names.math(value)), dims=self.dims(value)
        )

    def with_ones(self, value: int) -> Array:
        """Return a value over its row of ones."""
        last = self.memory.sharers(self.memory.homes[value])[-1]
        name = Code(f"{self.names.values[last]}_ones")
        return Array(
            name=name, math=Code(self.names.math(value)), dims=self.dims(value, 1)
        )

    def gradient(self, value: int) -> Array | None:
        """Return dL/dV of a value V, None where nothing below it is trained."""
        if self.memory.gradients[value] is None:
            return None
        math = Code(f"dL/d{self.names.math(value)}")
        return Array(
            name=Code(f"d{self.names.values[value]}"), math=math, dims=self.dims(value)
        )

    def share(self, node: Node, x: int, slot: Slot | None = None) -> Gradient | None:
        """Return what a node gives to dL/dx; `slot` is the part of y that x is."""
        whole, dy = self.gradient(x), self.gradient(node.y)
        if whole is None or dy is None:
            return None
        readers = self.graph.readers[x]
        place = len(readers) - readers.index(node.y - 1)
        note = f", reader {place} of {len(readers)}" if readers[1:] else ""
        first = is_first(self.graph, node, x)
        name, gradients = whole.name, self.memory.gradients
        same = gradients[x] == gradients[node.y]
        if slot:
            same = self.memory.gradient_slots.get(x) == slot
        if not first:
            same, own = False, needs_part(self.graph, node, x)
            name = self.part(form_of(self.graph.shapes[x])) if own else dy.name
        gets = Code("=" if first else "+=")
        dims, math = whole.dims, whole.math
        return Gradient(
            name=name,
            math=math,
            dims=dims,
            whole=whole.name,
            gets=gets,
            note=Code(note),
            same=same,
        )

    def part(self, form: Form) -> Code:
        """Return the array in which shares of gradients of a form are computed."""
        return Code(f"share_{name_form(form)}" if self.memory.parts[1:] else "share")

    def parts(self, node: Node) -> tuple[Part, ...]:
        """Return the xs of a join beside their parts of y."""
        if not effects_of(node.operation).adds:
            return ()
        y, dy = self.value(node.y), self.gradient(node.y)
        slots, parts = dict(side_by_side(self.graph, node)), []
        for x in node.xs:
            slot = slots.get(x)
            cut = cut_of(slot) if slot else NOTHING
            home = self.memory.homes[x]
            inside = slot is not None and self.memory.slots.get(home) == slot
            dslot = Code(f"{dy.name if dy else NOTHING}{cut}")
            dx = self.share(node, x, slot)
            whole = Code(f"{y.name}{cut}")
            parts.append(
                Part(x=self.value(x), slot=whole, dx=dx, dslot=dslot, inside=inside)
            )
        return tuple(parts)

    def value_buffers(self, home: int, more: tuple[Array, ...] = ()) -> list[Buffer]:
        """Return the buffers of the values of one memory, and of more arrays there."""
        turns = (*(self.value(v) for v in self.memory.sharers(home)), *more)
        if slot := self.memory.slots.get(home):
            owner = Code(self.names.values[slot.y])
            return [shared(turns, owner, cut_of(slot))]
        if home not in self.memory.ones:
            return [shared(turns)]
        whole = self.with_ones(home)
        note = Code(f"[{turns[-1].math}; 1], with a row of ones")
        return [
            Buffer(names=(whole.name,), dims=whole.dims, form=ONES, note=note),
            shared(turns, whole.name, Code("[:-1]")),
        ]

    def gradient_buffers(self, home: int) -> list[Buffer]:
        """Return the buffer of the gradients of one memory.

        The gradient of the scores has none of its own if it replaces P.
        """
        if self.memory.gradients[self.scores] == home and self.replaces:
            return []
        turns = self.gradient_turns(home)
        if slot := self.memory.gradient_slots.get(home):
            owner = Code(f"d{self.names.values[slot.y]}")
            return [shared(turns, owner, cut_of(slot))]
        return [shared(turns)]

    @property
    def replaces(self) -> bool:
        """Whether the gradient of the scores takes the place of P."""
        return self.graph.fused or self.graph.loss.logits

    def gradient_turns(self, home: int) -> tuple[Array, ...]:
        """Return the gradients that live in one memory, in backward's order."""
        found = (self.gradient(v) for v in self.memory.turns(home))
        return tuple(gradient for gradient in found if gradient is not None)

    def entry(self) -> list[Buffer]:
        """Return the buffer that forward copies the data to, if there is one."""
        if 0 not in self.memory.ones:
            return []
        whole = self.with_ones(0)
        note = Code("[X; 1], with a row of ones")
        return [Buffer(names=(whole.name,), dims=whole.dims, form=ONES, note=note)]


def summed_columns(graph: Graph) -> Code | None:
    """Return how long the vector of ones must be, None if no operation needs one."""
    summing = [n.y for n in graph.nodes if effects_of(n.operation).sums_columns]
    longest = max((graph.shapes[y] for y in summing), key=form_of, default=None)
    return None if longest is None else columns_of(longest)


def columns_of(shape: Shape) -> Code:
    """Return how many columns N rows of a shape are."""
    positions = prod(shape[:-1])
    return N if positions == 1 else Code(f"{positions} * N")


def dims_of(shape: Shape) -> tuple[int | Code, ...]:
    """Return the dimensions of the array that holds N rows of a shape."""
    return shape[-1], columns_of(shape)


def name_form(form: Form) -> str:
    """Return a form as part of a name: 64, or 8x3."""
    positions, width = form
    return str(width) if positions == 1 else f"{positions}x{width}"


def cut_of(slot: Slot) -> Code:
    """Return the index of a part of a join's y."""
    return Code(f"[{slot.start}:{slot.stop}]")


def shared(
    turns: tuple[Array, ...], of: Code = NOTHING, part: Code = NOTHING
) -> Buffer:
    """Return the buffer that arrays of one shape use in turn, each under its name."""
    names = dict.fromkeys(array.name for array in turns)
    note = Code(", then ".join(array.math for array in turns) if turns[1:] else "")
    return Buffer(names=tuple(names), dims=turns[0].dims, of=of, part=part, note=note)
