"""In the notebook's arithmetic a network with dropout trains as the book's classes do.

The classes below work as those of the book do under nnfs.init(): products are computed
in float64 and rounded once. A mask is in float64, as NumPy draws it, and so are the
products with it; but gradients of biases are rounded to float32, as a script has one
vector for them all.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from .bench.asserts import printed
from .bench.autodiff import Array
from .bench.batches import training_stream
from .bench.checks import load_script
from .bench.specs import base_spec, dense
from .bench.tables import dropout
from .helpers import NNFS, Spec, make_script

STEPS = 200
ROWS = 60


def dot(a: Array, b: Array) -> Array:
    """Return a product as nnfs.init() makes it."""
    product: Array = np.dot(a.astype(np.float64), b.astype(np.float64))
    return product.astype(np.float32)


class Dense:
    """Weights, and the gradients that backward leaves."""

    def __init__(self, weights: Array, biases: Array) -> None:
        self.arrays = [weights.copy(), biases.copy()[None]]
        self.memory = [[np.zeros_like(a) for a in self.arrays] for _ in range(2)]

    def forward(self, inputs: Array, stream: Any) -> Array:
        self.inputs = inputs
        return dot(inputs, self.arrays[0]) + self.arrays[1]

    def backward(self, dvalues: Array) -> Array:
        self.grads = [
            dot(self.inputs.T, dvalues),
            np.sum(dvalues, axis=0, keepdims=True).astype(np.float32),
        ]
        return dot(dvalues, self.arrays[0].T)


class Relu:
    """What is below zero becomes zero."""

    def forward(self, inputs: Array, stream: Any) -> Array:
        self.inputs = inputs
        return np.maximum(0, inputs)

    def backward(self, dvalues: Array) -> Array:
        dinputs = dvalues.copy()
        dinputs[self.inputs <= 0] = 0
        return dinputs


class Dropout:
    """Some values become zero, the others larger."""

    def __init__(self, rate: float) -> None:
        self.rate = 1 - rate

    def forward(self, inputs: Array, stream: Any) -> Array:
        self.mask: Array = stream.binomial(1, self.rate, size=inputs.shape) / self.rate
        outputs: Array = inputs * self.mask
        return outputs

    def backward(self, dvalues: Array) -> Array:
        dinputs: Array = dvalues * self.mask
        return dinputs


Layer = Dense | Relu | Dropout


def gradient_of_loss(scores: Array, y: Array) -> Array:
    """Return what softmax and cross-entropy in one hand down."""
    exp = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    dvalues: Array = exp / np.sum(exp, axis=1, keepdims=True)
    dvalues[range(len(y)), y] -= 1
    dvalues /= len(y)
    return dvalues


def sgd(options: Spec, layer: Dense, step: int) -> None:
    """Take a step with momentum and decay."""
    lr = options["learning_rate"] / (1 + options["decay"] * step)
    for i, grad in enumerate(layer.grads):
        layer.memory[0][i] = options["momentum"] * layer.memory[0][i] - lr * grad
        layer.arrays[i] += layer.memory[0][i]


def adam(options: Spec, layer: Dense, step: int) -> None:
    """Take a step of Adam."""
    averages, caches = layer.memory
    for i, grad in enumerate(layer.grads):
        averages[i] = 0.9 * averages[i] + (1 - 0.9) * grad
        caches[i] = 0.999 * caches[i] + (1 - 0.999) * grad**2
        average = averages[i] / (1 - 0.9 ** (step + 1))
        cache = caches[i] / (1 - 0.999 ** (step + 1))
        layer.arrays[i] += -options["learning_rate"] * average / (np.sqrt(cache) + 1e-7)


def batches(x: Array, y: Array, size: int, stream: Any) -> Iterator[tuple[Array, ...]]:
    """Yield the rows of step after step, of the whole set where size is 0."""
    while True:
        order = stream.permutation(len(x)) if size else np.arange(len(x))
        for start in range(0, len(x), size or len(x)):
            rows = order[start : start + (size or len(x))]
            yield x[rows], y[rows]


def trained(network: list[Layer], steps: Any, options: Spec, stream: Any) -> Array:
    """Train a network; return its parameters in a row."""
    layers = [layer for layer in network if isinstance(layer, Dense)]
    for step, (x, y) in zip(range(STEPS), steps, strict=False):
        for layer in network:
            x = layer.forward(x, stream)
        dvalues = gradient_of_loss(x, y)
        for layer in reversed(network):
            dvalues = layer.backward(dvalues)
        for dense_layer in layers:
            {"sgd": sgd, "adam": adam}[options["type"]](options, dense_layer, step)
    return np.concatenate([a.ravel() for layer in layers for a in layer.arrays])


def spec_of(optimizer: Spec, rates: tuple[float, float], size: int) -> Spec:
    """Return a spec of the same network."""
    kernel = {"kernel_initializer": {"type": "normal", "stddev": 0.5}}
    epochs = STEPS // -(-ROWS // size) if size else STEPS
    return base_spec(
        data={"type": "vertical", "samples": ROWS // 3, "classes": 3},
        layers=[
            dense(16, activation="relu", **kernel),
            dropout(rates[0]),
            dense(8, activation="relu", **kernel),
            dropout(rates[1]),
            dense(3, activation="softmax", **kernel),
        ],
        optimizer=optimizer,
        numerics=NNFS,
        training={"epochs": epochs, **({"batch_size": size} if size else {})},
    )


@pytest.mark.parametrize("size", [0, 16], ids=["whole", "batches"])
@pytest.mark.parametrize("rates", [(0.1, 0.1), (0.5, 0.3)], ids=str)
@pytest.mark.parametrize(
    "optimizer",
    [
        {"type": "sgd", "learning_rate": 0.1, "decay": 1e-3, "momentum": 0.9},
        {"type": "adam", "learning_rate": 0.02},
    ],
    ids=lambda options: options["type"],
)
def test_every_bit_of_a_run_is_the_books(
    optimizer: Spec, rates: tuple[float, float], size: int
) -> None:
    spec = spec_of(optimizer, rates, size)
    script: Any = load_script(make_script(spec))
    x, y = script.load_data()
    script.initialize()
    start, stream = script.theta.copy(), training_stream(spec)
    network: list[Layer] = [
        Dense(start[:32].reshape(2, 16), start[32:48]),
        Relu(),
        Dropout(rates[0]),
        Dense(start[48:176].reshape(16, 8), start[176:184]),
        Relu(),
        Dropout(rates[1]),
        Dense(start[184:208].reshape(8, 3), start[208:]),
    ]
    end = trained(network, batches(x, y, size, stream), optimizer, stream)
    log, _ = printed(script.train)
    assert script.theta.dtype == end.dtype == np.float32
    assert script.theta.tobytes() == end.tobytes()
    assert log[-1]["loss"] < 0.95 * log[0]["loss"], "it has trained"
