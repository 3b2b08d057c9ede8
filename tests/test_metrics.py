"""Metrics where the bench's reference does not come: ties, NaN, constant columns."""

from typing import Any

import numpy as np
import pytest

from .bench.scripts import load_script
from .bench.specs import base_spec, dense
from .bench.tables import data
from .helpers import Spec, make_script

RANKS = ["accuracy", *({"type": "top_k", "k": k} for k in (1, 2, 4))]


def ranking(**changes: Any) -> Any:
    """Return a script with one layer, five classes and metrics that rank them."""
    layers = [dense(5, activation="softmax")]
    table = data(samples=4, classes=5, **changes)
    training = {"epochs": 1, "metrics": RANKS}
    return load_script(
        make_script(base_spec(data=table, layers=layers, training=training))
    )


def ranks(script: Any, x: Any, y: Any) -> list[float]:
    """Return the share of rows by accuracy and among the first one, two and four."""
    script.forward(x)
    return [script.accuracy(y), script.top_1(y), script.top_2(y), script.top_4(y)]


@pytest.mark.parametrize("targets", [{}, {"targets": "one_hot"}], ids=str)
def test_of_equal_scores_the_first_ranks_higher(targets: Spec) -> None:
    script = ranking(**targets)
    x, y = script.load_data()
    script.theta.fill(0)
    assert ranks(script, x, y) == [0.2, 0.2, 0.4, 0.8]


def test_scores_rank_where_probabilities_are_all_zero() -> None:
    script = ranking()
    x, y = script.load_data()
    script.theta.fill(0)
    script.b1[:] = [-3000, -2000, 0, -4000, -1000]  # the order is 2, 4, 1, 0, 3
    assert ranks(script, x, y) == [0.2, 0.2, 0.4, 0.8]
    assert [script.top_2(np.full(20, k)) for k in range(5)] == [0, 0, 1, 0, 1]
    assert [script.top_4(np.full(20, k)) for k in range(5)] == [1, 1, 1, 0, 1]


def test_a_score_that_is_nan_ranks_below_all() -> None:
    script = ranking()
    x, y = script.load_data()
    script.theta.fill(np.nan)
    with np.errstate(all="ignore"):
        assert ranks(script, x, y)[1:] == [0, 0, 0]


COLUMNS: Spec = {
    "data": data(samples=4, targets="one_hot"),
    "layers": [dense(3)],
    "loss": {"type": "mean_squared_error"},
    "training": {"epochs": 1, "batch_size": 5, "metrics": ["r2", "within"]},
    "split": {"validation": 0.5, "method": "stratified"},
}


def test_r2_is_the_mean_of_the_columns() -> None:
    script: Any = load_script(make_script(base_spec(**COLUMNS)))
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(40, 2)), rng.normal(size=(40, 3)) * [1, 10, 100]
    script.theta[:] = rng.normal(size=script.theta.shape)
    p = script.predict(x)
    shares = 1 - np.mean((p - y) ** 2, axis=0) / np.var(y, axis=0)
    assert script.evaluate(x, y)["r2"] == pytest.approx(np.mean(shares), rel=1e-12)


def test_r2_of_a_constant_column_is_one_if_it_is_met_else_zero() -> None:
    script: Any = load_script(make_script(base_spec(**COLUMNS)))
    rng = np.random.default_rng(0)
    x = rng.normal(size=(40, 2))
    script.theta.fill(0)
    script.b1[:] = [0.1, 0.2, 0.3]
    y = np.tile([0.1, 0.2, 0.7], (40, 1))
    assert script.evaluate(x, y)["r2"] == pytest.approx(2 / 3)
    assert script.evaluate(x, y)["within"] == 0
