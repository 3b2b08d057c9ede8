"""Build a network from the bench's rows alone, and train it in float64."""

from collections.abc import Callable, Iterable, Mapping
from math import prod
from typing import Any, NamedTuple

import numpy as np

from .autodiff import Array, Tensor, absolute
from .data_rows import DATA
from .layer_rows import LAYERS
from .loss_rows import LOSSES, prediction
from .metric_rows import METRICS
from .optimizer_rows import OPTIMIZERS, clipped
from .parts import form
from .records import Choice, Options, Rows, Seen, Widths, chosen
from .schedule_rows import rate

Score = Callable[[Seen], float]


class Parameter(NamedTuple):
    """Place an array of a layer in theta; a bias has the fans of its kernel."""

    layer: int
    part: slice
    shape: tuple[int, ...]
    initializer: Choice
    fans: tuple[int, int]
    factors: Options

    @property
    def label(self) -> str:
        """Return the array's name in a message."""
        return f"layer {self.layer + 1}, array {self.shape}"


class Reference:
    """Compute what a spec means; theta holds each layer's arrays in layer order.

    Value 0 of a network is its data, value i + 1 is what layer i makes of the values
    at the places that reads[i] holds.
    """

    def __init__(self, spec: Mapping[str, Any]) -> None:
        self.spec = spec
        self.layers = spec["layers"]
        self.reads = places_of_inputs(self.layers)
        self.inputs = DATA[spec["data"]["type"]].features(spec["data"])
        self.size = 0
        self.parameters: list[Parameter] = []
        widths = [self.inputs]
        for index, layer in enumerate(self.layers):
            read = tuple(widths[place] for place in self.reads[index])
            self._place(index, read)
            widths.append(LAYERS[layer["type"]].output(layer, read))
        self.outputs = widths[-1]

    def _place(self, index: int, widths: Widths) -> None:
        """Append the arrays of one layer to theta."""
        layer = self.layers[index]
        row = LAYERS[layer["type"]]
        shapes, choices = row.parameters(layer, widths), row.initializers(layer)
        costs = row.regularizers(layer) or [{}] * len(shapes)
        for shape, choice, cost in zip(shapes, choices, costs, strict=True):
            part = slice(self.size, self.size + prod(shape))
            fans = row.fans(layer, widths)
            self.parameters.append(Parameter(index, part, shape, choice, fans, cost))
            self.size = part.stop

    @property
    def function(self) -> str:
        """Return the name of the activation that the last layer ends with."""
        last = self.layers[-1]
        return chosen(LAYERS[last["type"]].function(last))[0]

    def output(self, theta: Array, x: Array) -> Array:
        """Return the last layer's output, (rows, outputs)."""
        return self._forward(Tensor(theta), x).value

    @property
    def regularized(self) -> bool:
        """Tell whether the size of any array adds to the loss."""
        return any(any(each.factors.values()) for each in self.parameters)

    @property
    def book(self) -> bool:
        """Tell whether the arithmetic is the notebook's."""
        return bool(self.spec.get("numerics", {}).get("arithmetic") == "notebook")

    def loss(self, theta: Array, x: Array, y: Array) -> float:
        """Return the objective, as a script tells it."""
        return self.data_loss(theta, x, y) + self.penalty(theta)

    def penalty(self, theta: Array) -> float:
        """Return what the size of the parameters adds to the loss."""
        return float(self._penalty(Tensor(theta)).value)

    def data_loss(self, theta: Array, x: Array, y: Array) -> float:
        """Return the rest of the objective, as a script tells it."""
        options = self.spec["loss"]
        told = LOSSES[options["type"]].told
        if self.book and told:
            return told(options, self.output(theta, x), y)
        return float(self._loss(Tensor(theta), x, y).value)

    def loss_and_gradient(
        self, theta: Array, x: Array, y: Array
    ) -> tuple[float, Array]:
        """Return the objective and its gradient, (size,)."""
        leaf = Tensor(theta)
        objective = self._loss(leaf, x, y) + self._penalty(leaf)
        objective.backward()
        return float(objective.value), leaf.grad

    def scores(
        self, theta: Array, x: Array, y: Array, whole: Array | None = None
    ) -> dict[str, float]:
        """Return the metrics and the loss of some rows, by their names in the log.

        whole: all targets, where those of these rows are but a part. What the
        parameters add to the loss is not in it.
        """
        options = self.spec["loss"]
        separate = LOSSES[options["type"]].separate
        p = prediction(options, self.output(theta, x), separate)
        variance = float(np.var(y if whole is None else whole)) or float("nan")
        seen = Seen(p, y, variance, separate)
        found = {name: score(seen) for name, score in self.metrics().items()}
        return found | {"loss": self.data_loss(theta, x, y)}

    def rate(self, step: int) -> float:
        """Return the learning rate of step 0, 1, 2, ..."""
        return rate(self.spec["optimizer"], step)

    def train(self, theta: Array, batches: Iterable[Rows]) -> list[Array]:
        """Return theta before the first of some steps, and after each of them."""
        options = self.spec["optimizer"]
        row, state = OPTIMIZERS[options["type"]], dict[str, Any]()
        path = [np.array(theta, np.float64)]
        for step, (x, y) in enumerate(batches):
            _, grad = self.loss_and_gradient(path[-1], x, y)
            grad = clipped(options, grad, [each.part for each in self.parameters])
            path.append(row.step(options, path[-1], grad, state, step))
        return path

    def metrics(self) -> dict[str, Score]:
        """Return the logged metrics by their names in the log."""
        default = LOSSES[self.spec["loss"]["type"]].metrics(form(self.spec))
        choices = self.spec["training"].get("metrics", default)
        return dict(_score(*chosen(choice)) for choice in choices)

    def _penalty(self, theta: Tensor) -> Tensor:
        """Return the sum of l1 |w| + l2 w^2; the book's |w| has slope 1 at zero."""
        total = Tensor(0)
        for each in self.parameters:
            w, factors = theta[each.part], each.factors
            total += factors.get("l1", 0) * absolute(w, at_zero=self.book).sum()
            total += factors.get("l2", 0) * (w * w).sum()
        return total

    def _loss(self, theta: Tensor, x: Array, y: Array) -> Tensor:
        options = self.spec["loss"]
        return LOSSES[options["type"]].value(options, self._forward(theta, x), y)

    def _forward(self, theta: Tensor, x: Array) -> Tensor:
        values = [Tensor(x)]
        for index, layer in enumerate(self.layers):
            own = [p for p in self.parameters if p.layer == index]
            arrays = [theta[p.part].reshape(*p.shape) for p in own]
            read = tuple(values[place] for place in self.reads[index])
            values.append(LAYERS[layer["type"]].forward(layer, read, arrays))
        return values[-1]


def places_of_inputs(layers: list[dict[str, Any]]) -> list[tuple[int, ...]]:
    """Return for each layer the values it reads: 0 the data, i + 1 layer i's."""
    known, reads = {"input": 0}, []
    for index, layer in enumerate(layers):
        own = (
            (known[name] for name in layer["inputs"]) if "inputs" in layer else [index]
        )
        reads.append(tuple(own))
        if "name" in layer:
            known[layer["name"]] = index + 1
    return reads


def _score(kind: str, options: Mapping[str, Any]) -> tuple[str, Score]:
    """Return a metric's name in the log and the metric, a function of what is seen."""
    row = METRICS[kind]
    return row.name(options), lambda seen: row.value(options, seen)
