"""Optimizers: formulas on the flat vector of all parameters.

In a rule, `theta` is that vector and `g` its gradient, `rate` the learning rate of the
step; other names are the optimizer's own vectors and fields. Rules are carried out in
order and may spend g.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from nngen.kinds.base import Kind
from nngen.model.model import field


@dataclass(frozen=True)
class Rule:
    """A formula and the vector that takes its value."""

    target: str
    value: str


def rate(default: float) -> Any:
    """Return the field of a learning rate."""
    what = "The rate at which a step goes down the gradient."
    aka = ("lr", "eta", "step_size")
    return field(default=default, example=0.1, aka=aka, gt=0, le=1e3, description=what)


class Optimizer(Kind, ABC):
    """How a step goes down the gradient; step counts from 0."""

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

    def schedule(self) -> str:
        """Return the rate of a step as a formula in the fields and `step`."""
        return "learning_rate / (1 + decay * step)" if self.decay else "learning_rate"

    @abstractmethod
    def rules(self) -> tuple[Rule, ...]:
        """Return what a step does."""


class Sgd(Optimizer):
    """Gradient descent; momentum keeps the rate inside the velocity, as Keras does."""

    type: Literal["sgd"]
    aka: ClassVar[tuple[str, ...]] = ("gradient_descent", "gd")
    vectors: ClassVar[dict[str, str]] = {"v": "velocity"}

    learning_rate: float = rate(1.0)
    momentum: float = field(
        aka=("mu",),
        default=0.0,
        example=0.9,
        ge=0,
        lt=1,
        description="The share of the velocity that a step keeps.",
    )

    def rules(self) -> tuple[Rule, ...]:
        """Return v = momentum v - rate g and theta = theta + v, or the plain step."""
        if not self.momentum:
            return (Rule("theta", "theta - rate * g"),)
        return Rule("v", "momentum * v - rate * g"), Rule("theta", "theta + v")


AnyOptimizer = Sgd
