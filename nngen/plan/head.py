"""The end of a network: its output, the loss, and what metrics read."""

from dataclasses import dataclass

from nngen.graph.graph import Graph
from nngen.kinds.losses import Distance, Loss
from nngen.plan.arrays import Arrays
from nngen.plan.formula import Symbol, equation, inline, without
from nngen.plan.formula import parse as parse_formula
from nngen.plan.operations import Lines
from nngen.plan.records import NOTHING, Array, Code
from nngen.plan.steps import lines


@dataclass(frozen=True)
class Formulas:
    """A loss of each number by itself, in a script's own names."""

    value: Lines
    """Its equation, and the calls that give the mean."""
    error: Code
    """What e is in these, "" if they do without."""
    gradient: Lines


@dataclass(frozen=True)
class Head:
    """The output and the loss; with a function between them, that is part of it."""

    template: str
    options: Loss
    ending: str
    """"fused": the last function is part of the loss; "logits": the loss applies it to
    the output; "plain": the output is what the loss takes."""
    form: str
    """The form of the targets."""
    columns: bool
    x: Array
    """The scores, or the output that is taken as it is."""
    in_place: bool
    """Whether the scores may be overwritten."""
    shifted: Code
    """Where the scores less their maximum are kept."""
    p: Array
    """The probabilities, or the output that is taken as it is."""
    dx: Array
    outputs: int
    labels: Code
    """The column indices of P, of the targets' type where that holds them."""
    result: Code
    """What forward returns: the output with its rows as the data's."""
    noun: Code
    """What the output is, to a reader."""
    dtype: Code
    counts_rows: bool
    """Whether the loss or its gradient picks a number of each row."""
    formulas: Formulas | None

    @property
    def one_hot(self) -> bool:
        """Whether targets are rows of zeros and a one."""
        return self.form == "one_hot"

    @property
    def onehot(self) -> Code:
        """The targets as one-hot rows in mathematics."""
        return Code("onehot(y)" if self.form == "classes" else "Y")

    @property
    def truth(self) -> Code:
        """The targets as one-hot columns."""
        return Code("y.reshape(N) == labels" if self.form == "classes" else "y.T")

    @property
    def y(self) -> Code:
        """The targets in the shape of P; other sizes are refused."""
        return shaped(self.outputs, self.columns)

    @property
    def like_p(self) -> Code:
        """The targets that have the right size already, in the shape of P."""
        return Code("y.T" if self.columns else "y")

    @property
    def like_x(self) -> Code:
        """The shape of the targets of all rows of x."""
        wide = f"(len(x), {self.outputs})"
        return Code("len(x)" if self.form == "classes" else wide)

    @property
    def index(self) -> Code:
        """The targets as class indices."""
        return Code("y" if self.form == "classes" else "y.argmax(axis=1)")

    @property
    def true_p(self) -> Code:
        """The probabilities of the right classes, to be compared with P."""
        if self.form != "classes":
            kept = "axis=0" if self.columns else "axis=1, keepdims=True"
            return Code(f"np.sum({self.p.name} * {self.like_p}, {kept})")
        name = self.p.name
        return Code(f"{name}[y, rows]" if self.columns else f"{name}[rows, y, None]")

    @property
    def entries(self) -> Code:
        """How many numbers the output of N rows is."""
        return Code("N" if self.outputs == 1 else f"{self.outputs} * N")

    @property
    def entries_math(self) -> Code:
        """The same behind a division, in mathematics."""
        return Code("N" if self.outputs == 1 else f"({self.outputs} N)")


def shaped(outputs: int, columns: bool) -> Code:
    """Return the targets in the shape of the output; other sizes are refused."""
    if not columns:
        return Code(f"y.reshape(N, {outputs})")
    return Code("y.reshape(1, N)" if outputs == 1 else f"y.reshape(N, {outputs}).T")


def make_head(arrays: Arrays) -> Head:
    """Return the output and the loss; the gradient of scores replaces P."""
    graph, scores = arrays.graph, arrays.scores
    loss, numerics = graph.spec.loss, graph.spec.numerics
    x, dx = arrays.value(scores), arrays.gradient(scores)
    assert dx is not None  # a graph trains something
    ending = "fused" if graph.fused else "logits" if loss.logits else "plain"
    p = x if ending == "plain" else Array(Code("p"), Code("P"), x.dims)
    output = x if ending == "logits" else p
    (outputs,) = graph.shapes[scores]
    dtype = ", dtype=np.uint8" if outputs <= 256 else ""
    formulas = (
        make_formulas(arrays, loss, p, dx) if isinstance(loss, Distance) else None
    )
    return Head(
        template=f"losses/{'elementwise' if formulas else loss.type}.py.jinja",
        options=loss,
        ending=ending,
        form=graph.spec.targets,
        columns=arrays.columns,
        x=x,
        in_place=arrays.in_place,
        shifted=x.name if arrays.in_place else Code("shifted"),
        p=p,
        dx=dx,
        outputs=outputs,
        labels=Code(f"np.arange({outputs}{dtype})"),
        result=Code(f"{output.name}.T" if arrays.columns else output.name),
        noun=Code(name_output(graph, ending)),
        dtype=Code(f"np.{numerics.dtype}"),
        counts_rows=counts_rows(graph, ending, arrays.columns),
        formulas=formulas,
    )


def name_output(graph: Graph, ending: str) -> str:
    """Return what forward gives, to a reader."""
    if ending == "logits":
        return "scores"
    taken = graph.spec.loss.fuses is not None
    return "probabilities" if taken else graph.nodes[-1].operation.noun


def counts_rows(graph: Graph, ending: str, columns: bool) -> bool:
    """Tell whether the loss or its gradient picks a number of each row."""
    exclusive, form = graph.spec.loss.exclusive, graph.spec.targets
    picks = exclusive and not columns and ending != "plain"
    return form == "classes" or picks


def make_formulas(arrays: Arrays, loss: Distance, p: Array, dx: Array) -> Formulas:
    """Return a loss of each number by itself, and its gradient."""
    (outputs,) = arrays.graph.shapes[arrays.scores]
    options = {name: Symbol(name.upper(), name) for name in loss.constants()}
    symbols = options | {
        "p": Symbol(p.name, p.math, "value"),
        "y": Symbol(shaped(outputs, arrays.columns), "Y", "targets"),
        "e": Symbol("e", "E"),
        "dp": Symbol(dx.name, dx.math, "gradient"),
        "n": Symbol("N", "N"),
        "k": Symbol(str(outputs), str(outputs)),
    }
    value = inline(parse_formula(loss.value), symbols)
    if outputs > 1 and not arrays.columns:  # the mean of each row first, as in the book
        value = f"np.mean({value}, axis=1)"
    text = f"the mean of {equation(loss.value, symbols)}"
    error = NOTHING
    if loss.error:
        e = inline(parse_formula(loss.error), symbols)
        error = Code(f"e = {e}  # E = {equation(loss.error, symbols)}")
    gradient = loss.gradient if arrays.columns else loss.book_gradient
    if outputs == 1:
        gradient = without("k", gradient)
    return Formulas(
        Lines(Code(text), (Code(value),)), error, lines(gradient, "dp", symbols)
    )
