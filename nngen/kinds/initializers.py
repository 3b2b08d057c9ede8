"""How parameters start. Fans are the numbers of values a kernel takes in and gives."""

from typing import ClassVar, Literal

from nngen.kinds.base import Initializer
from nngen.model.model import field


class Zeros(Initializer):
    """All zero."""

    type: Literal["zeros"]
    draws: ClassVar[bool] = False
    blank: ClassVar[bool] = True


class Constant(Initializer):
    """All the same value."""

    type: Literal["constant"]
    aka: ClassVar[tuple[str, ...]] = ("fill",)
    draws: ClassVar[bool] = False
    value: float = field(
        example=0.1, ge=-1e6, le=1e6, description="The value of every element."
    )

    @property
    def level(self) -> float:
        """Return the value."""
        return self.value


class Normal(Initializer):
    """Drawn from a normal distribution."""

    type: Literal["normal"]
    aka: ClassVar[tuple[str, ...]] = ("random_normal", "gaussian")
    mean: float = field(
        aka=("loc",),
        default=0.0,
        ge=-1e3,
        le=1e3,
        description="The distribution's mean.",
    )
    stddev: float = field(
        aka=("std", "sigma"),
        default=0.05,
        gt=0,
        le=1e3,
        description="The distribution's standard deviation.",
    )


class GlorotUniform(Initializer):
    """Uniform within sqrt(6 / (fan_in + fan_out)) of zero (Glorot and Bengio 2010)."""

    type: Literal["glorot_uniform"]
    aka: ClassVar[tuple[str, ...]] = ("xavier", "xavier_uniform")
    fans: ClassVar[tuple[str, ...]] = ("fan_in", "fan_out")


class HeNormal(Initializer):
    """Normal, standard deviation sqrt(2 / fan_in), not truncated (He et al. 2015)."""

    type: Literal["he_normal"]
    aka: ClassVar[tuple[str, ...]] = ("he", "kaiming_normal", "kaiming")
    fans: ClassVar[tuple[str, ...]] = ("fan_in",)


AnyInitializer = Zeros | Constant | Normal | GlorotUniform | HeNormal
