"""Operations as the lines of a plain script: what their templates print.

In backward, an operation gives a share of dL/dX for each value X that it reads. The
shares of several readers are added where the last one is known, which is at the first
reader, as backward goes from the last layer to the first:

    # dL/dStem = dL/dMixed + dL/dZ_left W_left^T
    dstem = dmixed + dz_left @ W_left.T

All names but those of the parts of a formula stay as they are until then, since plain
scripts write every value into an array of its own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nngen.engines.numpy.plain.elementwise import Formulas, input_code, make_formulas
from nngen.graph.graph import Graph, Node
from nngen.language.operations import NamedNumber
from nngen.script.code import Array, Code, listed
from nngen.script.names import capital
from nngen.script.numbers import Number, name_numbers
from nngen.script.penalty import Term
from nngen.script.running import collected
from nngen.script.script import Script

N = Code("N")
Dims = tuple[int | Code, ...]
MOST_ADDED = 3  # shares that one line adds; of more, each gets a name first


@dataclass(frozen=True, kw_only=True)
class Share:
    """What one reader of a value adds to its gradient.

    `place` is that of the value among those that the reader reads; `name` holds the
    share where it must be computed before the others are known, else it is "".
    """

    reader: int
    place: int
    name: Code


@dataclass(frozen=True, kw_only=True)
class Gradient:
    """The gradient of a value, complete with the shares of all its readers."""

    name: Code
    math: Code
    shares: tuple[Share, ...]


@dataclass(frozen=True, kw_only=True)
class Step:
    """An operation as its template sees it.

    `xs` are the values it reads, `y` the one it gives; `dy` is None where nothing
    below is trained, and `shares` are those that get a name at this step.
    """

    template: str
    index: int
    xs: tuple[Array, ...]
    y: Array
    dy: Array | None
    theta: Mapping[str, Array]
    grad: Mapping[str, Array]
    terms: Mapping[str, tuple[Term, ...]]
    """What regularization adds to the gradient of each parameter."""
    saved: Mapping[str, Array]
    """What forward computes beside y for backward, by role."""
    running: Mapping[str, Array]
    numbers: Mapping[str, Number]
    starts: tuple[int, ...]
    """Where each x begins in the last axis of y, if y holds them side by side."""
    formulas: Formulas | None
    has_trained_input: bool
    """Whether something below it is trained."""
    is_new_group: bool
    """Whether a blank line sets it apart from the step before."""
    shares: tuple[Share, ...]
    gradients: tuple[Gradient, ...]
    """The gradients that are complete at this step."""

    @property
    def x(self) -> Array:
        """The first value it reads."""
        return self.xs[0]

    @property
    def names(self) -> tuple[Code, ...]:
        """The names of all values it reads."""
        return tuple(x.name for x in self.xs)

    @property
    def shapes(self) -> Code:
        """The shapes of what it reads and of what it gives."""
        return Code(f"{', '.join(x.shape for x in self.xs)} -> {self.y.shape}")

    def columns(self, k: int) -> Code:
        """Return the index of one x in the last axis of y, which holds them all."""
        start, stop = self.starts[k], self.starts[k] + int(self.xs[k].dims[-1])
        before = "..." if self.is_deep else ":"
        return Code(f"{before}, {start}:{stop}")

    @property
    def inner(self) -> Code:
        """The shape of a row of x, as reshape takes it."""
        return listed(self.x.dims[1:])

    @property
    def axes(self) -> Code:
        """All axes of y but the last, as a sum over them takes them."""
        axes = tuple(range(len(self.y.dims) - 1))
        return Code("0" if len(axes) == 1 else str(axes))

    @property
    def is_deep(self) -> bool:
        """Whether a row has several dimensions."""
        return len(self.y.dims) > 2

    def penalty(self, role: str, is_nnfs: bool) -> Code:
        """Return what regularization adds to a parameter's gradient, with its sign."""
        return Code(
            "".join(code_of(term, is_nnfs) for term in self.terms.get(role, ()))
        )

    def penalty_math(self, role: str) -> Code:
        """Return the same in mathematics."""
        return Code("".join(math_of(term) for term in self.terms.get(role, ())))

    @property
    def passed(self) -> Code:
        """The last arguments of a call: constants that differ between operations."""
        return Code("".join(f", {n.name}" for n in self.numbers.values() if n.apart))

    @property
    def taken(self) -> Code:
        """The last parameters of the function: the same constants."""
        return Code("".join(f", {n.inner}" for n in self.numbers.values() if n.apart))


def make_steps(graph: Graph, script: Script) -> Iterator[Step]:
    """Return the operations that the loss does not take in, first to last."""
    numbers, steps = name_numbers(graph), len(graph.nodes) - graph.fused
    for index in range(steps):
        yield make_step(graph, script, numbers, index)


def make_step(
    graph: Graph, script: Script, numbers: Mapping[NamedNumber, Number], index: int
) -> Step:
    """Return an operation with its arrays."""
    node, views = graph.nodes[index], script.layout[index]
    operation = node.operation
    formulas = make_formulas(graph, script, node)
    name = "elementwise" if formulas else operation.type
    wanted = [x for x in dict.fromkeys(node.xs) if graph.trained[x]]
    gradients = [gradient(graph, script, x) for x in wanted]
    named = [
        share
        for each in gradients
        for share in each.shares
        if share.reader == index and share.name
    ]
    return Step(
        template=f"{operation.folder}/{name}.py.jinja",
        index=index,
        xs=tuple(value(graph, script, x) for x in node.xs),
        y=value(graph, script, node.y),
        dy=slope(graph, script, node.y),
        theta={view.role: view.array for view in views},
        grad={view.role: view.slope for view in views},
        terms=terms(script, index),
        saved=dict(saved(graph, script, node)),
        running=collected(node, script.names),
        numbers={each.role: numbers[each] for each in operation.numbers()},
        starts=tuple(starts(graph, node)),
        formulas=formulas,
        has_trained_input=bool(wanted),
        is_new_group=is_new_group(graph, script, index),
        shares=tuple(named),
        gradients=tuple(g for g in gradients if g.shares[-1].reader == index),
    )


def value(graph: Graph, script: Script, value: int) -> Array:
    """Return a value as formulas see it, a row for each of N."""
    name, shape = script.names.values[value], graph.shapes[value]
    code = input_code(graph) if value == 0 else name
    return Array(name=Code(code), math=Code(script.names.math(value)), dims=(N, *shape))


def slope(graph: Graph, script: Script, value: int) -> Array | None:
    """Return dL/dV of a value V, None where nothing below it is trained."""
    if not graph.trained[value]:
        return None
    name, math = script.names.values[value], script.names.math(value)
    dims: Dims = (N, *graph.shapes[value])
    return Array(name=Code(f"d{name}"), math=Code(f"dL/d{math}"), dims=dims)


def gradient(graph: Graph, script: Script, x: int) -> Gradient:
    """Return the gradient of a value as the sum of its readers' shares.

    They are in the order of backward. A share gets a name where there are many, or
    where it is made of parts whose names another function uses too.
    """
    readers = graph.readers[x][::-1]
    several, many = len(readers) > 1, len(readers) > MOST_ADDED
    shares = []
    for i in readers:
        node = graph.nodes[i]
        apart = many or (several and has_parts(graph, script, node))
        place = node.xs.index(x)
        own = f"share_{node.y}_{place}" if len(node.xs) > 1 else f"share_{node.y}"
        name = Code(own if apart else "")
        shares.append(Share(reader=i, place=place, name=name))
    array = slope(graph, script, x)
    assert array is not None  # asked of what something trained lies below
    return Gradient(name=array.name, math=array.math, shares=tuple(shares))


def has_parts(graph: Graph, script: Script, node: Node) -> bool:
    """Return whether an operation's share of a gradient is made of named parts."""
    formulas = make_formulas(graph, script, node)
    return formulas is not None and bool(formulas.parts)


def terms(script: Script, index: int) -> dict[str, tuple[Term, ...]]:
    """Return by role what regularization adds for a node's parameters."""
    penalty = script.penalty
    if penalty is None:
        return {}
    return {view.role: penalty.of(view.name) for view in script.layout[index]}


def code_of(term: Term, is_nnfs: bool) -> str:
    """Return what a term adds to a gradient; the book gives 0 the sign of plus."""
    name, factor = term.name, term.value
    if term.factor == "l2":
        return f" + 2 * {factor} * {name}"
    if is_nnfs:
        return f" + np.where({name} < 0, -{factor}, {factor}).astype(np.float32)"
    return f" + {factor} * np.sign({name})"


def math_of(term: Term) -> str:
    """Return what a term adds to a gradient in mathematics."""
    return f" + {'2 l2' if term.factor == 'l2' else 'l1 sign'} {term.name}"


def saved(graph: Graph, script: Script, node: Node) -> Iterator[tuple[str, Array]]:
    """Yield by role what forward computes for backward beside y, as _ if none reads it.

    Matrices have a capital in mathematics, what has one number a row or for all none.
    """
    for each in node.saved:
        is_read = each.is_for_parameters or graph.trained[node.xs[0]]
        name = Code(f"{each.role}{script.names.marks[node.y]}" if is_read else "_")
        math = Code(capital(name)) if each.is_per_row and each.shape else name
        dims: Dims = (N, *each.shape) if each.is_per_row else each.shape
        yield each.role, Array(name=name, math=math, dims=dims)


def starts(graph: Graph, node: Node) -> Iterator[int]:
    """Yield where each x would begin in the last axis if they lay side by side."""
    start = 0
    for x in node.xs:
        yield start
        start += graph.shapes[x][-1]


def is_new_group(graph: Graph, script: Script, index: int) -> bool:
    """Return whether an operation begins a group of lines: a layer, or a join."""
    numbers, node = script.names.numbers, graph.nodes[index]
    if index == 0:
        return False
    is_new = numbers[node.y] != numbers[graph.nodes[index - 1].y]
    is_after_join = len(graph.nodes[index - 1].xs) > 1 == len(node.xs)
    is_join = len(node.xs) > 1 == len(graph.nodes[index - 1].xs)
    return is_new or is_join or is_after_join
