"""In the notebook's arithmetic a penalty has the bits of the book's classes.

The classes below are written as those of the book are: a layer that adds the gradient
of its penalty to its own, a loss that adds up layer by layer, and optimizers that go
through layers. Scores come from the script, as products and exp are no matter of this.
"""

from typing import Any, ClassVar

import numpy as np
import pytest

from .bench.autodiff import Array
from .bench.checks import load_script
from .bench.specs import base_spec, dense
from .helpers import Spec, make_script

STEPS = 200
NUMERICS = {"arithmetic": "nnfs", "rng": "mt19937"}
KERNEL = {"kernel_initializer": {"type": "normal", "stddev": 0.5}}
L1, L2, BOTH = {"l1": 3e-3}, {"l2": 5e-4}, {"l1": 1e-3, "l2": 7e-4}


class LayerDense:
    """A layer with weights, biases and the factors of their penalties."""

    def __init__(self, weights: Array, biases: Array, kernel: Spec, bias: Spec) -> None:
        self.weights, self.biases = weights.copy(), biases.copy()
        self.momentums = [np.zeros_like(weights), np.zeros_like(biases)]
        self.caches = [np.zeros_like(weights), np.zeros_like(biases)]
        self.weight_regularizer_l1 = kernel.get("l1", 0)
        self.weight_regularizer_l2 = kernel.get("l2", 0)
        self.bias_regularizer_l1 = bias.get("l1", 0)
        self.bias_regularizer_l2 = bias.get("l2", 0)

    def backward(self, inputs: Array, dvalues: Array) -> Array:
        """Keep the gradients of weights and biases; return that of the inputs."""
        self.dweights = dot(inputs.T, dvalues)
        self.dbiases = np.sum(dvalues, axis=0)
        if self.weight_regularizer_l1 > 0:
            dl1 = np.ones_like(self.weights)
            dl1[self.weights < 0] = -1
            self.dweights += self.weight_regularizer_l1 * dl1
        if self.weight_regularizer_l2 > 0:
            self.dweights += 2 * self.weight_regularizer_l2 * self.weights
        if self.bias_regularizer_l1 > 0:
            dl1 = np.ones_like(self.biases)
            dl1[self.biases < 0] = -1
            self.dbiases += self.bias_regularizer_l1 * dl1
        if self.bias_regularizer_l2 > 0:
            self.dbiases += 2 * self.bias_regularizer_l2 * self.biases
        return dot(dvalues, self.weights.T)


def dot(a: Array, b: Array) -> Array:
    """Return a product of float32, worked out as nnfs has it."""
    product = np.dot(a.astype(np.float64), b.astype(np.float64))
    return np.asarray(product.astype(np.float32))


def regularization_loss(layers: list[LayerDense]) -> float:
    """Return what the penalties of all layers add to the loss.

    NumPy 1 multiplied a float and a float32 as float64, as the book saw it.
    """
    loss = 0.0
    for layer in layers:
        if layer.weight_regularizer_l1 > 0:
            total = np.sum(np.abs(layer.weights))
            loss += layer.weight_regularizer_l1 * np.float64(total)
        if layer.weight_regularizer_l2 > 0:
            total = np.sum(layer.weights * layer.weights)
            loss += layer.weight_regularizer_l2 * np.float64(total)
        if layer.bias_regularizer_l1 > 0:
            total = np.sum(np.abs(layer.biases))
            loss += layer.bias_regularizer_l1 * np.float64(total)
        if layer.bias_regularizer_l2 > 0:
            total = np.sum(layer.biases * layer.biases)
            loss += layer.bias_regularizer_l2 * np.float64(total)
    return loss


class SgdWithMomentum:
    """Gradient descent with momentum."""

    options: ClassVar[Spec] = {
        "type": "sgd",
        "learning_rate": 0.3,
        "decay": 1e-3,
        "momentum": 0.9,
    }

    def update(self, layer: LayerDense, step: int) -> None:
        rate = 0.3 / (1 + 1e-3 * step)
        for i, (w, dw) in enumerate(pairs(layer)):
            layer.momentums[i] = 0.9 * layer.momentums[i] - rate * dw
            w += layer.momentums[i]


class Adam:
    """Adam."""

    options: ClassVar[Spec] = {"type": "adam", "learning_rate": 0.05, "decay": 1e-3}

    def update(self, layer: LayerDense, step: int) -> None:
        rate = 0.05 / (1 + 1e-3 * step)
        for i, (w, dw) in enumerate(pairs(layer)):
            layer.momentums[i] = 0.9 * layer.momentums[i] + (1 - 0.9) * dw
            momentums = layer.momentums[i] / (1 - 0.9 ** (step + 1))
            layer.caches[i] = 0.999 * layer.caches[i] + (1 - 0.999) * dw**2
            caches = layer.caches[i] / (1 - 0.999 ** (step + 1))
            w += -rate * momentums / (np.sqrt(caches) + 1e-7)


def pairs(layer: LayerDense) -> list[tuple[Array, Array]]:
    """Return parameters beside their gradients."""
    return [(layer.weights, layer.dweights), (layer.biases, layer.dbiases)]


class Book:
    """Two layers, 2 -> 8 -> 3, from where a script starts."""

    def __init__(self, script: Any, costs: list[tuple[Spec, Spec]]) -> None:
        arrays = (script.W1, script.b1), (script.W2, script.b2)
        self.layers = [
            LayerDense(*pair, *cost) for pair, cost in zip(arrays, costs, strict=True)
        ]

    def step(self, script: Any, optimizer: Any, x: Array, y: Array, step: int) -> float:
        """Take a step; return the loss that the penalties were before it."""
        first, last = self.layers
        penalty = regularization_loss(self.layers)
        a1, dvalues = script.a1.copy(), script.p.copy()
        dvalues[range(len(y)), y] -= 1
        dz1 = last.backward(a1, dvalues / len(y))
        dz1[a1 <= 0] = 0
        first.backward(x, dz1)
        for layer in self.layers:
            optimizer.update(layer, step)
        return penalty

    @property
    def theta(self) -> Array:
        """All parameters in a row."""
        arrays = ((layer.weights, layer.biases) for layer in self.layers)
        return np.concatenate([a.ravel() for pair in arrays for a in pair])


@pytest.mark.parametrize("optimizer", [SgdWithMomentum(), Adam()])
@pytest.mark.parametrize(
    "costs",
    [
        [(L1, {}), (L1, {})],
        [(L2, {}), ({}, {})],
        [(BOTH, L1), (L2, L2)],
        [(BOTH, BOTH), (BOTH, BOTH)],
        [({}, L1), ({"l2": 1e-2}, {"l1": 1e-2})],
    ],
    ids=str,
)
def test_every_bit_of_a_penalty_is_the_books(
    costs: list[tuple[Spec, Spec]], optimizer: Any
) -> None:
    paid = [{"kernel_regularizer": k, "bias_regularizer": b} for k, b in costs]
    spec = base_spec(
        data={"type": "vertical", "samples": 20, "classes": 3},
        layers=[
            dense(8, activation="relu", **KERNEL, **paid[0]),
            dense(3, activation="softmax", **KERNEL, **paid[1]),
        ],
        optimizer=optimizer.options,
        numerics=NUMERICS,
    )
    script: Any = load_script(make_script(spec))
    x, y = script.load_data()
    script.initialize()
    script.W1[0, :2] = 0.0, -0.0  # neither is below zero
    book, losses = Book(script, costs), []
    for step in range(STEPS):
        script.forward(x)
        losses.append(script.loss(y))
        penalty, data_loss = script.penalty(), script.data_loss(y)
        assert losses[-1] == data_loss + penalty
        assert type(penalty) is float
        assert penalty == book.step(script, optimizer, x, y, step), f"step {step}"
        script.backward(x, y)
        script.update(step)
        assert script.theta.dtype == book.theta.dtype == np.float32
        assert script.theta.tobytes() == book.theta.tobytes(), f"step {step}"
    assert losses[-1] < 0.95 * losses[0], "it has trained"
