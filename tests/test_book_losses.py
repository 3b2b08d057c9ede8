"""Losses in the notebook's arithmetic have the bits of the book's classes.

The classes are written here anew, from the book's formulas in its order; but that of
the mean absolute error's gradient, whose sign in print is the wrong way round.
"""

from typing import Any, ClassVar

import numpy as np
import pytest

from .bench.autodiff import Array
from .bench.outputs import ONE_HOT, SINE, TWO, ending
from .bench.scripts import load_script
from .bench.specs import Spec, base_spec
from .helpers import NNFS, make_script


class Loss:
    """The mean over the rows of a loss of each."""

    function: ClassVar[str] = "linear"

    def value(self, p: Array, y: Array) -> float:
        return float(np.mean(self.rows(p, y)))

    def rows(self, p: Array, y: Array) -> Any:
        raise NotImplementedError

    def gradient(self, p: Array, y: Array) -> Array:
        """Return dL/dZ, Z being what the last layer's function is of."""
        raise NotImplementedError


class MeanSquaredError(Loss):
    def rows(self, p: Array, y: Array) -> Any:
        return np.mean((y - p) ** 2, axis=-1)

    def gradient(self, p: Array, y: Array) -> Array:
        return np.asarray(-2 * (y - p) / p.shape[1] / len(p))


class MeanAbsoluteError(Loss):
    def rows(self, p: Array, y: Array) -> Any:
        return np.mean(np.abs(y - p), axis=-1)

    def gradient(self, p: Array, y: Array) -> Array:
        return np.asarray(np.sign(p - y) / p.shape[1] / len(p))


class BinaryCrossentropy(Loss):
    function = "sigmoid"

    def rows(self, p: Array, y: Array) -> Any:
        p = np.clip(p, 1e-7, 1 - 1e-7)
        return np.mean(-(y * np.log(p) + (1 - y) * np.log(1 - p)), axis=-1)

    def gradient(self, p: Array, y: Array) -> Array:
        near = np.clip(p, 1e-7, 1 - 1e-7)
        dp = -(y / near - (1 - y) / (1 - near)) / p.shape[1]
        return np.asarray(dp / len(p) * (1 - p) * p)


CLASSES: dict[str, Loss] = {
    "mean_squared_error": MeanSquaredError(),
    "mean_absolute_error": MeanAbsoluteError(),
    "binary_crossentropy": BinaryCrossentropy(),
}


@pytest.mark.parametrize("scale", [1, 30])  # at 30, some probabilities are clipped
@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("kind", CLASSES)
def test_bits_are_those_of_the_book(kind: str, wide: bool, scale: float) -> None:
    book = CLASSES[kind]
    table: Spec = SINE if kind.startswith("mean") else TWO
    spec = ending(kind, book.function, ONE_HOT if wide else table)
    script: Any = load_script(make_script(base_spec(**spec, numerics=NNFS)))
    x, y = script.load_data()
    script.initialize()
    script.theta[:] = np.random.default_rng(5).normal(0, scale, script.theta.size)
    p = np.array(script.forward(x))
    assert p.dtype == np.float32
    assert y.dtype == (np.float64 if table == SINE and not wide else np.float32)
    assert script.loss(y) == book.value(p, y)
    expected = book.gradient(p, y)
    script.backward(x, y)
    np.testing.assert_array_equal(script.db2, expected.sum(axis=0).astype(np.float32))
    product = script.a1.T.astype(np.float64) @ expected.astype(np.float64)
    np.testing.assert_array_equal(script.dW2, product.astype(np.float32))


def test_some_probabilities_are_clipped() -> None:
    p = np.array([[0], [1]], np.float32)
    y = p[::-1]
    book = CLASSES["binary_crossentropy"]
    assert book.value(p, y) == pytest.approx(-np.log(1e-7), rel=0.02)
