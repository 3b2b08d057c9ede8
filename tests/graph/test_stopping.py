"""What early stopping watches, and whether it has the time to stop."""

from typing import Any

import pytest

from ..helpers import make_graph
from .helpers import Spec, said, spec_with
from .test_warnings import warned

VALIDATED = {"split": {"validation": 0.4, "method": "stratified"}}
TESTED = {"split": {"test": 0.4, "method": "stratified"}}
OTHERS = {"validation_data": {"type": "vertical", "samples": 2, "classes": 3}}
NOBODY = "no rows are held back to validate on: no"


def stopping(metrics: list[str] | None = None, **options: Any) -> Spec:
    """Return training that stops early."""
    training = {"epochs": 9, "early_stopping": {"patience": 1, **options}}
    return {"training": training if metrics is None else {**training, "metrics": []}}


@pytest.mark.parametrize(
    ("changes", "message", "hint"),
    [
        (
            stopping(),
            f"{NOBODY} val_loss",
            'write `[split]`, `validation = 0.2`, or `monitor = "loss"`',
        ),
        (
            TESTED | stopping(monitor="val_accuracy"),
            f"{NOBODY} val_accuracy",
            'write `validation = 0.2` in `[split]`, or `monitor = "accuracy"`',
        ),
        (
            VALIDATED | stopping(monitor="val_acc"),
            '"val_acc" is not logged',
            'did you mean "val_accuracy"?',
        ),
        (
            VALIDATED | stopping(monitor="zz"),
            '"zz" is not logged',
            'write `monitor = "loss"`, or accuracy, val_loss, val_accuracy',
        ),
        (
            stopping(metrics=[], monitor="accuracy"),
            '"accuracy" is not logged',
            'write `metrics = ["accuracy"]` in `[training]`',
        ),
        (
            VALIDATED | stopping(monitor="val_top_k"),
            '"val_top_k" is not logged',
            'write `metrics = ["accuracy", { type = "top_k", k = 5 }]` in `[training]`',
        ),
        (
            stopping(monitor="val_"),
            '"val_" is not logged',
            'did you mean "val_loss" or "val_accuracy"?',
        ),
        (
            stopping(monitor=""),
            '"" is not logged',
            'write `monitor = "loss"`, or accuracy',
        ),
    ],
)
def test_what_nobody_measures(changes: Spec, message: str, hint: str) -> None:
    (found,) = said(spec_with(**changes))
    where = "training.early_stopping.monitor"
    assert found == ("NN030", where, message, hint)


@pytest.mark.parametrize(
    "changes",
    [
        stopping(monitor="loss"),
        stopping(monitor="accuracy"),
        VALIDATED | stopping(),
        OTHERS | stopping(monitor="val_accuracy"),
    ],
)
def test_what_is_measured(changes: Spec) -> None:
    assert make_graph(spec_with(**changes))


def test_patience_that_outlasts_training() -> None:
    layers = spec_with()["layers"]
    for patience, found in ((8, []), (9, ["NN046"]), (10, ["NN046"])):
        changes = stopping(monitor="loss", patience=patience)
        assert [code for code, *_ in warned(layers, **changes)] == found
        kept = stopping(monitor="loss", patience=patience, restore_best=True)
        assert warned(layers, **kept) == []
