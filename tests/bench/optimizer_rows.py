"""One row per optimizer: theta after a step."""

from typing import Any

from .autodiff import Array
from .records import Optimizer, Options


def rate(options: Options, step: int) -> float:
    """Return learning_rate / (1 + decay step), step 0 first."""
    return float(options["learning_rate"] / (1 + options.get("decay", 0) * step))


def sgd(
    options: Options, theta: Array, grad: Array, state: dict[str, Any], step: int
) -> Array:
    """Return theta + v, v = momentum v - rate dL/dtheta, v = 0 before step 0."""
    kept = options.get("momentum", 0) * state.get("velocity", 0)
    velocity: Array = kept - rate(options, step) * grad
    state["velocity"] = velocity
    return theta + velocity


OPTIMIZERS: dict[str, Optimizer] = {
    "sgd": Optimizer(
        examples=(
            {"learning_rate": 0.5},
            {"learning_rate": 0.5, "decay": 0.1},
            {"learning_rate": 0.5, "momentum": 0.9},
            {"learning_rate": 0.5, "decay": 0.1, "momentum": 0.9},
        ),
        step=sgd,
    ),
}
