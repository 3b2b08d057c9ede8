"""One row per optimizer: theta after a step, written entry by entry of its paper."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from .autodiff import Array
from .records import Optimizer, Options
from .schedule_rows import rate

FALLING = {"type": "cosine", "decay_steps": 6, "alpha": 0.1, "warmup_steps": 2}


def clipped(options: Options, grad: Array, parts: Iterable[slice]) -> Array:
    """Return the gradient as an optimizer takes it; `parts` are its arrays.

    Keras: a norm above c becomes c, g c / max(norm, c).
    """
    if "clip_value" in options:
        most = options["clip_value"]
        return np.where(np.abs(grad) > most, most * np.sign(grad), grad)
    grad = grad.copy()
    key = "clip_norm" if "clip_norm" in options else "clip_global_norm"
    if key in options:
        for part in parts if key == "clip_norm" else [slice(None)]:
            norm = np.sqrt((grad[part] ** 2).sum())
            grad[part] *= options[key] / max(norm, options[key])
    return grad


def sgd(
    options: Options, theta: Array, grad: Array, state: dict[str, Any], step: int
) -> Array:
    """Return theta + v, v = momentum v - rate dL/dtheta, v = 0 before step 0.

    Nesterov, as Keras: theta + momentum v - rate dL/dtheta, with the new v.
    """
    kept, pull = options.get("momentum", 0), rate(options, step) * grad
    velocity: Array = kept * state.get("velocity", 0) - pull
    state["velocity"] = velocity
    ahead: Array = kept * velocity - pull
    return theta + (ahead if options.get("nesterov") else velocity)


def adagrad(
    options: Options, theta: Array, grad: Array, state: dict[str, Any], step: int
) -> Array:
    """Return the step over the root of the sum of all squares (Duchi et al. 2011)."""
    state["sum"] = state.get("sum", 0) + grad * grad
    root = np.sqrt(state["sum"]) + options.get("epsilon", 1e-7)
    return np.asarray(theta - rate(options, step) * grad / root)


def rmsprop(
    options: Options, theta: Array, grad: Array, state: dict[str, Any], step: int
) -> Array:
    """Return the step over the root of a running mean (Tieleman, Hinton 2012)."""
    rho = options.get("rho", 0.9)
    state["mean"] = rho * state.get("mean", 0) + (1 - rho) * grad * grad
    root = np.sqrt(state["mean"]) + options.get("epsilon", 1e-7)
    return np.asarray(theta - rate(options, step) * grad / root)


def adam(
    options: Options, theta: Array, grad: Array, state: dict[str, Any], step: int
) -> Array:
    """Return the step by both moments, their start at zero made up for (2015)."""
    moments = []
    for key, power, beta in (("beta_1", 1, 0.9), ("beta_2", 2, 0.999)):
        kept = options.get(key, beta)
        state[key] = kept * state.get(key, 0) + (1 - kept) * grad**power
        moments.append(state[key] / (1 - kept ** (step + 1)))
    mean, square = moments
    root = np.sqrt(square) + options.get("epsilon", 1e-7)
    return np.asarray(theta - rate(options, step) * mean / root)


def adamw(
    options: Options, theta: Array, grad: Array, state: dict[str, Any], step: int
) -> Array:
    """Return Adam's step from a theta that has shrunk by itself (2019, as PyTorch)."""
    shrunk = theta - rate(options, step) * options.get("weight_decay", 0.01) * theta
    return adam(options, shrunk, grad, state, step)


OPTIMIZERS: dict[str, Optimizer] = {
    "sgd": Optimizer(
        examples=(
            {"learning_rate": 0.5},
            {"learning_rate": 0.5, "decay": 0.1},
            {"learning_rate": 0.5, "momentum": 0.9},
            {"learning_rate": 0.5, "decay": 0.1, "momentum": 0.9},
            {"learning_rate": 0.5, "momentum": 0.8, "nesterov": True},
            {"learning_rate": 0.5, "clip_value": 0.02},
            {"learning_rate": 0.5, "clip_norm": 0.05},
        ),
        step=sgd,
    ),
    "adagrad": Optimizer(
        examples=(
            {"learning_rate": 0.2},
            {"learning_rate": 0.2, "epsilon": 0.1, "decay": 0.1, "clip_value": 0.02},
        ),
        step=adagrad,
    ),
    "rmsprop": Optimizer(
        examples=(
            {"learning_rate": 0.05},
            {
                "learning_rate": 0.05,
                "rho": 0.5,
                "epsilon": 0.01,
                "clip_global_norm": 0.1,
            },
        ),
        step=rmsprop,
    ),
    "adam": Optimizer(
        examples=(
            {"learning_rate": 0.05},
            {
                "learning_rate": 0.05,
                "beta_1": 0.5,
                "beta_2": 0.9,
                "epsilon": 0.01,
                "schedule": FALLING,
                "clip_norm": 0.05,
            },
        ),
        step=adam,
    ),
    "adamw": Optimizer(
        examples=(
            {"learning_rate": 0.05},
            {"learning_rate": 0.05, "weight_decay": 0.5, "decay": 0.1},
            {"learning_rate": 0.05, "weight_decay": 0},
        ),
        step=adamw,
    ),
}
