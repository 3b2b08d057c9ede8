"""Operations as steps of forward and backward, the loss, and the update."""

from nngen.graph import Graph, Node
from nngen.kinds.functions import Elementwise
from nngen.plan.arrays import Arrays, N, shared
from nngen.plan.formula import Symbol, calls, equation, inline, names_in
from nngen.plan.formula import parse as parse_formula
from nngen.plan.parameters import Layout
from nngen.plan.records import Array, Buffer, Code, Head, Lines, Step, Update


def make_step(arrays: Arrays, layout: Layout, index: int, stacked: bool) -> Step:
    """Return an operation with its arrays; `stacked` reads x over a row of ones."""
    node = arrays.graph.nodes[index]
    operation = node.operation
    forward, backward = elementwise_lines(arrays, node)
    return Step(
        (
            f"{operation.folder}/{operation.type}.py.jinja"
            if forward is None
            else "functions/elementwise.py.jinja"
        ),
        arrays.with_ones(node.x) if stacked else arrays.value(node.x),
        arrays.value(node.y),
        arrays.gradient(node.x),
        arrays.gradient(node.y),
        layout.arrays[index],
        layout.gradients(index),
        stacked,
        forward,
        backward,
    )


def elementwise_lines(arrays: Arrays, node: Node) -> tuple[Lines | None, Lines | None]:
    """Return what an elementwise function's formulas print, None for other kinds."""
    function = node.operation
    if not isinstance(function, Elementwise):
        return None, None
    homes = arrays.memory.homes
    z, a = arrays.value(node.x), arrays.value(node.y)
    options = {k: v for k, v in function.model_dump().items() if k != "type"}
    symbols = {name: Symbol(repr(v), repr(v)) for name, v in options.items()}
    symbols |= {
        "z": Symbol(z.name, z.math, f"value {homes[node.x]}"),
        "a": Symbol(a.name, a.math, f"value {homes[node.y]}"),
    }
    forward = lines(function.value, "a", symbols)
    dz, da = arrays.gradient(node.x), arrays.gradient(node.y)
    if dz is None or da is None:
        return forward, None
    symbols["dz"] = Symbol(dz.name, dz.math, "gradient")
    symbols["da"] = Symbol(da.name, da.math, "gradient")
    return forward, lines(
        function.backward, "dz", symbols, "a", f"{a.math} being spent"
    )


def lines(
    formula: str,
    target: str,
    symbols: dict[str, Symbol],
    spent: str = "",
    note: str = "",
) -> Lines:
    """Return a formula as an equation and the calls that carry it out.

    The calls may overwrite `spent`, which nobody reads again; `note` then says so.
    """
    text = f"{symbols[target].math} = {equation(formula, symbols)}"
    code = calls(formula, target, symbols, [spent] if spent else [])
    if note and any(call.endswith(f"out={symbols[spent].code})") for call in code):
        text += f", {note}"
    return Lines(Code(text), tuple(map(Code, code)))


def make_head(arrays: Arrays) -> Head:
    """Return the loss and its function; the gradient of the scores replaces P."""
    graph, scores = arrays.graph, arrays.scores
    x, dx = arrays.value(scores), arrays.gradient(scores)
    assert dx is not None  # a graph trains something
    in_place = scores not in arrays.memory.kept
    shifted = x.name if in_place else Code("shifted")
    template = f"losses/{graph.spec.loss.type}.py.jinja"
    p = Array(Code("p"), Code("P"), x.dims)
    result = Code("p.T" if arrays.columns else "p")
    (outputs,) = graph.shapes[-1]
    dtype = ", dtype=np.uint8" if outputs <= 256 else ""
    labels = Code(f"np.arange({outputs}{dtype})")
    return Head(template, x, in_place, shifted, p, dx, outputs, labels, result)


def head_buffers(arrays: Arrays, head: Head) -> list[Buffer]:
    """Return the buffers of the loss and its function, where they are its own.

    The gradient of the scores takes the place of P, which takes theirs where formulas
    keep nothing of them.
    """
    if not arrays.columns:
        return [] if head.in_place else [shared(head_turns(arrays, head))]
    keeps = arrays.graph.spec.loss.keeps.items()
    kept = [
        Buffer((Code(name),), (N,), note=Code(note.format(head.x.math)))
        for name, note in keeps
    ]
    apart = [] if head.in_place else [Buffer((head.shifted,), head.x.dims)]
    return [*apart, *kept, shared(head_turns(arrays, head))]


def head_turns(arrays: Arrays, head: Head) -> tuple[Array, ...]:
    """Return what lives where P does: backward spends P."""
    home = arrays.memory.gradients[arrays.scores]
    assert home is not None  # a graph trains something
    return head.p, *arrays.gradient_turns(home)


def lodgers(arrays: Arrays, head: Head, home: int) -> tuple[Array, ...]:
    """Return what moves into the memory of a value when the network has left it."""
    if not head.in_place or arrays.memory.homes[arrays.scores] != home:
        return ()
    if arrays.columns:
        less = Code(f"{head.x.math} less its maxima")
        return (Array(head.shifted, less, head.x.dims),)
    return head_turns(arrays, head)


def make_update(graph: Graph) -> Update:
    """Return a step of the optimizer on the flat vectors."""
    optimizer = graph.spec.optimizer
    schedule = optimizer.schedule()
    symbols = {
        name: Symbol(name.upper(), name)
        for name in type(optimizer).model_fields
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
