"""The network as operations on values: shapes, parameters, and nothing of NumPy.

A value is what flows from one operation to the next, numbered from 0, the data. Shapes
are those of one row.
"""

import keyword
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from nngen.finding import Finding, Rejected
from nngen.kinds.base import Kind, Operation, Parameter, Shape
from nngen.kinds.data import DataFacts
from nngen.kinds.functions import Elementwise
from nngen.kinds.layers import Layer
from nngen.kinds.metrics import Metric
from nngen.spec import Spec

# Windows keeps these names for devices, with any suffix
DEVICES = {"con", "prn", "aux", "nul"}
DEVICES |= {f"{port}{i}" for port in ("com", "lpt") for i in range(10)}


@dataclass(frozen=True)
class Node:
    """An operation in its place: the value it reads, the value it gives."""

    operation: Operation
    x: int
    y: int
    parameters: tuple[Parameter, ...]


@dataclass(frozen=True)
class Graph:
    """A network that can be trained on its data, whatever computes it."""

    spec: Spec
    facts: DataFacts
    shapes: tuple[Shape, ...]
    nodes: tuple[Node, ...]
    metrics: tuple[Metric, ...]


def make_graph(spec: Spec, facts: DataFacts) -> Graph:
    """Return the network of a spec; raises Rejected where its parts do not fit."""
    shapes: list[Shape] = [(facts.features,)]
    nodes: list[Node] = []
    for operation in operations(spec):
        x = shapes[-1]
        node = Node(operation, len(nodes), len(nodes) + 1, operation.parameters(x))
        nodes.append(node)
        shapes.append(operation.output(x))
    metrics = spec.training.metrics
    graph = Graph(
        spec,
        facts,
        tuple(shapes),
        tuple(nodes),
        spec.loss.metrics if metrics is None else metrics,
    )
    found = [
        *check_name(spec),
        *check_numerics(spec),
        *check_book(graph),
        *check_metrics(graph.metrics),
        *check_fit(graph),
    ]
    if found:
        raise Rejected(*found)
    return graph


def operations(spec: Spec) -> Iterator[Operation]:
    """Return what is done to a row, in order, less what changes nothing."""
    for layer in spec.layers:
        for operation in layer.operations():
            if not (isinstance(operation, Elementwise) and operation.value == "z"):
                yield operation


def check_name(spec: Spec) -> Iterator[Finding]:
    """Find a name whose script Python or Windows would take for something else."""
    module = spec.name.replace("-", "_")
    hint = f'write name = "{spec.name}-net"'
    if keyword.iskeyword(module):
        yield Finding("NN021", ("name",), f'"{spec.name}" is a word of Python', hint)
    elif module in sys.stdlib_module_names or module == "numpy":
        message = f'"{spec.name}" is a module that scripts beside it import'
        yield Finding("NN021", ("name",), message, hint)
    elif module in DEVICES:
        yield Finding("NN021", ("name",), f'"{spec.name}" is a device on Windows', hint)


def check_numerics(spec: Spec) -> Iterator[Finding]:
    """Find options of [numerics] that exclude each other."""
    numerics = spec.numerics
    if numerics.discard and numerics.rng != "mt19937":
        message = "only the mt19937 stream can be continued"
        hint = 'write rng = "mt19937", or leave discard out'
        yield Finding("NN022", ("numerics", "discard"), message, hint)
    if numerics.arithmetic == "notebook" and numerics.dtype != "float32":
        message = "the notebook's arithmetic is that of float32"
        hint = 'write dtype = "float32"'
        yield Finding("NN022", ("numerics", "dtype"), message, hint)


def check_book(graph: Graph) -> Iterator[Finding]:
    """Find what the notebook's arithmetic has no lines for."""
    if graph.spec.numerics.arithmetic == "notebook":
        used: list[Kind] = [node.operation for node in graph.nodes]
        for kind in [*used, graph.spec.loss]:
            if not (kind.book or isinstance(kind, Elementwise)):
                message = f"the notebook's arithmetic has no {kind.type}"
                hint = 'write arithmetic = "native"'
                yield Finding("NN022", ("numerics", "arithmetic"), message, hint)


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
        hint = 'add a [[layers]] table with type = "dense"'
        yield Finding("NN023", ("layers",), message, hint)
        return
    spec, classes = graph.spec, graph.facts.classes
    if not isinstance(graph.nodes[-1].operation, spec.loss.fuses):
        name = spec.loss.fuses.selector()
        key = spec.layers[-1].function_key
        where = ("layers", len(spec.layers) - 1, key)
        message = f"{spec.loss.type} needs a last {name}"
        yield Finding("NN024", where, message, f'write {key} = "{name}"')
    (outputs,) = graph.shapes[-1]
    if outputs < classes:
        last = max(i for i, layer in enumerate(spec.layers) if has_units(layer))
        many = f"{outputs} output{'s' * (outputs > 1)}"
        message = f"{many} cannot tell {classes} classes apart"
        place = ("layers", last, "units")
        yield Finding("NN025", place, message, f"write units = {classes}")


def has_units(layer: Layer) -> bool:
    """Tell whether a layer says how many values it gives."""
    return "units" in type(layer).model_fields
