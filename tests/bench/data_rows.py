"""One row per data set: the facts that define its points."""

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
}
