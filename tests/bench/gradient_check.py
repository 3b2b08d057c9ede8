"""Compare a script's gradient with differences of its loss."""

from collections.abc import Callable

import numpy as np

from .asserts import SCALE, assert_same_bits
from .autodiff import Array
from .differences import differences, disagreement
from .places import Parameter
from .reference import Reference
from .scripts import Script, steady_forward, train_forward
from .specs import Spec

ALL = 400  # coordinates: they are all checked
SOME = 100  # of a larger theta, a sample of so many
MANY = 300  # of more rows, a sample of so many
FEWEST = 8  # coordinates of an array in a sample
BAR = 1e-6
FLOOR = 1e-4  # of the largest gradient: below it, rounding decides
ROUNDING = 5e-6  # of the loss: its rounding, 1e-16 / 1e-3, is less than BAR of that
KINKS = 0.01
MOST_HALVED = 60  # times, until no probability is clipped


def check_gradient(
    script: Script,
    spec: Spec,
    rows: int | None = None,
    seed: int = 0,
    coordinates: int | None = None,
    scores: float = 1,
) -> None:
    """Compare grad with five-point differences, |a - n| / (|a| + |n| + floor) < 1e-6.

    rows: a short batch is checked after a full step, then the full batch again, so
    that what one leaves in a buffer is seen. coordinates: check a sample of so many.
    Of large data a part is a full batch here: each coordinate takes six passes or more.
    scores: the last parameters are so many times larger, and with them the scores.
    """
    rng = np.random.default_rng(seed)
    x, y = (each[:: -(-len(each) // MANY)] for each in script.load_data()[:2])
    script.initialize()
    script.theta[:] = rng.normal(0, SCALE, script.theta.size)
    reference = Reference(spec)
    parameters = reference.parameters
    for last in parameters:
        if last.layer == parameters[-1].layer:
            script.theta[last.part] *= scores
    for _ in range(MOST_HALVED):
        if not reference.clips(np.array(steady_forward(script)(x)), y):
            break
        script.theta /= 2
    places = [_places(each, script.theta.size, coordinates, rng) for each in parameters]
    if rows is not None:
        gradient(script, x, y)
        short = rng.permutation(len(x))[:rows]
        _compare(script, x[short], y[short], parameters, places)
    _compare(script, x, y, parameters, places)


def gradient(
    script: Script, x: Array, y: Array, forward: Callable[[Array], Array] | None = None
) -> Array:
    """Return a copy of the script's gradient; what grad held before must not matter."""
    kept = x.copy()
    script.grad[:] = np.nan
    (forward or train_forward(script))(x)
    script.loss(y)
    script.backward(x, y)
    assert_same_bits(x, kept, "the rows before and after a step")
    return np.array(script.grad)


def _places(
    each: Parameter, size: int, coordinates: int | None, rng: np.random.Generator
) -> Array:
    """Return the coordinates of one array that are checked."""
    own = np.arange(each.part.start, each.part.stop)
    if coordinates is None and size <= ALL:
        return own
    share = max(FEWEST, (coordinates or SOME) * own.size // size)
    return rng.permutation(own)[:share]


def _compare(
    script: Script,
    x: Array,
    y: Array,
    parameters: list[Parameter],
    places: list[Array],
) -> None:
    """Compare the gradient for some rows, array by array; count the kinks."""
    forward = steady_forward(script)

    def loss() -> float:
        forward(x)
        return float(script.loss(y))

    grad = gradient(script, x, y, forward)
    assert np.all(np.isfinite(grad)), f"{np.isnan(grad).sum()} entries not filled"
    floor = max(FLOOR * np.abs(grad).max(), ROUNDING * abs(loss()))
    kinks = 0
    for each, own in zip(parameters, places, strict=True):
        numeric = differences(loss, script.theta, own, floor)
        kinks += int(np.isnan(numeric).sum())
        _compare_array(grad[own], numeric, floor, f"{each.label}, {len(x)} rows")
    total = sum(map(len, places))
    assert kinks <= max(1, KINKS * total), f"{kinks} kinks in {total} coordinates"


def _compare_array(a: Array, n: Array, floor: float, what: str) -> None:
    """Assert that an array's gradient agrees where there is no kink."""
    off = np.nan_to_num(disagreement(a, n, floor))
    worst = off.argmax()
    assert off[worst] < BAR, (
        f"{what}: {np.sum(off >= BAR)} of {off.size} gradients are off, the worst by "
        f"{off[worst]}: {a[worst]}, differences give {n[worst]}"
    )
