"""What makes a network no network, or one that its data, loss or script cannot have."""

import keyword
import sys
from collections.abc import Iterator
from math import prod

from nngen.finding import Finding, Path
from nngen.graph.graph import Graph
from nngen.graph.reserved import clash, free
from nngen.kinds.base import Kind
from nngen.kinds.elementwise import Elementwise
from nngen.kinds.layers import Layer
from nngen.kinds.metrics import Metric
from nngen.spec import Spec
from nngen.words import count, listing

# Windows keeps these names for devices, with any suffix
DEVICES = {"con", "prn", "aux", "nul"}
DEVICES |= {f"{port}{i}" for port in ("com", "lpt") for i in range(10)}
MOST = 2**31  # numbers in theta, and as many in grad: 16 GiB in float32


def check_spec(spec: Spec) -> Iterator[Finding]:
    """Find what is wrong with a spec whatever its data and its network."""
    yield from check_name(spec)
    yield from check_layer_names(spec)
    yield from check_numerics(spec)


def check_graph(graph: Graph) -> Iterator[Finding]:
    """Find what in a network does not fit data, loss and arithmetic."""
    yield from check_book(graph)
    yield from check_starts(graph)
    yield from check_metrics(graph.metrics)
    yield from check_fit(graph)
    yield from check_rows(graph)
    yield from check_size(graph)


def check_name(spec: Spec) -> Iterator[Finding]:
    """Find a name whose script Python or Windows would take for something else."""
    module = spec.name.replace("-", "_")
    hint = f'write `name = "{spec.name}-net"`'
    if keyword.iskeyword(module):
        yield Finding("NN021", ("name",), f'"{spec.name}" is a word of Python', hint)
    elif module in sys.stdlib_module_names or module == "numpy":
        message = f'"{spec.name}" is a module that scripts beside it import'
        yield Finding("NN021", ("name",), message, hint)
    elif module in DEVICES:
        yield Finding("NN021", ("name",), f'"{spec.name}" is a device on Windows', hint)


def check_layer_names(spec: Spec) -> Iterator[Finding]:
    """Find names of layers that a script has other uses for."""
    names = [layer.name for layer in spec.layers]
    known = {name for name in names if name}
    taken = set(known)
    for i, name in enumerate(names):
        if name and (why := clash(name, known)):
            hint = f'write `name = "{free(f"{name[:18]}_layer", taken, 1)}"`'
            yield Finding("NN021", ("layers", i, "name"), why, hint)


def check_numerics(spec: Spec) -> Iterator[Finding]:
    """Find options of [numerics] that exclude each other."""
    numerics = spec.numerics
    if numerics.discard and numerics.rng != "mt19937":
        message = "only the mt19937 stream can be continued"
        hint = 'write `rng = "mt19937"`, or leave discard out'
        yield Finding("NN022", ("numerics", "discard"), message, hint)
    if numerics.arithmetic == "notebook" and numerics.dtype != "float32":
        message = "the notebook's arithmetic is that of float32"
        hint = 'write `dtype = "float32"`, or `arithmetic = "native"`'
        yield Finding("NN022", ("numerics", "dtype"), message, hint)


def check_book(graph: Graph) -> Iterator[Finding]:
    """Find what the notebook's arithmetic has no lines for."""
    if graph.spec.numerics.arithmetic == "notebook":
        used: list[Kind] = [node.operation for node in graph.nodes]
        for kind in [*used, graph.spec.loss]:
            if not (kind.book or isinstance(kind, Elementwise)):
                message = f"the notebook's arithmetic has no {kind.type}"
                hint = 'write `arithmetic = "native"`'
                yield Finding("NN022", ("numerics", "arithmetic"), message, hint)


def check_starts(graph: Graph) -> Iterator[Finding]:
    """Find initializers of matrices where there is none."""
    for node in graph.nodes:
        layer = graph.spec.layers[node.layer]
        for parameter in node.parameters:
            kind = parameter.initializer
            if kind.matrix and len(parameter.shape) != 2:
                keys = (k for k in type(layer).fields if getattr(layer, k) is kind)
                where = ("layers", node.layer, key := next(keys))
                message = f"{kind.type} fills a matrix, which these numbers are not"
                yield Finding("NN028", where, message, f'write `{key} = "zeros"`')


def check_metrics(metrics: tuple[Metric, ...]) -> Iterator[Finding]:
    """Find a metric that the log would show twice."""
    for i, metric in enumerate(metrics):
        if metric.label in [other.label for other in metrics[:i]]:
            where = ("training", "metrics", i)
            message = f"{metric.type} stands in the list already"
            yield Finding("NN026", where, message, "leave it out")


def check_fit(graph: Graph) -> Iterator[Finding]:
    """Find a loss, a network and data that do not fit each other."""
    if not any(node.parameters for node in graph.nodes):
        message = "no layer has parameters, so there is nothing to train"
        last = f"units = {graph.facts.classes}"
        hint = f'add `[[layers]]\ntype = "dense"\n{last}`'
        yield Finding("NN023", ("layers",), message, hint)
        return
    yield from check_end(graph)
    spec, classes = graph.spec, graph.facts.classes
    (outputs,) = graph.shapes[graph.outputs[-1]]
    exact = spec.targets == "one_hot"
    if outputs < classes or (exact and outputs > classes):
        many = count(outputs, "output")
        names = graph.facts.names
        told = f": {listing(list(names))}" if names else ""
        message = f"{many} cannot tell {count(classes, 'class')} apart{told}"
        if outputs > classes:
            message = f"{many} for one-hot targets of {count(classes, 'class')}"
        place, hint = units_to_write(graph)
        yield Finding("NN025", place, message, hint)


def check_end(graph: Graph) -> Iterator[Finding]:
    """Find an output that the loss cannot take."""
    spec, loss, last = graph.spec, graph.spec.loss, graph.nodes[-1]
    at = last.layer if loss.from_logits else len(spec.layers) - 1
    key = spec.layers[at].function_key
    where: Path = ("layers", at, *((key,) if key else ()))
    name = loss.fuses.selector()
    if loss.from_logits:
        if isinstance(last.operation, loss.fuses):
            message = f"with from_logits the loss applies {name} itself"
            hint = f'write `{key} = "linear"`, or leave from_logits out'
            yield Finding("NN024", where, message, hint)
    elif not graph.positive[graph.outputs[-1]]:
        message = f"{loss.type} needs probabilities"
        hint = f'write `{key} = "{name}"`, or `from_logits = true` in `[loss]`'
        if not key:
            hint = "write `from_logits = true` in `[loss]`, or below this "
            hint += f'`[[layers]]\ntype = "activation"\nfunction = "{name}"`'
        yield Finding("NN024", where, message, hint)


def units_to_write(graph: Graph) -> tuple[Path, str]:
    """Return where to write how many outputs there are, and what to write there."""
    layers, line = graph.spec.layers, f"units = {graph.facts.classes}"
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
        if node.xs[0] == 0 or node.parameters:
            return
        node = graph.nodes[node.xs[0] - 1]


def has_units(layer: Layer) -> bool:
    """Tell whether a layer says how many values it gives."""
    return "units" in type(layer).fields


def check_rows(graph: Graph) -> Iterator[Finding]:
    """Find a batch larger than the rows there are to train on."""
    size, rows = graph.spec.training.batch_size, graph.facts.rows
    if size is not None and rows is not None and size > rows:
        message = f"{size} is more than the {count(rows, 'row')} to train on"
        hint = f"write `batch_size = {rows}`, or leave it out"
        yield Finding("NN034", ("training", "batch_size"), message, hint)


def check_size(graph: Graph) -> Iterator[Finding]:
    """Find a network that no machine of these years holds in memory."""
    numbers = [sum(prod(p.shape) for p in node.parameters) for node in graph.nodes]
    if sum(numbers) > MOST:
        layer = graph.nodes[numbers.index(max(numbers))].layer
        where: Path = ("layers", layer)
        if has_units(graph.spec.layers[layer]):
            where = (*where, "units")
        message = f"theta would hold {sum(numbers)} numbers, over {MOST}"
        yield Finding("NN029", where, message, "write fewer, as `units = 64`")
