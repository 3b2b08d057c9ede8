"""Schedules: how the learning rate changes from step to step, by Keras' formulas."""

from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from nngen.language.rules import Rule
from nngen.language.schedule import MOST, Ending, Schedule, factor, steps
from nngen.model.model import Hint, field


class Step(Schedule):
    """The rate times decay_rate after every decay_steps."""

    type: Literal["step"]
    aka: ClassVar[tuple[str, ...]] = ("StepLR", "step_lr", "staircase")
    told: ClassVar[str] = "a fall every DECAY_STEPS"

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

    type: Literal["multi_step"]
    aka: ClassVar[tuple[str, ...]] = (
        "MultiStepLR",
        "PiecewiseConstantDecay",
        "piecewise_constant",
    )
    told: ClassVar[str] = "a fall at each of BOUNDARIES"

    boundaries: tuple[int, ...] = field(
        aka=("milestones", "boundaries_and_scales"),
        example=[1000, 2000],
        ge=1,
        le=MOST,
        min_length=1,
        max_length=1000,
        description="The steps, behind the warm-up, from which the rate is lower.",
    )
    decay_rate: float = factor()

    def conflicts(self) -> Iterator[tuple[str, str, str]]:
        """Find boundaries that do not rise."""
        yield from super().conflicts()
        rising = sorted(set(self.boundaries))
        if list(self.boundaries) != rising:
            hint = f"write `boundaries = {rising}`"
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

    type: Literal["exponential"]
    aka: ClassVar[tuple[str, ...]] = ("ExponentialDecay", "ExponentialLR", "exp")
    elsewhere: ClassVar[dict[str, Hint]] = {
        "staircase": 'leave it out; a rate that falls in steps has `type = "step"`'
    }
    told: ClassVar[str] = "an exponential fall"

    decay_steps: int = steps("The steps within which the rate falls by decay_rate.")
    decay_rate: float = factor()

    def rules(self) -> tuple[Rule, ...]:
        """Return rate = learning_rate decay_rate^(k / decay_steps)."""
        return (Rule("rate", "learning_rate * decay_rate ** (k / decay_steps)"),)


class InverseTime(Schedule):
    """The rate divided by 1 + decay_rate for each decay_steps."""

    type: Literal["inverse_time"]
    aka: ClassVar[tuple[str, ...]] = ("InverseTimeDecay", "time_based", "inverse")
    told: ClassVar[str] = "a fall as that of 1 / step"

    decay_steps: int = steps("The steps in which the divisor grows.", default=1)
    decay_rate: float = field(
        aka=("gamma", "decay"),
        example=1e-3,
        gt=0,
        le=1e3,
        description="By how much the divisor grows.",
    )

    def rules(self) -> tuple[Rule, ...]:
        """Return rate = learning_rate / (1 + decay_rate k / decay_steps)."""
        divided = " / decay_steps" if self.decay_steps > 1 else ""
        return (Rule("rate", f"learning_rate / (1 + decay_rate * k{divided})"),)


class Polynomial(Ending):
    """From learning_rate to end_learning_rate along a line, or a power of one."""

    type: Literal["polynomial"]
    aka: ClassVar[tuple[str, ...]] = ("PolynomialDecay", "PolynomialLR", "linear")
    told: ClassVar[str] = "down to END_LEARNING_RATE"

    end_learning_rate: float = field(
        default=1e-4,
        aka=("end_lr", "end_value", "eta_min", "min_lr"),
        ge=0,
        le=1e3,
        description="The rate at which it is held.",
    )
    power: float = field(
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

    type: Literal["cosine"]
    aka: ClassVar[tuple[str, ...]] = ("CosineDecay", "CosineAnnealingLR")
    told: ClassVar[str] = "half a cosine"

    alpha: float = field(
        default=0.0,
        example=0.01,
        aka=("final_scale",),
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


AnySchedule = Step | MultiStep | Exponential | InverseTime | Polynomial | Cosine
