"""The page of a plain script: equations as NumPy writes them, rows leading."""

import ast
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import ClassVar

from nngen.engines.numpy.plain.head import Head, make_head
from nngen.engines.numpy.plain.rules import make_rules
from nngen.engines.numpy.plain.steps import Step, make_steps
from nngen.graph.graph import Graph
from nngen.script.code import Code, trusted
from nngen.script.parameters import View, in_order
from nngen.script.running import Running, collect
from nngen.script.script import Script, make_script

WIDEST = 88  # characters of a line
LARGE = (
    2**25
)  # numbers of a value of all rows, 128 MiB, from which predict takes pieces
READ_LATER = "  # read by loss and backward"


@dataclass(frozen=True, kw_only=True)
class Page:
    """A plain script, decided."""

    templates: ClassVar[tuple[str, ...]] = ("numpy/plain", "numpy", "common")
    step_word: ClassVar[str] = "values"

    script: Script
    views: tuple[View, ...]
    running: Running | None
    """Running averages: collected in training, not trained."""
    steps: tuple[Step, ...]
    head: Head
    rules: tuple[Code, ...]
    piece: int | Code | None
    """The rows to predict at a time, None for all at once."""

    @property
    def long_vectors(self) -> tuple[Code, ...]:
        """The vectors as long as theta, but for its gradient."""
        return self.script.update.vectors

    def numbers_of_step(self, rows: int) -> int:
        """Return how many numbers forward computes in a step."""
        arrays = [a for step in self.steps for a in (step.y, *step.saved.values())]
        return sum(
            prod(rows if type(dim) is Code else int(dim) for dim in array.dims)
            for array in (*arrays, self.head.p)
        )

    @property
    def functions(self) -> tuple[Step, ...]:
        """A step of each template, which may have functions that its steps call."""
        return tuple({step.template: step for step in self.steps}.values())

    @property
    def backward(self) -> tuple[Step, ...]:
        """The steps that something trained lies below or in, last to first."""
        return tuple(step for step in reversed(self.steps) if step.dy is not None)

    @property
    def back_functions(self) -> tuple[Step, ...]:
        """A step of each template that gives gradients to what it reads."""
        steps = [step for step in self.backward if step.has_trained_input]
        return tuple({step.template: step for step in steps}.values())

    @property
    def overflows(self) -> frozenset[str]:
        """In which of "value" and "backward" parts of formulas may be infinite."""
        formulas = [step.formulas for step in self.steps if step.formulas]
        found = frozenset[str]().union(*(each.overflows for each in formulas))
        is_sigmoid = self.script.output.is_separate
        own = is_sigmoid and self.script.output.ending != "plain"
        return found | ({"value"} if own else frozenset())

    def has_deep(self, step: Step) -> bool:
        """Return whether rows have several dimensions where a template is used."""
        return any(s.is_deep for s in self.steps if s.template == step.template)

    def step_at(self, index: int) -> Step:
        """Return the step of a node."""
        return self.steps[index]

    def assign(self, name: str, terms: Sequence[str]) -> Code:
        """Return the line that gives a name to a sum, in brackets if it is long."""
        terms = [trusted(term).strip() for term in terms]
        line = f"{trusted(name)} = {' + '.join(terms)}"
        if len(line) <= WIDEST - 4 or len(terms) == 1:
            return Code(line)
        whole = " + ".join(terms)
        if len(whole) > WIDEST - 8:
            whole = "\n    + ".join(terms)
        return Code(f"{name} = (\n    {whole}\n)")

    def joined(self, step: Step) -> Code:
        """Return the line that puts values side by side, along their last axis."""
        names = ", ".join(step.names)
        return Code(f"{step.y.name} = np.concatenate([{names}], axis=-1)")

    def add(self, maths: Sequence[str]) -> Code:
        """Return a sum in mathematics, with brackets around what has a comma."""
        terms = [trusted(math).strip() for math in maths]
        if len(terms) > 1:
            terms = [f"({term})" if ", " in term else term for term in terms]
        return Code(" + ".join(terms))

    def pair(self, view: View) -> Code:
        """Return a parameter and its gradient side by side, or in two lines."""
        name, gradient = view.name, view.gradient.name
        part = f"[{view.start}:{view.stop}]"
        if len(view.shape) > 1:
            part = f"{part}.reshape({view.inner})"
        line = f"{name}, {gradient} = theta{part}, grad{part}"
        if len(line) <= WIDEST:
            return Code(line)
        return Code(f"{name} = theta{part}\n{gradient} = grad{part}")

    def save(self, forward: str, *readers: str) -> Code:
        """Return the global statement of what forward leaves for other functions.

        These are the names that forward assigns and that the others read; they are
        found in the text itself, so that no layer has to declare what it saves.
        """
        read = set(re.findall(r"\b[a-z]\w*\b", "\n".join(readers)))
        names = [name for name in assigned(forward) if name in read]
        lines = textwrap.wrap(", ".join(names), WIDEST - len("    global "))
        statements = [f"global {line.rstrip(',')}" for line in lines]
        if statements and len(statements[0]) + 4 + len(READ_LATER) <= WIDEST:
            statements[0] += READ_LATER
        return Code("\n".join(statements))


def assigned(code: str) -> list[str]:
    """Return the names that lines of code assign, in order, each once."""
    tree = ast.parse(textwrap.dedent(code))
    nodes = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    ]
    nodes.sort(key=lambda node: (node.lineno, node.col_offset))
    return list(dict.fromkeys(node.id for node in nodes))


def make_page(graph: Graph, folder: Path) -> Page:
    """Return all that the script of a graph says, in the folder where it stands."""
    script = make_script(graph, folder)
    widest = max(prod(shape) for shape in graph.shapes)
    is_large = widest * (graph.facts.rows or 0) > LARGE
    return Page(
        script=script,
        views=tuple(in_order(script.layout)),
        running=collect(graph, script.names),
        steps=tuple(make_steps(graph, script)),
        head=make_head(graph, script),
        rules=tuple(make_rules(graph.optimizer, script.update.result)),
        piece=script.loop.piece if is_large else None,
    )
