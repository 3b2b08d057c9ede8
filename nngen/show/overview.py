"""A summary of a network: rows, layers with their shapes, parameters, memory."""

from collections.abc import Iterator
from math import prod
from pathlib import Path

from nngen.data.split import asked, sizes
from nngen.graph.graph import Graph
from nngen.graph.length import steps_of_run
from nngen.graph.reserved import DATA
from nngen.language.layers import Layer
from nngen.plan.make import make_plan
from nngen.plan.plan import Plan
from nngen.plan.records import Code
from nngen.report.lines import safe
from nngen.show.columns import aligned, size
from nngen.words import count, listing

BYTES = {"float32": 4, "float64": 8}
RUNNING = "running"  # a vector of a size of its own


def overview(graph: Graph) -> str:
    """Return a summary of a network, in lines and a table."""
    spec = graph.spec
    title = f"{spec.name}: {spec.description}" if spec.description else spec.name
    plan = make_plan(graph, Path())
    first, last = aligned(list(rows(graph))), aligned(list(memory(graph, plan)))
    table = aligned(list(layers(graph)), right={4})
    lines = [title, "", *first, "", *table, "", *last]
    return "".join(f"{safe(line)}\n" for line in lines)


def layers(graph: Graph) -> Iterator[list[str]]:
    """Yield the rows of the table of layers, and a last one with the total."""
    held = [0] * len(graph.spec.layers)
    for node in graph.nodes:
        held[node.layer] += sum(prod(p.shape) for p in node.parameters)
    yield ["layer", "type", "inputs", "output", "parameters"]
    above = DATA
    for i, layer in enumerate(graph.spec.layers):
        name = layer.name or f"layers[{i}]"
        inputs = ", ".join(layer.inputs or [above])
        shape = str(graph.forms[i])
        yield [name, kind(layer), inputs, shape, f"{held[i]:,}"]
        above = name
    yield ["", "", "", "", f"{sum(held):,}"]


def kind(layer: Layer) -> str:
    """Return a layer's type, with its function if it has one."""
    function = getattr(layer, layer.function_key) if layer.function_key else None
    return f"{layer.type}, {function.type}" if function else layer.type


def rows(graph: Graph) -> Iterator[tuple[str, str]]:
    """Yield lines about the data and the length of training."""
    spec, facts = graph.spec, graph.facts
    parts = [f"{number:,} to {verb} on" for verb, number in parts_of(graph)]
    yield "rows", ", ".join(parts) or "as many as a run finds"
    shape = f", in rows of {facts.shape}" if facts.shape[1:] else ""
    yield "features", f"{facts.features:,}{shape}"
    if facts.classes:
        names = f": {listing(list(facts.names))}" if facts.names else ""
        yield "classes", f"{facts.classes:,}{names}"
    else:
        yield "targets", spec.targets
    steps, epochs = steps_of_run(graph), spec.training.epochs
    if steps is not None:
        most = " at most" if spec.training.early_stopping else ""
        each = f"{steps // epochs:,} in each of {epochs:,} epochs"
        yield "steps", f"{steps:,}{most}, {each}"


def parts_of(graph: Graph) -> Iterator[tuple[str, int]]:
    """Yield what rows are used for and their number, if that is known."""
    spec, facts = graph.spec, graph.facts
    if facts.rows is not None:
        yield "train", facts.rows
    if facts.validation and facts.validation.rows is not None:
        yield "validate", facts.validation.rows
    found = facts.data
    if spec.split and found and found.rows is not None:
        groups = [rows for rows, _ in found.tally]
        if spec.split.method != "stratified":
            groups = [found.rows]
        for part in sorted(asked(spec.split), key=["validation", "test"].index):
            verb = "validate" if part == "validation" else part
            yield verb, sum(sizes(spec.split, rows)[part] for rows in groups)


def memory(graph: Graph, plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield the memory that a script allocates, without the data."""
    each = BYTES[graph.spec.numerics.dtype]
    own = plan.penalty.vectors if plan.penalty and plan.columns else ()
    others = ["grad", *(vector.name for vector in own), *plan.update.vectors]
    others += ["spare"] if plan.spare else []
    if plan.stopping:
        others += [
            f"best_{vector}" for vector in plan.stopping.kept if vector != RUNNING
        ]
    yield "theta", f"{size(each * plan.size)}, as much for each of {', '.join(others)}"
    if plan.running:
        text = f"{size(each * plan.running.size)}, collected, not trained"
        best = plan.stopping and RUNNING in plan.stopping.kept
        text += f"; as much for best_{RUNNING}" if best else ""
        yield RUNNING, text
    n = graph.spec.training.batch_size or graph.facts.rows
    if n is not None:
        numbers = sum(
            prod(n if type(dim) is Code else int(dim) for dim in buffer.dims)
            for group in plan.buffers
            for buffer in group.buffers
            if not buffer.of
        )
        yield "buffers", f"{size(each * numbers)}, for {count(n, 'row')} in a step"
