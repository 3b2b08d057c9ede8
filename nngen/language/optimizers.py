"""Optimizers: formulas on the flat vector of all parameters.

In a rule, `theta` is that vector and `g` its gradient, `rate` the learning rate of the
step and `step` its number; other names are the optimizer's own vectors and fields.
Rules are carried out in order and may overwrite g.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from math import inf
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Discriminator, Field

from nngen.edits import pair
from nngen.language.base import Conflict, Kind, Maybe
from nngen.language.rules import Rule, evaluate
from nngen.language.schedules import AnySchedule
from nngen.words import plain

CLIPS = ("clip_value", "clip_norm", "clip_global_norm")


def rate(default: float) -> Any:
    """Return the field of a learning rate."""
    what = "The rate at which a step goes down the gradient."
    example = min(default, 0.1)
    return Field(default=default, examples=[example], gt=0, le=1e3, description=what)


def clip(description: str) -> Any:
    """Return the field of a bound of the gradient."""
    about: dict[str, Any] = {"examples": [1.0], "description": description}
    return Field(default=None, ge=1e-30, le=1e30, **about)


class Optimizer(Kind, ABC):
    """How a step goes down the gradient; step counts from 0."""

    vectors: ClassVar[dict[str, str]] = {}
    """The vectors it may remember: letter in the rules, name in a script."""
    meanings: ClassVar[dict[str, str]] = {}
    """What these hold, by their names."""

    learning_rate: float
    decay: float = Field(
        default=0.0,
        examples=[1e-3],
        ge=0,
        le=1e3,
        description="How the rate falls: learning_rate / (1 + decay step).",
    )
    schedule: Maybe[AnySchedule] = Field(
        default=None,
        description="How the rate changes from step to step, in other ways.",
    )
    clip_value: Maybe[float] = clip(
        "Where each number of the gradient is cut off, on either side."
    )
    clip_norm: Maybe[float] = clip(
        "The norm to which the gradient of each kernel and bias is cut."
    )
    clip_global_norm: Maybe[float] = clip(
        "The norm to which the whole gradient is cut."
    )

    def conflicts(self) -> Iterator[Conflict]:
        """Find two ways to change the rate, or to clip the gradient."""
        if self.decay and self.schedule:
            message = "the rate follows the schedule already"
            yield "decay", message, "leave one of them out"
        if self.schedule and (end := self.schedule.rises(self.learning_rate)):
            message = f"the rate would rise to {end:g}, above learning_rate"
            higher = pair("learning_rate", plain(10 * end))
            hint = "write " + higher + ", or a lower end of the schedule"
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
        return float(evaluate(self.rate_rule(), self.model_dump() | {"step": step}))

    def stable(self) -> float:
        """Return the rate at which steps on the parabola theta^2 / 2 stop converging.

        It is infinite where a step does not grow with the gradient.
        """
        return inf

    def shrinkage(self) -> float:
        """Return what a step takes off theta, as a share of theta and of the rate."""
        return 0.0

    @abstractmethod
    def rules(self) -> tuple[Rule, ...]:
        """Return what a step does."""


AGREE = "a step keeps a part of the one before, so that steps that agree add up"
APART = "apart from Adam's step, which would divide this by sqrt(vhat) too"


def share(default: float, description: str) -> Any:
    """Return the field of what a running mean keeps at each step."""
    return Field(default=default, ge=0, lt=1, description=description)


def epsilon() -> Any:
    """Return the field of what keeps a divisor from zero."""
    what = "What is added to the root that a step is divided by."
    return Field(default=1e-7, ge=1e-30, le=1, description=what)


class Sgd(Optimizer):
    """Gradient descent; momentum keeps the rate inside the velocity, as Keras does."""

    type: Literal["sgd"] = "sgd"
    vectors: ClassVar[dict[str, str]] = {"v": "velocity"}
    meanings: ClassVar[dict[str, str]] = {"velocity": "momentum: the step before"}

    learning_rate: float = rate(1.0)
    momentum: float = Field(
        default=0.0,
        examples=[0.9],
        ge=0,
        lt=1,
        description="The share of the velocity that a step keeps.",
    )
    nesterov: bool = Field(
        default=False,
        examples=[True],
        description="Whether a step goes where the velocity will lead.",
    )

    def conflicts(self) -> Iterator[Conflict]:
        """Find Nesterov's way to use a momentum that there is not."""
        yield from super().conflicts()
        if self.nesterov and not self.momentum:
            message = "without momentum there is no velocity to look ahead with"
            hint = "write " + pair("momentum", 0.9) + ", or leave nesterov out"
            yield "nesterov", message, hint

    def stable(self) -> float:
        """Return the rate at which an error only changes its sign."""
        most = 2 * (1 + self.momentum)
        return most / (1 + 2 * self.momentum) if self.nesterov else most

    def rules(self) -> tuple[Rule, ...]:
        """Return v = momentum v - rate g and theta = theta + v, or the plain step."""
        if not self.momentum:
            return (Rule("theta", "theta - rate * g"),)
        ahead = "theta + momentum * v - rate * g" if self.nesterov else "theta + v"
        keep = Rule("v", "momentum * v - rate * g", note=AGREE)
        return keep, Rule("theta", ahead)


class Adagrad(Optimizer):
    """Adagrad (Duchi et al. 2011): a parameter that has moved much moves less."""

    type: Literal["adagrad"] = "adagrad"
    vectors: ClassVar[dict[str, str]] = {"cache": "cache"}
    meanings: ClassVar[dict[str, str]] = {
        "cache": "Adagrad: the sum of the gradient's square"
    }

    learning_rate: float = rate(1.0)
    epsilon: float = epsilon()

    def rules(self) -> tuple[Rule, ...]:
        """Return cache = cache + g^2, and the step divided by its root."""
        return (
            Rule("cache", "cache + g**2"),
            Rule("theta", "theta - rate * g / (sqrt(cache) + epsilon)"),
        )


class Rmsprop(Optimizer):
    """RMSprop (Tieleman and Hinton 2012): steps by the gradient's recent size."""

    type: Literal["rmsprop"] = "rmsprop"
    vectors: ClassVar[dict[str, str]] = {"cache": "cache"}
    meanings: ClassVar[dict[str, str]] = {
        "cache": "RMSprop: a running mean of the gradient's square"
    }

    learning_rate: float = rate(0.001)
    rho: float = share(0.9, "The share of the cache that a step keeps.")
    epsilon: float = epsilon()

    def rules(self) -> tuple[Rule, ...]:
        """Return cache = rho cache + (1 - rho) g^2, and the step by its root."""
        return (
            Rule("cache", "rho * cache + (1 - rho) * g**2"),
            Rule("theta", "theta - rate * g / (sqrt(cache) + epsilon)"),
        )


class Moments(Optimizer):
    """Running means of the gradient and of its square."""

    vectors: ClassVar[dict[str, str]] = {"m": "m", "v": "v"}
    meanings: ClassVar[dict[str, str]] = {
        "m": "Adam: a running mean of the gradient",
        "v": "Adam: a running mean of its square",
    }

    learning_rate: float = rate(0.001)
    beta_1: float = share(0.9, "The share of m that a step keeps.")
    beta_2: float = share(0.999, "The share of v that a step keeps.")
    epsilon: float = epsilon()

    def rules(self) -> tuple[Rule, ...]:
        """Return m and v, means of g and g^2, and the step by what these estimate."""
        return (
            Rule("m", "beta_1 * m + (1 - beta_1) * g"),
            Rule("v", "beta_2 * v + (1 - beta_2) * g**2"),
            Rule(
                "theta",
                "theta - rate * mhat / (sqrt(vhat) + epsilon)",
                (
                    ("mhat", "m / (1 - beta_1 ** (step + 1))"),
                    ("vhat", "v / (1 - beta_2 ** (step + 1))"),
                ),
                "m and v start at zero; dividing corrects for that",
            ),
        )


class Adam(Moments):
    """Adam (Kingma and Ba 2015): running means of the gradient and of its square."""

    type: Literal["adam"] = "adam"


class Adamw(Moments):
    """AdamW (Loshchilov and Hutter 2019): Adam, whose theta shrinks apart from it."""

    type: Literal["adamw"] = "adamw"

    weight_decay: float = Field(
        default=0.01,
        ge=0,
        le=10,
        description="By how much of itself theta shrinks, times the rate.",
    )

    def shrinkage(self) -> float:
        """Return weight_decay."""
        return self.weight_decay

    def rules(self) -> tuple[Rule, ...]:
        """Return theta = (1 - rate weight_decay) theta, then Adam's rules."""
        shrink = Rule("theta", "(1 - rate * weight_decay) * theta", note=APART)
        return (*((shrink,) if self.weight_decay else ()), *super().rules())


AnyOptimizer = Annotated[
    Sgd | Adagrad | Rmsprop | Adam | Adamw,
    Discriminator("type"),
]
