"""Rows in files of the MNIST format, gzipped or not."""

from math import prod
from pathlib import Path

from nngen.data.arrays import NamedArray, Tally, check_shapes, find_arrays
from nngen.data.facts import Found, Wanted
from nngen.data.files import (
    ByteReader,
    DamagedFile,
    gunzipped,
    open_file,
    pieces,
    read_error,
)
from nngen.data.npy import MOST_DIMENSIONS, Header, find_ranges
from nngen.data.ranges import MOST_NUMBERS, Ranges
from nngen.data.stated import keys_to_state
from nngen.finding import Rejected
from nngen.language.data import Idx
from nngen.language.operations import Shape
from nngen.words import printable

LIKE = {
    "images": "data/train-images-idx3-ubyte.gz",
    "labels": "data/train-labels-idx1-ubyte.gz",
}
BYTES = 8  # the type of unsigned bytes
OTHERS = {9: "signed bytes", 11: "shorts", 12: "ints", 13: "floats", 14: "doubles"}


def find_idx(data: Idx, folder: Path, wanted: Wanted) -> Found:
    """Return what the files hold; where all shapes are stated, the spec's."""
    x, y = (
        NamedArray(key=key, name=path, label=printable(path), noun="a file")
        for key, path in (("images", data.images), ("labels", data.labels))
    )

    def read(tally: Tally, ranges: Ranges) -> Shape | None:
        to_state = keys_to_state(data, wanted)
        images = read_file(folder, x, to_state, ranges)
        labels = read_file(folder, y, to_state, tally)
        if images is None or labels is None:
            return None
        if problems := [*check_shapes(x, y, images, labels, data.inputs)]:
            raise Rejected(*problems)
        return images

    return find_arrays(data, x, y, wanted, read)


def read_file(
    folder: Path, array: NamedArray, to_state: str, counts: Tally | Ranges
) -> Shape | None:
    """Return the shape of what a file holds, None where there is no file yet.

    A tally counts its numbers, if each row is one; ranges are found in its first rows.
    Raises Rejected.
    """
    like = LIKE[array.key]
    file = open_file(folder, array.name, array.key, like, to_state)
    if file is None:
        return None
    with file:
        try:
            is_packed = file.read(2) == b"\x1f\x8b"
            file.seek(0)
            source = pieces(file)
            reader = ByteReader(gunzipped(source) if is_packed else source)
            shape = read_shape(reader)
            start = b""
            for piece in reader.rest(prod(shape)):
                if isinstance(counts, Ranges):
                    start += piece if len(start) < MOST_NUMBERS else b""
                elif prod(shape[1:]) == 1:
                    counts.add(piece)
            if isinstance(counts, Ranges) and shape:
                find_ranges(start, Header(shape=shape, code="<B"), counts)
            return shape
        except DamagedFile as error:
            raise array.damaged(str(error)) from None
        except OSError as error:
            raise Rejected(read_error(array.label, array.key, like, error)) from None


def read_shape(reader: ByteReader) -> Shape:
    """Return the shape in a header: two zeros, a type, how many dimensions, each."""
    zero, other, kind, dimensions = reader.take(4)
    if zero or other or kind not in {BYTES, *OTHERS}:
        raise DamagedFile("it is no idx file, as MNIST has")
    if kind != BYTES:
        raise DamagedFile(f"it holds {OTHERS[kind]}, not unsigned bytes")
    if dimensions > MOST_DIMENSIONS:
        raise DamagedFile(
            f"its header has {dimensions} dimensions, over {MOST_DIMENSIONS}"
        )
    sizes = (reader.take(4) for _ in range(dimensions))
    return tuple(int.from_bytes(size, "big") for size in sizes)
