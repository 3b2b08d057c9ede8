"""What is done to features before the network sees them, feature by feature."""

from typing import ClassVar, Literal

from nngen.language.base import Kind
from nngen.model.model import field


class Preprocessing(Kind):
    """A rule that turns raw values into those that the network trains on."""

    bare: ClassVar[bool] = True
    prepares: ClassVar[bool] = True
    """Whether it does anything."""
    fitted: ClassVar[bool] = True
    """Whether its numbers come from the training rows."""

    def constants(self) -> dict[str, float]:
        """Return the numbers that the spec gives it."""
        return {}


class Unprepared(Preprocessing):
    """Values as they are."""

    type: Literal["none"]
    prepares: ClassVar[bool] = False
    fitted: ClassVar[bool] = False


UNPREPARED = Unprepared()


class Standardize(Preprocessing):
    """Centered and scaled: (x - mean) / std of the training rows, all counted."""

    type: Literal["standardize"]
    aka: ClassVar[tuple[str, ...]] = ("standard_scaler", "normalize", "z_score")


class MinMax(Preprocessing):
    """From 0 to 1 on the training rows: (x - min) / (max - min) of them."""

    type: Literal["min_max"]
    aka: ClassVar[tuple[str, ...]] = ("min_max_scaler",)


class Scale(Preprocessing):
    """Scaled and shifted: scale x + offset."""

    type: Literal["scale"]
    aka: ClassVar[tuple[str, ...]] = ("rescale", "rescaling")
    fitted: ClassVar[bool] = False
    scale: float = field(
        example=0.1, ge=-1e9, le=1e9, description="What each value is times."
    )
    offset: float = field(
        default=0.0,
        example=-1.0,
        ge=-1e9,
        le=1e9,
        description="What is added to each product.",
    )

    def constants(self) -> dict[str, float]:
        """Return both."""
        return {"scale": self.scale, "offset": self.offset}


AnyPreprocessing = Unprepared | Standardize | MinMax | Scale
