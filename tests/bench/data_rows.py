"""One row per data set: its points, drawn anew, and the facts that define them."""

import numpy as np

from .array_rows import ARRAYS
from .autodiff import Array
from .csv_rows import (
    POINTS,
    SEMICOLONS,
    SIDES,
    assert_table,
    csv_labels,
    csv_rows,
    features,
)
from .distributions import assert_normal
from .records import Data, Normals, Options, Rows


def generated(options: Options) -> list[str]:
    """Return the labels of classes that have no names: their numbers."""
    return [str(k) for k in range(options["classes"])]


def classes(options: Options) -> Array:
    """Return the class of each point: as many of each, one class after the other."""
    return np.repeat(np.arange(options["classes"]), options["samples"])


def spiral(options: Options, normals: Normals) -> Rows:
    """Return arms from the origin to 1 that turn by 4 * 2.5 each, drawn arm by arm."""
    arms = []
    for arm in range(options["classes"]):
        angle = np.linspace(4 * arm, 4 * (arm + 1), options["samples"])
        angle = 2.5 * (angle + 0.2 * normals(options["samples"]))
        radius = np.linspace(0, 1, options["samples"])[:, None]
        arms.append(radius * np.stack([np.sin(angle), np.cos(angle)], axis=1))
    return np.concatenate(arms), classes(options)


def vertical(options: Options, normals: Normals) -> Rows:
    """Return clusters around (k / 3, 1 / 2), each drawn column by column."""
    clusters = []
    for k in range(options["classes"]):
        columns = [0.1 * normals(options["samples"]) + mean for mean in (k / 3, 0.5)]
        clusters.append(np.stack(columns, axis=1))
    return np.concatenate(clusters), classes(options)


def sine(options: Options, normals: Normals) -> Rows:
    """Return a turn of the sine in even steps, the heights of the roots of one."""
    x = np.linspace(0, 1, options["samples"], endpoint=False)[:, None]
    return x, np.exp(2j * np.pi * x).imag


def assert_sine(options: Options, x: Array, y: Array) -> None:
    """Assert that y[k + 1] + y[k - 1] = 2 cos(2 pi / n) y[k], from 0 all around."""
    samples = options["samples"]
    assert np.allclose(x[:, 0] * samples, range(samples), atol=1e-9)
    around = np.roll(y, 1) + np.roll(y, -1)
    assert np.allclose(around, 2 * np.cos(2 * np.pi / samples) * y, atol=1e-12)
    assert y[0] == 0 and abs(y[1, 0] - np.sin(2 * np.pi / samples)) < 1e-12


def assert_classes(options: Options, x: Array, y: Array) -> None:
    """Assert that rows are in the plane, class after class, as many of each."""
    expected = classes(options)
    assert x.shape == (expected.size, 2), x.shape
    assert np.array_equal(y, expected), f"classes {y}"


def assert_spiral(options: Options, x: Array, y: Array) -> None:
    """Assert that arm k runs from the origin to 1, its angle from 4 k to 4 k + 4.

    x = radius (sin 2.5 angle, cos 2.5 angle), angle N(., 0.2), as nnfs draws it.
    """
    assert_classes(options, x, y)
    samples, arms = options["samples"], options["classes"]
    radius = np.tile(np.linspace(0, 1, samples), arms)
    off = np.abs(np.hypot(x[:, 0], x[:, 1]) - radius).max()
    assert off < 1e-6, f"a radius is off by {off}"
    angle = np.concatenate(
        [np.linspace(4 * arm, 4 * arm + 4, samples) for arm in range(arms)]
    )
    turn = np.arctan2(x[:, 0], x[:, 1]) - 2.5 * angle
    noise = ((turn + np.pi) % (2 * np.pi) - np.pi) / 2.5
    assert_normal(noise[radius > 0], 0, 0.2)  # the origin has no angle


def assert_vertical(options: Options, x: Array, y: Array) -> None:
    """Assert that cluster k is N((k / 3, 1 / 2), 0.1), as nnfs draws it."""
    assert_classes(options, x, y)
    assert_normal(x[:, 0] - y / 3, 0, 0.1)
    assert_normal(x[:, 1], 0.5, 0.1)


DATA: dict[str, Data] = {
    "spiral": Data(
        examples=(
            {"samples": 100, "classes": 3},
            {"samples": 7, "classes": 2},
            {"samples": 7, "classes": 3, "targets": "one_hot"},
            {"samples": 7, "classes": 2, "targets": "binary"},
        ),
        rows=spiral,
        check=assert_spiral,
        features=lambda options: 2,
        labels=generated,
    ),
    "vertical": Data(
        examples=(
            {"samples": 100, "classes": 3},
            {"samples": 7, "classes": 5},
            {
                "samples": 7,
                "classes": 2,
                "targets": "classes",
                "class_map": {"1": "right", "0": "left"},
            },
        ),
        rows=vertical,
        check=assert_vertical,
        features=lambda options: 2,
        labels=generated,
    ),
    "sine": Data(
        examples=({"samples": 100}, {"samples": 7, "targets": "values"}),
        rows=sine,
        check=assert_sine,
        features=lambda options: 1,
        labels=lambda options: [],
        form="values",
    ),
    "csv": Data(
        examples=(
            {"path": str(POINTS), "target": "kind", "features": ["height", "width"]},
            {
                "path": str(POINTS),
                "target": "day",
                "targets": "auto",
                "features": ["width", "level"],
                "inputs": 2,
                "classes": 3,
            },
            {
                "path": str(SEMICOLONS),
                "target": "kind",
                "delimiter": ";",
                "inputs": 2,
                "classes": 3,
                "targets": "one_hot",
            },
            {
                "path": str(POINTS),
                "target": "day",
                "features": ["width", "height", "level"],
                "class_map": {"10": "even", "2": "odd", "9": "none"},
            },
            {
                "path": str(POINTS),
                "target": "height",
                "features": ["width", "level"],
                "targets": "values",
            },
            {
                "path": str(SIDES),
                "target": "side",
                "inputs": 2,
                "classes": 2,
                "targets": "binary",
            },
        ),
        rows=csv_rows,
        check=assert_table,
        features=lambda options: len(features(options)),
        labels=csv_labels,
    ),
}
DATA |= ARRAYS
