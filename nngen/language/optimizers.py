"""Optimizers: formulas on the flat vector of all parameters.

In a rule, `theta` is that vector and `g` its gradient, `rate` the learning rate of the
step and `step` its number; other names are the optimizer's own vectors and fields.
Rules are carried out in order and may spend g.
"""

from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from nngen.language.optimizer import Optimizer, rate
from nngen.language.rules import Rule
from nngen.model.model import Hint, field

APART = "apart from Adam's step, which would divide this by sqrt(vhat) too"


def share(default: float, description: str, *aka: str) -> Any:
    """Return the field of what a running mean keeps at each step."""
    about: dict[str, Any] = {"description": description, "aka": aka}
    return field(default=default, ge=0, lt=1, **about)


def epsilon() -> Any:
    """Return the field of what keeps a divisor from zero."""
    what = "What is added to the root that a step is divided by."
    aka = ("eps", "delta")
    return field(default=1e-7, aka=aka, ge=1e-30, le=1, description=what)


class Sgd(Optimizer):
    """Gradient descent; momentum keeps the rate inside the velocity, as Keras does."""

    type: Literal["sgd"]
    aka: ClassVar[tuple[str, ...]] = ("gradient_descent", "gd", "momentum")
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
    nesterov: bool = field(
        default=False,
        example=True,
        description="Whether a step goes where the velocity will lead.",
    )

    def conflicts(self) -> Iterator[tuple[str, str, str]]:
        """Find Nesterov's way to use a momentum that there is not."""
        yield from super().conflicts()
        if self.nesterov and not self.momentum:
            message = "without momentum there is no velocity to look ahead with"
            yield "nesterov", message, "write `momentum = 0.9`, or leave nesterov out"

    def rules(self) -> tuple[Rule, ...]:
        """Return v = momentum v - rate g and theta = theta + v, or the plain step."""
        if not self.momentum:
            return (Rule("theta", "theta - rate * g"),)
        ahead = "theta + momentum * v - rate * g" if self.nesterov else "theta + v"
        return Rule("v", "momentum * v - rate * g"), Rule("theta", ahead)


class Adagrad(Optimizer):
    """Adagrad (Duchi et al. 2011): a parameter that has moved much moves less."""

    type: Literal["adagrad"]
    vectors: ClassVar[dict[str, str]] = {"cache": "cache"}

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

    type: Literal["rmsprop"]
    vectors: ClassVar[dict[str, str]] = {"cache": "cache"}

    learning_rate: float = rate(0.001)
    rho: float = share(0.9, "The share of the cache that a step keeps.", "alpha")
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
    elsewhere: ClassVar[dict[str, Hint]] = Optimizer.elsewhere | {
        "betas": "leave it out, and write its numbers as "
        "`beta_1 = 0.9` and `beta_2 = 0.999`"
    }

    learning_rate: float = rate(0.001)
    beta_1: float = share(0.9, "The share of m that a step keeps.", "beta1", "b1")
    beta_2: float = share(0.999, "The share of v that a step keeps.", "beta2", "b2")
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
                "where dividing makes up for m and v having started at zero",
            ),
        )


class Adam(Moments):
    """Adam (Kingma and Ba 2015): running means of the gradient and of its square."""

    type: Literal["adam"]


class Adamw(Moments):
    """AdamW (Loshchilov and Hutter 2019): Adam, and theta shrinks by itself."""

    type: Literal["adamw"]

    weight_decay: float = field(
        default=0.01,
        ge=0,
        le=10,
        aka=("wd",),
        description="By how much of itself theta shrinks, times the rate.",
    )

    def rules(self) -> tuple[Rule, ...]:
        """Return theta = (1 - rate weight_decay) theta, then Adam's rules."""
        shrink = Rule("theta", "(1 - rate * weight_decay) * theta", note=APART)
        return (*((shrink,) if self.weight_decay else ()), *super().rules())


AnyOptimizer = Sgd | Adagrad | Rmsprop | Adam | Adamw
