"""A summary of a network: rows, layers with their shapes, parameters, memory."""

from collections.abc import Iterator
from math import prod
from pathlib import Path

from nngen.data.split import asked, sizes
from nngen.engines.engines import Page, make_page
from nngen.graph.graph import Graph
from nngen.graph.length import steps_of_run
from nngen.graph.links import DATA
from nngen.language.layers import Layer
from nngen.report.lines import safe
from nngen.script.code import Code
from nngen.script.script import Script
from nngen.show.columns import aligned, size
from nngen.words import count, listing

BYTES = {"float32": 4, "float64": 8}
RUNNING = "running"  # a vector of a size of its own


def overview(graph: Graph) -> str:
    """Return a summary of a network, in lines and a table."""
    title = f"{graph.name}: {graph.description}" if graph.description else graph.name
    page = make_page(graph, Path())
    first, last = aligned(list(rows(graph))), aligned(list(memory(graph, page)))
    table = aligned(list(layers(graph)), right={4})
    lines = [title, "", *first, "", *table, "", *last]
    return "".join(f"{safe(line)}\n" for line in lines)


def layers(graph: Graph) -> Iterator[list[str]]:
    """Yield the rows of the table of layers, and a last one with the total."""
    held = [0] * len(graph.layers)
    for node in graph.nodes:
        held[node.layer] += sum(prod(p.shape) for p in node.parameters)
    yield ["layer", "type", "inputs", "output", "parameters"]
    above = DATA
    for i, layer in enumerate(graph.layers):
        name = layer.name or f"layers[{i}]"
        inputs = ", ".join(layer.inputs or [above])
        shape = str(graph.shapes[graph.outputs[i]])
        yield [name, kind(layer), inputs, shape, f"{held[i]:,}"]
        above = name
    yield ["", "", "", "", f"{sum(held):,}"]


def kind(layer: Layer) -> str:
    """Return a layer's type, with its function if it has one."""
    function = getattr(layer, layer.function_key) if layer.function_key else None
    return f"{layer.type}, {function.type}" if function else layer.type


def rows(graph: Graph) -> Iterator[tuple[str, str]]:
    """Yield lines about the data and the length of training."""
    facts = graph.facts
    parts = [f"{number:,} to {verb} on" for verb, number in parts_of(graph)]
    yield "rows", ", ".join(parts) or "as many as a run finds"
    shape = f", in rows of {facts.shape}" if facts.shape[1:] else ""
    yield "features", f"{facts.features:,}{shape}"
    if facts.classes:
        names = f": {listing(list(facts.names))}" if facts.names else ""
        yield "classes", f"{facts.classes:,}{names}"
    else:
        yield "targets", graph.targets
    steps, epochs = steps_of_run(graph), graph.training.epochs
    if steps is not None:
        most = " at most" if graph.training.early_stopping else ""
        each = f"{steps // epochs:,} in each of {epochs:,} epochs"
        yield "steps", f"{steps:,}{most}, {each}"


def parts_of(graph: Graph) -> Iterator[tuple[str, int]]:
    """Yield what rows are used for and their number, if that is known."""
    facts = graph.facts
    if facts.rows is not None:
        yield "train", facts.rows
    if facts.validation and facts.validation.rows is not None:
        yield "validate", facts.validation.rows
    found = facts.data
    if graph.split and found and found.rows is not None:
        groups = [rows for rows, _ in found.tally]
        if graph.split.method != "stratified":
            groups = [found.rows]
        for part in sorted(asked(graph.split), key=["validation", "test"].index):
            verb = "validate" if part == "validation" else part
            yield verb, sum(sizes(graph.split, rows)[part] for rows in groups)


def memory(graph: Graph, page: Page) -> Iterator[tuple[str, str]]:
    """Yield the memory that a script takes, without the data."""
    each, script = BYTES[graph.numerics.dtype], page.script
    others = ["grad", *page.long_vectors]
    best = [f"best_{vector}" for vector in kept(script)]
    others += [name for name in best if name != f"best_{RUNNING}"]
    number = size(each * script.size)
    yield "theta", f"{number}, as much for each of {', '.join(others)}"
    if page.running:
        text = f"{size(each * page.running.size)}, collected, not trained"
        text += f"; as much for best_{RUNNING}" if f"best_{RUNNING}" in best else ""
        yield RUNNING, text
    n = graph.training.batch_size or graph.facts.rows
    if n is not None:
        numbers = size(each * page.numbers_of_step(n))
        yield page.step_word, f"{numbers}, for {count(n, 'row')} in a step"


def kept(script: Script) -> tuple[Code, ...]:
    """Return the vectors that early stopping keeps a copy of."""
    return script.stopping.saved if script.stopping else ()
