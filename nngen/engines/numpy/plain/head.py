"""The end of a network in a plain script: its output and the loss."""

from dataclasses import dataclass
from math import log

from nngen.engines.numpy.plain.elementwise import ARRAY
from nngen.engines.numpy.plain.steps import slope, value
from nngen.graph.graph import Graph
from nngen.language.losses import Distance, Loss
from nngen.script.code import NOTHING, Array, Code
from nngen.script.formula import Symbol, equation, inline, parse, without
from nngen.script.output import Output
from nngen.script.script import Script

SMALL = 0.1  # standard deviation of a last kernel below which a first guess is even


@dataclass(frozen=True, kw_only=True)
class Distances:
    """A loss of each number by itself, as code and as mathematics."""

    error: Code
    """What e is in these, "" if they do without; then its equation."""
    error_math: Code
    value: Code
    value_math: Code
    gradient: Code
    gradient_math: Code


@dataclass(frozen=True, kw_only=True)
class Head:
    """The output and the loss."""

    template: str
    options: Loss
    output: Output
    x: Array
    """The scores, or the output that is taken as it is."""
    p: Array
    """The probabilities, or the output that is taken as it is."""
    dx: Array
    result: Code
    """What forward returns, a row for each of its rows."""
    scores: Code
    """What ranks the classes of a row as the output does, and never rounds to 0."""
    guess: Code
    """The loss of an even guess, "" where that says nothing."""
    dtype: Code
    distances: Distances | None

    @property
    def predicted(self) -> Code:
        """What metrics compare with the targets, a row for each of their rows."""
        return self.p.name

    @property
    def onehot(self) -> Code:
        """The targets as rows of zeros and a one."""
        if self.output.form == "one_hot":
            return Code("y")
        return Code(f"np.eye({self.output.size}, dtype={self.dtype})[y]")

    @property
    def onehot_math(self) -> Code:
        """The same in mathematics."""
        return Code("Y" if self.output.form == "one_hot" else "onehot(y)")

    @property
    def entries(self) -> Code:
        """How many numbers the output of all rows has, in mathematics."""
        size = self.output.size
        return Code("N" if size == 1 else f"({size} N)")


def make_head(graph: Graph, script: Script) -> Head:
    """Return the output and the loss of a graph."""
    output, loss = script.output, graph.loss
    last = graph.nodes[-1]
    scores = last.xs[0] if graph.fused else last.y
    x, dx = value(graph, script, scores), slope(graph, script, scores)
    assert dx is not None  # a graph trains something
    is_plain = output.ending == "plain"
    p = x if is_plain else Array(name=Code("p"), math=Code("P"), dims=x.dims)
    distances = (
        make_distances(graph, script, loss, p, dx)
        if isinstance(loss, Distance)
        else None
    )
    return Head(
        template=f"losses/{'elementwise' if distances else loss.type}.py.jinja",
        options=loss,
        output=output,
        x=x,
        p=p,
        dx=dx,
        result=x.name if output.ending == "logits" else p.name,
        scores=x.name,
        guess=guess(graph, output),
        distances=distances,
        dtype=script.dtype,
    )


def guess(graph: Graph, output: Output) -> Code:
    """Return the loss of equal probabilities, for a comment."""
    loss = graph.loss
    if loss.fuses is None or output.ending == "plain":
        return NOTHING
    size = 2 if output.is_separate else output.size
    kernels = [node.parameters[0] for node in graph.nodes if node.operation.is_affine]
    deviation = getattr(kernels[-1].initializer, "stddev", 1.0) if kernels else 1.0
    start = "at first about" if deviation <= SMALL else "an even guess has"
    return Code(f"{start} ln {size} = {log(size):.3f}")


def make_distances(
    graph: Graph, script: Script, loss: Distance, p: Array, dx: Array
) -> Distances:
    """Return a loss of each number by itself, and its gradient."""
    outputs = script.output.size
    options = {name: Symbol(code=name.upper(), math=name) for name in loss.constants()}
    symbols = options | {
        "p": Symbol(code=p.name, math=p.math, memory=ARRAY),
        "y": Symbol(code="y", math="Y", memory=ARRAY),
        "e": Symbol(code="e", math="E", memory=ARRAY),
        "n": Symbol(code="len(y)", math="N"),
        "k": Symbol(code=str(outputs), math=str(outputs)),
    }
    value = f"np.mean({inline(parse(loss.value), symbols)})"
    if outputs > 1 and script.is_nnfs:  # the mean of each row first, as in the book
        value = f"np.mean({value[:-1]}, axis=-1))"
    gradient = loss.book_gradient if script.is_nnfs else loss.gradient
    if outputs == 1:
        gradient = without("k", gradient)
    error = parse(loss.error) if loss.error else None
    return Distances(
        error=Code(inline(error, symbols) if error else ""),
        error_math=Code(equation(loss.error, symbols) if error else ""),
        value=Code(value),
        value_math=Code(equation(loss.value, symbols)),
        gradient=Code(inline(parse(gradient), symbols)),
        gradient_math=Code(equation(gradient, symbols)),
    )
