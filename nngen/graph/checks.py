"""Checks of a spec and its network: its name, numerics, initializers, sizes."""

import keyword
import sys
from collections.abc import Iterator
from math import prod
from posixpath import normpath

from nngen.edits import header, pair
from nngen.finding import Finding, Path
from nngen.graph.ends import check_fit, check_metrics, has_units
from nngen.graph.graph import Graph
from nngen.graph.stopping import check_stopping
from nngen.hints.samples import BLANK
from nngen.language.base import Kind
from nngen.language.functions import Elementwise
from nngen.language.spec import Spec
from nngen.words import count, quoted

# Windows keeps these names for devices, with any suffix
DEVICES = {"con", "prn", "aux", "nul"}
DEVICES |= {f"{port}{i}" for port in ("com", "lpt") for i in range(10)}
MOST = 2**31  # numbers in theta, and as many in grad: 16 GiB in float32


def check_spec(spec: Spec) -> Iterator[Finding]:
    """Check what does not depend on the data or the network."""
    yield from check_name(spec)
    yield from check_numerics(spec)
    yield from check_outputs(spec)


def check_graph(graph: Graph) -> Iterator[Finding]:
    """Check the network against the data, the loss and the arithmetic."""
    yield from check_book(graph)
    yield from check_starts(graph)
    yield from check_metrics(graph)
    yield from check_stopping(graph)
    yield from check_fit(graph)
    yield from check_rows(graph)
    yield from check_size(graph)


def check_name(spec: Spec) -> Iterator[Finding]:
    """Find a name of a spec that Python or Windows reserves."""
    module = spec.name.replace("-", "_")
    hint = "write " + pair("name", f"{spec.name}-net")
    if keyword.iskeyword(module):
        yield Finding("NN021", ("name",), f'"{spec.name}" is a word of Python', hint)
    elif module in sys.stdlib_module_names or module == "numpy":
        message = f'"{spec.name}" is a module that scripts beside it import'
        yield Finding("NN021", ("name",), message, hint)
    elif module in DEVICES:
        yield Finding("NN021", ("name",), f'"{spec.name}" is a device on Windows', hint)


def check_numerics(spec: Spec) -> Iterator[Finding]:
    """Find options of [numerics], and of [script], that exclude each other."""
    numerics = spec.numerics
    if numerics.discard and numerics.rng != "mt19937":
        message = "only the mt19937 stream can be continued"
        hint = "write " + pair("rng", "mt19937") + ", or leave discard out"
        yield Finding("NN022", ("numerics", "discard"), message, hint)
    if numerics.arithmetic == "nnfs" and numerics.dtype != "float32":
        message = "the arithmetic of nnfs is that of float32"
        native = pair("arithmetic", "native")
        hint = "write " + pair("dtype", "float32") + ", or " + native
        yield Finding("NN022", ("numerics", "dtype"), message, hint)
    if numerics.arithmetic == "nnfs" and spec.script.style != "plain":
        message = "the arithmetic of nnfs is always plain"
        native = pair("arithmetic", "native") + " in " + header("numerics")
        hint = "write " + pair("style", "plain") + ", or " + native
        yield Finding("NN022", ("script", "style"), message, hint)


def check_outputs(spec: Spec) -> Iterator[Finding]:
    """Find files that training would write over its data, or over each other.

    That is so where a script runs in the folder of its spec; it looks again itself.
    """
    checkpoint = spec.training.checkpoint
    data = [kind for kind in (spec.data, spec.validation_data) if kind]
    taken = {normpath(file) for kind in data for file in kind.files.values()}
    network = f"{spec.name}.npz"
    if spec.script.command_line and network in taken:
        message = f'"{network}" holds the data, and training would save the network so'
        hint = "write " + pair("name", f"{spec.name}-net")
        yield Finding("NN022", ("name",), message, hint)
    if checkpoint:
        taken |= {network} if spec.script.command_line else set()
        path = checkpoint.path or f"{spec.name}.checkpoint.npz"
        if normpath(path) in taken:
            message = f"{quoted(path)} would be written over another file"
            other = f"{spec.name}.saved.npz"
            line = pair("checkpoint", {"path": other})
            where: Path = ("training", "checkpoint")
            if checkpoint.path:
                line, where = pair("path", other), (*where, "path")
            yield Finding("NN022", where, message, "write " + line)


def check_book(graph: Graph) -> Iterator[Finding]:
    """Find operations that the arithmetic of nnfs does not have."""
    if graph.numerics.arithmetic == "nnfs":
        used: list[Kind] = [node.operation for node in graph.nodes]
        for kind in [*used, graph.loss]:
            what = "" if isinstance(kind, Elementwise) else kind.unbooked()
            if what:
                message = f"the arithmetic of nnfs has no {what}"
                hint = "write " + pair("arithmetic", "native")
                yield Finding("NN022", ("numerics", "arithmetic"), message, hint)


def check_starts(graph: Graph) -> Iterator[Finding]:
    """Find initializers of matrices for parameters that are none."""
    for node in graph.nodes:
        layer = graph.layers[node.layer]
        for parameter in node.parameters:
            kind = parameter.initializer
            if kind.matrix and len(parameter.shape) != 2:
                keys = (
                    k for k in type(layer).model_fields if getattr(layer, k) is kind
                )
                where = ("layers", node.layer, key := next(keys))
                message = f"{kind.type} fills a matrix, which these numbers are not"
                yield Finding("NN028", where, message, "write " + pair(key, BLANK))


def check_rows(graph: Graph) -> Iterator[Finding]:
    """Find a batch larger than the training set."""
    size, rows = graph.training.batch_size, graph.facts.rows
    if size is not None and rows is not None and size > rows:
        message = f"{size} is more than the {count(rows, 'row')} to train on"
        hint = "write " + pair("batch_size", rows) + ", or leave it out"
        yield Finding("NN034", ("training", "batch_size"), message, hint)


def check_size(graph: Graph) -> Iterator[Finding]:
    """Find a network too large for the memory of any usual machine."""
    numbers = [sum(prod(p.shape) for p in node.parameters) for node in graph.nodes]
    if sum(numbers) > MOST:
        layer = graph.nodes[numbers.index(max(numbers))].layer
        where: Path = ("layers", layer)
        if has_units(graph.layers[layer]):
            where = (*where, "units")
        message = f"theta would hold {sum(numbers)} numbers, over {MOST}"
        hint = "write fewer, as " + pair("units", 64)
        yield Finding("NN029", where, message, hint)
