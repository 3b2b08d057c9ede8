"""The page of a fast script: arrays made once, rows as columns, written in place."""

from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import ClassVar

from nngen.engines.numpy.fast.arrays import Arrays
from nngen.engines.numpy.fast.buffers import group_buffers
from nngen.engines.numpy.fast.effects import effects_of
from nngen.engines.numpy.fast.head import Head, make_head
from nngen.engines.numpy.fast.memory import plan_memory, read_back
from nngen.engines.numpy.fast.operations import Step
from nngen.engines.numpy.fast.parameters import lay_out, lay_out_running
from nngen.engines.numpy.fast.penalty import Vector, make_vector, slope
from nngen.engines.numpy.fast.records import Flat, Group, Stack, View
from nngen.engines.numpy.fast.rules import make_rules
from nngen.engines.numpy.fast.steps import make_steps
from nngen.graph.graph import Graph, Node
from nngen.script.code import Array, Code, Lines, listed
from nngen.script.running import Running
from nngen.script.script import Script, make_script

WIDEST_COPY = 32  # features; copying 64 was measured to cost more


@dataclass(frozen=True, kw_only=True)
class Page:
    """A fast script, decided."""

    templates: ClassVar[tuple[str, ...]] = ("numpy/fast", "numpy", "common")
    step_word: ClassVar[str] = "buffers"

    script: Script
    views: tuple[View | Stack, ...]
    running: Running | None
    """Running averages: collected in training, not trained."""
    buffers: tuple[Group, ...]
    entry: Array | None
    reshapes: tuple[bool, bool]
    """Whether forward, and backward, read rows of several dimensions as they come."""
    x: Array
    """The data, turned: a column of X for each position of a row."""
    steps: tuple[Step, ...]
    head: Head
    rules: tuple[Lines, ...]

    @property
    def rows(self) -> Code:
        """The shape in which the rows of x are read, as reshape takes it."""
        return listed(self.x.dims[::-1])

    @property
    def is_flat(self) -> bool:
        """Whether each row is one column."""
        return self.x.dims[1] == "N"

    @property
    def theta(self) -> Flat:
        """All parameters."""
        return Flat(name=Code("theta"), views=self.views)

    @property
    def grad(self) -> Flat:
        """Their gradient."""
        return Flat(
            name=Code("grad"), views=tuple(view.gradient for view in self.views)
        )

    @property
    def long_vectors(self) -> tuple[Code, ...]:
        """The vectors as long as theta, but for its gradient."""
        spare = [Code("spare")] if self.spare else []
        own = [vector.name for vector in self.penalty_vectors]
        return (*own, *self.script.update.vectors, *spare)

    def numbers_of_step(self, rows: int) -> int:
        """Return how many numbers the buffers of a step hold."""
        return sum(
            prod(rows if type(dim) is Code else int(dim) for dim in buffer.dims)
            for group in self.buffers
            for buffer in group.buffers
            if not buffer.of
        )

    @property
    def penalty_vectors(self) -> tuple[Vector, ...]:
        """The vectors that hold the factors of regularization for all parameters."""
        penalty = self.script.penalty
        if penalty is None:
            return ()
        return tuple(make_vector(penalty, factor) for factor in penalty.factors)

    @property
    def penalty_slope(self) -> Code:
        """The gradient of the penalty, in the names of these vectors."""
        assert self.script.penalty is not None  # asked where there is one
        return slope(self.script.penalty)

    @property
    def spare(self) -> Code:
        """What the spare vector, as long as theta, is for; "" if there is none."""
        code = [call for rule in self.rules for call in rule.calls]
        users = ["backward"] * (self.script.penalty is not None)
        users += ["update"] * any("spare" in call for call in code)
        verb = "work" if users[1:] else "works"
        said = f"room for what {' and '.join(users)} {verb} out on the way"
        return Code(said if users else "")

    @property
    def piece(self) -> int | Code | None:
        """How many rows predict and evaluate take at a time, None for all at once."""
        return self.script.loop.piece

    @property
    def functions(self) -> tuple[Step, ...]:
        """A step of each template, which may have functions that its steps call."""
        return tuple({step.template: step for step in self.steps}.values())

    def varies(self, step: Step) -> bool:
        """Return whether steps of a template have different numbers of columns."""
        alike = [other for other in self.steps if other.template == step.template]
        return any(other.positions != step.positions for other in alike)

    def begins(self, step: Step) -> bool:
        """Return whether a step is the first of its template in backward."""
        alike = (other for other in self.backward if other.template == step.template)
        return next(alike, None) is step

    @property
    def overflows(self) -> frozenset[str]:
        """In which of "value" and "backward" parts of formulas may be infinite."""
        return frozenset[str]().union(*(s.formulas.overflows for s in self.steps))

    @property
    def backward(self) -> tuple[Step, ...]:
        """The steps that something trained lies below or in, last to first."""
        return tuple(step for step in reversed(self.steps) if step.dy is not None)


def make_page(graph: Graph, folder: Path) -> Page:
    """Return all that the script of a graph says, in the folder where it stands."""
    script, stacked = make_script(graph, folder), stack_nodes(graph)
    memory = plan_memory(graph, stacked)
    arrays = Arrays(graph=graph, names=script.names, memory=memory)
    layout = lay_out(graph, script.names, stacked)
    steps = tuple(make_steps(arrays, layout, stacked))
    head = make_head(arrays)
    return Page(
        script=script,
        views=layout.views,
        running=lay_out_running(graph, script.names),
        buffers=group_buffers(arrays, head, scratch_of(steps)),
        entry=arrays.with_ones(0) if 0 in memory.ones else None,
        reshapes=reshapes(graph, stacked),
        x=arrays.value(0),
        steps=steps,
        head=head,
        rules=tuple(make_rules(graph.optimizer, script.update.result)),
    )


def scratch_of(steps: tuple[Step, ...]) -> tuple[Array, ...]:
    """Return the scratch arrays of all steps, each once."""
    return tuple(dict.fromkeys(a for step in steps for a in step.formulas.scratch))


def stack_nodes(graph: Graph) -> frozenset[int]:
    """Return the nodes that read x over a row of ones, kernel and bias joined.

    Below a hidden value the row costs nothing. The data must be copied to get one: only
    narrow rows cost less than adding biases and summing their gradients.
    """
    return frozenset(
        i
        for i, node in enumerate(graph.nodes)
        if is_joined(node) and (node.xs[0] != 0 or graph.shapes[0][-1] <= WIDEST_COPY)
    )


def is_joined(node: Node) -> bool:
    """Return whether a node has the kernel and the bias that can be one matrix."""
    joined = effects_of(node.operation).joined
    return joined != () and joined == tuple(p.role for p in node.parameters)


def reshapes(graph: Graph, stacked: frozenset[int]) -> tuple[bool, bool]:
    """Return whether forward, and backward, read rows of several dimensions themselves.

    `stacked` nodes read a copy.
    """
    readers = [n for i, n in enumerate(graph.nodes) if 0 in n.xs and i not in stacked]
    back = any(graph.trained[n.y] and 0 in read_back(n) for n in readers)
    deep = len(graph.facts.shape) > 1
    return deep and bool(readers), deep and back
