"""One row per way to prepare features: its numbers, fitted on the training rows."""

import numpy as np

from .autodiff import Array
from .records import Options, Preparation


def no_zeros(spread: Array, x: Array) -> Array:
    """Return what to divide by: 1 for a feature that is constant but for rounding."""
    largest = np.abs(x).max(axis=0)
    return np.where(x.max(axis=0) - x.min(axis=0) <= 1e-14 * largest, 1, spread)


def scale(options: Options, x: Array) -> tuple[float, float]:
    """Return offset and divisor that make x * scale + offset."""
    return -options.get("offset", 0) / options["scale"], 1 / options["scale"]


PREPARATIONS: dict[str, Preparation] = {
    "none": Preparation(numbers=lambda options, x: (0, 1)),
    "standardize": Preparation(
        numbers=lambda options, x: (x.mean(axis=0), no_zeros(x.std(axis=0), x))
    ),
    "min_max": Preparation(
        numbers=lambda options, x: (x.min(axis=0), no_zeros(np.ptp(x, axis=0), x))
    ),
    "scale": Preparation(
        examples=({"scale": 0.25}, {"scale": 2, "offset": -0.5}),
        numbers=scale,
    ),
}
