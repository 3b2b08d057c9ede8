"""Rows that are saved as an array, and their targets as another."""

from abc import abstractmethod
from pathlib import Path
from typing import ClassVar

from nngen.finding import Rejected
from nngen.language.arrays import Named, found_classes, found_values
from nngen.language.base import Shape
from nngen.language.found import Found, Wanted
from nngen.language.shapes import Shapes
from nngen.language.source import Data
from nngen.language.tally import Tally


class Arrays(Data):
    """An array of rows, of any shape, and one of their targets."""

    gives: ClassVar[tuple[str, ...]] = (*Data.gives, "values")

    def find(self, folder: Path, wanted: Wanted) -> Found:
        """Return what the files hold; where all shapes are stated, the spec alone."""
        inputs, classes = self.stated
        stated = Shapes(None, inputs, classes, self.class_map, wanted)
        if problems := [*stated.check_spec()]:
            raise Rejected(*problems)
        later = "inputs" if wanted.numeric else "inputs and classes"
        seen = self.look(folder, wanted, "" if stated.stated else later)
        flat = None if inputs is None else (inputs,)
        x, y = self.named()
        if seen is None:
            assert flat is not None  # else files that are not there are refused
            if wanted.numeric:
                return Found(None, flat, 0, rows_key=x.key, target_key=y.key)
            return found_classes(x, y, flat, None, stated)
        shape, tally = seen
        known = found_values if wanted.numeric else found_classes
        return known(x, y, flat or shape[1:], tally, stated)

    @property
    @abstractmethod
    def stated(self) -> tuple[int | None, int | None]:
        """How many features and classes there are, where the spec says so."""

    @abstractmethod
    def named(self) -> tuple[Named, Named]:
        """Return the array of the rows and that of the targets."""

    @abstractmethod
    def look(
        self, folder: Path, wanted: Wanted, later: str
    ) -> tuple[Shape, Tally] | None:
        """Return the shape of all rows and the targets, None where they are to come.

        Raises Rejected.
        """
