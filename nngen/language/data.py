"""Where rows come from. The generators are those of the nnfs package, draw for draw."""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Discriminator, Field

from nngen.language.base import Array, Conflict, Kind, Maybe, Text
from nngen.words import quoted

MOST_CLASSES = 2**16


class Data(Kind):
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

    targets: Literal["auto", "classes", "one_hot", "values", "binary"] = Field(
        default="auto",
        description="Class indices, rows of zeros and a one, numbers as they are, "
        "or of two classes 0 and 1; auto: as the loss is.",
    )
    class_map: Maybe[dict[Text, Text]] = Field(
        default=None,
        examples=[{"0": "no", "1": "yes"}],
        min_length=1,
        max_length=MOST_CLASSES,
        description="The name of the class that each raw label stands for.",
    )

    @property
    def table(self) -> "Csv | None":
        """Itself if it is a table of text, else None."""
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

    @property
    def made(self) -> bool:
        """Whether its rows are made by a formula, and not read from a file."""
        return not self.places

    def normals(self) -> int:
        """Return how many normals drawing all rows takes."""
        return 0

    def names(self, labels: tuple[str, ...] | None) -> tuple[str, ...] | None:
        """Return the names of the classes with these labels, None if they have none."""
        if self.class_map is None or labels is None:
            return None
        return tuple(self.class_map[label] for label in labels)


class Generated(Data):
    """Points in the plane made by a formula and normal noise, class after class."""

    drawn = True
    noise: ClassVar[int]
    """Normals drawn for a point."""

    samples: int = Field(
        examples=[100], ge=1, le=10**6, description="Points of each class."
    )
    classes: int = Field(
        examples=[3], ge=2, le=256, description="Classes, 0 to classes - 1."
    )

    def normals(self) -> int:
        """Return how many normals the noise of all points takes."""
        return self.noise * self.samples * self.classes


class Spiral(Generated):
    """A spiral arm for each class (A. Karpathy's CS231n case study)."""

    type: Literal["spiral"] = "spiral"
    noise = 1


class Vertical(Generated):
    """A cluster for each class, side by side."""

    type: Literal["vertical"] = "vertical"
    noise = 2


class Sine(Data):
    """A turn of the sine: y = sin(2 pi x), x from 0 to 1 in even steps."""

    type: Literal["sine"] = "sine"
    gives = ("values",)
    samples: int = Field(
        examples=[1000], ge=1, le=10**6, description="Points of the curve."
    )


def count_of_inputs() -> Any:
    """Declare how many numbers a row has, for a file that may come later."""
    return Field(
        default=None,
        examples=[4],
        ge=1,
        le=2**20,
        description="How many features there are.",
    )


def count_of_classes() -> Any:
    """Declare how many classes there are, for a file that may come later."""
    return Field(
        default=None,
        examples=[3],
        ge=2,
        le=MOST_CLASSES,
        description="How many classes there are.",
    )


class Csv(Data):
    """A table in a text file whose first row names the columns."""

    type: Literal["csv"] = "csv"
    gives = (*Data.gives, "values")
    places: ClassVar[dict[str, str]] = {"path": "DATA"}
    path: str = Field(
        examples=["data/table.csv"],
        min_length=1,
        max_length=1000,
        description="The file, seen from the spec's.",
    )
    target: str = Field(
        examples=["species"], max_length=1000, description="The column of the targets."
    )
    features: Maybe[Array[Text]] = Field(
        default=None,
        examples=[["length", "width"]],
        min_length=1,
        max_length=2**16,
        description="The columns that the network sees; the default is all others.",
    )
    delimiter: str = Field(
        default=",",
        examples=["\t"],
        min_length=1,
        max_length=1,
        description="What stands between two cells.",
    )
    inputs: Maybe[int] = count_of_inputs()
    classes: Maybe[int] = count_of_classes()

    @property
    def table(self) -> "Csv":
        """Itself."""
        return self

    def names(self, labels: tuple[str, ...] | None) -> tuple[str, ...] | None:
        """Return what class_map calls the labels, or the labels themselves."""
        return super().names(labels) if self.class_map else labels


class Npz(Data):
    """Arrays in one file, as NumPy's savez and savez_compressed write it."""

    type: Literal["npz"] = "npz"
    gives = (*Data.gives, "values")
    places: ClassVar[dict[str, str]] = {"path": "DATA"}
    lists: ClassVar[dict[str, tuple[str, ...]]] = {"ARRAYS": ("x", "y")}
    path: str = Field(
        examples=["data/digits.npz"],
        min_length=1,
        max_length=1000,
        description="The file, seen from the spec's.",
    )
    x: str = Field(
        default="x",
        examples=["x_train"],
        min_length=1,
        max_length=1000,
        description="The array of the rows, (rows, ...): each of any shape.",
    )
    y: str = Field(
        default="y",
        examples=["y_train"],
        min_length=1,
        max_length=1000,
        description="The array of the targets: class indices 0, 1, ..., or numbers.",
    )
    inputs: Maybe[int] = count_of_inputs()
    classes: Maybe[int] = count_of_classes()

    def conflicts(self) -> Iterator[Conflict]:
        """Find one array that is named for both."""
        if self.x == self.y == "y":  # the default of y: x is the one to change
            message = f"{quoted(self.x)} is the array of the targets"
            yield "x", message, "write the array of the rows"
        elif self.x == self.y:
            message = f"{quoted(self.y)} is the array of the rows"
            yield "y", message, "write the array of the targets"


class Idx(Data):
    """Bytes in two files of the MNIST format, gzipped or not."""

    type: Literal["idx"] = "idx"
    gives = (*Data.gives, "values")
    bytewise = True
    places: ClassVar[dict[str, str]] = {"images": "IMAGES", "labels": "LABELS"}
    images: str = Field(
        examples=["data/train-images-idx3-ubyte.gz"],
        min_length=1,
        max_length=1000,
        description="The file of the rows, seen from the spec's.",
    )
    labels: str = Field(
        examples=["data/train-labels-idx1-ubyte.gz"],
        min_length=1,
        max_length=1000,
        description="The file of their classes, seen from the spec's.",
    )
    inputs: Maybe[int] = count_of_inputs()
    classes: Maybe[int] = count_of_classes()

    def conflicts(self) -> Iterator[Conflict]:
        """Find one file that is named for both."""
        if self.images == self.labels:
            message = f"{quoted(self.labels)} is the file of the images"
            yield "labels", message, "write the file of the labels"


AnyData = Annotated[
    Spiral | Vertical | Sine | Csv | Npz | Idx,
    Discriminator("type"),
]
