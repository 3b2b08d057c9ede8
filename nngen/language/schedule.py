"""What schedules share: a warm-up, rules, an end.

A schedule is rules, carried out in order, the last of which gives the `rate`. They are
formulas of its fields, of `learning_rate` and of `k`, which counts steps from the end
of the warm-up; while that lasts, the rate grows by the same amount from step to step.
"""

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from nngen.language.base import Kind
from nngen.language.rules import Rule, evaluate
from nngen.model.model import field

MOST = 10**9


def steps(description: str, **options: Any) -> Any:
    """Return the field of a number of steps; required but for a default."""
    aka = ("step_size", "T_max", "total_iters", "transition_steps")
    about: dict[str, Any] = {"example": 1000, "aka": aka, "ge": 1, "le": MOST}
    return field(description=description, **about | options)


def factor() -> Any:
    """Return the field of what a rate is multiplied by."""
    aka = ("gamma", "factor", "drop")
    what = "What the rate is multiplied by."
    return field(description=what, example=0.5, aka=aka, gt=0, le=1)


class Schedule(Kind, ABC):
    """How the learning rate changes from step to step."""

    told: ClassVar[str]
    """How it changes, in 30 letters; constants by their names in a script."""
    warm_up: ClassVar[str] = "learning_rate * (step + 1) / warmup_steps"

    warmup_steps: int = field(
        default=0,
        example=100,
        aka=("warmup", "num_warmup_steps", "warmup_iters"),
        ge=0,
        le=MOST,
        description="Steps in which the rate first grows to learning_rate.",
    )

    @abstractmethod
    def rules(self) -> tuple[Rule, ...]:
        """Return what makes the rate behind the warm-up."""

    def late(self, left: int) -> tuple[str, str, Any] | None:
        """Find what does not fit a run that has so many steps behind the warm-up.

        It is told as a key, a message, and what to write, None where nothing helps.
        """
        return None

    def rises(self, learning_rate: float) -> float:
        """Return the rate at which the schedule ends, if that is above its start."""
        end = self.rate_at(learning_rate, 2 * MOST)
        return end if end > learning_rate else 0.0

    def rate_at(self, learning_rate: float, step: int) -> float:
        """Return the rate of step 0, 1, 2, ..."""
        values = self.dump() | {"learning_rate": learning_rate, "step": step}
        if step < self.warmup_steps:
            return float(evaluate(self.warm_up, values))
        values["k"] = step - self.warmup_steps
        for rule in self.rules():
            values[rule.target] = evaluate(rule.value, values)
        return float(values["rate"])


class Ending(Schedule):
    """One that comes to its end after decay_steps, where the rate is held."""

    part: ClassVar[Rule] = Rule(
        "part", "min(k, decay_steps) / decay_steps", note="from 0 to 1, then held"
    )

    decay_steps: int = steps("The steps from learning_rate to where the rate is held.")

    def late(self, left: int) -> tuple[str, str, Any] | None:
        """Find an end beyond the run, or one long before it at a rate of 0."""
        if self.decay_steps > left:
            return "decay_steps", "so the rate never comes to its end", left
        if self.decay_steps > 0.9 * left or self.rate_at(1.0, MOST * 2):
            return None
        idle = left - self.decay_steps
        return "decay_steps", f"and the rate of the last {idle} is 0", left
