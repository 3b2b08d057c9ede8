"""What parameters pay for their size: with every optimizer, and where it leads."""

import random
import tracemalloc
from typing import Any

import numpy as np
import pytest

from .bench.asserts import printed
from .bench.checks import check_all, check_training, check_trajectory, load_script
from .bench.pairs import penalty_pairs
from .bench.penalties import L2, paying
from .bench.scripts import Script, doubled
from .bench.specs import Case, base_spec, dense
from .helpers import (
    FAST,
    WAYS,
    Spec,
    case_id,
    each_style,
    each_way,
    is_nnfs,
    make_script,
    raw_script,
    run_script,
)

PAIRS = penalty_pairs()
SOME = random.Random(0).sample(PAIRS, 20)
LAST = dense(3, activation="softmax")


def script_of(spec: Spec) -> Script:
    """Return a spec's script, computing in float64."""
    return load_script(doubled(raw_script(spec)))


def body(spec: Spec) -> str:
    """Return a script without its digests."""
    lines = raw_script(spec).splitlines()
    return "\n".join(line for line in lines if not line.startswith("Digests: "))


@each_way
@pytest.mark.parametrize("case", SOME, ids=case_id)
def test_a_penalty_trains_as_it_means(case: Case, way: str) -> None:
    spec = case.spec | WAYS[way]
    script = script_of(spec)
    check_trajectory(script, spec)
    check_training(script, spec)


@pytest.mark.exhaustive
@each_way
@pytest.mark.parametrize("case", PAIRS, ids=case_id)
def test_a_penalty_passes_every_check(case: Case, way: str) -> None:
    spec = case.spec | WAYS[way]
    check_all(script_of(spec), spec)


@each_way
def test_zeros_leave_no_trace(way: str) -> None:
    free = {"layers": [dense(5, activation="tanh"), LAST]}
    zeros = paying({"l1": 0, "l2": 0.0}, {"l1": 0.0})
    assert body(base_spec(**zeros) | WAYS[way]) == body(base_spec(**free) | WAYS[way])


@pytest.mark.parametrize(
    ("factors", "said"),
    [
        ([{"l2": 0.5}, {"l2": 0.5}], ["L2 = 0.5", "pull[0:10] = pull[15:30] = 2 * L2"]),
        ([{"l1": 0.5}, {}], ["L1 = 0.5", "drag[0:10] = L1  # W1"]),
        (
            [{"l1": 0.5, "l2": 1e-5}, {"l1": 0.25, "l2": 1e-5}],
            ["L2 = 1e-05", "drag[0:10] = 0.5  # W1", "drag[15:30] = 0.25  # W2"],
        ),
        ([{"l2": 1e-9}, {"l2": 3}], ["pull[0:10] = 2 * 1e-09", "pull[15:30] = 2 * 3"]),
    ],
)
def test_one_factor_for_all_is_a_constant(factors: list[Spec], said: list[str]) -> None:
    first, last = ({"kernel_regularizer": factor} for factor in factors)
    text = raw_script(base_spec(layers=[dense(5, **first), LAST | last], script=FAST))
    assert [line for line in said if f"\n{line}" not in text] == []
    constants = {line[:2] for line in text.splitlines() if line[2:5] == " = "}
    assert constants & {"L1", "L2"} == {line[:2] for line in said} & {"L1", "L2"}


def test_what_lies_side_by_side_is_filled_at_once() -> None:
    paid = {"kernel_regularizer": L2, "bias_regularizer": L2}
    layers = [dense(5, **paid), dense(4), LAST | paid]
    text = raw_script(base_spec(layers=layers, script=FAST))
    assert "pull[0:15] = pull[39:54] = 2 * L2  # W1, b1, W3, b3\n" in text


def test_the_calls_are_as_many_whatever_the_layers() -> None:
    def calls(number: int) -> list[str]:
        hidden = [dense(4, activation="tanh", kernel_regularizer=L2)] * number
        text = raw_script(base_spec(layers=[*hidden, LAST], script=FAST))
        script: Any = load_script(text)
        sums = np.bincount((script.pull > 0).astype(int))
        assert sums[1] == 2 * 4 + (number - 1) * 16
        own = text[text.index("def backward") : text.index("def update")]
        return [line for line in own.splitlines() if "pull" in line or "spare" in line]

    assert calls(2) == calls(300)


@pytest.mark.parametrize("kind", ["sgd", "adam"])
@pytest.mark.parametrize("factor", ["l1", "l2"])
def test_a_penalty_takes_no_new_memory(factor: str, kind: str) -> None:
    wide = dense(400, kernel_regularizer={factor: 0.01})
    layers = [dense(400), wide, LAST]
    optimizer = {"type": kind, "learning_rate": 0.01}
    script: Any = load_script(
        make_script(base_spec(layers=layers, optimizer=optimizer, script=FAST))
    )
    x, y = script.load_data()
    script.initialize()
    script.forward(x)
    tracemalloc.start()
    script.loss(y)
    script.backward(x, y)
    script.update(0)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < script.theta.nbytes / 4


@pytest.mark.parametrize("rate", [0.1, 0.9])
def test_what_no_row_reaches_does_not_become_subnormal(rate: float) -> None:
    dead = {"kernel_initializer": "zeros", "activation": "relu"}
    layers = [dense(5, **dead, kernel_regularizer={"l2": 0.5}), LAST]
    optimizer = {"type": "sgd", "learning_rate": rate}
    spec = base_spec(
        layers=layers,
        optimizer=optimizer,
        numerics={"dtype": "float32"},
        script=FAST,
    )
    script: Any = load_script(make_script(spec))
    x, y = script.load_data()
    script.initialize()
    script.W1[:] = -1  # below zero for every row
    script.b1.fill(-1)
    for step in range(2000):
        script.forward(x)
        script.backward(x, y)
        script.update(step)
    assert np.all(np.abs(script.W1) < 1e-20), "it has shrunk"
    small = np.abs(script.theta[script.theta != 0])
    assert np.all(small >= np.finfo(np.float32).tiny)


STEEP = {"l2": 1000.0}  # times the rate, each step overshoots


@each_way
@pytest.mark.parametrize("batch", [{}, {"batch_size": 8}], ids=str)
@pytest.mark.parametrize("metrics", [{}, {"metrics": ["accuracy", "mae"]}], ids=str)
def test_a_penalty_that_is_not_finite_stops_training(
    way: str, batch: Spec, metrics: Spec
) -> None:
    spec = base_spec(
        data={"type": "vertical", "samples": 7, "classes": 3, "targets": "one_hot"},
        **paying(STEEP),
        **WAYS[way],
        training={"epochs": 100, **batch, **metrics},
    )
    if not is_nnfs(spec):
        spec["numerics"] = {"dtype": "float32"}
    done = run_script(make_script(spec))
    assert done.returncode == 3
    logged, (stop,) = done.stdout.splitlines(), done.stderr.splitlines()
    assert ", loss: inf, training has diverged: try a lower " in stop
    assert logged and not any("inf" in line or "nan" in line for line in logged)
    losses = [float(line.split("(data_loss: ")[1].split(",")[0]) for line in logged]
    assert max(losses) < 1e30, "it is the penalty that overflows"


@each_style
def test_l1_leaves_zeros_alone_and_l2_shrinks(style: str) -> None:
    for factors, expected in (({"l1": 0.5}, 0.5), ({"l2": 0.5}, 2.0)):
        script: Any = load_script(
            make_script(base_spec(**paying(factors), **WAYS[style]))
        )
        x, y = script.load_data()
        script.theta.fill(0)
        script.forward(x)
        script.backward(x, y)
        plain = script.grad.copy()
        assert not script.dW1.any(), "what is zero is led nowhere"
        script.W1[:, 0] = 2.0, -2.0
        script.W2.fill(0)
        script.forward(x)
        script.backward(x, y)
        np.testing.assert_allclose(script.dW1[:, 0], [expected, -expected])
        np.testing.assert_array_equal(script.db2, plain[-3:])


@each_style
def test_training_pays_and_evaluation_does_not(style: str) -> None:
    split = {"split": {"validation": 0.34, "method": "stratified"}}
    spec = base_spec(**paying(L2), **split, **WAYS[style])
    script: Any = load_script(make_script(spec))
    log, _ = printed(script.train)
    x, y, x_val, y_val = script.load_data()
    script.forward(x)
    assert script.loss(y) == script.data_loss(y) + script.penalty()
    assert script.penalty() == pytest.approx(
        0.03 * (np.sum(script.W1**2) + np.sum(script.W2**2)), rel=1e-12
    )
    script.forward(x_val)
    assert script.evaluate(x_val, y_val)["loss"] == pytest.approx(
        script.data_loss(y_val), rel=1e-12
    )
    for row in log:
        assert row["loss"] == row["data_loss"] + row["reg_loss"]
