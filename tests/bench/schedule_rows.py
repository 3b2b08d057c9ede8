"""One row per schedule: the rate k steps behind the warm-up, as Keras defines it."""

import math

from .records import Options, Schedule

WARM: Options = {"warmup_steps": 3}


def rate(options: Options, step: int) -> float:
    """Return the rate of an optimizer at step 0, 1, 2, ...

    It is learning_rate / (1 + decay step), or that of its schedule, which grows to
    learning_rate along a line while it warms up.
    """
    most = options["learning_rate"]
    schedule = options.get("schedule")
    if schedule is None:
        return float(most / (1 + options.get("decay", 0) * step))
    warm = schedule.get("warmup_steps", 0)
    if step < warm:
        return float(most * (step + 1) / warm)
    return SCHEDULES[schedule["type"]].rate(schedule, most, step - warm)


def step(options: Options, most: float, k: int) -> float:
    """Return the rate that falls at once where decay_steps are full."""
    falls = math.floor(k / options["decay_steps"])
    return float(most * options["decay_rate"] ** falls)


def multi_step(options: Options, most: float, k: int) -> float:
    """Return the rate that falls at each boundary, from that step on."""
    falls = len([b for b in options["boundaries"] if k >= b])
    return float(most * options["decay_rate"] ** falls)


def exponential(options: Options, most: float, k: int) -> float:
    """Return the rate that falls by the same share at each step."""
    each = math.log(options["decay_rate"]) / options["decay_steps"]
    return float(most * math.exp(each * k))


def inverse_time(options: Options, most: float, k: int) -> float:
    """Return the rate over 1 + decay_rate k / decay_steps."""
    return float(most / (1 + options["decay_rate"] * k / options.get("decay_steps", 1)))


def polynomial(options: Options, most: float, k: int) -> float:
    """Return (most - end) (1 - k / decay_steps)^power + end, then end."""
    end, total = options.get("end_learning_rate", 1e-4), options["decay_steps"]
    left = max(0.0, 1 - k / total)
    return float((most - end) * left ** options.get("power", 1) + end)


def cosine(options: Options, most: float, k: int) -> float:
    """Return the rate along half a cosine from most to alpha most, then that."""
    alpha, angle = options.get("alpha", 0), math.pi * k / options["decay_steps"]
    fall = 0.5 * (1 + math.cos(angle)) if angle < math.pi else 0.0
    return float(most * ((1 - alpha) * fall + alpha))


SCHEDULES: dict[str, Schedule] = {
    "step": Schedule(
        examples=(
            {"decay_steps": 2, "decay_rate": 0.5},
            {"decay_steps": 3, "decay_rate": 0.1, **WARM},
        ),
        rate=step,
    ),
    "multi_step": Schedule(
        examples=(
            {"boundaries": [1, 3, 6], "decay_rate": 0.5},
            {"boundaries": [2], "decay_rate": 0.25, **WARM},
        ),
        rate=multi_step,
    ),
    "exponential": Schedule(
        examples=(
            {"decay_steps": 4, "decay_rate": 0.5},
            {"decay_steps": 3, "decay_rate": 0.1, **WARM},
        ),
        rate=exponential,
    ),
    "inverse_time": Schedule(
        examples=(
            {"decay_rate": 0.5},
            {"decay_steps": 3, "decay_rate": 0.5, **WARM},
        ),
        rate=inverse_time,
    ),
    "polynomial": Schedule(
        examples=(
            {"decay_steps": 5},
            {"decay_steps": 4, "end_learning_rate": 5e-4, "power": 2, **WARM},
        ),
        rate=polynomial,
    ),
    "cosine": Schedule(
        examples=(
            {"decay_steps": 5},
            {"decay_steps": 4, "alpha": 0.1, **WARM},
        ),
        rate=cosine,
    ),
}
