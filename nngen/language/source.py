"""What all sources of rows share."""

from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any, ClassVar, Literal

from nngen.language.base import Kind
from nngen.language.columns import Columns
from nngen.language.found import Found, Wanted
from nngen.language.labels import MOST_CLASSES
from nngen.model.model import field


class Data(Kind, ABC):
    """A source of rows and of their targets."""

    drawn: ClassVar[bool] = False
    """Whether its rows are drawn from a random stream."""
    gives: ClassVar[tuple[str, ...]] = ("classes", "one_hot", "binary")
    """The forms that its targets can have."""

    bytewise: ClassVar[bool] = False
    """Whether its files hold nothing but bytes, gzipped or not."""
    places: ClassVar[dict[str, str]] = {}
    """By field that is the path of a file: the constant of a script that holds it."""
    lists: ClassVar[dict[str, tuple[str, ...]]] = {}
    """By constant of a script: the fields whose texts it holds."""

    targets: Literal["auto", "classes", "one_hot", "values", "binary"] = field(
        aka=("class_mode", "label_mode"),
        default="auto",
        description="Class indices, rows of zeros and a one, numbers as they are, "
        "or of two classes 0 and 1; auto: as the loss is.",
    )
    class_map: dict[str, str] | None = field(
        aka=("class_names",),
        default=None,
        min_length=1,
        max_length=MOST_CLASSES,
        example={"0": "no", "1": "yes"},
        description="The name of the class that each raw label stands for.",
    )

    @property
    def table(self) -> Columns | None:
        """What it reads of a table, if that is what it reads."""
        return None

    @property
    def files(self) -> dict[str, str]:
        """The paths of the files that it reads, by the constants of a script."""
        return {name: getattr(self, key) for key, name in self.places.items()}

    @property
    def texts(self) -> dict[str, tuple[str, ...]]:
        """What else a script needs to find in these files, by its constants."""
        return {
            name: tuple(getattr(self, key) for key in keys)
            for name, keys in self.lists.items()
        }

    @abstractmethod
    def find(self, folder: Path, wanted: Wanted) -> Found:
        """Return what the source holds, its path being seen from a folder.

        Raises Rejected, with paths from here, where it is not as wanted.
        """

    @property
    def made(self) -> bool:
        """Whether its rows are made by a formula, and not read from a file."""
        return not self.places

    def normals(self) -> int:
        """Return how many normals drawing all rows spends."""
        return 0

    def names(self, found: Found) -> tuple[str, ...] | None:
        """Return what its classes are called, None where they are but numbers."""
        if self.class_map is None or found.labels is None:
            return None
        return tuple(self.class_map[label] for label in found.labels)


def count_of_inputs() -> Any:
    """Declare how many numbers a row has, for a file that may come later."""
    return field(
        aka=("n_features", "num_features"),
        default=None,
        example=4,
        ge=1,
        le=2**20,
        product=True,
        description="How many features there are.",
    )


def count_of_classes() -> Any:
    """Declare how many classes there are, for a file that may come later."""
    return field(
        aka=("num_classes", "n_classes"),
        default=None,
        example=3,
        ge=2,
        le=MOST_CLASSES,
        description="How many classes there are.",
    )
