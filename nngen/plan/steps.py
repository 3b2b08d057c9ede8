"""Operations as steps of forward and backward, the loss, and the update."""

from collections.abc import Iterator

from nngen.graph.graph import Graph, Node
from nngen.plan.arrays import Arrays
from nngen.plan.calls import calls
from nngen.plan.elementwise import make_formulas
from nngen.plan.formula import Symbol, equation, inline, names_in
from nngen.plan.formula import parse as parse_formula
from nngen.plan.operations import Head, Lines, Step, Update
from nngen.plan.parameters import Layout
from nngen.plan.records import Array, Code


def make_step(arrays: Arrays, layout: Layout, index: int, stacked: bool) -> Step:
    """Return an operation with its arrays; `stacked` reads x over a row of ones."""
    node = arrays.graph.nodes[index]
    operation, x = node.operation, node.xs[0]
    formulas = make_formulas(arrays, node)
    name = "elementwise" if formulas.forward else operation.type
    return Step(
        f"{operation.folder}/{name}.py.jinja",
        arrays.with_ones(x) if stacked else arrays.value(x),
        arrays.value(node.y),
        arrays.share(node, x),
        arrays.gradient(node.y),
        arrays.parts(node),
        layout.arrays[index],
        layout.gradients(index),
        stacked,
        tuple(sums(arrays, node)),
        formulas,
    )


def sums(arrays: Arrays, node: Node) -> Iterator[Code]:
    """Return what adds an operation's shares to gradients that others have begun."""
    for x in node.xs:
        dx = arrays.share(node, x)
        if dx and dx.added and not node.operation.hands_on:
            yield Code(f"np.add({dx.whole}, {dx.name}, out={dx.whole})")


def lines(
    formula: str, target: str, symbols: dict[str, Symbol], spent: str = ""
) -> Lines:
    """Return a formula as an equation and the calls that carry it out.

    The calls may overwrite `spent`, which nobody reads again.
    """
    text = f"{symbols[target].math} = {equation(formula, symbols)}"
    code = calls(formula, target, symbols, [spent] if spent else [])
    return Lines(Code(text), tuple(map(Code, code)))


def make_head(arrays: Arrays) -> Head:
    """Return the output and the loss; the gradient of scores replaces P."""
    graph, scores = arrays.graph, arrays.scores
    loss, numerics = graph.spec.loss, graph.spec.numerics
    x, dx = arrays.value(scores), arrays.gradient(scores)
    assert dx is not None  # a graph trains something
    ending = "fused" if graph.fused else "logits" if loss.from_logits else "plain"
    p = x if ending == "plain" else Array(Code("p"), Code("P"), x.dims)
    output = x if ending == "logits" else p
    (outputs,) = graph.shapes[scores]
    dtype = ", dtype=np.uint8" if outputs <= 256 else ""
    last, one_hot = graph.nodes[-1].operation, graph.spec.targets == "one_hot"
    return Head(
        template=f"losses/{loss.type}.py.jinja",
        ending=ending,
        one_hot=one_hot,
        x=x,
        in_place=arrays.in_place,
        shifted=x.name if arrays.in_place else Code("shifted"),
        p=p,
        dx=dx,
        outputs=outputs,
        labels=Code(f"np.arange({outputs}{dtype})"),
        result=Code(f"{output.name}.T" if arrays.columns else output.name),
        noun=Code("scores" if ending == "logits" else last.noun),
        dtype=Code(f"np.{numerics.dtype}"),
        counts_rows=not one_hot or (not arrays.columns and ending != "plain"),
    )


def make_update(graph: Graph) -> Update:
    """Return a step of the optimizer on the flat vectors."""
    optimizer = graph.spec.optimizer
    schedule = optimizer.schedule()
    symbols = {
        name: Symbol(name.upper(), name)
        for name in type(optimizer).fields
        if name != "type"
    }
    rate = inline(parse_formula(schedule), symbols)
    constant = rate == symbols["learning_rate"].code
    result = Code(rate if constant else "rate")
    symbols |= {
        "rate": Symbol(result, "rate"),
        "theta": Symbol("theta", "theta", "theta"),
        "g": Symbol("grad", "dL/dtheta", "g"),
    }
    for letter, name in optimizer.vectors.items():
        symbols[letter] = Symbol(name, letter, letter)
    rules = optimizer.rules()
    readers = [i for i, rule in enumerate(rules) if "g" in names_in(rule.value)]
    return Update(
        Code(rate),
        result,
        tuple(
            lines(rule.value, rule.target, symbols, "g" if i == readers[-1] else "")
            for i, rule in enumerate(rules)
        ),
    )
