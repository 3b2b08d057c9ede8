"""Normalizations: values less their mean, over their spread; then scale and shift."""

from typing import Any, ClassVar, Literal

from nngen.language.base import Kept, NamedNumber, Operation, Parameter, Shape
from nngen.language.initializers import Ones, Zeros
from nngen.language.layer import Layer
from nngen.model.model import field


def epsilon() -> Any:
    """Return the field of what keeps a variance from zero."""
    what = "What is added to the variance, under the root."
    return field(default=1e-3, aka=("eps",), ge=1e-12, le=1, description=what)


class Normalization(Layer, Operation):
    """U = gamma Zhat + beta, Zhat = (Z - mean) / sigma, sigma = sqrt(var + epsilon)."""

    symbol: ClassVar[str] = "u"
    key: ClassVar[str] = (
        "Zhat is Z normalized, U that scaled by gamma and moved by beta, "
    )
    key += "number by number."
    spends: ClassVar[bool] = True
    numbered: ClassVar[bool] = False
    sums: ClassVar[bool] = True

    def operations(self) -> tuple[Operation, ...]:
        """Return the normalization itself."""
        return (self,)

    def parameters(self, *xs: Shape) -> tuple[Parameter, ...]:
        """Return gamma and beta, a number of each for each value of a row."""
        (shape,) = xs
        fans = (shape[-1], shape[-1])
        return (
            Parameter("gamma", shape, fans, Ones(), upright=True),
            Parameter("beta", shape, fans, Zeros(), upright=True),
        )


class BatchNormalization(Normalization):
    """Each value less its mean over the batch, over its spread there."""

    type: Literal["batch_normalization"]
    aka: ClassVar[tuple[str, ...]] = ("batch_norm", "batch_norm_1d", "bn")
    twofold: ClassVar[bool] = True
    centers: ClassVar[str] = "rows"
    asides: ClassVar[dict[str, str]] = dict.fromkeys(
        ("BatchNorm", "BatchNorm1d", "BatchNorm2d"),
        "its momentum is 1 - that of PyTorch",
    )

    momentum: float = field(
        aka=("decay",),
        default=0.99,
        example=0.9,
        ge=0,
        lt=1,
        description="The share of the running mean and variance that a step keeps.",
    )
    epsilon: float = epsilon()

    def kept(self, *xs: Shape) -> tuple[Kept, ...]:
        """Return Zhat, and sigma of all rows."""
        return Kept("zhat", xs[0], over=True), Kept("sigma", xs[0], each=False)

    def running(self, *xs: Shape) -> tuple[Parameter, ...]:
        """Return the mean and the variance, from 0 and 1 on."""
        (shape,) = xs
        return tuple(
            Parameter(role, shape, (shape[-1], shape[-1]), start, upright=True)
            for role, start in (("mean", Zeros()), ("var", Ones()))
        )

    def numbers(self) -> tuple[NamedNumber, ...]:
        """Return momentum and epsilon."""
        kept = "what a step keeps of the running mean and variance"
        return (
            NamedNumber("bn_momentum", self.momentum, kept),
            NamedNumber("bn_epsilon", self.epsilon),
        )


class LayerNormalization(Normalization):
    """Each row's values less their mean, over their spread (Ba et al. 2016)."""

    type: Literal["layer_normalization"]
    aka: ClassVar[tuple[str, ...]] = ("layer_norm", "ln")
    centers: ClassVar[str] = "values"

    epsilon: float = epsilon()

    def kept(self, *xs: Shape) -> tuple[Kept, ...]:
        """Return Zhat, and sigma of each row."""
        return Kept("zhat", xs[0], over=True), Kept("sigma", ())

    def numbers(self) -> tuple[NamedNumber, ...]:
        """Return epsilon."""
        return (NamedNumber("ln_epsilon", self.epsilon),)
