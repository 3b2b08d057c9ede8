"""The program as a graph: operations on values, loss, optimizer, data and training.

A value is what flows from one operation to the next, numbered from 0, the data. Shapes
are those of one row. Nothing here depends on an engine: no script's names, no memory.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from nngen.data.facts import DataFacts
from nngen.finding import Finding, Rejected
from nngen.graph.links import FROM_DATA, link_layers
from nngen.graph.shapes import fit_shapes
from nngen.language.data import Data
from nngen.language.functions import Function
from nngen.language.layers import Layer
from nngen.language.losses import Loss
from nngen.language.metrics import Metric
from nngen.language.operations import Operation, Parameter, Saved, Shape
from nngen.language.optimizers import Optimizer
from nngen.language.spec import Numerics, Preprocess, Script, Spec, Split, Training


@dataclass(frozen=True, kw_only=True)
class Node:
    """An operation in its place: the values it reads, the value it gives.

    `layer` is the index of its layer and `name` that layer's name; `last` is true if y
    is the layer's output.
    """

    operation: Operation
    xs: tuple[int, ...]
    y: int
    parameters: tuple[Parameter, ...]
    saved: tuple[Saved, ...]
    running: tuple[Parameter, ...]
    layer: int
    name: str
    last: bool


@dataclass(frozen=True, kw_only=True)
class Graph:
    """A network that can be trained on its data, whatever computes it.

    `shapes` holds by value the shape of a row, and `outputs` by layer the value that it
    returns. Value 0 is the data; if all that reads them is a flatten, they are flat,
    whatever `facts.shape` is. The last node returns the output. `digest` changes with
    any value of the spec, defaults included; `targets` is the form of the targets.
    """

    name: str
    description: str
    digest: str
    seed: int
    numerics: Numerics
    script: Script
    data: Data
    validation_data: Data | None
    split: Split | None
    preprocess: Preprocess
    facts: DataFacts
    targets: str
    layers: tuple[Layer, ...]
    shapes: tuple[Shape, ...]
    nodes: tuple[Node, ...]
    outputs: tuple[int, ...]
    loss: Loss
    optimizer: Optimizer
    training: Training
    metrics: tuple[Metric, ...]

    @property
    def fused(self) -> bool:
        """Whether the last function and the loss are one formula."""
        loss = self.loss
        native = self.numerics.arithmetic == "native"
        if loss.fuses is None or loss.logits or not (native or loss.book_fuses):
            return False
        return isinstance(self.nodes[-1].operation, loss.fuses)

    @cached_property
    def network_digest(self) -> str:
        """16 hexadecimal digits that change with what the parameters mean.

        They change with the layers, the features, the classes and the preprocessing; a
        network may be trained otherwise, or longer, and keep its parameters.
        """
        facts = self.facts
        columns = facts.data.columns if facts.data else None
        rows = [facts.shape, facts.classes, facts.names, columns, self.targets]
        nodes = [
            [node.xs, [p.shape for p in node.parameters], meaning(node.operation)]
            for node in self.nodes
        ]
        prepared = self.preprocess.features.model_dump()
        return shorten(json.dumps([rows, prepared, nodes]))

    @property
    def differs_in_training(self) -> bool:
        """Whether the network computes something else in training than afterwards."""
        return any(node.operation.differs_in_training for node in self.nodes)

    @cached_property
    def repeated(self) -> frozenset[str]:
        """The types that several operations have: two dropouts, say."""
        times = Counter(node.operation.type for node in self.nodes)
        return frozenset(kind for kind, number in times.items() if number > 1)

    @property
    def wanted(self) -> int:
        """The number of outputs that the targets of a row need."""
        indexed = self.targets in ("classes", "one_hot")
        return self.facts.classes if indexed else 1

    @cached_property
    def readers(self) -> tuple[tuple[int, ...], ...]:
        """The nodes that read each value, first to last."""
        readers: list[list[int]] = [[] for _ in self.shapes]
        for i, node in enumerate(self.nodes):
            for x in node.xs:
                readers[x].append(i)
        return tuple(map(tuple, readers))

    @cached_property
    def trained(self) -> tuple[bool, ...]:
        """Whether each value depends on a trained parameter: the data do not."""
        trained = [False]
        for node in self.nodes:
            below = any(trained[x] for x in node.xs)
            trained.append(below or bool(node.parameters))
        return tuple(trained)

    @cached_property
    def even(self) -> tuple[bool, ...]:
        """Whether equal numbers of each value get equal gradients.

        Below a kernel of zeros they do: all units of the layer above it then stay
        alike, if they start alike. A kernel that is drawn gives each its own gradient,
        and so do the targets at the output. A function passes on what it gets. Terms
        of a sum may differ, and so may what an operation draws: there it is False.

            dense(64, zeros) -> relu -> dense(3, zeros) -> softmax
        even:            True      True               False     False
        """
        even = [True] * len(self.shapes)
        even[self.nodes[-1].y] = False  # targets differ
        for node in reversed(self.nodes):
            starts = [parameter.initializer.draws for parameter in node.parameters]
            known = even[node.y] and not any(starts)
            if node.operation.is_affine:
                known = not starts[0]
            joined = len(node.xs) > 1 and not node.operation.concatenates
            if joined or node.operation.draws:
                known = False
            for x in node.xs:
                even[x] &= known
        return tuple(even)

    def known(self, what: str) -> bool:
        """Return whether the output is known to have a property.

        `what` names a method of operations, which returns whether y has the property,
        given whether each x has it. With "positive", two softmax outputs side by side
        are known to be above zero, and what a dense layer makes of them is not.
        """
        found = [False]
        for node in self.nodes:
            has_property = getattr(node.operation, what)
            found.append(has_property(*(found[x] for x in node.xs)))
        return found[self.outputs[-1]]


def make_graph(spec: Spec, facts: DataFacts) -> Graph:
    """Return the network of a spec that has passed `check_links`.

    Raises Rejected where a layer cannot take the shapes it reads.
    """
    shapes, nodes, outputs = connect(spec, facts)
    metrics = spec.training.metrics
    return Graph(
        name=spec.name,
        description=spec.description,
        digest=digest(spec),
        seed=spec.seed,
        numerics=spec.numerics,
        script=spec.script,
        data=spec.data,
        validation_data=spec.validation_data,
        split=spec.split,
        preprocess=spec.preprocess,
        facts=facts,
        targets=spec.targets,
        layers=spec.layers,
        shapes=shapes,
        nodes=nodes,
        outputs=outputs,
        loss=spec.loss,
        optimizer=spec.optimizer,
        training=spec.training,
        metrics=spec.loss.metrics(spec.targets) if metrics is None else metrics,
    )


def connect(
    spec: Spec, facts: DataFacts
) -> tuple[tuple[Shape, ...], tuple[Node, ...], tuple[int, ...]]:
    """Return the shapes of values, the nodes, and the value that each layer returns.

    An operation that changes nothing gets no node. Raises Rejected where shapes do not
    fit each other.
    """
    links = link_layers(spec)
    shapes: list[Shape] = [shape_of_data(spec, facts, links)]
    nodes: list[Node] = []
    outputs: list[int] = []
    found: list[Finding] = []
    for i, (layer, read) in enumerate(zip(spec.layers, links, strict=True)):
        xs = tuple(0 if place == FROM_DATA else outputs[place] for place in read)
        found += find_duplicates(spec, i, xs)
        own: list[Node] = []
        for operation in layer.operations():
            ins = tuple(shapes[x] for x in xs)
            if operation.changes_nothing(*ins):
                continue
            ins, problems = fit_shapes(spec, i, operation, ins)
            found += problems
            node = Node(
                operation=operation,
                xs=xs,
                y=len(shapes),
                parameters=operation.parameters(*ins),
                saved=operation.saved(*ins),
                running=operation.running(*ins),
                layer=i,
                name=layer.name or "",
                last=False,
            )
            own.append(node)
            shapes.append(operation.output(*ins))
            xs = (node.y,)
        nodes += [*own[:-1], *(replace(node, last=True) for node in own[-1:])]
        outputs.append(xs[0])
    if found:
        raise Rejected(*found)
    return tuple(shapes), tuple(nodes), tuple(outputs)


def shape_of_data(
    spec: Spec, facts: DataFacts, links: tuple[tuple[int, ...], ...]
) -> Shape:
    """Return the shape of a row as the network reads it.

    Rows that are only flattened are flat from the start: what holds the rows can give
    them that shape without touching a number.
    """
    first = [
        operation
        for layer, read in zip(spec.layers, links, strict=True)
        if FROM_DATA in read
        for operation in layer.operations()[:1]
    ]
    is_flat = all(operation.flattens for operation in first)
    return (facts.features,) if is_flat else facts.shape


def find_duplicates(spec: Spec, place: int, xs: tuple[int, ...]) -> Iterator[Finding]:
    """Find inputs of a layer that are the same value under two names."""
    names = spec.layers[place].inputs or ()
    first: dict[int, int] = {}
    for k, x in enumerate(xs):
        if first.setdefault(x, k) != k:
            message = f'"{names[k]}" gives what "{names[first[x]]}" gives'
            where = ("layers", place, "inputs", k)
            yield Finding("NN027", where, message, "leave it out")


def digest(spec: Spec) -> str:
    """Return 16 hexadecimal digits that change with any value of a spec."""
    return shorten(json.dumps(spec.model_dump(), sort_keys=True))


def meaning(operation: Operation) -> list[Any]:
    """Return what of an operation counts after training, as plain data."""
    if operation.draws:
        return [operation.type]
    if isinstance(operation, Function):
        return [operation.model_dump()]
    return [operation.type, *(number.value for number in operation.numbers())]


def shorten(text: str) -> str:
    """Return 16 hexadecimal digits of a text's digest."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
