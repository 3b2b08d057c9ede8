"""In the notebook's arithmetic each update has the bits of the book's order.

The classes below go through a network layer by layer, as those of the book do. Each
step they get the script's own gradients, so that only the update is compared; it adds,
multiplies, divides and takes roots, which are exact on every machine.
"""

from typing import Any

import numpy as np
import pytest

from .bench.autodiff import Array
from .bench.checks import load_script
from .bench.specs import base_spec, dense
from .helpers import Spec, make_script

STEPS = 200
NUMERICS = {"arithmetic": "nnfs", "rng": "mt19937"}
PLACES = [(slice(0, 16), (2, 8)), (slice(16, 24), (8,))]
PLACES += [(slice(24, 48), (8, 3)), (slice(48, 51), (3,))]


class Steps:
    """Arrays of a network, each with what an optimizer remembers of it."""

    def __init__(self, options: Spec, theta: Array) -> None:
        self.options = options
        self.step = 0
        self.arrays = [theta[p].reshape(shape).copy() for p, shape in PLACES]
        self.momentums = [np.zeros_like(array) for array in self.arrays]
        self.caches = [np.zeros_like(array) for array in self.arrays]

    def take(self, grad: Array) -> None:
        """Take a step down a gradient."""
        o = self.options
        lr = o["learning_rate"] / (1 + o.get("decay", 0.0) * self.step)
        for i, (place, shape) in enumerate(PLACES):
            getattr(self, o["type"])(i, grad[place].reshape(shape), lr)
        self.step += 1

    def sgd(self, i: int, g: Array, lr: float) -> None:
        updates = self.options["momentum"] * self.momentums[i] - lr * g
        self.momentums[i] = updates
        self.arrays[i] += updates

    def adagrad(self, i: int, g: Array, lr: float) -> None:
        self.caches[i] += g**2
        self.arrays[i] += -lr * g / (np.sqrt(self.caches[i]) + 1e-7)

    def rmsprop(self, i: int, g: Array, lr: float) -> None:
        rho = self.options["rho"]
        self.caches[i] = rho * self.caches[i] + (1 - rho) * g**2
        self.arrays[i] += -lr * g / (np.sqrt(self.caches[i]) + 1e-7)

    def adam(self, i: int, g: Array, lr: float) -> None:
        self.momentums[i] = 0.9 * self.momentums[i] + (1 - 0.9) * g
        momentums = self.momentums[i] / (1 - 0.9 ** (self.step + 1))
        self.caches[i] = 0.999 * self.caches[i] + (1 - 0.999) * g**2
        caches = self.caches[i] / (1 - 0.999 ** (self.step + 1))
        self.arrays[i] += -lr * momentums / (np.sqrt(caches) + 1e-7)

    @property
    def theta(self) -> Array:
        """All arrays in a row."""
        return np.concatenate([array.ravel() for array in self.arrays])


@pytest.mark.parametrize("decay", [0, 1e-3])
@pytest.mark.parametrize(
    "options",
    [
        {"type": "sgd", "learning_rate": 1.0, "momentum": 0.9},
        {"type": "adagrad", "learning_rate": 1.0},
        {"type": "rmsprop", "learning_rate": 0.02, "rho": 0.999},
        {"type": "adam", "learning_rate": 0.05},
    ],
    ids=lambda options: options["type"],
)
def test_every_bit_of_an_update_is_the_books(options: Spec, decay: float) -> None:
    options = options | ({"decay": decay} if decay else {})
    kernel = {"kernel_initializer": {"type": "normal", "stddev": 0.5}}
    spec = base_spec(
        data={"type": "vertical", "samples": 20, "classes": 3},
        layers=[
            dense(8, activation="relu", **kernel),
            dense(3, activation="softmax", **kernel),
        ],
        optimizer=options,
        numerics=NUMERICS,
    )
    script: Any = load_script(make_script(spec))
    x, y = script.load_data()
    script.initialize()
    book, losses = Steps(options, script.theta), []
    for step in range(STEPS):
        script.forward(x)
        losses.append(script.loss(y))
        script.backward(x, y)
        book.take(script.grad.copy())
        script.update(step)
        assert script.theta.dtype == book.theta.dtype == np.float32
        assert script.theta.tobytes() == book.theta.tobytes(), f"step {step}"
    assert losses[-1] < 0.95 * losses[0], "it has trained"
