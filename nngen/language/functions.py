"""Activation functions; elementwise ones are formulas."""

from math import inf
from typing import ClassVar, Literal

from nngen.language.elementwise import Elementwise, Function
from nngen.model.model import field


class Linear(Elementwise):
    """The identity: A = Z."""

    type: Literal["linear"]
    aka: ClassVar[tuple[str, ...]] = ("identity", "none")
    value: ClassVar[str] = "z"
    backward: ClassVar[str] = "da"


class Relu(Elementwise):
    """The rectifier: what is below zero becomes zero."""

    type: Literal["relu"]
    reach: ClassVar[tuple[float, float]] = (0, inf)
    flat_at_zero: ClassVar[bool] = True
    value: ClassVar[str] = "max(0, z)"
    backward: ClassVar[str] = "where(a > 0, da, 0)"


class LeakyRelu(Elementwise):
    """The leaky rectifier: what is below zero is scaled down (Maas et al. 2013)."""

    type: Literal["leaky_relu"]
    aka: ClassVar[tuple[str, ...]] = ("lrelu",)
    value: ClassVar[str] = "max(z, negative_slope * z)"  # up to a slope of 1
    backward: ClassVar[str] = "da * where(a > 0, 1, negative_slope)"
    negative_slope: float = field(
        aka=("alpha", "slope", "leak"),
        default=0.01,
        example=0.2,
        gt=0,
        le=1,
        description="The slope below zero.",
    )


class Elu(Elementwise):
    """The exponential linear unit (Clevert et al. 2016): alpha (exp(z) - 1) below 0."""

    type: Literal["elu"]
    value: ClassVar[str] = "max(z, 0) + alpha * expm1(min(z, 0))"
    backward: ClassVar[str] = "da * where(a > 0, 1, a + alpha)"
    alpha: float = field(
        default=1.0,
        example=0.5,
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

    type: Literal["selu"]
    constants: ClassVar[dict[str, float]] = {
        "scale": 1.0507009873554805,
        "alpha": 1.6732632423543772,
        "steepest": 1.7580993408473766,  # scale alpha
    }
    value: ClassVar[str] = "scale * (max(z, 0) + alpha * expm1(min(z, 0)))"
    backward: ClassVar[str] = "da * where(a > 0, scale, a + steepest)"


class Gelu(Elementwise):
    """The Gaussian error linear unit in its tanh form (Hendrycks and Gimpel 2016).

    U, the part that tanh bends, is 0 before Z^2 is infinite: so it comes first.
    """

    type: Literal["gelu"]
    aka: ClassVar[tuple[str, ...]] = ("gelu_new", "gelu_tanh", "gelu_pytorch_tanh")
    overflows: ClassVar[frozenset[str]] = frozenset({"value", "backward"})
    value: ClassVar[str] = (
        "z * (0.5 * (1 + tanh((2 / pi)**0.5 * (z * (1 + 0.044715 * z**2)))))"
    )
    backward: ClassVar[str] = (
        "t = tanh((2 / pi)**0.5 * (z * (1 + 0.044715 * z**2)));"
        "u = (2 / pi)**0.5 * (z * (1 - t**2));"
        "0.5 * (da * (1 + t + u + 0.134145 * u * z * z))"
    )


class Silu(Elementwise):
    """The sigmoid linear unit, z sigmoid(z), also called swish."""

    type: Literal["silu"]
    aka: ClassVar[tuple[str, ...]] = (
        "swish",
        "mish",
    )
    overflows: ClassVar[frozenset[str]] = frozenset({"value", "backward"})
    value: ClassVar[str] = "z / (1 + exp(-z))"
    backward: ClassVar[str] = "da * ((1 + (z - a)) / (1 + exp(-z)))"


class Softplus(Elementwise):
    """The smooth rectifier, log(1 + exp(z))."""

    type: Literal["softplus"]
    reach: ClassVar[tuple[float, float]] = (0, inf)
    value: ClassVar[str] = "max(z, 0) + log1p(exp(-abs(z)))"
    backward: ClassVar[str] = "da * -expm1(-a)"

    def positive(self, *xs: bool) -> bool:
        """Return True: the logarithm of more than 1 is."""
        return True


class Sigmoid(Elementwise):
    """The logistic function, from 0 to 1."""

    type: Literal["sigmoid"]
    aka: ClassVar[tuple[str, ...]] = ("logistic", "hard_sigmoid")
    reach: ClassVar[tuple[float, float]] = (0, 1)
    overflows: ClassVar[frozenset[str]] = frozenset({"value"})
    value: ClassVar[str] = "1 / (1 + exp(-z))"
    backward: ClassVar[str] = "da * (1 - a) * a"

    def positive(self, *xs: bool) -> bool:
        """Return True: an exponential is."""
        return True

    def unit(self, *xs: bool) -> bool:
        """Return True: a share is."""
        return True


class Tanh(Elementwise):
    """The hyperbolic tangent, from -1 to 1."""

    type: Literal["tanh"]
    aka: ClassVar[tuple[str, ...]] = (
        "softsign",
        "hard_tanh",
    )
    reach: ClassVar[tuple[float, float]] = (-1, 1)
    value: ClassVar[str] = "tanh(z)"
    backward: ClassVar[str] = "da * (1 - a**2)"


class Softmax(Function):
    """Positive values that sum to one in each row: exp(Z) / sum exp(Z)."""

    type: Literal["softmax"]
    aka: ClassVar[tuple[str, ...]] = ("log_softmax",)
    reach: ClassVar[tuple[float, float]] = (0, 1)
    book: ClassVar[bool] = True
    reads: ClassVar[frozenset[str]] = frozenset({"y"})
    shares: ClassVar[bool] = True
    noun: ClassVar[str] = "probabilities"

    def positive(self, *xs: bool) -> bool:
        """Return True: an exponential is."""
        return True

    def unit(self, *xs: bool) -> bool:
        """Return True: a share is."""
        return True


AnyFunction = (
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
    | Softmax
)
