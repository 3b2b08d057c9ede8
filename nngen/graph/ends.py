"""Checks that the last layers, the loss, the targets and the metrics fit each other."""

from collections.abc import Iterator

from nngen.edits import Hint, as_hint, header, pair, value
from nngen.finding import Finding, Path
from nngen.graph.graph import Graph
from nngen.graph.shapes import flatten_hint
from nngen.hints.samples import activation_layer, dense_layer, flatten_layer
from nngen.language.layers import Layer
from nngen.words import count, listing

ABOVE = "move it above the last layer that has parameters, or leave it out"


def check_metrics(graph: Graph) -> Iterator[Finding]:
    """Find a metric that measures nothing here, or the same as another."""
    form, outputs = graph.targets, graph.shapes[graph.outputs[-1]][-1]
    for i, metric in enumerate(graph.metrics):
        where: Path = ("training", "metrics", i)
        if metric.label in [other.label for other in graph.metrics[:i]]:
            message = f"{metric.type} stands in the list already"
            yield Finding("NN026", where, message, "leave it out")
        elif form not in metric.measures:
            message = f"{metric.type} says nothing of targets of the form {form}"
            name = graph.loss.metrics(form)[0].type
            hint = "write " + value(name) + ", or leave it out"
            yield Finding("NN026", where, message, hint)
        elif metric.beyond >= outputs > 1:  # of one output there is another finding
            message = f"of {outputs} outputs, all are among the {metric.beyond} largest"
            hint = "write " + pair("k", outputs - 1)
            yield Finding("NN026", (*where, "k"), message, hint)


def check_fit(graph: Graph) -> Iterator[Finding]:
    """Check that the loss, the network and the data fit each other."""
    if not any(node.parameters for node in graph.nodes):
        message = "no layer has parameters, so there is nothing to train"
        hint = "add " + dense_layer(graph.wanted)
        yield Finding("NN023", ("layers",), message, hint)
        return
    yield from check_end(graph)
    *others, outputs = graph.shapes[graph.outputs[-1]]
    if others:
        yield from check_rank(graph)
        return
    wanted = graph.wanted
    exact = graph.targets != "classes"
    if outputs < wanted or (exact and outputs > wanted):
        place, hint = units_to_write(graph)
        yield Finding("NN025", place, misfit(graph, outputs), hint)


def check_rank(graph: Graph) -> Iterator[Finding]:
    """Find an output whose rows have several dimensions, and where to flatten them.

    That is above the first layer with parameters that leads to the output alone: in a
    network that is a chain, all of it then has rows of one dimension.
    """
    shape = graph.shapes[graph.outputs[-1]]
    message = f"rows of the output have the shape {shape}, and "
    message += f"{graph.loss.type} takes rows of one dimension"
    trained = {node.layer for node in graph.nodes if node.parameters}
    chain = [i for i in feeders(graph, to_data=True) if i in trained]
    if chain and len(graph.layers[chain[-1]].inputs or ("",)) == 1:
        place = chain[-1]
        yield Finding(
            "NN028", ("layers", place), message, flatten_hint(graph.layers, place, 0)
        )
        return
    hint = "write " + flatten_layer() + " below it, and " + dense_layer(graph.wanted)
    yield Finding("NN028", ("layers", len(graph.layers) - 1), message, hint)


def misfit(graph: Graph, outputs: int) -> str:
    """Return the message for a wrong number of outputs."""
    many, classes = count(outputs, "output"), count(graph.wanted, "class")
    if graph.wanted == 1:
        return f"{many} for targets of one number"
    if outputs > graph.wanted:
        return f"{many} for one-hot targets of {classes}"
    names = graph.facts.names
    named = f": {listing(list(names))}" if names else ""
    return f"{many} cannot tell {classes} apart{named}"


def check_end(graph: Graph) -> Iterator[Finding]:
    """Find an output that the loss cannot take, or that is constant."""
    loss, last = graph.loss, graph.nodes[-1].operation
    name = loss.last
    if loss.logits and loss.fuses and isinstance(last, loss.fuses):
        where, key = end(graph, graph.nodes[-1].layer)
        message = f"with from_logits the loss applies {last.type} itself"
        hint = "write " + pair(key, name) + ", or leave from_logits out"
        yield Finding("NN024", where, message, hint)
    elif last.sums_to_one and graph.shapes[graph.outputs[-1]] == (1,) == (
        graph.wanted,
    ):
        where, key = end(graph, graph.nodes[-1].layer)
        message = f"{last.type} of one value is always 1"
        yield Finding("NN024", where, message, "write " + pair(key, name))
    elif loss.needs and not loss.logits and not graph.known(loss.needs):
        where, key = end(graph, len(graph.layers) - 1)
        logits = pair("from_logits", True) + " in " + header("loss")
        hint = "write " + pair(key, name) + ", or " + logits
        if not key:
            below = activation_layer(name)
            hint = "write " + logits + ", or below this " + below
        message = f"{loss.type} needs probabilities"
        if last.draws:
            what = "rows that do not sum to 1" if loss.exclusive else "none"
            message = f"{message}, and {last.type} would leave {what}"
            hint = as_hint(ABOVE)
        yield Finding("NN024", where, message, hint)


def end(graph: Graph, place: int) -> tuple[Path, str]:
    """Return the path and the key of a layer's function, "" if it has none."""
    key = graph.layers[place].function_key
    return ("layers", place, *((key,) if key else ())), key


def units_to_write(graph: Graph) -> tuple[Path, Hint]:
    """Return the path at which to set the number of outputs, and the hint.

    A layer that sets it for each of several positions, flattened below, has to see
    rows of one dimension.
    """
    layers = graph.layers
    units = [i for i in feeders(graph) if has_units(layers[i])]
    if units and graph.shapes[graph.outputs[units[0]]][1:]:
        return ("layers", units[0]), flatten_hint(layers, units[0], 0)
    if units:
        return ("layers", units[0], "units"), "write " + pair("units", graph.wanted)
    hint = "write " + dense_layer(graph.wanted) + " below it"
    return ("layers", len(layers) - 1), hint


def feeders(graph: Graph, to_data: bool = False) -> Iterator[int]:
    """Yield the layers that determine the output's shape, last first.

    With `to_data` these are the layers from the output up to a join or to the data.
    """
    node = graph.nodes[-1]
    while len(node.xs) == 1:
        yield node.layer
        if node.xs[0] == 0 or (node.operation.is_affine and not to_data):
            return
        node = graph.nodes[node.xs[0] - 1]


def has_units(layer: Layer) -> bool:
    """Return whether a layer sets its number of outputs."""
    return "units" in type(layer).model_fields
