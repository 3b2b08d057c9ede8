"""Compare a script, loaded as a module, with what its spec means.

Each check takes (script, spec) and raises AssertionError with the numbers. A script
computes in float64, or was doubled(); a check writes over its theta.
"""

from collections.abc import Iterator
from itertools import islice

import numpy as np

from .asserts import assert_close, assert_same_bits, printed, random_theta
from .autodiff import Array
from .averages import check_collected
from .batches import draws, epoch_of, training_stream
from .data_check import check_data, check_rows
from .evaluation_check import check_evaluation, check_prediction
from .gradient_check import check_gradient
from .initializer_rows import INITIALIZERS
from .loss_rows import LOSSES
from .places import Parameter
from .records import Rows, chosen
from .reference import Reference
from .scripts import (
    Script,
    doubled,
    load_script,
    source_of,
    train_forward,
    undrawn,
    unread,
)
from .specs import Spec
from .training_check import check_training, collected

__all__ = [
    "check_all",
    "check_data",
    "check_evaluation",
    "check_gradient",
    "check_import",
    "check_prediction",
    "check_rows",
    "check_scores",
    "check_shapes",
    "check_training",
    "check_trajectory",
    "doubled",
    "load_script",
]

SHORT = 5  # rows of a short batch
LARGE = 1e4  # times more, scores are in the thousands: exp over- and underflows


def check_all(script: Script, spec: Spec) -> None:
    """Run every check."""
    check_import(script, spec)
    check_shapes(script, spec)
    check_data(script, spec)
    check_gradient(script, spec, rows=SHORT)
    check_scores(script, spec)
    check_trajectory(script, spec)
    check_prediction(script, spec)
    check_evaluation(script, spec)
    check_training(script, spec)


def check_import(script: Script, spec: Spec) -> None:
    """Assert that importing prints, draws, reads and trains nothing."""
    with undrawn(), unread():
        again, text = printed(lambda: load_script(source_of(script)))
    assert not text, f"importing prints {text!r}"
    size, filled = Reference(spec).size, np.count_nonzero(again.theta)
    assert not filled, f"importing fills {filled} of the {size} entries of theta"


def check_shapes(script: Script, spec: Spec) -> None:
    """Compare flat vectors, output and what initialize() fills with the rows."""
    reference = Reference(spec)
    for vector in (script.theta, script.grad):
        assert vector.shape == (reference.size,), (vector.shape, reference.size)
        assert vector.dtype == np.float64, vector.dtype
    x, _ = script.load_data()[:2]
    script.theta[:] = np.nan
    script.initialize()
    for each in reference.parameters:
        _check_initialized(script.theta[each.part], each)
    shape, expected = script.forward(x).shape, (len(x), reference.outputs)
    assert shape == expected, f"forward returns {shape}, expected {expected}"
    _check_starts_over(script, spec)


def check_trajectory(script: Script, spec: Spec, steps: int = 20) -> None:
    """Compare loss, rate and theta of each step with the reference's."""
    reference = Reference(spec)
    x, y = script.load_data()[:2]
    script.theta[:] = random_theta(reference.size)
    _step(script, x, y, 0)  # what an optimizer remembers, initialize() clears
    script.initialize()
    script.theta[:] = before = random_theta(reference.size)
    batches = list(islice(_batches(spec, x, y), steps))
    stream = training_stream(spec) if draws(spec) else None
    path = list(reference.train(before, batches, stream))
    for step, (batch, after) in enumerate(zip(batches, path[1:], strict=True)):
        loss, rate = _step(script, *batch, step)
        moment = path[step]
        right = reference.told(moment.output, batch[1])
        right += reference.penalty(moment.theta)
        assert_close(loss, right, f"loss of step {step}")
        assert_close(rate, reference.rate(step), f"rate of step {step}")
        for each in reference.parameters:
            what = f"theta after step {step}, {each.label}"
            assert_close(script.theta[each.part], after.theta[each.part], what)
        check_collected(collected(script), after, f"step {step}")


def check_scores(script: Script, spec: Spec) -> None:
    """Compare loss and gradient at large scores, where they are exact.

    In the notebook's order the loss is clipped, -log clip(P[y], 1e-7, 1 - 1e-7), and
    its gradient not; and a probability that is not made by the loss may be 0. What such
    large parameters cost by their size would hide the scores by its rounding.
    """
    options, reference = spec["loss"], Reference(spec)
    steady = LOSSES[options["type"]].steady(options, reference.function)
    steady &= not reference.regularized
    if steady and spec["numerics"].get("arithmetic") != "nnfs":
        check_gradient(script, spec, scores=LARGE, coordinates=100)


def _check_initialized(values: Array, each: Parameter) -> None:
    """Assert that an array was filled as its initializer says."""
    kind, options = chosen(each.initializer)
    try:
        INITIALIZERS[kind].check(options, values, *each.fans)
    except AssertionError as error:
        raise AssertionError(f"{each.label}, {kind}: {error}") from error


def _check_starts_over(script: Script, spec: Spec) -> None:
    """Assert that initialize() draws the same again."""
    before = script.theta.copy()
    if spec["numerics"].get("rng") == "mt19937":
        script.load_data()  # restarts the one stream
    script.initialize()
    assert_same_bits(script.theta, before, "theta after two calls of initialize")


def _step(script: Script, x: Array, y: Array, step: int) -> tuple[float, float]:
    """Take a step and return its loss and its rate."""
    train_forward(script)(x)
    loss, again = script.loss(y), script.loss(y)
    assert loss == again, f"loss(y) gives {loss}, then {again}"
    script.backward(x, y)
    return float(loss), float(script.update(step))


def _batches(spec: Spec, x: Array, y: Array) -> Iterator[Rows]:
    """Return the rows of step after step, in orders of no script's."""
    stream = np.random.default_rng(4)
    while True:
        for rows in epoch_of(spec, len(x), stream):
            yield x[rows], y[rows]
