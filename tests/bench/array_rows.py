"""One row per kind of array files: read byte by byte, or by NumPy, and what they hold.

Their arrays are made by formulas, so that the files can be made again: python -m
tests.bench.array_rows.
"""

import gzip
from math import prod
from pathlib import Path
from typing import Any

import numpy as np

from .autodiff import Array
from .records import Data, Normals, Options, Rows

ARCHIVE = Path(__file__).parent / "data" / "arrays.npz"
IMAGES = ARCHIVE.with_name("images-idx3-ubyte.gz")
LABELS = ARCHIVE.with_name("labels-idx1-ubyte")
MANY = 24
NUMBERS = np.arange(MANY)
SPECS = Path(__file__).parents[2] / "specs"  # a path is relative to its spec's folder


def arrays() -> dict[str, Array]:
    """Return what the archive holds: rows of several types, targets of all forms."""
    flat = np.sin(np.arange(MANY * 3.0)).reshape(MANY, 3)
    deep = (np.arange(MANY * 6) * 7 % 5).astype(np.uint8).reshape(MANY, 2, 3)
    return {
        "x": flat.astype(np.float32),
        "y": NUMBERS % 3,
        "images": deep,
        "turned": np.asfortranarray(deep.astype(">i2")),
        "kinds": (NUMBERS % 4).astype(np.float16)[:, None],
        "sides": NUMBERS % 5 > 1,
        "heights": np.cos(NUMBERS),
        "some_x": flat[::2] + 1,
        "some_y": NUMBERS[::2] % 3,
        "colors": np.cos(np.arange(MANY * 12.0)).reshape(MANY, 2, 2, 3),
        "wide": np.sin(np.arange(MANY * 35.0)).reshape(MANY, 5, 7),
    }


def write_all() -> None:
    """Make the files; the second of MNIST's format is not gzipped."""
    save: Any = np.savez_compressed  # whose stub takes every name for a flag
    save(ARCHIVE, **arrays())
    images, labels = arrays()["images"], (NUMBERS % 3).astype(np.uint8)
    head = b"\0\0\x08\x03" + b"".join(n.to_bytes(4, "big") for n in images.shape)
    IMAGES.write_bytes(gzip.compress(head + images.tobytes(), mtime=0))
    head = b"\0\0\x08\x01" + MANY.to_bytes(4, "big")
    LABELS.write_bytes(head + labels.tobytes())


def archived(options: Options, normals: Normals) -> Rows:
    """Return an archive's rows and targets."""
    with np.load(SPECS / options["path"]) as file:
        x, y = file[options.get("x", "x")], file[options.get("y", "y")]
    return formed(options, x, y)


def bytewise(options: Options, normals: Normals) -> Rows:
    """Return the rows and targets of two files of bytes."""
    x, y = (numbers(SPECS / options[key]) for key in ("images", "labels"))
    return formed(options, x, y)


def numbers(path: Path) -> Array:
    """Return the array in a file, number by number."""
    raw = path.read_bytes()
    raw = gzip.decompress(raw) if path.suffix == ".gz" else raw
    start = 4 + 4 * raw[3]
    dims = [int.from_bytes(raw[i : i + 4], "big") for i in range(4, start, 4)]
    return np.array(list(raw[start:])).reshape(dims)


def formed(options: Options, x: Array, y: Array) -> Rows:
    """Return rows in float64, in one dimension if so stated, and their targets."""
    x = x.astype(np.float64)
    x = x.reshape(len(x), -1) if "inputs" in options else x
    if options["targets"] == "values":
        return x, y.reshape(-1, 1).astype(np.float64)
    return x, y.reshape(-1).astype(int)


def row_of(options: Options) -> tuple[int, ...]:
    """Return the shape of a row."""
    kind = archived if "path" in options else bytewise
    x, _ = kind({**options, "targets": "classes"}, lambda n: np.zeros(n))
    return x.shape[1:]


def classes(options: Options) -> list[str]:
    """Return the numbers of classes as texts; other numbers have none."""
    if options["targets"] == "values":
        return []
    if "all_labels" in options:  # those of the data, for rows held back
        return list(options["all_labels"])
    kind = archived if "path" in options else bytewise
    _, y = kind(options, lambda n: np.zeros(n))
    return [str(k) for k in range(options.get("classes", y.max() + 1))]


def assert_arrays(options: Options, x: Array, y: Array) -> None:
    """Assert the facts by which the files were made."""
    made, path = arrays(), options.get("path", str(ARCHIVE))
    if path != str(ARCHIVE):  # an example's own
        with np.load(SPECS / path) as file:
            made = dict(file)
    name = options.get("x", "x") if "path" in options else "images"
    expected, targets = made[name], made[options.get("y", "y")]
    assert x.shape == (len(expected), *row_of(options)), x.shape
    assert np.allclose(x.ravel(), expected.ravel(), atol=1e-6)
    assert np.allclose(y.ravel(), targets.ravel())


ARRAYS: dict[str, Data] = {
    "npz": Data(
        examples=(
            {"path": str(ARCHIVE)},
            {
                "path": str(ARCHIVE),
                "x": "images",
                "y": "kinds",
                "class_map": {"0": "none", "1": "one", "2": "two", "3": "many"},
            },
            {
                "path": str(ARCHIVE),
                "x": "turned",
                "inputs": 6,
                "classes": 3,
                "targets": "one_hot",
            },
            {
                "path": str(ARCHIVE),
                "x": "turned",
                "y": "heights",
                "targets": "values",
            },
            {
                "path": str(ARCHIVE),
                "y": "sides",
                "inputs": 3,
                "classes": 2,
                "targets": "binary",
            },
        ),
        rows=archived,
        check=assert_arrays,
        features=lambda options: prod(row_of(options)),
        shape=row_of,
        labels=classes,
    ),
    "idx": Data(
        examples=(
            {"images": str(IMAGES), "labels": str(LABELS)},
            {
                "images": str(IMAGES),
                "labels": str(LABELS),
                "inputs": 6,
                "targets": "values",
            },
            {
                "images": str(IMAGES),
                "labels": str(LABELS),
                "inputs": 6,
                "classes": 3,
                "targets": "classes",
            },
        ),
        rows=bytewise,
        check=assert_arrays,
        features=lambda options: prod(row_of(options)),
        shape=row_of,
        labels=classes,
    ),
}

if __name__ == "__main__":
    write_all()
