"""The network as operations on values: shapes, parameters, and nothing of NumPy.

A value is what flows from one operation to the next, numbered from 0, the data. Shapes
are those of one row; in a value the numbers of a row stand one after the other.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import prod

from nngen.data.facts import DataFacts
from nngen.finding import Finding, Rejected
from nngen.graph.links import FROM_DATA, link_layers
from nngen.graph.shapes import fit_shapes
from nngen.language.metrics import Metric
from nngen.language.operations import Kept, Operation, Parameter, Shape
from nngen.language.spec import Spec


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
    kept: tuple[Kept, ...]
    running: tuple[Parameter, ...]
    layer: int
    name: str
    last: bool


@dataclass(frozen=True, kw_only=True)
class Graph:
    """A network that can be trained on its data, whatever computes it.

    `outputs` holds the value that each layer returns, `forms` the shape in which other
    layers read it. The last node returns the output.
    """

    spec: Spec
    facts: DataFacts
    shapes: tuple[Shape, ...]
    nodes: tuple[Node, ...]
    outputs: tuple[int, ...]
    forms: tuple[Shape, ...]
    metrics: tuple[Metric, ...]

    @property
    def fused(self) -> bool:
        """Whether the last function and the loss are one formula."""
        loss = self.spec.loss
        native = self.spec.numerics.arithmetic == "native"
        if loss.fuses is None or loss.logits or not (native or loss.book_fuses):
            return False
        return isinstance(self.nodes[-1].operation, loss.fuses)

    @property
    def twofold(self) -> bool:
        """Whether the network computes something else in training than afterwards."""
        return any(node.operation.twofold for node in self.nodes)

    @cached_property
    def repeated(self) -> frozenset[str]:
        """The types that several operations have."""
        times = Counter(node.operation.type for node in self.nodes)
        return frozenset(kind for kind, number in times.items() if number > 1)

    @property
    def wanted(self) -> int:
        """The number of outputs that the targets of a row need."""
        indexed = self.spec.targets in ("classes", "one_hot")
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
        """Whether each value depends on a trained parameter."""
        trained = [False]
        for node in self.nodes:
            below = any(trained[x] for x in node.xs)
            trained.append(below or bool(node.parameters))
        return tuple(trained)

    @cached_property
    def even(self) -> tuple[bool, ...]:
        """Whether equal parts of each value get equal gradients.

        They do above a kernel whose rows start equal, and above operations without a
        kernel. Not where a value is one term of a sum, since the other terms may
        differ, nor where an operation draws random numbers.
        """
        even = [True] * len(self.shapes)
        even[self.nodes[-1].y] = False  # targets differ
        for node in reversed(self.nodes):
            starts = [parameter.initializer.draws for parameter in node.parameters]
            known = even[node.y] and not any(starts)
            if node.operation.affine:
                known = not starts[0]
            joined = len(node.xs) > 1 and not node.operation.side_by_side
            if joined or node.operation.draws:
                known = False
            for x in node.xs:
                even[x] &= known
        return tuple(even)

    def known(self, what: str) -> bool:
        """Return whether the output is known to have a property.

        `what` names a method of operations, which returns whether y has the property,
        given whether each x has it.
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
    shapes, nodes, outputs, forms = connect(spec, facts)
    metrics = spec.training.metrics
    return Graph(
        spec=spec,
        facts=facts,
        shapes=shapes,
        nodes=nodes,
        outputs=outputs,
        forms=forms,
        metrics=spec.loss.metrics(spec.targets) if metrics is None else metrics,
    )


def connect(
    spec: Spec, facts: DataFacts
) -> tuple[tuple[Shape, ...], tuple[Node, ...], tuple[int, ...], tuple[Shape, ...]]:
    """Return the shapes of values, the nodes, the value of each layer and its form.

    An operation that changes nothing gets no node. Raises Rejected where shapes do not
    fit each other.
    """
    shapes: list[Shape] = [(facts.features,)]
    nodes: list[Node] = []
    outputs: list[int] = []
    forms: list[Shape] = []
    found: list[Finding] = []
    for i, (layer, read) in enumerate(zip(spec.layers, link_layers(spec), strict=True)):
        xs = tuple(0 if place == FROM_DATA else outputs[place] for place in read)
        found += find_duplicates(spec, i, xs)
        todo = [operation for operation in layer.operations() if not operation.idle]
        ins = tuple(facts.shape if k == FROM_DATA else forms[k] for k in read)
        for operation in todo:
            ins, problems = fit_shapes(spec, i, operation, ins)
            found += problems
            y = len(shapes)
            node = Node(
                operation=operation,
                xs=xs,
                y=y,
                parameters=operation.parameters(*ins),
                kept=operation.kept(*ins),
                running=operation.running(*ins),
                layer=i,
                name=layer.name or "",
                last=operation is todo[-1],
            )
            nodes.append(node)
            ins = (operation.output(*ins),)
            shapes.append((prod(ins[0]),))
            xs = (y,)
        outputs.append(xs[0])
        forms.append(layer.form(ins[0]))
    if found:
        raise Rejected(*found)
    return tuple(shapes), tuple(nodes), tuple(outputs), tuple(forms)


def find_duplicates(spec: Spec, place: int, xs: tuple[int, ...]) -> Iterator[Finding]:
    """Find inputs of a layer that are the same value under two names."""
    names = spec.layers[place].inputs or ()
    first: dict[int, int] = {}
    for k, x in enumerate(xs):
        if first.setdefault(x, k) != k:
            message = f'"{names[k]}" gives what "{names[first[x]]}" gives'
            where = ("layers", place, "inputs", k)
            yield Finding("NN027", where, message, "leave it out")
