"""Where rows come from. The generators are those of the nnfs package, draw for draw."""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from nngen.kinds.base import Kind


@dataclass(frozen=True)
class DataFacts:
    """What a build knows of the data: rows, values in a row, classes of its targets."""

    rows: int
    features: int
    classes: int


class Generated(Kind):
    """Points in the plane made by a formula and normal noise, class after class."""

    noise: ClassVar[int]
    """Normals drawn for a point."""

    samples: int = Field(ge=1, le=10**6, description="Points of each class.")
    classes: int = Field(ge=2, le=256, description="Classes, 0 to classes - 1.")

    def facts(self) -> DataFacts:
        """Return what is known without drawing a point."""
        return DataFacts(self.samples * self.classes, 2, self.classes)

    targets: Literal["auto", "classes", "one_hot"] = "auto"

    def coding(self) -> str:
        """Return "classes" or "one_hot"."""
        return "one_hot" if self.targets == "one_hot" else "classes"

    def normals(self) -> int:
        """Return how many normals the whole set spends."""
        return self.noise * self.samples * self.classes


class Spiral(Generated):
    """A spiral arm for each class (A. Karpathy's CS231n case study)."""

    type: Literal["spiral"]
    noise: ClassVar[int] = 1


class Vertical(Generated):
    """A cluster for each class, side by side."""

    type: Literal["vertical"]
    noise: ClassVar[int] = 2


AnyData = Annotated[Spiral | Vertical, Field(discriminator="type")]
