"""Initializers: how the arrays that are trained start."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Discriminator, Field

from nngen.edits import pair
from nngen.language.base import Conflict, Kind, Named
from nngen.words import plain

SPREAD, MOST = 0.05, 1e3  # of uniform numbers: Keras's defaults, and the bounds


class Initializer(Kind):
    """A rule that fills a new array."""

    draws: ClassVar[bool] = True
    """Whether it draws random numbers."""
    blank: ClassVar[bool] = False
    """Whether it leaves an array as NumPy's zeros makes it."""
    matrix: ClassVar[bool] = False
    """Whether it fills arrays of two dimensions alone."""
    fans: ClassVar[tuple[str, ...]] = ()
    """Which of "fan_in" and "fan_out" its formula reads."""

    @property
    def level(self) -> float | None:
        """The value that all elements start with, None where they differ."""
        return 0.0 if self.blank else None


class Zeros(Initializer):
    """All zero."""

    type: Literal["zeros"] = "zeros"
    draws = False
    blank = True


class Ones(Initializer):
    """All one."""

    type: Literal["ones"] = "ones"
    draws = False

    @property
    def level(self) -> float:
        """Return 1."""
        return 1.0


class Constant(Initializer):
    """All the same value."""

    type: Literal["constant"] = "constant"
    draws = False
    value: float = Field(
        examples=[0.1], ge=-1e6, le=1e6, description="The value of every element."
    )

    @property
    def level(self) -> float:
        """Return the value."""
        return self.value


class Normal(Initializer):
    """Drawn from a normal distribution."""

    type: Literal["normal"] = "normal"
    mean: float = Field(
        default=0.0, ge=-1e3, le=1e3, description="The distribution's mean."
    )
    stddev: float = Field(
        default=0.05, gt=0, le=1e3, description="The distribution's standard deviation."
    )


class Uniform(Initializer):
    """Drawn from a uniform distribution."""

    type: Literal["uniform"] = "uniform"
    minval: float = Field(
        default=-SPREAD,
        examples=[-0.1],
        ge=-MOST,
        lt=MOST,
        description="The least value.",
    )
    maxval: float = Field(
        default=SPREAD,
        examples=[0.1],
        gt=-MOST,
        le=MOST,
        description="What all values are below.",
    )

    def conflicts(self) -> Iterator[Conflict]:
        """Find bounds with nothing between them."""
        if self.minval < self.maxval:
            return
        message = f"nothing lies from {self.minval} up to {self.maxval}"
        if self.maxval == SPREAD:
            yield "minval", message, "write " + pair("minval", -SPREAD)
        elif self.minval > self.maxval and self.minval != -SPREAD:
            lines = pair("minval", plain(self.maxval))
            lines += " and " + pair("maxval", plain(self.minval))
            yield "maxval", message, "write " + lines
        else:
            higher = min(self.minval + 1, MOST)
            yield "maxval", message, "write " + pair("maxval", plain(higher))


class GlorotUniform(Initializer):
    """Uniform within sqrt(6 / (fan_in + fan_out)) of zero (Glorot and Bengio 2010)."""

    type: Literal["glorot_uniform"] = "glorot_uniform"
    fans = ("fan_in", "fan_out")


class GlorotNormal(Initializer):
    """Normal, variance 2 / (fan_in + fan_out), not truncated (Glorot and Bengio)."""

    type: Literal["glorot_normal"] = "glorot_normal"
    fans = ("fan_in", "fan_out")


class HeUniform(Initializer):
    """Uniform within sqrt(6 / fan_in) of zero (He et al. 2015)."""

    type: Literal["he_uniform"] = "he_uniform"
    fans = ("fan_in",)


class HeNormal(Initializer):
    """Normal, standard deviation sqrt(2 / fan_in), not truncated (He et al. 2015)."""

    type: Literal["he_normal"] = "he_normal"
    fans = ("fan_in",)


class LecunNormal(Initializer):
    """Normal, variance 1 / fan_in, not truncated (LeCun et al. 1998)."""

    type: Literal["lecun_normal"] = "lecun_normal"
    fans = ("fan_in",)


class Orthogonal(Initializer):
    """Columns, or rows if these are fewer, at right angles (Saxe et al. 2014)."""

    type: Literal["orthogonal"] = "orthogonal"
    matrix = True
    gain: float = Field(
        default=1.0, gt=0, le=1e3, description="The length of each column, or row."
    )


AnyInitializer = Annotated[
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
    | Orthogonal,
    Discriminator("type"),
    Named(),
]
