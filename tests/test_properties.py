"""What validate accepts builds, trains two epochs and has the right gradient."""

import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from .bench.asserts import printed
from .bench.checks import (
    check_evaluation,
    check_gradient,
    check_prediction,
    check_rows,
    check_training,
    doubled,
    load_script,
)
from .bench.scripts import Script
from .bench.strategies import specs
from .helpers import make_script

pytestmark = pytest.mark.no_cover  # others execute the same lines

EPOCHS = 2


def check_spec(spec: dict[str, Any]) -> None:
    """Build, train two epochs, and compare all that a script does with the bench."""
    text = make_script(spec)
    check_numbers(load_script(text), spec)
    script = load_script(doubled(text))
    check_rows(script, spec)
    check_gradient(script, spec, rows=2, coordinates=20)
    check_prediction(script, spec)
    check_evaluation(script, spec)
    check_training(script, spec, epochs=EPOCHS)


def check_numbers(script: Script, spec: dict[str, Any]) -> None:
    """Assert that two epochs end in finite numbers, in the script's own arithmetic."""
    log, _ = printed(script.train)
    assert [row["epoch"] for row in log][-1] == EPOCHS - 1
    assert all(np.isfinite(row["loss"]) for row in log)
    assert np.isfinite(script.theta).all(), json.dumps(spec)


def examples(number: int) -> Callable[[Any], Any]:
    """Return the settings of a run of so many draws."""
    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much]
    return settings(max_examples=number, deadline=None, suppress_health_check=checks)


@examples(100)
@given(spec=specs())
def test_a_valid_spec_builds_trains_and_has_its_gradient(spec: dict[str, Any]) -> None:
    check_spec(spec)


@pytest.mark.exhaustive
@examples(5000)
@given(spec=specs())
def test_five_thousand_valid_specs(spec: dict[str, Any]) -> None:
    check_spec(spec)
