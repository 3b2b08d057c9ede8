"""One row per data set: the facts that define its points."""

from pathlib import Path

import numpy as np

from .autodiff import Array
from .distributions import assert_normal
from .records import Data, Options


def assert_classes(options: Options, x: Array, y: Array) -> None:
    """Assert that rows are in the plane, class after class, as many of each."""
    expected = np.repeat(np.arange(options["classes"]), options["samples"])
    assert x.shape == (expected.size, 2), x.shape
    assert np.array_equal(y, expected), f"classes {y}"


def assert_spiral(options: Options, x: Array, y: Array) -> None:
    """Assert that arm k runs from the origin to 1, its angle from 4 k to 4 k + 4.

    x = radius (sin 2.5 angle, cos 2.5 angle), angle N(., 0.2), as nnfs draws it.
    """
    assert_classes(options, x, y)
    samples, classes = options["samples"], options["classes"]
    radius = np.tile(np.linspace(0, 1, samples), classes)
    off = np.abs(np.hypot(x[:, 0], x[:, 1]) - radius).max()
    assert off < 1e-6, f"a radius is off by {off}"
    angle = np.concatenate(
        [np.linspace(4 * arm, 4 * arm + 4, samples) for arm in range(classes)]
    )
    turn = np.arctan2(x[:, 0], x[:, 1]) - 2.5 * angle
    noise = ((turn + np.pi) % (2 * np.pi) - np.pi) / 2.5
    assert_normal(noise[radius > 0], 0, 0.2)  # the origin has no angle


def assert_vertical(options: Options, x: Array, y: Array) -> None:
    """Assert that cluster k is N((k / 3, 1 / 2), 0.1), as nnfs draws it."""
    assert_classes(options, x, y)
    assert_normal(x[:, 0] - y / 3, 0, 0.1)
    assert_normal(x[:, 1], 0.5, 0.1)


POINTS = (
    "width,kind,height\n1.5,b,-2\n0.5,a,3\n\n2.5,c,0.25\n-1,a,1\n"
    "0.75,b,0\n3,c,1e-1\n"
)
FILE = Path(__file__).resolve().parents[1] / "data" / "points.csv"


def assert_csv(options: Options, x: Array, y: Array) -> None:
    """Assert that rows and classes are those that are written here, in their order."""
    assert FILE.read_text() == POINTS
    rows = [line.split(",") for line in POINTS.split("\n")[1:] if line]
    names = POINTS.split("\n")[0].split(",")
    chosen = options.get("features", ["width", "height"])
    expected = [[float(row[names.index(name)]) for name in chosen] for row in rows]
    assert np.array_equal(x, expected), x
    assert np.array_equal(y, ["abc".index(row[1]) for row in rows]), y


def columns(options: Options) -> int:
    """Return how many columns of a table, seen from the specs, are features."""
    text = (FILE.parent / "../../specs" / options["path"]).read_text()
    return len(options.get("features", text.splitlines()[0].split(",")[1:]))


TABLE = {"path": "../tests/data/points.csv", "target": "kind"}

DATA: dict[str, Data] = {
    "spiral": Data(
        examples=({"samples": 100, "classes": 3}, {"samples": 7, "classes": 2}),
        features=lambda options: 2,
        check=assert_spiral,
    ),
    "vertical": Data(
        examples=({"samples": 100, "classes": 3}, {"samples": 7, "classes": 5}),
        features=lambda options: 2,
        check=assert_vertical,
    ),
    "csv": Data(
        examples=(
            TABLE,
            {
                **TABLE,
                "features": ["height"],
                "class_map": {"a": "x", "b": "y", "c": "z"},
            },
            {**TABLE, "inputs": 2, "classes": 3},
        ),
        features=columns,
        check=assert_csv,
    ),
}
