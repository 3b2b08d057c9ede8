"""Work out a gradient by differences, and find the kinks where there is none."""

from collections.abc import Callable, Iterable

import numpy as np

from .autodiff import Array

# The truncation error falls as h^4, the rounding error grows as 1e-16 / h, and a kink
# (ReLU) is met within 2 h: so a large step first, a smaller one where it disagrees.
STEPS = (1e-3, 1e-4, 1e-5, 1e-6)
AGREE = 2e-7  # a fifth of what the gradient check allows


def differences(
    loss: Callable[[], float], theta: Array, places: Iterable[int], floor: float
) -> Array:
    """Return dL/dtheta at places; NaN marks a kink.

    At a place, the first step whose estimate agrees with that of its half decides.
    """
    return np.array([_derivative(loss, theta, place, floor) for place in places])


def disagreement(a: Array, n: Array, floor: float) -> Array:
    """Return |a - n| / (|a| + |n| + floor), entry by entry."""
    return np.asarray(np.abs(a - n) / (np.abs(a) + np.abs(n) + floor))


def _derivative(
    loss: Callable[[], float], theta: Array, place: int, floor: float
) -> float:
    """Return the derivative along one coordinate, or NaN at a kink."""
    start = theta[place]

    def across(h: float) -> float:
        """Return L(h) - L(-h)."""
        theta[place] = start + h
        above = float(loss())
        theta[place] = start - h
        return above - float(loss())

    found = float("nan")
    for h in STEPS:
        outer, middle, inner = across(2 * h), across(h), across(h / 2)
        coarse, fine = five_points(middle, outer, h), five_points(inner, middle, h / 2)
        if abs(coarse - fine) / (abs(coarse) + abs(fine) + floor) < AGREE:
            found = fine
            break
    theta[place] = start
    return found


def five_points(inner: float, outer: float, h: float) -> float:
    """Return (8 (L(h) - L(-h)) - (L(2h) - L(-2h))) / 12 h, exact to h^4."""
    return (8 * inner - outer) / (12 * h)
