"""Normalizations beside each function, in pieces, and where numbers are extreme."""

from itertools import product
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
from .helpers import STYLES, WAYS, each_style, make_script, raw_script

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
    for layers, style in product(orders(KINDS[kind], function).values(), STYLES):
        spec = base_spec(layers=layers, **WAYS[style])
        script = load_script(raw_script(spec))
        check_gradient(script, spec, rows=4)
        check_trajectory(script, spec, steps=4)


def script_of(*layers: Spec, style: str = "plain", dtype: str = "float64") -> Script:
    """Return the script of a network, its averages moved by a few steps."""
    changes = {"script": {"style": style}, "numerics": {"dtype": dtype}}
    spec = base_spec(layers=[*layers], **changes)
    script = load_script(raw_script(spec))
    x, y = script.load_data()[:2]
    script.initialize()
    for step in range(3):
        train_forward(script)(x)
        script.backward(x, y)
        script.update(step)
    return script


@each_style
def test_what_is_predicted_of_a_row_is_its_own(style: str) -> None:
    """Other rows of a piece change nothing, nor does predicting what is collected."""
    layers = [dense(5), batch(), activation("tanh"), batch(), LAST]
    script = script_of(*layers, style=style)
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


@each_style
def test_averages_are_views_in_the_order_of_layers(style: str) -> None:
    layers = [dense(5), batch(), dense(4), batch(name="elm"), LAST]
    script = script_of(*layers, style=style)
    views = (script.mean1, script.var1, script.mean_elm, script.var_elm)
    assert [view.size for view in views] == [5, 5, 4, 4]
    joined = np.concatenate([view.ravel() for view in views])
    assert_same_bits(script.running, joined, "running")
    assert all(np.shares_memory(view, script.running) for view in views)
    script.initialize()
    right = np.repeat([0.0, 1, 0, 1], [5, 5, 4, 4])
    assert_same_bits(script.running, right, "running at the start")


@each_style
def test_parameters_share_the_number_of_what_is_normalized(style: str) -> None:
    layers = [batch(), dense(5), batch(), layer(), activation("tanh"), dense(4)]
    end = [layer(), dense(3, name="end"), batch(name="elm"), layer()]
    script = script_of(*layers, *end, activation("softmax"), style=style)
    named = [k for k in vars(script) if k.startswith(("W", "gamma")) and "b" not in k]
    assert named == [
        *("gamma1", "W2", "gamma2", "gamma3", "W4", "gamma4"),
        *("W_end", "gamma_elm", "gamma6"),
    ]
    assert script.gamma3.size == 5 and script.gamma6.size == 3
    assert script.zhat2 is not script.zhat3


def trained(script: Script, x: Any, z: Any = None) -> tuple[Any, Any]:
    """Return Zhat and sigma of a batch in float64, a row for each of its rows.

    A plain script is asked for those of z, which is x where it is not told.
    """
    train_forward(script)(x)
    if hasattr(script, "allocate"):
        return script.zhat1.T.astype(float), np.squeeze(script.sigma1.astype(float))
    z = x if z is None else z
    if hasattr(script, "normalize"):
        zhat, sigma = script.normalize(z, script.mean1, script.var1, training=True)
    else:
        zhat, sigma = script.normalize_rows(z)
    return zhat.astype(float), np.squeeze(sigma.astype(float))


@each_style
@pytest.mark.parametrize("rows", [64, 50_176])
def test_a_small_spread_far_from_zero(rows: int, style: str) -> None:
    """Mean 5 and spread 0.01, which the difference of two squares would lose."""
    script = script_of(batch(epsilon=1e-12), LAST, style=style, dtype="float32")
    x = (5 + 0.01 * np.random.default_rng(0).normal(size=(rows, 2))).astype(np.float32)
    zhat, sigma = trained(script, x)
    exact = x.astype(float)
    close = 1e-6 if style == "fast" else 1e-5  # np.mean adds row after row in float32
    assert np.allclose(sigma, exact.std(axis=0), rtol=close)
    right = (exact - exact.mean(axis=0)) / exact.std(axis=0)
    far = 2e-3 if style == "fast" else 3e-3  # a mean of 5 is known to some 1e-6
    assert np.abs(zhat - right).max() < far


@pytest.mark.parametrize("size", [0.0, 1e-30, 1e-6, 1.0, 1e6, 1e15])
@pytest.mark.parametrize("kind", KINDS)
@each_style
def test_values_of_any_size(style: str, kind: str, size: float) -> None:
    layers = [{**KINDS[kind], "epsilon": 1e-5}, LAST]
    script, exact = (
        script_of(*layers, style=style, dtype=dtype) for dtype in ("float32", "float64")
    )
    x = size * np.random.default_rng(1).normal(size=(40, 2))
    found, right = trained(script, x.astype(np.float32)), trained(exact, x)
    assert np.all(np.isfinite(found[0])) and np.all(np.isfinite(found[1]))
    assert np.allclose(found[0], right[0], rtol=2e-4, atol=2e-6)
    assert np.allclose(found[1], right[1], rtol=2e-4)


@each_style
@pytest.mark.parametrize("kind", KINDS)
def test_values_that_never_differ(kind: str, style: str) -> None:
    """They become 0, and pass on no gradient that is not finite."""
    script = script_of(dense(4), KINDS[kind], LAST, style=style, dtype="float32")
    script.W1[:] = 0
    script.b1[:] = 3
    x, y = script.load_data()[:2]
    zhat, sigma = trained(script, x, x @ script.W1 + script.b1)
    assert np.abs(zhat).max() < 1e-4 and np.allclose(sigma, 1e-3**0.5)
    script.backward(x, y)
    assert np.all(np.isfinite(script.grad))


@each_style
def test_a_batch_of_one_row_teaches_nothing_below(style: str) -> None:
    layers = [dense(4, use_bias=False), batch(), activation("tanh"), LAST]
    script = script_of(*layers, style=style)
    x, y = script.load_data()[:2]
    var = script.var1.copy()
    train_forward(script)(x[:1])
    assert not script.zhat1.any() and np.allclose(script.sigma1, 1e-3**0.5)
    assert_close(script.var1, 0.5 * var, "the running variance, drawn to 0")
    script.backward(x[:1], y[:1])
    assert not script.dW1.any() and not script.dgamma1.any() and script.dbeta1.any()


@each_style
def test_float32_follows_the_reference(style: str) -> None:
    """Ten steps of a deep network, normalized throughout, stay near the exact ones."""
    layers = [
        part for _ in range(4) for part in (dense(16), batch(), activation("relu"))
    ]
    spec = base_spec(layers=[*layers, layer(), LAST])
    exact, single = (
        load_script(make_script(spec | WAYS[style] | {"numerics": {"dtype": dtype}}))
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
