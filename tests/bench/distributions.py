"""Assert that numbers come from a distribution; the bounds are five deviations."""

from statistics import NormalDist

import numpy as np

from .autodiff import Array

CHANCE = 1e-5  # of a farthest draw that is nearer than assert_normal allows


def assert_constant(values: Array, value: float) -> None:
    """Assert that every entry is the value, rounded to the array's format."""
    expected = values.dtype.type(value)
    assert np.all(values == expected), f"{values.ravel()[:3]}... is not {expected}"


def assert_normal(values: Array, mean: float, stddev: float) -> None:
    """Assert mean, deviation and tails of a normal distribution, not cut off.

    All of n draws are within t deviations with probability (1 - 2 Phi(-t))^n.
    """
    assert_moments(values, mean, stddev, kurtosis=3)
    outside = 1 - CHANCE ** (1 / values.size)
    nearest, farthest = -NormalDist().inv_cdf(outside / 2), np.abs(values - mean).max()
    assert farthest > nearest * stddev, f"the farthest of {values.size} is {farthest}"


def assert_uniform(values: Array, low: float, high: float) -> None:
    """Assert mean, deviation and bounds of a uniform distribution."""
    assert_moments(values, (low + high) / 2, (high - low) / 12**0.5, kurtosis=1.8)
    edge = 1e-6 * (high - low)  # what rounding to float32 may add
    found = values.min(), values.max()
    assert low - edge <= found[0] <= found[1] <= high + edge, (found, (low, high))


def assert_orthogonal(values: Array, shape: tuple[int, int], gain: float) -> None:
    """Assert Q^T Q = gain^2 I for columns, or rows if fewer; no sign is the likelier.

    An entry of a Q of m rows, none likelier than another, has variance 1 / m; QR by
    reflections makes those of the diagonal negative.
    """
    tall = values.reshape(shape) if shape[0] >= shape[1] else values.reshape(shape).T
    off = np.abs(tall.T @ tall / gain**2 - np.eye(tall.shape[1])).max()
    assert off < 1e-12 * len(tall), f"the columns' products are off by {off}"
    signs = np.diag(tall).sum() / gain * (len(tall) / tall.shape[1]) ** 0.5
    assert abs(signs) < 5, f"the diagonal is {signs} deviations off zero"


def assert_moments(values: Array, mean: float, stddev: float, kurtosis: float) -> None:
    """Assert that mean and variance are within five standard errors.

    Var(mean) = s^2 / n; Var(variance) = s^4 (kurtosis - 1) / n; 10 / n allows for
    the skewness of few squares.
    """
    n, exact = values.size, np.asarray(values, np.float64)
    off = (exact.mean() - mean) / stddev * n**0.5
    assert abs(off) < 5, f"mean {exact.mean()} of {n}, expected {mean}"
    spread = np.mean((exact - mean) ** 2) / stddev**2 - 1
    bound = 5 * ((kurtosis - 1) / n) ** 0.5
    assert abs(spread) < bound + 10 / n, f"deviation off by {spread}, expected {stddev}"
