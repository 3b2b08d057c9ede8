"""Say when early stopping ends a run, and which epoch it holds for the best.

These are the rules of Keras's callback: a counter of epochs without gain.
"""

from collections.abc import Mapping, Sequence
from math import inf, isfinite
from typing import Any, NamedTuple

from .loss_rows import LOSSES
from .metric_rows import METRICS
from .parts import form
from .records import chosen

FALL = {"loss", "mae"}  # what is better where it is less


class Outcome(NamedTuple):
    """Tell how a run of some epochs ended, and whether it went back to the best."""

    last: int
    stopped: bool = False
    best: int = 0
    value: float = inf
    restored: bool = False


def monitored(spec: Mapping[str, Any]) -> str:
    """Return what is watched, as a key of a logged row."""
    held, name = split_name(spec["training"]["early_stopping"])
    default = LOSSES[spec["loss"]["type"]].metrics(form(spec))
    choices = spec["training"].get("metrics", default)
    labels = {k: METRICS[k].name(options) for k, options in map(chosen, choices)}
    return held + (labels | {"loss": "loss"})[name]


def split_name(options: Mapping[str, Any]) -> tuple[str, str]:
    """Return whether held rows are watched, as a prefix, and what of them."""
    monitor = options.get("monitor", "val_loss")
    held = "val_" if monitor.startswith("val_") else ""
    return held, monitor.removeprefix(held)


def outcome(spec: Mapping[str, Any], values: Sequence[float]) -> Outcome:
    """Return how a run ends in which the epochs would have such values."""
    options = spec["training"]["early_stopping"]
    sign = 1 if split_name(options)[1] in FALL else -1
    best, least, wait, epoch = 0, inf, 0, 0
    for epoch, value in enumerate(values):
        wait += epoch > 0
        if sign * value + options.get("min_delta", 0) < least:
            best, least, wait = epoch, sign * value, 0
        if wait >= options["patience"]:
            break
    stopped, restored = wait >= options["patience"], options.get("restore_best", False)
    return Outcome(epoch, stopped, best, sign * least, restored)


def told(end: Outcome, name: str) -> str:
    """Return the line that a script prints of it."""
    how = "stopped" if end.stopped else "ended"
    if not isfinite(end.value):
        return f"{how} after epoch {end.last}, no {name} was finite\n"
    best = f"best epoch: {end.best}, {name}: {digits(end.value)}"
    back = ", restored" if end.restored else ""
    return f"{how} after epoch {end.last}, {best}{back}\n"


def digits(value: float) -> str:
    """Return a number as a line of the log has it."""
    plain = value == 0 or 0.001 <= abs(value) < 1e6
    return f"{value:.3f}" if plain else f"{value:.3g}"
