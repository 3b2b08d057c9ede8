"""The end of a network: its output, the loss, and what metrics read."""

from nngen.graph.graph import Graph
from nngen.kinds.losses import Distance
from nngen.plan.arrays import Arrays
from nngen.plan.calls import calls
from nngen.plan.formula import Symbol, equation, inline, without
from nngen.plan.formula import parse as parse_formula
from nngen.plan.head_records import Head, Measure, shaped
from nngen.plan.operations import Lines
from nngen.plan.records import NOTHING, Array, Code


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
        make_measure(arrays, loss, p, dx) if isinstance(loss, Distance) else None
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


def make_measure(arrays: Arrays, loss: Distance, p: Array, dx: Array) -> Measure:
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
    text_back = f"{dx.math} = {equation(gradient, symbols)}"
    back = Lines(Code(text_back), tuple(map(Code, calls(gradient, "dp", symbols))))
    return Measure(Lines(Code(text), (Code(value),)), error, back)
