"""Build a network from the bench's rows alone, and train it in float64."""

from collections.abc import Callable, Mapping
from math import prod
from typing import Any, NamedTuple

import numpy as np

from .autodiff import Array, Tensor
from .data_rows import DATA
from .layer_rows import LAYERS
from .loss_rows import LOSSES, METRICS
from .optimizer_rows import OPTIMIZERS, rate
from .records import Choice, chosen

Score = Callable[[Array, Array], float]


class Parameter(NamedTuple):
    """Place an array of a layer in theta; a bias has the fans of its kernel."""

    layer: int
    part: slice
    shape: tuple[int, ...]
    initializer: Choice
    fans: tuple[int, int]

    @property
    def label(self) -> str:
        """Return the array's name in a message."""
        return f"layer {self.layer + 1}, array {self.shape}"


class Reference:
    """Compute what a spec means; theta holds each layer's arrays in layer order."""

    def __init__(self, spec: Mapping[str, Any]) -> None:
        self.spec = spec
        self.layers = spec["layers"]
        self.inputs = width = DATA[spec["data"]["type"]].features(spec["data"])
        self.size = 0
        self.parameters: list[Parameter] = []
        for index, layer in enumerate(self.layers):
            self._place(index, width)
            width = LAYERS[layer["type"]].output(layer, width)
        self.outputs = width

    def _place(self, index: int, inputs: int) -> None:
        """Append the arrays of one layer to theta."""
        layer = self.layers[index]
        row = LAYERS[layer["type"]]
        shapes, choices = row.parameters(layer, inputs), row.initializers(layer)
        for shape, choice in zip(shapes, choices, strict=True):
            part = slice(self.size, self.size + prod(shape))
            fans = row.fans(layer, inputs)
            self.parameters.append(Parameter(index, part, shape, choice, fans))
            self.size = part.stop

    def output(self, theta: Array, x: Array) -> Array:
        """Return the last layer's output, (rows, outputs)."""
        return self._forward(Tensor(theta), x).value

    def loss(self, theta: Array, x: Array, y: Array) -> float:
        """Return the objective."""
        return float(self._objective(Tensor(theta), x, y).value)

    def loss_and_gradient(
        self, theta: Array, x: Array, y: Array
    ) -> tuple[float, Array]:
        """Return the objective and its gradient, (size,)."""
        leaf = Tensor(theta)
        objective = self._objective(leaf, x, y)
        objective.backward()
        return float(objective.value), leaf.grad

    def rate(self, step: int) -> float:
        """Return the learning rate of step 0, 1, 2, ..."""
        return rate(self.spec["optimizer"], step)

    def train(self, theta: Array, x: Array, y: Array, steps: int) -> list[Array]:
        """Return theta after each of so many steps on all rows."""
        options = self.spec["optimizer"]
        row, state = OPTIMIZERS[options["type"]], dict[str, Any]()
        path = [np.array(theta, np.float64)]
        for step in range(steps):
            _, grad = self.loss_and_gradient(path[-1], x, y)
            path.append(row.step(options, path[-1], grad, state, step))
        return path[1:]

    def metrics(self) -> dict[str, Score]:
        """Return the logged metrics by their names in the log."""
        default = LOSSES[self.spec["loss"]["type"]].metrics
        choices = self.spec["training"].get("metrics", default)
        return dict(_score(*chosen(choice)) for choice in choices)

    def _objective(self, theta: Tensor, x: Array, y: Array) -> Tensor:
        options = self.spec["loss"]
        return LOSSES[options["type"]].value(options, self._forward(theta, x), y)

    def _forward(self, theta: Tensor, x: Array) -> Tensor:
        value = Tensor(x)
        for index, layer in enumerate(self.layers):
            own = [p for p in self.parameters if p.layer == index]
            arrays = [theta[p.part].reshape(*p.shape) for p in own]
            value = LAYERS[layer["type"]].forward(layer, value, arrays)
        return value


def _score(kind: str, options: Mapping[str, Any]) -> tuple[str, Score]:
    """Return a metric's name in the log and the metric, a function of p and y."""
    row = METRICS[kind]
    return row.name(options), lambda output, y: row.value(options, output, y)
