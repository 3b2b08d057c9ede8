"""The network as operations on values: shapes, parameters, and nothing of NumPy.

A value is what flows from one operation to the next, numbered from 0, the data. Shapes
are those of one row.
"""

from collections.abc import Iterator
from functools import cached_property

from nngen.finding import Finding, Rejected
from nngen.graph.links import FROM_DATA, link_layers
from nngen.graph.reserved import DATA
from nngen.kinds.base import Kept, Operation, Parameter, Shape, Unfit
from nngen.kinds.elementwise import Elementwise
from nngen.kinds.found import DataFacts
from nngen.kinds.metrics import Metric
from nngen.record import Record
from nngen.spec import Spec


class Node(Record):
    """An operation in its place: the values it reads, the value it gives.

    `layer` is the place of the layer that it belongs to; `name` is that layer's, and
    `last` tells whether y is the layer's output.
    """

    operation: Operation
    xs: tuple[int, ...]
    y: int
    parameters: tuple[Parameter, ...]
    kept: tuple[Kept, ...]
    layer: int
    name: str
    last: bool


class Graph(Record):
    """A network that can be trained on its data, whatever computes it.

    `outputs` holds the value that each layer gives. The last node gives the output.
    """

    spec: Spec
    facts: DataFacts
    shapes: tuple[Shape, ...]
    nodes: tuple[Node, ...]
    outputs: tuple[int, ...]
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
        """Whether the output is something else in training than it is after it."""
        return any(node.operation.twofold for node in self.nodes)

    @property
    def wanted(self) -> int:
        """How many outputs the targets of a row ask for."""
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
        """Whether anything that a value is made of is trained."""
        trained = [False]
        for node in self.nodes:
            below = any(trained[x] for x in node.xs)
            trained.append(below or bool(node.parameters))
        return tuple(trained)

    @cached_property
    def even(self) -> tuple[bool, ...]:
        """Whether parts of each value that are alike get gradients that are alike.

        A kernel whose rows start alike sees to that, as rows of what is alike stay so.
        To a sum the other summands may bring what differs.
        """
        even = [True] * len(self.shapes)
        even[self.nodes[-1].y] = False  # targets differ
        for node in reversed(self.nodes):
            kernel = node.parameters[:1]
            known = even[node.y] if not kernel else not kernel[0].initializer.draws
            if len(node.xs) > 1 and not node.operation.side_by_side:
                known = False
            for x in node.xs:
                even[x] &= known
        return tuple(even)

    def known(self, what: str) -> bool:
        """Tell whether the output is known to be so, `what` being a method's name.

        That method of operations tells it of y, given whether each x is.
        """
        found = [False]
        for node in self.nodes:
            tell = getattr(node.operation, what)
            found.append(tell(*(found[x] for x in node.xs)))
        return found[self.outputs[-1]]


def make_graph(spec: Spec, facts: DataFacts) -> Graph:
    """Return the network of a spec whose links are right.

    Raises Rejected where a layer cannot take the shapes it reads.
    """
    metrics = spec.training.metrics
    shapes, nodes, outputs = connect(spec, facts)
    return Graph(
        spec,
        facts,
        shapes,
        nodes,
        outputs,
        spec.loss.metrics(spec.targets) if metrics is None else metrics,
    )


def connect(
    spec: Spec, facts: DataFacts
) -> tuple[tuple[Shape, ...], tuple[Node, ...], tuple[int, ...]]:
    """Return the shapes of values, the nodes, and the value of each layer.

    What changes nothing is no node. Raises Rejected where shapes do not go together.
    """
    shapes: list[Shape] = [(facts.features,)]
    nodes: list[Node] = []
    outputs: list[int] = []
    found: list[Finding] = []
    for i, (layer, read) in enumerate(zip(spec.layers, link_layers(spec), strict=True)):
        xs = tuple(0 if place == FROM_DATA else outputs[place] for place in read)
        found += find_twins(spec, i, xs)
        todo = [operation for operation in layer.operations() if not idle(operation)]
        for operation in todo:
            ins = tuple(shapes[x] for x in xs)
            try:
                shapes.append(operation.output(*ins))
            except Unfit as error:
                found.append(unfit(spec, i, str(error), ins))
                shapes.append(ins[0])
            arrays = operation.parameters(*ins), operation.kept(*ins)
            y, name = len(shapes) - 1, layer.name or ""
            last = operation is todo[-1]
            nodes.append(Node(operation, xs, y, *arrays, i, name, last))
            xs = (y,)
        outputs.append(xs[0])
    if found:
        raise Rejected(*found)
    return tuple(shapes), tuple(nodes), tuple(outputs)


def find_twins(spec: Spec, place: int, xs: tuple[int, ...]) -> Iterator[Finding]:
    """Find where a layer reads one value by two names."""
    names = spec.layers[place].inputs or ()
    first: dict[int, int] = {}
    for k, x in enumerate(xs):
        if first.setdefault(x, k) != k:
            message = f'"{names[k]}" gives what "{names[first[x]]}" gives'
            where = ("layers", place, "inputs", k)
            yield Finding("NN027", where, message, "leave it out")


def idle(operation: Operation) -> bool:
    """Tell whether an operation changes nothing."""
    return isinstance(operation, Elementwise) and operation.value == "z"


def unfit(spec: Spec, place: int, needs: str, shapes: tuple[Shape, ...]) -> Finding:
    """Return the finding for a layer whose inputs have shapes that do not fit."""
    names = spec.layers[place].inputs or ()
    given = [f'"{n}" is {shape}' for n, shape in zip(names, shapes, strict=True)]
    message = f"{needs}; {', '.join(given)}"
    fixed = names.index(DATA) if DATA in names else 0  # the data are as they are
    other = next(i for i, shape in enumerate(shapes) if shape != shapes[fixed])
    (units,) = shapes[fixed]
    hint = f'write `units = {units}` where "{names[other]}" gets its values'
    return Finding("NN028", ("layers", place, "inputs"), message, hint)
