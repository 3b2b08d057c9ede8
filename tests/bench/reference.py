"""Build a network from the bench's rows alone, and train it in float64."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from math import prod
from typing import Any

import numpy as np

from .autodiff import Array, Tensor, absolute
from .layer_rows import LAYERS
from .loss_rows import LOSSES, prediction
from .metric_rows import METRICS
from .optimizer_rows import OPTIMIZERS, clipped
from .parts import form, row_shape
from .places import Moment, Parameter, Running, places_of_inputs
from .records import Mood, Rows, Seen, Widths, chosen
from .schedule_rows import rate

Score = Callable[[Seen], float]


class Reference:
    """Compute what a spec means; theta holds each layer's arrays in layer order.

    Value 0 of a network is its data, value i + 1 is what layer i makes of the values
    at the places that reads[i] holds.
    """

    def __init__(self, spec: Mapping[str, Any]) -> None:
        self.spec = spec
        self.layers = spec["layers"]
        self.reads = places_of_inputs(self.layers)
        self.inputs = row_shape(spec)
        self.size = 0
        self.parameters: list[Parameter] = []
        self.fresh: Running = []  # what training has collected before its first step
        shapes = [self.inputs]
        for index, layer in enumerate(self.layers):
            read = [shapes[place] for place in self.reads[index]]
            widths = tuple(shape[-1] for shape in read)
            self._place(index, widths)
            self.fresh.append(LAYERS[layer["type"]].collects(layer, widths))
            shapes.append(LAYERS[layer["type"]].output(layer, read))
        (self.outputs,) = shapes[-1]

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

    @property
    def regularized(self) -> bool:
        """Tell whether the size of any array adds to the loss."""
        return any(any(each.factors.values()) for each in self.parameters)

    @property
    def book(self) -> bool:
        """Tell whether the arithmetic is the notebook's."""
        return bool(self.spec.get("numerics", {}).get("arithmetic") == "nnfs")

    def penalty(self, theta: Array) -> float:
        """Return what the size of the parameters adds to the loss."""
        return float(self._penalty(Tensor(theta)).value)

    def output(self, theta: Array, x: Array, running: Running | None = None) -> Array:
        """Return the last layer's output after training, (rows, outputs)."""
        return self._forward(Tensor(theta), x, self._moods(running)).value

    def loss_and_gradient(
        self, theta: Array, x: Array, y: Array, stream: Any = None
    ) -> tuple[float, Array]:
        """Return the objective of a step in training and its gradient, (size,)."""
        objective, _, gradient = self._step(
            theta, x, y, self._moods(None, stream, training=True)
        )
        return objective, gradient

    def scores(
        self, theta: Array, x: Array, y: Array, running: Running | None = None
    ) -> dict[str, float]:
        """Return the metrics and the loss of some rows, by their names in the log."""
        return self.measures(self.output(theta, x, running), y)

    def measures(
        self, output: Array, y: Array, whole: Array | None = None
    ) -> dict[str, float]:
        """Return the metrics and the loss of an output, by their names in the log.

        whole: all targets, where those of the output's rows are but a part. What the
        parameters add to the loss is not in it.
        """
        options = self.spec["loss"]
        separate = LOSSES[options["type"]].separate
        p = prediction(options, output, separate)
        variance = np.var(np.asarray(y if whole is None else whole), axis=0)
        seen = Seen(p, y, variance, separate)
        found = {name: score(seen) for name, score in self.metrics().items()}
        return found | {"loss": self.told(output, y)}

    def told(self, output: Array, y: Array) -> float:
        """Return the loss of an output, as a script tells it."""
        told = LOSSES[self.spec["loss"]["type"]].told if self.book else None
        return told(self.spec["loss"], output, y) if told else self._told(output, y)

    def clips(self, output: Array, y: Array) -> bool:
        """Tell whether the loss is of clipped probabilities, unlike its gradient."""
        return self.book and abs(self.told(output, y) - self._told(output, y)) > 1e-9

    def _told(self, output: Array, y: Array) -> float:
        value = LOSSES[self.spec["loss"]["type"]].value
        return float(value(self.spec["loss"], Tensor(output), y).value)

    def rate(self, step: int) -> float:
        """Return the rate of step 0, 1, 2, ..."""
        return rate(self.spec["optimizer"], step)

    def train(
        self, theta: Array, batches: Iterable[Rows], stream: Any = None
    ) -> Iterator[Moment]:
        """Return the network before each of some steps, and one moment more.

        A step draws from the stream when the next moment is asked for, behind what the
        batch drew. Of the moment after the last step there is no output.
        """
        options = self.spec["optimizer"]
        row, state = OPTIMIZERS[options["type"]], dict[str, Any]()
        theta, running = np.array(theta, np.float64), self.fresh
        for step, (x, y) in enumerate(batches):
            moods = self._moods(running, stream, training=True)
            _, output, grad = self._step(theta, x, y, moods)
            yield Moment(theta, running, output)
            running = [mood.collected for mood in moods]
            grad = clipped(options, grad, [each.part for each in self.parameters])
            theta = row.step(options, theta, grad, state, step)
        yield Moment(theta, running, np.empty(0))

    def metrics(self) -> dict[str, Score]:
        """Return the logged metrics by their names in the log."""
        default = LOSSES[self.spec["loss"]["type"]].metrics(form(self.spec))
        choices = self.spec["training"].get("metrics", default)
        found = [(METRICS[kind], options) for kind, options in map(chosen, choices)]
        return {
            row.name(options): partial(row.value, options) for row, options in found
        }

    def _moods(
        self, running: Running | None, stream: Any = None, *, training: bool = False
    ) -> list[Mood]:
        """Return each layer's mood, with a copy of what it has collected."""
        numerics = self.spec.get("numerics", {})
        kept = self.fresh if running is None else running
        return [Mood(training, stream, {**each}, numerics) for each in kept]

    def _penalty(self, theta: Tensor) -> Tensor:
        """Return the sum of l1 |w| + l2 w^2; the book's |w| has slope 1 at zero."""
        total = Tensor(0)
        for each in self.parameters:
            w, factors = theta[each.part], each.factors
            total += factors.get("l1", 0) * absolute(w, at_zero=self.book).sum()
            total += factors.get("l2", 0) * (w * w).sum()
        return total

    def _step(
        self, theta: Array, x: Array, y: Array, moods: list[Mood]
    ) -> tuple[float, Array, Array]:
        """Return the objective, the output and the gradient."""
        leaf, options = Tensor(theta), self.spec["loss"]
        output = self._forward(leaf, x, moods)
        objective = LOSSES[options["type"]].value(options, output, y)
        objective += self._penalty(leaf)
        objective.backward()
        return float(objective.value), output.value, leaf.grad

    def _forward(self, theta: Tensor, x: Array, moods: list[Mood]) -> Tensor:
        values = [Tensor(x)]
        for index, layer in enumerate(self.layers):
            own = [p for p in self.parameters if p.layer == index]
            arrays = [theta[p.part].reshape(*p.shape) for p in own]
            read = tuple(values[place] for place in self.reads[index])
            row = LAYERS[layer["type"]]
            if row.moody:
                values.append(row.moody(layer, read, arrays, moods[index]))
            else:
                assert row.forward, layer
                values.append(row.forward(layer, read, arrays))
        return values[-1]
