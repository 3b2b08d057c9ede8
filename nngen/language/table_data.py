"""Rows of a table in a text file."""

from pathlib import Path
from typing import ClassVar, Literal

from nngen.finding import Rejected
from nngen.language.columns import Columns
from nngen.language.found import Found, Wanted
from nngen.language.labels import in_order
from nngen.language.shapes import Shapes
from nngen.language.source import Data, count_of_classes, count_of_inputs
from nngen.language.table import Table, read_table
from nngen.model.model import field
from nngen.record import replace


class Csv(Data):
    """A table in a text file whose first row names the columns."""

    type: Literal["csv"]
    gives: ClassVar[tuple[str, ...]] = (*Data.gives, "values")
    aka: ClassVar[tuple[str, ...]] = ("table", "file")
    places: ClassVar[dict[str, str]] = {"path": "DATA"}
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
    inputs: int | None = count_of_inputs()
    classes: int | None = count_of_classes()

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
        found = self.numbers(table) if wanted.numeric else self.labelled(table)
        rows_key = "features" if found.columns else ""
        return replace(found, rows_key=rows_key, target_key="target")

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
            return Found(
                None,
                (self.inputs,),
                self.classes,
                self.features,
                labels,
                seen,
                tally,
                lines,
            )
        assert table is not None  # read_table refuses files that are not there
        shape, classes = (len(table.features),), self.classes or len(order)
        names, rows = table.features, table.rows
        return Found(rows, shape, classes, names, seen, seen, tally, lines)
