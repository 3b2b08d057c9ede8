"""Where rows come from. The generators are those of the nnfs package, draw for draw."""

from math import pi, sin
from pathlib import Path
from typing import ClassVar, Literal

from nngen.finding import Rejected
from nngen.kinds.columns import Columns
from nngen.kinds.found import Found, Wanted
from nngen.kinds.labels import MOST_CLASSES, check_map, in_order
from nngen.kinds.shapes import Shapes
from nngen.kinds.source import Data
from nngen.kinds.table import Table, read_table
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


class Csv(Data):
    """A table in a text file whose first row names the columns."""

    type: Literal["csv"]
    gives: ClassVar[tuple[str, ...]] = (*Data.gives, "values")
    aka: ClassVar[tuple[str, ...]] = ("table", "file")
    path: str = field(
        aka=("file", "filename"),
        min_length=1,
        max_length=1000,
        example="data/table.csv",
        description="The file, seen from the spec's.",
    )
    target: str = field(
        aka=("label", "labels", "y", "target_column"),
        example="species",
        max_length=1000,
        description="The column of the targets.",
    )
    features: tuple[str, ...] | None = field(
        aka=("columns", "feature_columns"),
        default=None,
        min_length=1,
        max_length=2**16,
        example=["length", "width"],
        description="The columns that the network sees; the default is all others.",
    )
    delimiter: str = field(
        aka=("sep", "separator"),
        default=",",
        min_length=1,
        max_length=1,
        example="\t",
        description="What stands between two cells.",
    )
    inputs: int | None = field(
        aka=("n_features", "num_features"),
        default=None,
        example=4,
        ge=1,
        le=2**20,
        description="How many features there are.",
    )
    classes: int | None = field(
        aka=("num_classes", "n_classes"),
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

    def names(self, found: Found) -> tuple[str, ...] | None:
        """Return the labels, or what class_map calls them."""
        return super().names(found) if self.class_map else found.labels

    def find(self, folder: Path, wanted: Wanted) -> Found:
        """Return what the file holds; where all shapes are stated, the spec alone."""
        table = self.read(folder, wanted)
        return self.numbers(table) if wanted.numeric else self.labelled(table)

    def read(self, folder: Path, wanted: Wanted) -> Table | None:
        """Return what the file holds, None where it is to come later."""
        shapes = Shapes(
            self.features, self.inputs, self.classes, self.class_map, wanted
        )
        problems = [*self.table.problems(), *shapes.check_spec()]
        table = None
        if not problems:
            table = read_table(folder, self.path, self.table, wanted, shapes.stated)
            problems += shapes.check_table(table)
        if problems:
            raise Rejected(*problems)
        return table

    def numbers(self, table: Table | None) -> Found:
        """Return what a table holds whose targets are numbers."""
        tally = ((table.rows, 0),) if table else ()
        if self.inputs is not None:
            span = table.span if table else None
            return Found(None, (self.inputs,), 0, self.features, tally=tally, span=span)
        assert table is not None  # read_table refuses files that are not there
        names = table.features
        return Found(table.rows, (len(names),), 0, names, tally=tally, span=table.span)

    def labelled(self, table: Table | None) -> Found:
        """Return what a table holds whose targets are labels of classes."""
        order = in_order(table.labels) if table else []
        tally = tuple(table.labels[label] for label in order) if table else ()
        lines = tuple(table.lines[label] for label in order) if table else ()
        seen = tuple(order)
        if self.inputs is not None and self.classes is not None:
            labels = tuple(in_order(self.class_map)) if self.class_map else None
            shape, names = (self.inputs,), self.features
            known = (None, shape, self.classes, names, labels)
            return Found(*known, seen, tally, lines)
        assert table is not None  # read_table refuses files that are not there
        shape, classes = (len(table.features),), self.classes or len(order)
        known = (table.rows, shape, classes, table.features, seen)
        return Found(*known, seen, tally, lines)


AnyData = Spiral | Vertical | Sine | Csv
