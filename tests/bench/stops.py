"""Runs that early stopping watches: stopped in the middle, at the end, or never."""

from typing import Any

from .held import CURVE, SINE, TWO, held
from .tables import Spec, data
from .trainings import asking, batches

BOTH = {"data": TWO, **held(validation=0.35, test=0.3)}
VALIDATION = {"data": TWO, **held(validation=0.35)}
FAST = {"type": "sgd", "learning_rate": 2.0, "momentum": 0.5}  # so that it gets worse


def whole(log_every: int = 1) -> Spec:
    """Return training by the whole set, with steps that are too large."""
    training = {"epochs": 8, "log_every": log_every}
    return {"training": training, "optimizer": FAST}


def watched(way: Spec, **stopping: Any) -> Spec:
    """Return a way to train that is watched."""
    return {**way, "training": {**way["training"], "early_stopping": stopping}}


ACCURACY: Spec = {"monitor": "accuracy", "min_delta": 0.01}
HELD_ACCURACY: Spec = {"monitor": "val_accuracy", "min_delta": 0.01}

STOPS: dict[str, Spec] = {
    "stopped by its loss": watched(whole(), monitor="loss", patience=1),
    "stopped by its loss, logged now and then": {
        **VALIDATION,
        **watched(
            whole(3), monitor="loss", patience=2, min_delta=0.1, restore_best=True
        ),
    },
    "stopped by its accuracy": watched(whole(3), patience=2, **ACCURACY),
    "stopped by validation": {
        **BOTH,
        **watched(whole(), patience=1, restore_best=True),
    },
    "stopped by validation, logged now and then": {
        **VALIDATION,
        **watched(whole(3), patience=2, min_delta=0.1),
    },
    "never stopped": {**VALIDATION, **watched(whole(), patience=7)},
    "never stopped, restored": {
        "validation_data": data(samples=4),
        **watched(whole(3), patience=7, restore_best=True, **HELD_ACCURACY),
    },
    "best at the start": {
        **VALIDATION,
        **watched(whole(), patience=3, min_delta=9, restore_best=True),
    },
    "batches stopped by their loss": watched(
        batches(8, drop_last=True), monitor="loss", patience=2, min_delta=0.1
    ),
    "batches stopped by their loss, validated": {
        **BOTH,
        **watched(batches(4), monitor="loss", patience=1, restore_best=True),
    },
    "batches stopped by their accuracy": watched(
        batches(7, shuffle=False), patience=3, restore_best=True, **ACCURACY
    ),
    "batches stopped by validation": {
        **BOTH,
        **watched(
            batches(4, drop_last=True), patience=2, min_delta=0.01, restore_best=True
        ),
    },
    "batches stopped by validation accuracy": {
        **VALIDATION,
        **watched(batches(5), patience=2, **HELD_ACCURACY),
    },
    "batches never stopped, restored": {
        **VALIDATION,
        **watched(batches(8), patience=7, min_delta=0.05, restore_best=True),
    },
    "stopped by an error": {
        **CURVE,
        "data": SINE,
        **asking(
            watched(whole(3), monitor="mae", patience=2, min_delta=0.01), "r2", "mae"
        ),
    },
    "batches stopped by one of several": {
        **CURVE,
        "data": SINE,
        **held(validation=0.2, test=0.2),
        **asking(
            watched(
                batches(8, drop_last=True),
                **{"monitor": "val_r2", "patience": 1, "restore_best": True},
            ),
            *("within", "r2", "mae"),
        ),
    },
    "batches best at the start": {
        **VALIDATION,
        **watched(batches(4), patience=4, min_delta=9, restore_best=True),
    },
}
