"""Normalizations beside each function, in pieces, and where numbers are extreme."""

from typing import Any

import numpy as np
import pytest

from .bench.asserts import assert_close, assert_same_bits
from .bench.checks import check_gradient, check_trajectory, load_script
from .bench.function_rows import FUNCTIONS
from .bench.normalized import batch, layer
from .bench.reference import Reference
from .bench.scripts import Script, train_forward
from .bench.specs import activation, add, base_spec, dense
from .bench.tables import Spec, after
from .helpers import make_script, raw_script

KINDS = {"batch": batch(), "layer": layer()}
BENT = [function for function in FUNCTIONS if function != "linear"]
LAST = dense(3, activation="softmax")
PAIRS = [(name, function) for name in KINDS for function in BENT]
EACH = 5  # of so many pairs the first is tried without being asked


def orders(kind: Spec, function: str) -> dict[str, list[Spec]]:
    """Return networks with a normalization above, below and beside a function."""
    bent = activation(function)
    return {
        "above": [dense(4), kind, bent, LAST],
        "below": [dense(4), bent, kind, LAST],
        "around": [kind, bent, kind, bent, LAST],
        "under the scores": [dense(4), dense(3), kind, bent, activation("softmax")],
        "beside": [
            dense(4, name="ash"),
            {**kind, "name": "elm"},
            activation(function, name="fir", **after("ash")),
            activation(function, name="oak", **after("elm")),
            add("elm", "fir", "oak"),
            LAST,
        ],
    }


def some(found: list[tuple[str, str]]) -> list[Any]:
    """Return all pairs, those beyond a sample of them for the exhaustive tier."""
    whole = pytest.mark.exhaustive
    return [
        pytest.param(*pair, marks=() if i % EACH == 0 else whole)
        for i, pair in enumerate(found)
    ]


@pytest.mark.parametrize(("kind", "function"), some(PAIRS))
def test_a_normalization_and_a_function(kind: str, function: str) -> None:
    for layers in orders(KINDS[kind], function).values():
        spec = base_spec(layers=layers)
        script = load_script(raw_script(spec))
        check_gradient(script, spec, rows=4)
        check_trajectory(script, spec, steps=4)


def script_of(*layers: Spec, dtype: str = "float64", **changes: Any) -> Script:
    """Return the script of a network, its averages moved by a few steps."""
    numerics = {"numerics": {"dtype": dtype}}
    spec = base_spec(layers=[*layers], **numerics, **changes)
    script = load_script(raw_script(spec))
    x, y = script.load_data()[:2]
    script.initialize()
    for step in range(3):
        train_forward(script)(x)
        script.backward(x, y)
        script.update(step)
    return script


def test_what_is_predicted_of_a_row_is_its_own() -> None:
    """Other rows of a piece change nothing, nor does predicting what is collected."""
    script = script_of(dense(5), batch(), activation("tanh"), batch(), LAST)
    x = np.random.default_rng(5).normal(size=(50, 2))
    running = script.running.copy()
    whole = script.predict(x)
    for n in (1, 2, 7, 21, 50):
        parts = [script.predict(x[i : i + n]) for i in range(0, 50, n)]
        assert_close(np.concatenate(parts), whole, f"in pieces of {n}")
    script.forward(x[:3])
    assert_same_bits(script.running, running, "averages before and after predict")
    train_forward(script)(x[:3])
    assert np.all(script.running != running)


def test_averages_are_views_in_the_order_of_layers() -> None:
    script = script_of(dense(5), batch(), dense(4), batch(name="elm"), LAST)
    views = (script.mean1, script.var1, script.mean_elm, script.var_elm)
    assert [view.size for view in views] == [5, 5, 4, 4]
    joined = np.concatenate([view.ravel() for view in views])
    assert_same_bits(script.running, joined, "running")
    assert all(np.shares_memory(view, script.running) for view in views)
    script.initialize()
    right = np.repeat([0.0, 1, 0, 1], [5, 5, 4, 4])
    assert_same_bits(script.running, right, "running at the start")


def test_parameters_share_the_number_of_what_is_normalized() -> None:
    layers = [batch(), dense(5), batch(), layer(), activation("tanh"), dense(4)]
    end = [layer(), dense(3, name="end"), batch(name="elm"), layer()]
    script = script_of(*layers, *end, activation("softmax"))
    named = [k for k in vars(script) if k.startswith(("W", "gamma")) and "b" not in k]
    assert named == [
        *("gamma1", "W2", "gamma2", "gamma3", "W4", "gamma4"),
        *("W_end", "gamma_elm", "gamma6"),
    ]
    assert script.gamma3.shape == (5, 1) and script.gamma6.shape == (3, 1)
    assert script.zhat2 is not script.zhat3 and script.u3.shape == (5, 21)


def trained(script: Script, x: Any) -> tuple[Any, Any]:
    """Return Zhat and sigma of a batch, in float64."""
    train_forward(script)(x)
    return script.zhat1.astype(float), script.sigma1.astype(float)


@pytest.mark.parametrize("rows", [64, 50_176])
def test_a_small_spread_far_from_zero(rows: int) -> None:
    """Mean 5 and spread 0.01, which the difference of two squares would lose."""
    script = script_of(batch(epsilon=1e-12), LAST, dtype="float32")
    x = (5 + 0.01 * np.random.default_rng(0).normal(size=(rows, 2))).astype(np.float32)
    zhat, sigma = trained(script, x)
    exact = x.astype(float)
    assert np.allclose(sigma[:, 0], exact.std(axis=0), rtol=1e-6)
    right = (exact - exact.mean(axis=0)) / exact.std(axis=0)
    assert np.abs(zhat.T - right).max() < 2e-3  # a mean of 5 is known to some 1e-6


@pytest.mark.parametrize("size", [0.0, 1e-30, 1e-6, 1.0, 1e6, 1e15])
@pytest.mark.parametrize("kind", KINDS)
def test_values_of_any_size(kind: str, size: float) -> None:
    layers = [{**KINDS[kind], "epsilon": 1e-5}, LAST]
    script, exact = (script_of(*layers, dtype=d) for d in ("float32", "float64"))
    x = size * np.random.default_rng(1).normal(size=(40, 2))
    found, right = trained(script, x.astype(np.float32)), trained(exact, x)
    assert np.all(np.isfinite(found[0])) and np.all(np.isfinite(found[1]))
    assert np.allclose(found[0], right[0], rtol=2e-4, atol=2e-6)
    assert np.allclose(found[1], right[1], rtol=2e-4)


@pytest.mark.parametrize("kind", KINDS)
def test_values_that_never_differ(kind: str) -> None:
    """They become 0, and pass on no gradient that is not finite."""
    script = script_of(dense(4), KINDS[kind], LAST, dtype="float32")
    script.W1[:] = 0
    script.b1[:] = 3
    x, y = script.load_data()[:2]
    zhat, sigma = trained(script, x)
    assert np.abs(zhat).max() < 1e-4 and np.allclose(sigma, 1e-3**0.5)
    script.backward(x, y)
    assert np.all(np.isfinite(script.grad))


def test_a_batch_of_one_row_teaches_nothing_below() -> None:
    script = script_of(dense(4, use_bias=False), batch(), activation("tanh"), LAST)
    x, y = script.load_data()[:2]
    var = script.var1.copy()
    zhat, sigma = trained(script, x[:1])
    assert not zhat.any() and np.allclose(sigma, 1e-3**0.5)
    assert_close(script.var1, 0.5 * var, "the running variance, drawn to 0")
    script.backward(x[:1], y[:1])
    assert not script.dW1.any() and not script.dgamma1.any() and script.dbeta1.any()


def test_float32_follows_the_reference() -> None:
    """Ten steps of a deep network, normalized throughout, stay near the exact ones."""
    layers = [
        part for _ in range(4) for part in (dense(16), batch(), activation("relu"))
    ]
    spec = base_spec(layers=[*layers, layer(), LAST])
    exact, single = (
        load_script(make_script(spec | {"numerics": {"dtype": dtype}}))
        for dtype in ("float64", "float32")
    )
    theta = np.random.default_rng(0).normal(0, 0.3, Reference(spec).size)
    outputs = []
    for script in (exact, single):
        x, y = script.load_data()[:2]
        script.initialize()
        script.theta[:] = theta
        for step in range(10):
            train_forward(script)(x)
            script.backward(x, y)
            script.update(step)
        outputs.append(script.predict(x))
    assert np.abs(outputs[0] - outputs[1]).max() < 1e-3
