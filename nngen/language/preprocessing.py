"""What is done to features before the network sees them, feature by feature."""

from typing import Annotated, ClassVar, Literal

from pydantic import Discriminator, Field

from nngen.language.base import Kind, Named


class Preprocessing(Kind):
    """A rule that turns raw values into those that the network trains on."""

    prepares: ClassVar[bool] = True
    """Whether it does anything."""
    fitted: ClassVar[tuple[str, ...]] = ()
    """The names of its numbers that come from the training rows."""

    @property
    def line(self) -> tuple[float, float]:
        """The factor and the offset that the spec states: 1 and 0 if it states none."""
        return 1.0, 0.0

    def constants(self) -> dict[str, float]:
        """Return the numbers that the spec gives it."""
        return {}


class Unprepared(Preprocessing):
    """Values as they are."""

    type: Literal["none"] = "none"
    prepares = False


UNPREPARED = Unprepared()


class Standardize(Preprocessing):
    """Centered and scaled: (x - mean) / std of the training rows, all counted."""

    type: Literal["standardize"] = "standardize"
    fitted = ("center", "spread")


class MinMax(Preprocessing):
    """From 0 to 1 on the training rows: (x - min) / (max - min) of them."""

    type: Literal["min_max"] = "min_max"
    fitted = ("low", "span")


class Scale(Preprocessing):
    """Scaled and shifted: scale x + offset."""

    type: Literal["scale"] = "scale"
    scale: float = Field(
        examples=[0.1], ge=-1e9, le=1e9, description="What each value is times."
    )
    offset: float = Field(
        default=0.0,
        examples=[-1.0],
        ge=-1e9,
        le=1e9,
        description="What is added to each product.",
    )

    @property
    def line(self) -> tuple[float, float]:
        """The factor and the offset."""
        return self.scale, self.offset

    def constants(self) -> dict[str, float]:
        """Return the scale, and the offset if there is one."""
        return {"scale": self.scale} | ({"offset": self.offset} if self.offset else {})


AnyPreprocessing = Annotated[
    Unprepared | Standardize | MinMax | Scale,
    Discriminator("type"),
    Named(),
]
