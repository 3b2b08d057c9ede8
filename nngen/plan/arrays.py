"""The values of a network as the arrays of a script."""

from dataclasses import dataclass

from nngen.graph import Graph
from nngen.plan.memory import Memory
from nngen.plan.names import Names
from nngen.plan.records import EMPTY, NOTHING, ONES, PART, Array, Buffer, Code

N = Code("N")


@dataclass(frozen=True)
class Arrays:
    """A graph's values by name and memory.

    In columns, the values of a row of the data stand one below the other.
    """

    graph: Graph
    names: Names
    memory: Memory
    columns: bool

    @property
    def scores(self) -> int:
        """The value that the function fused with the loss reads."""
        return self.graph.nodes[-1].x

    def dims(self, value: int, more: int = 0) -> tuple[int | Code, ...]:
        """Return the dimensions of a value's array, with more rows in columns."""
        (width,) = self.graph.shapes[value]
        return (width + more, N) if self.columns else (N, width)

    def value(self, value: int) -> Array:
        """Return a value as operations see it."""
        name = self.names.values[value]
        if value == 0 and self.columns:
            name += ".T"
        return Array(Code(name), Code(self.names.math(value)), self.dims(value))

    def with_ones(self, value: int) -> Array:
        """Return a value over its row of ones."""
        last = self.memory.sharers(self.memory.homes[value])[-1]
        name = Code(f"{self.names.values[last]}_ones")
        return Array(name, Code(self.names.math(value)), self.dims(value, 1))

    def gradient(self, value: int) -> Array | None:
        """Return dL/dV of a value V, None where nothing below it is trained."""
        if self.memory.gradients[value] is None:
            return None
        math = Code(f"dL/d{self.names.math(value)}")
        return Array(Code(f"d{self.names.values[value]}"), math, self.dims(value))

    def value_buffers(self, home: int, more: tuple[Array, ...] = ()) -> list[Buffer]:
        """Return the buffers of the values of one memory, and of more arrays there."""
        turns = (*(self.value(v) for v in self.memory.sharers(home)), *more)
        if home not in self.memory.ones:
            return [shared(turns)]
        whole = self.with_ones(home)
        note = Code(f"[{turns[-1].math}; 1], with a row of ones")
        return [
            Buffer((whole.name,), whole.dims, ONES, note=note),
            shared(turns, PART, whole.name),
        ]

    def gradient_buffers(self, home: int) -> list[Buffer]:
        """Return the buffer of the gradients of one memory.

        That of the scores' has none of its own: there they replace P.
        """
        if self.memory.gradients[self.scores] == home:
            return []
        return [shared(self.gradient_turns(home))]

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
        return [Buffer((whole.name,), whole.dims, ONES, note=note)]


def shared(turns: tuple[Array, ...], form: Code = EMPTY, of: Code = NOTHING) -> Buffer:
    """Return the memory in which arrays of one shape take turns, each by its name."""
    names = dict.fromkeys(array.name for array in turns)
    note = Code(", then ".join(array.math for array in turns) if turns[1:] else "")
    return Buffer(tuple(names), turns[0].dims, form, of, note)
