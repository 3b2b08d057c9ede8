"""What is done to features before the network sees them, feature by feature."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from nngen.kinds.base import NAME_OR_TABLE, Kind


class Preprocessing(Kind):
    """A rule that turns raw values into those that the network trains on."""

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


UNPREPARED = Unprepared(type="none")


class Standardize(Preprocessing):
    """(x - mean) / std of the training rows, std that of a whole population."""

    type: Literal["standardize"]


class MinMax(Preprocessing):
    """(x - min) / (max - min) of the training rows: from 0 to 1 there."""

    type: Literal["min_max"]


class Scale(Preprocessing):
    """Scale x + offset."""

    type: Literal["scale"]
    fitted: ClassVar[bool] = False
    scale: float = Field(ge=-1e9, le=1e9, description="What each value is times.")
    offset: float = Field(
        0.0, ge=-1e9, le=1e9, description="What is added to each product."
    )

    def constants(self) -> dict[str, float]:
        """Return both."""
        return {"scale": self.scale, "offset": self.offset}


AnyPreprocessing = Annotated[
    Unprepared | Standardize | MinMax | Scale,
    Field(discriminator="type"),
    NAME_OR_TABLE,
]
