"""Activation functions, most of them given by their formulas.

An elementwise function is data: A = `value` in terms of z, and dL/dZ = `backward` in
terms of da, which is dL/dA, and of z or a. Formulas are Python expressions over these,
the function's own fields, its `constants` and pi; `max`, `min`, `abs` and
`where(condition, value, other)` have their usual meaning, other functions NumPy's
names. What is needed twice gets a name first: `t = tanh(z); da * (1 - t**2)`.
"""

from math import inf
from typing import Annotated, ClassVar, Literal

from pydantic import Discriminator, Field

from nngen.language.base import Named
from nngen.language.operations import Operation, Shape


class Function(Operation):
    """A function between one layer and the next, without parameters."""

    symbol = "a"
    folder = "functions"


class Elementwise(Function):
    """A function of single numbers, given by its formulas."""

    value: ClassVar[str]
    backward: ClassVar[str]
    constants: ClassVar[dict[str, float]] = {}
    """Numbers of its formulas that no field gives."""
    overflows: ClassVar[frozenset[str]] = frozenset()
    """Which of "value" and "backward" pass through infinity to the right result."""

    def changes_nothing(self, *xs: Shape) -> bool:
        """Return whether A is Z."""
        return self.value == "z"

    def formulas(self) -> tuple[str, str]:
        """Return value and backward, shorter where the fields allow it."""
        return self.value, self.backward


class Linear(Elementwise):
    """The identity: A = Z."""

    type: Literal["linear"] = "linear"
    value = "z"
    backward = "da"


class Relu(Elementwise):
    """The rectifier: what is below zero becomes zero."""

    type: Literal["relu"] = "relu"
    reach = (0, inf)
    is_flat_below_zero = True
    value = "max(0, z)"
    backward = "where(a > 0, da, 0)"


class LeakyRelu(Elementwise):
    """The leaky rectifier: what is below zero is scaled down (Maas et al. 2013)."""

    type: Literal["leaky_relu"] = "leaky_relu"
    value = "max(z, negative_slope * z)"  # up to a slope of 1
    backward = "da * where(a > 0, 1, negative_slope)"
    negative_slope: float = Field(
        default=0.01, examples=[0.2], gt=0, le=1, description="The slope below zero."
    )


class Elu(Elementwise):
    """The exponential linear unit (Clevert et al. 2016): alpha (exp(z) - 1) below 0."""

    type: Literal["elu"] = "elu"
    value = "max(z, 0) + alpha * expm1(min(z, 0))"
    backward = "da * where(a > 0, 1, a + alpha)"
    alpha: float = Field(
        default=1.0,
        examples=[0.5],
        gt=0,
        le=1e3,
        description="What it comes down to, below zero.",
    )

    def formulas(self) -> tuple[str, str]:
        """Return formulas that need no branch where alpha is 1."""
        if self.alpha != 1:
            return super().formulas()
        return "max(z, 0) + expm1(min(z, 0))", "da * (1 + min(a, 0))"


class Selu(Elementwise):
    """The scaled exponential linear unit, which keeps mean 0 and variance 1.

    Klambauer et al. 2017, for kernels that start as lecun_normal.
    """

    type: Literal["selu"] = "selu"
    constants: ClassVar[dict[str, float]] = {
        "scale": 1.0507009873554805,
        "alpha": 1.6732632423543772,
        "steepest": 1.7580993408473766,  # scale alpha
    }
    value = "scale * (max(z, 0) + alpha * expm1(min(z, 0)))"
    backward = "da * where(a > 0, scale, a + steepest)"


class Gelu(Elementwise):
    """The Gaussian error linear unit in its tanh form (Hendrycks and Gimpel 2016).

    U, the part that tanh bends, is 0 before Z^2 is infinite: so it comes first.
    """

    type: Literal["gelu"] = "gelu"
    overflows = frozenset({"value", "backward"})
    value = "z * (0.5 * (1 + tanh((2 / pi)**0.5 * (z * (1 + 0.044715 * z**2)))))"
    backward = (
        "t = tanh((2 / pi)**0.5 * (z * (1 + 0.044715 * z**2)));"
        "u = (2 / pi)**0.5 * (z * (1 - t**2));"
        "0.5 * (da * (1 + t + u + 0.134145 * u * z * z))"
    )


class Silu(Elementwise):
    """The sigmoid linear unit, z sigmoid(z), also called swish."""

    type: Literal["silu"] = "silu"
    overflows = frozenset({"value", "backward"})
    value = "z / (1 + exp(-z))"
    backward = "da * ((1 + (z - a)) / (1 + exp(-z)))"


class Softplus(Elementwise):
    """The smooth rectifier, log(1 + exp(z))."""

    type: Literal["softplus"] = "softplus"
    reach = (0, inf)
    value = "max(z, 0) + log1p(exp(-abs(z)))"
    backward = "da * -expm1(-a)"

    def positive(self, *xs: bool) -> bool:
        """Return True: the logarithm of more than 1 is."""
        return True


class Sigmoid(Elementwise):
    """The logistic function, from 0 to 1."""

    type: Literal["sigmoid"] = "sigmoid"
    reach = (0, 1)
    overflows = frozenset({"value"})
    value = "1 / (1 + exp(-z))"
    backward = "da * (1 - a) * a"

    def positive(self, *xs: bool) -> bool:
        """Return True: an exponential is."""
        return True

    def unit(self, *xs: bool) -> bool:
        """Return True: a share is."""
        return True


class Tanh(Elementwise):
    """The hyperbolic tangent, from -1 to 1."""

    type: Literal["tanh"] = "tanh"
    reach = (-1, 1)
    value = "tanh(z)"
    backward = "da * (1 - a**2)"


class Softmax(Function):
    """Positive values that sum to one in each row: exp(Z) / sum exp(Z)."""

    type: Literal["softmax"] = "softmax"
    reach = (0, 1)
    book = True
    sums_to_one = True
    noun = "probabilities"

    def positive(self, *xs: bool) -> bool:
        """Return True: an exponential is."""
        return True

    def unit(self, *xs: bool) -> bool:
        """Return True: a share is."""
        return True


AnyFunction = Annotated[
    Linear
    | Relu
    | LeakyRelu
    | Elu
    | Selu
    | Gelu
    | Silu
    | Softplus
    | Sigmoid
    | Tanh
    | Softmax,
    Discriminator("type"),
    Named(),
]
