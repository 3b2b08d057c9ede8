"""Where rows come from. The generators are those of the nnfs package, draw for draw."""

from abc import ABC, abstractmethod
from pathlib import Path
from typing import ClassVar, Literal

from nngen.finding import Rejected
from nngen.kinds.base import Kind
from nngen.kinds.columns import Columns
from nngen.kinds.found import Found
from nngen.kinds.labels import MOST_CLASSES, check_map, in_order
from nngen.kinds.shapes import Shapes
from nngen.kinds.table import read_table
from nngen.model.model import field


class Data(Kind, ABC):
    """A source of rows and of their targets."""

    drawn: ClassVar[bool] = False
    """Whether its rows are drawn from a random stream."""

    targets: Literal["auto", "classes", "one_hot"] = field(
        default="auto",
        description="Class indices, or rows of zeros and a one; auto: as the loss is.",
    )
    class_map: dict[str, str] | None = field(
        default=None,
        min_length=1,
        max_length=MOST_CLASSES,
        example={"0": "no", "1": "yes"},
        description="The name of the class that each raw label stands for.",
    )

    @property
    def one_hot(self) -> bool:
        """Whether a target is a row, not an index."""
        return self.targets == "one_hot"

    @property
    def table(self) -> Columns | None:
        """What it reads of a table, if that is what it reads."""
        return None

    @property
    def file(self) -> str:
        """The path of the file that it reads, "" if it reads none."""
        return ""

    @abstractmethod
    def find(self, folder: Path, largest: float) -> Found:
        """Return what the source holds, its path being seen from a folder.

        Numbers beyond the largest are refused. Raises Rejected, with paths from here.
        """

    def normals(self) -> int:
        """Return how many normals drawing all rows spends."""
        return 0

    def names(self, found: Found) -> tuple[str, ...] | None:
        """Return what its classes are called, None where they are but numbers."""
        if self.class_map is None or found.labels is None:
            return None
        return tuple(self.class_map[label] for label in found.labels)


class Generated(Data):
    """Points in the plane made by a formula and normal noise, class after class."""

    drawn: ClassVar[bool] = True
    noise: ClassVar[int]
    """Normals drawn for a point."""

    samples: int = field(
        example=100, ge=1, le=10**6, description="Points of each class."
    )
    classes: int = field(
        example=3, ge=2, le=256, description="Classes, 0 to classes - 1."
    )

    def find(self, folder: Path, largest: float) -> Found:
        """Return what is known without drawing a point."""
        labels = tuple(map(str, range(self.classes)))
        if problems := list(check_map(self.class_map, labels)):
            raise Rejected(*problems)
        rows = self.samples * self.classes
        tally = tuple((self.samples, first) for first in range(0, rows, self.samples))
        return Found(rows, 2, self.classes, None, labels, labels, tally)

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


class Csv(Data):
    """A table in a text file whose first row names the columns."""

    type: Literal["csv"]
    path: str = field(
        min_length=1,
        max_length=1000,
        example="data/table.csv",
        description="The file, seen from the spec's.",
    )
    target: str = field(
        example="species", max_length=1000, description="The column of the classes."
    )
    features: tuple[str, ...] | None = field(
        default=None,
        min_length=1,
        max_length=2**16,
        example=["length", "width"],
        description="The columns that the network sees; the default is all others.",
    )
    delimiter: str = field(
        default=",",
        min_length=1,
        max_length=1,
        example="\t",
        description="What stands between two cells.",
    )
    inputs: int | None = field(
        default=None,
        example=4,
        ge=1,
        le=2**20,
        description="How many features there are.",
    )
    classes: int | None = field(
        default=None,
        example=3,
        ge=2,
        le=MOST_CLASSES,
        description="How many classes there are.",
    )

    @property
    def file(self) -> str:
        """Its path."""
        return self.path

    @property
    def table(self) -> Columns:
        """Its columns."""
        return Columns(self.target, self.features, self.delimiter)

    @property
    def shapes(self) -> Shapes:
        """What the spec says of the file's shape."""
        return Shapes(self.features, self.inputs, self.classes, self.class_map)

    def names(self, found: Found) -> tuple[str, ...] | None:
        """Return the labels, or what class_map calls them."""
        return super().names(found) if self.class_map else found.labels

    def find(self, folder: Path, largest: float) -> Found:
        """Return what the file holds; where all shapes are stated, the spec alone."""
        problems = [*self.table.problems(), *self.shapes.check_spec()]
        table = None
        if not problems:
            table = read_table(
                folder, self.path, self.table, largest, self.shapes.stated
            )
            problems += self.shapes.check_table(table)
        if problems:
            raise Rejected(*problems)
        order = in_order(table.labels) if table else []
        tally = tuple(table.labels[label] for label in order) if table else ()
        lines = tuple(table.lines[label] for label in order) if table else ()
        seen = tuple(order)
        if self.inputs is not None and self.classes is not None:
            labels = tuple(in_order(self.class_map)) if self.class_map else None
            shape = self.inputs, self.classes
            return Found(None, *shape, self.features, labels, seen, tally, lines)
        assert table is not None  # read_table refuses files that are not there
        shape = len(table.features), self.classes or len(order)
        return Found(table.rows, *shape, table.features, seen, seen, tally, lines)


AnyData = Spiral | Vertical | Csv
