"""Whether the end of a network, its loss, its targets and the metrics fit."""

from collections.abc import Iterator

from nngen.finding import Finding, Path
from nngen.graph.graph import Graph
from nngen.language.layer import Layer
from nngen.words import count, listing

ABOVE = "move it above the last layer that has parameters, or leave it out"


def check_metrics(graph: Graph) -> Iterator[Finding]:
    """Find a metric that says nothing, or what another one says."""
    form, (outputs,) = graph.spec.targets, graph.shapes[graph.outputs[-1]]
    for i, metric in enumerate(graph.metrics):
        where: Path = ("training", "metrics", i)
        if metric.label in [other.label for other in graph.metrics[:i]]:
            message = f"{metric.type} stands in the list already"
            yield Finding("NN026", where, message, "leave it out")
        elif form not in metric.measures:
            message = f"{metric.type} says nothing of targets of the form {form}"
            name = graph.spec.loss.metrics(form)[0].type
            yield Finding("NN026", where, message, f'write `"{name}"`, or leave it out')
        elif metric.beyond >= outputs > 1:  # of one output there is another finding
            message = f"of {outputs} outputs, all are among the {metric.beyond} largest"
            hint = f"write `k = {outputs - 1}`"
            yield Finding("NN026", (*where, "k"), message, hint)


def check_fit(graph: Graph) -> Iterator[Finding]:
    """Find a loss, a network and data that do not fit each other."""
    if not any(node.parameters for node in graph.nodes):
        message = "no layer has parameters, so there is nothing to train"
        last = f"units = {graph.wanted}"
        hint = f'add `[[layers]]\ntype = "dense"\n{last}`'
        yield Finding("NN023", ("layers",), message, hint)
        return
    yield from check_end(graph)
    (outputs,), wanted = graph.shapes[graph.outputs[-1]], graph.wanted
    exact = graph.spec.targets != "classes"
    if outputs < wanted or (exact and outputs > wanted):
        place, hint = units_to_write(graph)
        yield Finding("NN025", place, misfit(graph, outputs), hint)


def misfit(graph: Graph, outputs: int) -> str:
    """Return what is wrong with so many outputs."""
    many, classes = count(outputs, "output"), count(graph.wanted, "class")
    if graph.wanted == 1:
        return f"{many} for targets of one number"
    if outputs > graph.wanted:
        return f"{many} for one-hot targets of {classes}"
    names = graph.facts.names
    told = f": {listing(list(names))}" if names else ""
    return f"{many} cannot tell {classes} apart{told}"


def check_end(graph: Graph) -> Iterator[Finding]:
    """Find an output that the loss cannot take, or that nothing can change."""
    spec, loss, last = graph.spec, graph.spec.loss, graph.nodes[-1].operation
    name = loss.last
    if loss.logits and loss.fuses and isinstance(last, loss.fuses):
        where, key = end(graph, graph.nodes[-1].layer)
        message = f"with from_logits the loss applies {last.type} itself"
        hint = f'write `{key} = "{name}"`, or leave from_logits out'
        yield Finding("NN024", where, message, hint)
    elif last.shares and graph.shapes[graph.outputs[-1]] == (1,) == (graph.wanted,):
        where, key = end(graph, graph.nodes[-1].layer)
        message = f"{last.type} of one value is always 1"
        yield Finding("NN024", where, message, f'write `{key} = "{name}"`')
    elif loss.needs and not loss.logits and not graph.known(loss.needs):
        where, key = end(graph, len(spec.layers) - 1)
        hint = f'write `{key} = "{name}"`, or `from_logits = true` in `[loss]`'
        if not key:
            hint = "write `from_logits = true` in `[loss]`, or below this "
            hint += f'`[[layers]]\ntype = "activation"\nfunction = "{name}"`'
        message = f"{loss.type} needs probabilities"
        if last.draws:
            what = "rows that do not sum to 1" if loss.exclusive else "none"
            message, hint = f"{message}, and {last.type} would leave {what}", ABOVE
        yield Finding("NN024", where, message, hint)


def end(graph: Graph, place: int) -> tuple[Path, str]:
    """Return where a layer says what it ends with, and the key, "" if it has none."""
    key = graph.spec.layers[place].function_key
    return ("layers", place, *((key,) if key else ())), key


def units_to_write(graph: Graph) -> tuple[Path, str]:
    """Return where to write how many outputs there are, and what to write there."""
    layers, line = graph.spec.layers, f"units = {graph.wanted}"
    units = [i for i in feeders(graph) if has_units(layers[i])]
    if units:
        return ("layers", units[0], "units"), f"write `{line}`"
    hint = f'write `[[layers]]\ntype = "dense"\n{line}` below it'
    return ("layers", len(layers) - 1), hint


def feeders(graph: Graph) -> Iterator[int]:
    """Return the layers that give the output its shape, last first."""
    node = graph.nodes[-1]
    while len(node.xs) == 1:
        yield node.layer
        if node.xs[0] == 0 or node.operation.affine:
            return
        node = graph.nodes[node.xs[0] - 1]


def has_units(layer: Layer) -> bool:
    """Tell whether a layer says how many values it gives."""
    return "units" in type(layer).fields
