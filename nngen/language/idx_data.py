"""Rows in files of the MNIST format, gzipped or not."""

from collections.abc import Iterator
from math import prod
from pathlib import Path
from typing import ClassVar, Literal

from nngen.finding import Rejected
from nngen.language.array_data import Arrays
from nngen.language.arrays import Named, check_pair
from nngen.language.base import Shape
from nngen.language.found import Wanted
from nngen.language.npy import MOST
from nngen.language.place import broken, open_file
from nngen.language.source import count_of_classes, count_of_inputs
from nngen.language.stream import GZIP, Reader, Spoilt, inflated, pieces
from nngen.language.tally import Tally
from nngen.model.model import field
from nngen.words import printable, quoted

LIKE = {
    "images": "data/train-images-idx3-ubyte.gz",
    "labels": "data/train-labels-idx1-ubyte.gz",
}
BYTES = 8
ALL = 2**62  # bytes, more than a file has
OTHERS = {9: "signed bytes", 11: "shorts", 12: "ints", 13: "floats", 14: "doubles"}


class Idx(Arrays):
    """Bytes in two files of the MNIST format, gzipped or not."""

    type: Literal["idx"]
    aka: ClassVar[tuple[str, ...]] = ("mnist", "fashion_mnist", "emnist", "ubyte")
    bytewise: ClassVar[bool] = True
    places: ClassVar[dict[str, str]] = {"images": "IMAGES", "labels": "LABELS"}
    images: str = field(
        aka=("x", "data", "x_train", "image_file"),
        min_length=1,
        max_length=1000,
        example=LIKE["images"],
        description="The file of the rows, seen from the spec's.",
    )
    labels: str = field(
        aka=("y", "target", "y_train", "label_file"),
        min_length=1,
        max_length=1000,
        example=LIKE["labels"],
        description="The file of their classes, seen from the spec's.",
    )
    inputs: int | None = count_of_inputs()
    classes: int | None = count_of_classes()

    def conflicts(self) -> Iterator[tuple[str, str, str]]:
        """Find one file for both."""
        if self.images == self.labels:
            message = f"{quoted(self.labels)} is the file of the images"
            yield "labels", message, "write the file of the labels"

    @property
    def stated(self) -> tuple[int | None, int | None]:
        """How many features and classes there are, where the spec says so."""
        return self.inputs, self.classes

    def named(self) -> tuple[Named, Named]:
        """Return the file of the rows and that of the targets."""
        files = (("images", self.images), ("labels", self.labels))
        x, y = (Named(key, path, printable(path), "a file") for key, path in files)
        return x, y

    def look(
        self, folder: Path, wanted: Wanted, later: str
    ) -> tuple[Shape, Tally] | None:
        """Return the shape of all rows and the targets, None where they are to come."""
        x, y = self.named()
        tally = Tally(y.key, y.whole, wanted)
        images = read_file(folder, x, later)
        labels = read_file(folder, y, later, tally)
        if images is None or labels is None:
            return None
        if problems := [*check_pair(x, y, images, labels, self.inputs)]:
            raise Rejected(*problems)
        return images, tally


def read_file(
    folder: Path, array: Named, later: str, tally: Tally | None = None
) -> Shape | None:
    """Return the shape of what a file holds, None where it is to come.

    A tally takes what is one number in a row. Raises Rejected.
    """
    like = LIKE[array.key]
    file = open_file(folder, array.name, array.key, like, later)
    if file is None:
        return None
    with file:
        try:
            source = pieces(file, ALL)
            packed = file.read(2) == b"\x1f\x8b"
            file.seek(0)
            reader = Reader(inflated(source, GZIP) if packed else source)
            shape = read_shape(reader)
            for piece in reader.rest(prod(shape)):
                if tally and prod(shape[1:]) == 1:
                    tally.add(piece)
            return shape
        except Spoilt as error:
            raise array.spoilt(str(error)) from None
        except OSError as error:
            raise Rejected(broken(array.word, array.key, like, error)) from None


def read_shape(reader: Reader) -> Shape:
    """Return the shape that a header tells: 0, 0, a type, how many dimensions, each."""
    zero, other, kind, many = reader.take(4)
    if zero or other or kind not in {BYTES, *OTHERS}:
        raise Spoilt("it is no idx file, as MNIST has")
    if kind != BYTES:
        raise Spoilt(f"it holds {OTHERS[kind]}, not unsigned bytes")
    if many > MOST:
        raise Spoilt(f"its header tells of {many} dimensions, over {MOST}")
    dims = (reader.take(4) for _ in range(many))
    return tuple(int.from_bytes(dim, "big") for dim in dims)
