"""Where rows come from. The generators are those of the nnfs package, draw for draw."""

from math import pi, sin
from pathlib import Path
from typing import ClassVar, Literal

from nngen.finding import Rejected
from nngen.language.found import Found, Wanted
from nngen.language.idx_data import Idx
from nngen.language.labels import check_map
from nngen.language.npz_data import Npz
from nngen.language.source import Data
from nngen.language.table_data import Csv
from nngen.model.model import field


class Generated(Data):
    """Points in the plane made by a formula and normal noise, class after class."""

    drawn: ClassVar[bool] = True
    noise: ClassVar[int]
    """Normals drawn for a point."""

    samples: int = field(
        aka=("n_samples", "num_samples", "points"),
        example=100,
        ge=1,
        le=10**6,
        description="Points of each class.",
    )
    classes: int = field(
        aka=("num_classes", "n_classes"),
        example=3,
        ge=2,
        le=256,
        description="Classes, 0 to classes - 1.",
    )

    def find(self, folder: Path, wanted: Wanted) -> Found:
        """Return what is known without drawing a point."""
        labels = tuple(map(str, range(self.classes)))
        if problems := list(check_map(self.class_map, labels)):
            raise Rejected(*problems)
        rows = self.samples * self.classes
        tally = tuple((self.samples, first) for first in range(0, rows, self.samples))
        return Found(rows, (2,), self.classes, None, labels, labels, tally)

    def normals(self) -> int:
        """Return the noise of all points."""
        return self.noise * self.samples * self.classes


class Spiral(Generated):
    """A spiral arm for each class (A. Karpathy's CS231n case study)."""

    type: Literal["spiral"]
    noise: ClassVar[int] = 1


class Vertical(Generated):
    """A cluster for each class, side by side."""

    type: Literal["vertical"]
    noise: ClassVar[int] = 2


class Sine(Data):
    """A turn of the sine: y = sin(2 pi x), x from 0 to 1 in even steps."""

    type: Literal["sine"]
    gives: ClassVar[tuple[str, ...]] = ("values",)
    samples: int = field(
        aka=("n_samples", "num_samples", "points"),
        example=1000,
        ge=1,
        le=10**6,
        description="Points of the curve.",
    )

    def find(self, folder: Path, wanted: Wanted) -> Found:
        """Return what is known without working out more than the extreme points."""
        ends = [round(part * self.samples) / self.samples for part in (0.25, 0.75)]
        high, low = (sin(2 * pi * x) for x in ends)
        tally = ((self.samples, 0),)
        return Found(self.samples, (1,), 0, tally=tally, span=(low, high))


AnyData = Spiral | Vertical | Sine | Csv | Npz | Idx
