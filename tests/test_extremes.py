"""Scores far apart: what float32 can hold stays right, and nothing is subnormal."""

import re
from types import ModuleType

import numpy as np
import pytest

from .bench.checks import load_script
from .bench.specs import activation, base_spec, dense
from .helpers import WAYS, Spec, each_way, make_script

TINY = np.finfo(np.float32).tiny


def script_of(layers: list[Spec], way: str) -> ModuleType:
    """Return the float32 script of a network."""
    spec = base_spec(layers=layers) | WAYS[way]
    spec["numerics"] = spec["numerics"] | {"dtype": "float32"}
    return load_script(make_script(spec))


def probabilities(way: str, scores: list[float]) -> tuple[ModuleType, np.ndarray]:
    """Return a script whose rows all have these scores, and their probabilities."""
    script = script_of([dense(3, activation="softmax")], way)
    script.theta.fill(0)
    script.b1[:] = scores
    return script, script.forward(np.zeros((4, 2), np.float32))


def test_small_probabilities_are_right_down_to_the_floor() -> None:
    p = probabilities("fast", [0, -50, -200])[1]
    np.testing.assert_allclose(p[:, 1], np.exp(-50.0), rtol=1e-4)
    np.testing.assert_allclose(p[:, 2], np.exp(-60.0), rtol=1e-4)


def test_nothing_fast_is_subnormal() -> None:
    script, p = probabilities("fast", [0, -100, -1000])
    y = np.array([0, 0, 1, 2], np.uint8)
    assert p.min() >= TINY
    assert script.loss(y) == pytest.approx((0 + 0 + 100 + 1000) / 4)
    script.backward(np.zeros((4, 2), np.float32), y)
    assert np.abs(script.dz1[script.dz1 != 0]).min() >= TINY


@each_way
@pytest.mark.parametrize("top", [100, 1000, 1e30])
def test_large_scores_do_not_overflow(way: str, top: float) -> None:
    script, p = probabilities(way, [top, 0, -top])
    np.testing.assert_allclose(p, [[1, 0, 0]] * 4, atol=1e-20)
    assert np.isfinite(script.loss(np.array([0, 1, 2, 0], np.uint8)))


@each_way
def test_large_scores_do_not_overflow_below_the_top(way: str) -> None:
    layers = [dense(3), activation("softmax"), dense(3, activation="softmax")]
    script = script_of(layers, way)
    script.theta.fill(0)
    script.b1[:] = [1000, 0, -1000]
    script.forward(np.zeros((4, 2), np.float32))
    hidden = script.a1.T if way == "fast" else script.a1
    np.testing.assert_array_equal(hidden, [[1, 0, 0]] * 4)


@each_way
@pytest.mark.parametrize("first", ["tanh", "sigmoid", "softmax"])
def test_whole_numbers_are_numbers(way: str, first: str) -> None:
    layers = [activation(first), dense(3, activation="softmax")]
    script = script_of(layers, way)
    script.initialize()
    x = np.array([[1, 2], [3, 200]], np.uint8)
    np.testing.assert_array_equal(
        script.predict(x), script.predict(x.astype(np.float32))
    )


@each_way
@pytest.mark.parametrize("shape", [(2,), (4, 1), (4, 3), (1, 4), (2, 2, 2)])
@pytest.mark.parametrize("first", ["linear", "tanh"])
def test_rows_of_another_shape_are_refused(
    way: str, shape: tuple[int, ...], first: str
) -> None:
    layers = [activation(first), dense(3, activation="softmax")]
    script = script_of(layers, way)
    script.initialize()
    with pytest.raises(ValueError, match=re.escape(f"x is {shape}, must be ")):
        script.predict(np.zeros(shape, np.float32))
