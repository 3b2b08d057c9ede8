"""One row per rule for features: what it makes of them, in plain NumPy."""

import numpy as np

from .autodiff import Array
from .records import PLAIN, Options, Preprocessing


def standardized(options: Options, x: Array, seen: Array) -> Array:
    """Return (x - mean) / std, by the rows seen; a constant feature by 1."""
    std = np.array(
        [1.0 if len({*column}) == 1 else np.std(column) for column in seen.T]
    )
    return np.asarray((x - np.mean(seen, axis=0)) / std)


def ranged(options: Options, x: Array, seen: Array) -> Array:
    """Return (x - min) / (max - min), by the rows seen; a constant feature by 1."""
    span = np.array([max(column) - min(column) or 1.0 for column in seen.T])
    return np.asarray((x - np.min(seen, axis=0)) / span)


PREPROCESSING: dict[str, Preprocessing] = {
    "none": Preprocessing(value=lambda options, x, seen: x),
    "standardize": Preprocessing(examples=PLAIN, value=standardized),
    "min_max": Preprocessing(examples=PLAIN, value=ranged),
    "scale": Preprocessing(
        examples=({"scale": 0.5, "offset": -1.5}, {"scale": 2}),
        value=lambda options, x, seen: options["scale"] * x + options.get("offset", 0),
    ),
}
