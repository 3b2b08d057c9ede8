"""Early stopping where the bench's reference does not come: no numbers, no end."""

import io
import re
from contextlib import redirect_stdout
from typing import Any

import numpy as np
import pytest

from .bench.asserts import assert_same_bits, printed
from .bench.scripts import load_script
from .bench.specs import STOPS, base_spec
from .bench.stopping import Outcome, outcome
from .helpers import Spec, make_script
from .test_scripts import STEEP

WATCHED = {"split": {"validation": 0.4, "method": "stratified"}}
STOP = {"monitor": "loss", "patience": 50, "restore_best": True}


def stopping(log_every: int = 1, **options: Any) -> Spec:
    """Return training that stops early."""
    stop = {"patience": 2, "restore_best": True, **options}
    return {"training": {"epochs": 9, "log_every": log_every, "early_stopping": stop}}


def measuring(values: list[float], **changes: Any) -> Any:
    """Return a script that takes such values for the validation loss."""
    script: Any = load_script(make_script(base_spec(**WATCHED, **changes)))
    left = iter([*values, 0.0])  # the last is printed at the end
    script.evaluate = lambda x, y: {"acc": 0.0, "loss": next(left)}
    return script


NAN = float("nan")


@pytest.mark.parametrize(
    ("values", "log_every", "epochs", "line"),
    [
        ([3, 2, NAN, 1, 4, NAN], 1, 6, "stopped after epoch 5, best epoch: 3"),
        ([NAN, 2, 3, 4], 1, 4, "stopped after epoch 3, best epoch: 1"),
        ([float("inf"), 5, NAN, 6], 9, 4, "stopped after epoch 3, best epoch: 1"),
        ([9, 8, 7, 6, 5, 4, 3, 2, 1], 9, 9, "ended after epoch 8, best epoch: 8"),
        ([9, 8, 7, 6, 5, 4, 3, 3, 3], 9, 9, "stopped after epoch 8, best epoch: 6"),
    ],
)
def test_what_is_no_number_is_never_better(
    values: list[float], log_every: int, epochs: int, line: str
) -> None:
    script = measuring(values, **stopping(log_every))
    log, text = printed(script.train)
    assert log[-1]["epoch"] == epochs - 1, "the epoch at which it stops is logged"
    assert [row["epoch"] for row in log[:-1]] == [
        *range(0, epochs - 1, log_every)
    ], "and others as they are asked for"
    assert text.splitlines()[-2].startswith(f"{line}, val_loss: ")


@pytest.mark.parametrize("value", [NAN, float("inf")], ids=str)
def test_where_no_value_is_finite_nothing_is_restored(value: float) -> None:
    script = measuring([value] * 3, **stopping())
    *_, line, _ = printed(script.train)[1].splitlines()
    assert line == "stopped after epoch 2, no val_loss was finite"
    theta = script.theta.copy()
    script.initialize()
    assert np.any(theta != script.theta), "it keeps what two steps have trained"


@pytest.mark.parametrize("batch", [{}, {"batch_size": 12}], ids=["whole", "batches"])
def test_a_run_that_diverges_goes_back_to_the_best_epoch(batch: Spec) -> None:
    changes = stopping(patience=9)
    changes["training"] |= batch
    script = measuring([3, 2, 4, 5], **changes)
    losses, thetas = script.loss, []

    def loss(y: Any) -> float:
        thetas.append(script.theta.copy())
        return float("nan") if len(thetas) > 3 * steps else float(losses(y))

    rows = sum(len(part) for part in script.load_data()[1:2])
    steps = -(-rows // batch.get("batch_size", rows))
    script.loss = loss
    with (
        redirect_stdout(io.StringIO()) as text,
        pytest.raises(FloatingPointError) as found,
    ):
        script.train()
    assert re.match(
        r"epoch: 3, (step: \d+, )?loss: nan, training has diverged: try ",
        str(found.value),
    )
    end = text.getvalue().splitlines()[-1]
    assert end == "ended after epoch 3, best epoch: 1, val_loss: 2.000, restored"
    best = thetas[2 * steps if batch else 1]  # behind the steps of epoch 1, or before
    assert_same_bits(script.theta, best, "theta of the best epoch")


@pytest.mark.parametrize("batch", [{}, {"batch_size": 12}], ids=["whole", "batches"])
def test_a_loss_that_is_watched_and_not_finite_stops_at_once(batch: Spec) -> None:
    training = {"epochs": 100, "early_stopping": STOP, **batch}
    whole = load_script(make_script(STEEP | {"training": training}))
    rare = load_script(make_script(STEEP | {"training": {**training, "log_every": 99}}))
    last = []
    for script in (whole, rare):
        with pytest.raises(FloatingPointError, match="training has diverged"):
            printed(script.train)
        last.append(script.theta.copy())
    assert_same_bits(last[0], last[1], "theta when training has diverged")


def test_a_run_after_one_that_stopped_starts_over() -> None:
    script: Any = load_script(make_script(base_spec(**WATCHED, **stopping())))
    first = printed(script.train)
    assert printed(script.train) == first


def test_the_cases_end_in_all_ways() -> None:
    ends = {ending(name) for name in STOPS}
    assert ends >= {"middle", "never", "first"}
    both = {("batch_size" in spec["training"]) for spec in STOPS.values()}
    assert both == {True, False}


def ending(name: str) -> str:
    """Return how a case of the bench ends."""
    spec = base_spec(**STOPS[name])
    _, text = printed(load_script(make_script(spec)).train)
    (line,) = [line for line in text.splitlines() if " after epoch " in line]
    assert line.startswith("ended" if "never" in name else "stopped"), name
    if "never" in name:
        return "never"
    return "first" if "best epoch: 0" in line else "middle"


def test_the_rules_are_those_of_keras() -> None:
    options = {"monitor": "loss", "patience": 2, "min_delta": 0.5}
    spec = {"training": {"early_stopping": options}}
    values = [3, 2, 1.5, 1.6, 1.4, 9]
    assert outcome(spec, values) == Outcome(3, True, 1, 2)
    options |= {"monitor": "val_accuracy", "min_delta": 0}
    assert outcome(spec, values) == Outcome(2, True, 0, 3)
    assert outcome(spec, values[::-1]) == Outcome(2, True, 0, 9)
    assert outcome(spec, [1, 2, 2, 3]) == Outcome(3, False, 3, 3)
