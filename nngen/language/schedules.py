"""Schedules: how the learning rate changes from step to step, by Keras's formulas.

A schedule is rules, carried out in order; the last one gives the `rate`. They are
formulas of its fields, of `learning_rate` and of `k`, which counts steps from the end
of the warm-up; while that lasts, the rate grows by the same amount from step to step.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Discriminator, Field

from nngen.edits import pair
from nngen.language.base import Array, Conflict, Kind
from nngen.language.rules import Rule, evaluate

MOST = 10**9


def steps(description: str, **options: Any) -> Any:
    """Return the field of a number of steps; required but for a default."""
    about: dict[str, Any] = {
        "examples": [1000],
        "ge": 1,
        "le": MOST,
        "description": description,
    }
    return Field(**about | options)


def factor() -> Any:
    """Return the field of what a rate is multiplied by."""
    what = "What the rate is multiplied by."
    return Field(examples=[0.5], gt=0, le=1, description=what)


class Schedule(Kind, ABC):
    """How the learning rate changes from step to step."""

    course: ClassVar[str]
    """How it changes, in 30 letters; constants by their names in a script."""
    warm_up: ClassVar[str] = "learning_rate * (step + 1) / warmup_steps"
    counts: ClassVar[tuple[str, ...]] = ("warmup_steps", "decay_steps", "boundaries")
    """The fields that count steps, where a schedule has them."""

    warmup_steps: int = Field(
        default=0,
        examples=[100],
        ge=0,
        le=MOST,
        description="Steps in which the rate first grows to learning_rate.",
    )

    @abstractmethod
    def rules(self) -> tuple[Rule, ...]:
        """Return what makes the rate behind the warm-up."""

    def late(self, left: int) -> tuple[str, str, Any] | None:
        """Find what does not fit a run with `left` steps after the warm-up.

        Return a key, a message, and the value to write, None where none helps.
        """
        return None

    def rises(self, learning_rate: float) -> float:
        """Return the rate at which the schedule ends, if that is above its start."""
        end = self.rate_at(learning_rate, 2 * MOST)
        return end if end > learning_rate else 0.0

    def rate_at(self, learning_rate: float, step: int) -> float:
        """Return the rate of step 0, 1, 2, ..."""
        values = self.model_dump() | {"learning_rate": learning_rate, "step": step}
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


class Step(Schedule):
    """The rate times decay_rate after every decay_steps."""

    type: Literal["step"] = "step"
    course = "a fall every DECAY_STEPS"

    decay_steps: int = steps("The steps from one fall of the rate to the next.")
    decay_rate: float = factor()

    def rules(self) -> tuple[Rule, ...]:
        """Return rate = learning_rate decay_rate^floor(k / decay_steps)."""
        return (Rule("rate", "learning_rate * decay_rate ** (k // decay_steps)"),)

    def late(self, left: int) -> tuple[str, str, Any] | None:
        """Find a first fall beyond the run."""
        if self.decay_steps < left:
            return None
        return "decay_steps", "so the rate never falls", left // 2 or None


class MultiStep(Schedule):
    """The rate times decay_rate from each of some steps on."""

    type: Literal["multi_step"] = "multi_step"
    course = "a fall at each of BOUNDARIES"

    boundaries: Array[Annotated[int, Field(ge=1, le=MOST)]] = Field(
        examples=[[1000, 2000]],
        min_length=1,
        max_length=1000,
        description="The steps, behind the warm-up, from which the rate is lower.",
    )
    decay_rate: float = factor()

    def conflicts(self) -> Iterator[Conflict]:
        """Find boundaries that do not rise."""
        yield from super().conflicts()
        rising = sorted(set(self.boundaries))
        if list(self.boundaries) != rising:
            hint = "write " + pair("boundaries", rising)
            yield "boundaries", "they do not rise from one to the next", hint

    def rules(self) -> tuple[Rule, ...]:
        """Return rate = learning_rate decay_rate^(the boundaries up to k)."""
        note = "how many have been met"
        return (
            Rule("passed", "bisect(boundaries, k)", note=note),
            Rule("rate", "learning_rate * decay_rate ** passed"),
        )

    def late(self, left: int) -> tuple[str, str, Any] | None:
        """Find a boundary beyond the run."""
        met = [boundary for boundary in self.boundaries if boundary < left]
        if len(met) == len(self.boundaries):
            return None
        others = sorted({left // 2, left * 3 // 4} - {0})
        message = f"so boundary {self.boundaries[len(met)]} is never met"
        return "boundaries", message, met or others or None


class Exponential(Schedule):
    """The rate times decay_rate in the course of each decay_steps."""

    type: Literal["exponential"] = "exponential"
    course = "an exponential fall"

    decay_steps: int = steps("The steps within which the rate falls by decay_rate.")
    decay_rate: float = factor()

    def rules(self) -> tuple[Rule, ...]:
        """Return rate = learning_rate decay_rate^(k / decay_steps)."""
        return (Rule("rate", "learning_rate * decay_rate ** (k / decay_steps)"),)


class InverseTime(Schedule):
    """The rate divided by 1 + decay_rate for each decay_steps."""

    type: Literal["inverse_time"] = "inverse_time"
    course = "a fall as that of 1 / step"

    decay_steps: int = steps("The steps in which the divisor grows.", default=1)
    decay_rate: float = Field(
        examples=[1e-3], gt=0, le=1e3, description="By how much the divisor grows."
    )

    def rules(self) -> tuple[Rule, ...]:
        """Return rate = learning_rate / (1 + decay_rate k / decay_steps)."""
        divided = " / decay_steps" if self.decay_steps > 1 else ""
        return (Rule("rate", f"learning_rate / (1 + decay_rate * k{divided})"),)


class Polynomial(Ending):
    """From learning_rate to end_learning_rate along a line, or a power of one."""

    type: Literal["polynomial"] = "polynomial"
    course = "down to END_LEARNING_RATE"

    end_learning_rate: float = Field(
        default=1e-4, ge=0, le=1e3, description="The rate at which it is held."
    )
    power: float = Field(
        default=1.0,
        gt=0,
        le=100,
        description="A line at 1; above it the rate falls steeply first.",
    )

    def rules(self) -> tuple[Rule, ...]:
        """Return rate = (learning_rate - end) (1 - part)^power + end."""
        left = "(1 - part)" + (" ** power" if self.power != 1 else "")
        fall = f"(learning_rate - end_learning_rate) * {left}"
        return self.part, Rule("rate", f"{fall} + end_learning_rate")


class Cosine(Ending):
    """From learning_rate to alpha of it along half a cosine."""

    type: Literal["cosine"] = "cosine"
    course = "half a cosine"

    alpha: float = Field(
        default=0.0,
        examples=[0.01],
        ge=0,
        le=1,
        description="The share of learning_rate at which it is held.",
    )

    def rules(self) -> tuple[Rule, ...]:
        """Return rate = learning_rate ((1 - alpha) (1 + cos(pi part)) / 2 + alpha)."""
        share = "(1 + math.cos(math.pi * part)) / 2"
        if self.alpha:
            share = f"((1 - alpha) * {share} + alpha)"
        return self.part, Rule("rate", f"learning_rate * {share}")


AnySchedule = Annotated[
    Step | MultiStep | Exponential | InverseTime | Polynomial | Cosine,
    Discriminator("type"),
]
