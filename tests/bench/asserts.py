"""Assert and gather what several checks need."""

import io
from collections.abc import Callable
from contextlib import redirect_stdout
from typing import Any

import numpy as np

from .autodiff import Array
from .scripts import Script

SCALE = 0.3  # away from the origin, where zero biases sit on the kink of a ReLU
CLOSE = 1e-10


def random_theta(size: int, seed: int = 0) -> Array:
    """Return parameters at which no two formulas agree by chance."""
    return np.random.default_rng(seed).normal(0, SCALE, size)


def assert_close(found: Any, expected: Any, what: str) -> None:
    """Assert |found - expected| <= 1e-10 max(1, |expected|), entry by entry."""
    a, b = np.asarray(found), np.asarray(expected)
    assert a.shape == b.shape, f"{what}: shape {a.shape}, expected {b.shape}"
    off = np.max(np.abs(a - b) / np.maximum(1, np.abs(b)), initial=0)
    assert off <= CLOSE, f"{what}: off by {off}: {a.ravel()[:4]}, not {b.ravel()[:4]}"


def assert_same_bits(a: Array, b: Array, what: str) -> None:
    """Assert that two arrays are of one format and equal to the last bit."""
    same = a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()
    assert same, f"{what} differ: {a.ravel()[:4]} and {b.ravel()[:4]}"


def assert_unshared(answer: Array, script: Script) -> None:
    """Assert that no array of the script lives in the answer's memory."""
    arrays = {k: v for k, v in vars(script).items() if isinstance(v, np.ndarray)}
    shared = [name for name, v in arrays.items() if np.may_share_memory(v, answer)]
    assert not shared, f"the answer shares memory with {shared}"


def printed(call: Callable[[], Any]) -> tuple[Any, str]:
    """Return what a call returns and what it prints."""
    with redirect_stdout(io.StringIO()) as text:
        result = call()
    return result, text.getvalue()
