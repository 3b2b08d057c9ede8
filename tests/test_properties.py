"""What validate accepts builds, trains two steps and has the right gradient."""

import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .bench.checks import check_gradient, load_script
from .bench.specs import base_spec
from .helpers import make_script

FUNCTIONS = st.sampled_from(["linear", "relu", "sigmoid", "tanh", "softmax"])
INITIALIZERS = st.one_of(
    st.sampled_from(["zeros", "glorot_uniform", "he_normal"]),
    st.fixed_dictionaries(
        {"type": st.just("constant"), "value": st.floats(-1, 1, width=16)}
    ),
    st.fixed_dictionaries(
        {"type": st.just("normal")},
        optional={
            "mean": st.floats(-1, 1, width=16),
            "stddev": st.floats(0.0625, 1, width=16),
        },
    ),
)


def dense(units: st.SearchStrategy[int], functions: Any) -> Any:
    """Return dense layers of any options."""
    return st.fixed_dictionaries(
        {"type": st.just("dense"), "units": units, "activation": functions},
        optional={
            "use_bias": st.booleans(),
            "kernel_initializer": INITIALIZERS,
            "bias_initializer": INITIALIZERS,
        },
    )


ACTIVATION = st.fixed_dictionaries(
    {"type": st.just("activation"), "function": FUNCTIONS}
)
LAYERS = st.lists(dense(st.integers(1, 7), FUNCTIONS) | ACTIVATION, max_size=5)
SGD = st.fixed_dictionaries(
    {"type": st.just("sgd")},
    optional={
        "learning_rate": st.floats(1e-3, 1),
        "decay": st.floats(0, 1),
        "momentum": st.floats(0, 0.99),
    },
)


@st.composite
def specs(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a valid spec, whatever its network."""
    classes = draw(st.integers(2, 4))
    last = dense(st.integers(classes, 6), st.just("softmax"))
    kind = draw(st.sampled_from(["spiral", "vertical"]))
    data = {"type": kind, "samples": draw(st.integers(1, 9)), "classes": classes}
    rng = draw(st.sampled_from(["pcg64", "mt19937"]))
    numerics: dict[str, Any] = {"dtype": "float64", "rng": rng}
    if rng == "mt19937":
        numerics["discard"] = draw(st.integers(0, 9))
    return base_spec(
        seed=draw(st.integers(0, 2**32 - 1)),
        data=data,
        layers=[*draw(LAYERS), draw(last)],
        optimizer=draw(SGD),
        training={"epochs": 2, "log_every": draw(st.integers(1, 3))},
        numerics=numerics,
    )


def check_spec(spec: dict[str, Any]) -> None:
    """Build, train two epochs, and compare some of the gradient with differences."""
    script = load_script(make_script(spec))
    log = script.train()
    assert [row["epoch"] for row in log][-1] == 1
    assert all(np.isfinite(row["loss"]) for row in log)
    assert np.isfinite(script.theta).all(), json.dumps(spec)
    check_gradient(script, spec, rows=2, coordinates=20)


def examples(number: int) -> Callable[[Any], Any]:
    """Return the settings of a run of so many draws."""
    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much]
    return settings(max_examples=number, deadline=None, suppress_health_check=checks)


@examples(40)
@given(spec=specs())
def test_a_valid_spec_builds_trains_and_has_its_gradient(spec: dict[str, Any]) -> None:
    check_spec(spec)


@pytest.mark.exhaustive
@examples(1000)
@given(spec=specs())
def test_a_thousand_valid_specs(spec: dict[str, Any]) -> None:
    check_spec(spec)
