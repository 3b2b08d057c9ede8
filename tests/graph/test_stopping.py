"""What early stopping watches, and whether it has the time to stop."""

from typing import Any

import pytest

from ..helpers import make_graph
from .helpers import Spec, said, spec_with
from .test_warnings import checked, warned

VALIDATED = {"split": {"validation": 0.4, "method": "stratified"}}
TESTED = {"split": {"test": 0.4, "method": "stratified"}}
OTHERS = {"validation_data": {"type": "vertical", "samples": 2, "classes": 3}}
NOBODY = "no rows are held back to validate on: no"


def stopping(metrics: list[str] | None = None, **options: Any) -> Spec:
    """Return training that stops early."""
    training = {"epochs": 9, "early_stopping": {"patience": 1, **options}}
    return {"training": training if metrics is None else {**training, "metrics": []}}


def tops(**options: Any) -> Spec:
    """Return training that stops early, and has two metrics of one kind."""
    found = stopping(**options)
    found["training"]["metrics"] = [{"type": "top_k", "k": k} for k in (1, 2)]
    return found


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
            VALIDATED | stopping(monitor="val_acuracy"),
            'nothing that is measured is called "val_acuracy"',
            'did you mean "val_accuracy"?',
        ),
        (
            VALIDATED | stopping(monitor="zz"),
            'nothing that is measured is called "zz"',
            'write `monitor = "val_loss"`, or val_accuracy, loss, accuracy',
        ),
        (
            stopping(metrics=[], monitor="accuracy"),
            'nothing that is measured is called "accuracy"',
            'write `metrics = ["accuracy"]` in `[training]`',
        ),
        (
            VALIDATED | stopping(monitor="val_top_k"),
            'nothing that is measured is called "val_top_k"',
            'write `metrics = ["accuracy", { type = "top_k", k = 5 }]` in `[training]`',
        ),
        (
            VALIDATED | stopping(monitor="val_r2"),
            'nothing that is measured is called "val_r2"',
            'write `monitor = "val_loss"`, or val_accuracy, loss, accuracy',
        ),
        (
            VALIDATED | tops(monitor="val_top_k"),
            '2 metrics are called "top_k"',
            'write `monitor = "val_top_1"`, its name in the log',
        ),
        (
            stopping(monitor="val_"),
            'nothing that is measured is called "val_"',
            'did you mean "val_loss" or "val_accuracy"?',
        ),
        (
            stopping(monitor=""),
            'nothing that is measured is called ""',
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
        stopping(monitor="acc"),
        tops(monitor="top_2"),
    ],
)
def test_what_is_measured(changes: Spec) -> None:
    assert make_graph(spec_with(**changes))


def test_patience_that_outlasts_training() -> None:
    layers = spec_with()["layers"]
    for patience, found in ((7, []), (8, ["NN046"]), (10, ["NN046"])):
        changes = stopping(monitor="loss", patience=patience)
        assert [code for code, *_ in warned(layers, **changes)] == found
        kept = stopping(monitor="loss", patience=patience, restore_best=True)
        assert warned(layers, **kept) == []


def test_a_run_too_short_to_stop() -> None:
    (found,) = checked(
        spec_with()["layers"],
        training={"epochs": 2, "early_stopping": {"patience": 1, "monitor": "loss"}},
    ).warnings
    assert found.finding.message == "it saves no epoch of 2 epochs"
    assert found.finding.hint == "leave early_stopping out"
