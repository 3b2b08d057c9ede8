"""How parameters start. Fans are the numbers of values a kernel takes in and gives."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from nngen.language.base import Initializer
from nngen.model.model import field

SPREAD, MOST = 0.05, 1e3  # of uniform numbers: Keras's defaults, and the bounds


class Zeros(Initializer):
    """All zero."""

    type: Literal["zeros"]
    draws: ClassVar[bool] = False
    blank: ClassVar[bool] = True


class Ones(Initializer):
    """All one."""

    type: Literal["ones"]
    draws: ClassVar[bool] = False

    @property
    def level(self) -> float:
        """Return 1."""
        return 1.0


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
    aka: ClassVar[tuple[str, ...]] = (
        "random_normal",
        "gaussian",
        "truncated_normal",
        "trunc_normal",
    )
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


class Uniform(Initializer):
    """Drawn from a uniform distribution."""

    type: Literal["uniform"]
    aka: ClassVar[tuple[str, ...]] = ("random_uniform",)
    minval: float = field(
        aka=("low", "min", "a"),
        default=-SPREAD,
        example=-0.1,
        ge=-MOST,
        lt=MOST,
        description="The least value.",
    )
    maxval: float = field(
        aka=("high", "max", "b"),
        default=SPREAD,
        example=0.1,
        gt=-MOST,
        le=MOST,
        description="What all values are below.",
    )

    def conflicts(self) -> Iterator[tuple[str, str, str]]:
        """Find bounds with nothing between them."""
        if self.minval < self.maxval:
            return
        message = f"nothing lies from {self.minval} up to {self.maxval}"
        if self.maxval == SPREAD:
            yield "minval", message, f"write `minval = {-SPREAD}`"
        elif self.minval > self.maxval and self.minval != -SPREAD:
            lines = f"`minval = {self.maxval:g}` and `maxval = {self.minval:g}`"
            yield "maxval", message, f"write {lines}"
        else:
            higher = min(self.minval + 1, MOST)
            yield "maxval", message, f"write `maxval = {higher:g}`"


class GlorotUniform(Initializer):
    """Uniform within sqrt(6 / (fan_in + fan_out)) of zero (Glorot and Bengio 2010)."""

    type: Literal["glorot_uniform"]
    aka: ClassVar[tuple[str, ...]] = ("xavier", "xavier_uniform")
    fans: ClassVar[tuple[str, ...]] = ("fan_in", "fan_out")


class GlorotNormal(Initializer):
    """Normal, variance 2 / (fan_in + fan_out), not truncated (Glorot and Bengio)."""

    type: Literal["glorot_normal"]
    aka: ClassVar[tuple[str, ...]] = ("xavier_normal",)
    fans: ClassVar[tuple[str, ...]] = ("fan_in", "fan_out")


class HeUniform(Initializer):
    """Uniform within sqrt(6 / fan_in) of zero (He et al. 2015)."""

    type: Literal["he_uniform"]
    aka: ClassVar[tuple[str, ...]] = ("kaiming_uniform",)
    fans: ClassVar[tuple[str, ...]] = ("fan_in",)


class HeNormal(Initializer):
    """Normal, standard deviation sqrt(2 / fan_in), not truncated (He et al. 2015)."""

    type: Literal["he_normal"]
    aka: ClassVar[tuple[str, ...]] = ("he", "kaiming_normal", "kaiming")
    fans: ClassVar[tuple[str, ...]] = ("fan_in",)


class LecunNormal(Initializer):
    """Normal, variance 1 / fan_in, not truncated (LeCun et al. 1998)."""

    type: Literal["lecun_normal"]
    aka: ClassVar[tuple[str, ...]] = (
        "lecun",
        "lecun_uniform",
    )
    fans: ClassVar[tuple[str, ...]] = ("fan_in",)


class Orthogonal(Initializer):
    """Columns, or rows if these are fewer, at right angles (Saxe et al. 2014)."""

    type: Literal["orthogonal"]
    matrix: ClassVar[bool] = True
    gain: float = field(
        default=1.0, gt=0, le=1e3, description="The length of each column, or row."
    )


AnyInitializer = (
    Zeros
    | Ones
    | Constant
    | Normal
    | Uniform
    | GlorotUniform
    | GlorotNormal
    | HeUniform
    | HeNormal
    | LecunNormal
    | Orthogonal
)
