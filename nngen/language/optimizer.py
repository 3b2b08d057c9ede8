"""What optimizers share: the rate of a step, and a bound of the gradient."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Any, ClassVar

from nngen.language.base import Kind
from nngen.language.regularizers import TWICE, penalty
from nngen.language.rules import Rule, evaluate
from nngen.language.schedules import AnySchedule
from nngen.model.model import Hint, field

CLIPS = ("clip_value", "clip_norm", "clip_global_norm")
APART = 'take `type = "adamw"`, which decays apart from the gradient'


def rate(default: float) -> Any:
    """Return the field of a learning rate."""
    what = "The rate at which a step goes down the gradient."
    aka = ("lr", "eta", "step_size")
    about: dict[str, Any] = {"description": what, "aka": aka, "gt": 0, "le": 1e3}
    return field(default=default, example=min(default, 0.1), **about)


def clip(description: str, *aka: str) -> Any:
    """Return the field of a bound of the gradient."""
    about: dict[str, Any] = {"description": description, "aka": aka}
    return field(default=None, example=1.0, ge=1e-30, le=1e30, **about)


def strength(l2: Any) -> str:
    """Return what to write in layers for an l2 that stands here."""
    return f"leave it out, and {penalty(l2, 1)} in layers"


def decay(number: Any) -> str:
    """Return what to write for PyTorch's weight_decay."""
    return f"leave it out, and {penalty(number)} in layers, as {TWICE}; or {APART}"


class Optimizer(Kind, ABC):
    """How a step goes down the gradient; step counts from 0."""

    elsewhere: ClassVar[dict[str, Hint]] = {"weight_decay": decay, "l2": strength}
    vectors: ClassVar[dict[str, str]] = {}
    """The vectors it may remember: letter in the rules, name in a script."""

    learning_rate: float
    decay: float = field(
        default=0.0,
        example=1e-3,
        ge=0,
        le=1e3,
        description="How the rate falls: learning_rate / (1 + decay step).",
    )
    schedule: AnySchedule | None = field(
        default=None,
        aka=("lr_scheduler", "scheduler", "lr_schedule", "learning_rate_schedule"),
        description="How the rate changes from step to step, in other ways.",
    )
    clip_value: float | None = clip(
        "Where each number of the gradient is cut off, on either side.", "clipvalue"
    )
    clip_norm: float | None = clip(
        "The norm to which the gradient of each kernel and bias is cut.", "clipnorm"
    )
    clip_global_norm: float | None = clip(
        "The norm to which the whole gradient is cut.",
        *("global_clipnorm", "max_grad_norm", "gradient_clip_val", "grad_clip"),
    )

    def conflicts(self) -> Iterator[tuple[str, str, str]]:
        """Find two ways to change the rate, or to clip the gradient."""
        if self.decay and self.schedule:
            message = "the rate follows the schedule already"
            yield "decay", message, "leave one of them out"
        if self.schedule and (end := self.schedule.rises(self.learning_rate)):
            message = f"the rate would rise to {end:g}, above learning_rate"
            hint = (
                f"write `learning_rate = {10 * end:g}`, or a lower end of the schedule"
            )
            yield "schedule", message, hint
        first, *others = self.clips or ("",)
        for name in others:
            yield name, f"{first} clips the gradient already", "leave one of them out"

    @property
    def clips(self) -> tuple[str, ...]:
        """The ways in which the gradient is clipped: one at most."""
        return tuple(name for name in CLIPS if getattr(self, name) is not None)

    def rate_rule(self) -> str:
        """Return the rate of a step without a schedule, a formula of `step`."""
        return "learning_rate / (1 + decay * step)" if self.decay else "learning_rate"

    def rate_at(self, step: int) -> float:
        """Return the rate of step 0, 1, 2, ..., as a script has it."""
        if self.schedule:
            return self.schedule.rate_at(self.learning_rate, step)
        return float(evaluate(self.rate_rule(), self.dump() | {"step": step}))

    @abstractmethod
    def rules(self) -> tuple[Rule, ...]:
        """Return what a step does."""
