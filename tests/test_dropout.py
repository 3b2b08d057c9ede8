"""Masks: when they are drawn, from which stream, and what they leave alone."""

import re
from typing import Any

import numpy as np
import pytest

from .bench.asserts import assert_same_bits, printed
from .bench.batches import training_stream
from .bench.checks import load_script
from .bench.drops import DROPS, HIDDEN, LAST, NETWORKS, THIRD
from .bench.specs import base_spec, dense
from .bench.tables import dropout
from .helpers import NNFS, ROOT, STYLES, Spec, each_style, make_script, spec_of

NUMERICS: list[Spec] = [{}, {"rng": "mt19937"}, NNFS, {"arithmetic": "nnfs"}]
FORMS = [  # each number format and stream in each style that has it
    pytest.param(numerics, style, id=f"{numerics}, {style}")
    for numerics in NUMERICS
    for style in STYLES
    if style == "plain" or "arithmetic" not in numerics
]
each_form = pytest.mark.parametrize(("numerics", "style"), FORMS)
NETWORK = [
    dense(6, activation="relu"),
    dropout(0.3),
    dense(5, activation="tanh"),
    dropout(0.6),
    LAST,
]


def loaded(
    layers: list[Spec], numerics: Spec, style: str = "plain", **changes: Any
) -> Any:
    """Return the script of a network in its own format, loaded and started."""
    spec = base_spec(layers=layers, numerics=numerics, **changes)
    return started(make_script(spec | {"script": {"style": style}}))


def started(text: str) -> Any:
    """Return a script, loaded and started."""
    script: Any = load_script(text)
    script.initialize()
    return script


def steps(script: Any, x: Any, y: Any, number: int = 3) -> None:
    """Take some steps of training."""
    for step in range(number):
        script.forward(x, training=True)
        script.backward(x, y)
        script.update(step)


@each_form
@pytest.mark.parametrize("name", NETWORKS)
def test_prediction_knows_no_mask(name: str, numerics: Spec, style: str) -> None:
    spec = base_spec(layers=NETWORKS[name], numerics=numerics, **THIRD)
    text = make_script(spec | {"script": {"style": style}})
    script, fresh = (started(text) for _ in range(2))
    x, y, x_held, y_held = script.load_data()
    for rows in (slice(None), slice(0, 5)):
        steps(script, x[rows], y[rows])
        fresh.theta[:] = script.theta
        assert_same_bits(script.predict(x), fresh.predict(x), "predictions")
        assert_same_bits(script.forward(x[:4]), fresh.forward(x[:4]), "outputs")
        assert script.evaluate(x_held, y_held) == fresh.evaluate(x_held, y_held)
        assert_same_bits(script.theta, fresh.theta, "theta")


@each_form
def test_what_drops_nothing_leaves_no_trace(numerics: Spec, style: str) -> None:
    layers = [dense(5, activation="relu"), dropout(0.0), LAST]
    texts = [
        make_script(base_spec(layers=each, numerics=numerics, script={"style": style}))
        for each in (layers, [layers[0], LAST])
    ]
    found = {re.sub("Digests: .*", "", text) for text in texts}
    assert len(found) == 1 and "training=" not in texts[0] and "KEEP" not in texts[0]


@each_form
def test_masks_are_of_the_training_stream(numerics: Spec, style: str) -> None:
    spec = base_spec(layers=NETWORK, numerics=numerics)
    script, stream = loaded(NETWORK, numerics, style), training_stream(spec)
    x, _ = script.load_data()
    for n in (len(x), 4, len(x)):
        script.forward(x[:n])  # draws nothing
        script.forward(x[:n], training=True)
        for mask, width, keep in ((script.mask1, 6, 0.7), (script.mask2, 5, 0.4)):
            if numerics:
                right = stream.binomial(1, keep, (n, width)) / keep
            else:
                drawn = stream.random((n, width), np.float32) < np.float32(keep)
                right = drawn.astype(np.float32) / np.float32(keep)
            if "arithmetic" not in numerics:  # else in float64, as in the book
                right = right.astype(np.float32)
            right = right.T if style == "fast" else right
            assert_same_bits(mask, np.ascontiguousarray(right), "masks")


def test_the_books_masks_are_those_of_the_native_arithmetic() -> None:
    found = []
    for numerics in ({"rng": "mt19937"}, {"rng": "mt19937", "arithmetic": "nnfs"}):
        script = loaded(NETWORK, numerics)
        script.forward(script.load_data()[0], training=True)
        found.append([script.mask1, script.mask2])
    for native, book in zip(*found, strict=True):
        assert_same_bits(native, book.astype(np.float32), "masks")


@each_style
@pytest.mark.parametrize("rng", ["pcg64", "mt19937"])
def test_a_share_is_kept_and_the_mean_stays(rng: str, style: str) -> None:
    layers = [dense(40, activation="relu"), dropout(0.7), LAST]
    script = loaded(layers, {"rng": rng}, style)
    x = np.zeros((5000, 2), np.float32)
    script.forward(x, training=True)
    values, counts = np.unique(script.mask1, return_counts=True)
    assert values.tolist() == [0, np.float32(1 / 0.3)]
    assert abs(counts[1] / counts.sum() - 0.3) < 5 * (0.21 / 200_000) ** 0.5


@each_style
def test_masks_move_neither_rows_nor_starts(style: str) -> None:
    scripts = [loaded(HIDDEN[::step], {}, style, **THIRD) for step in (1, 2)]
    arrays = [[*script.load_data(), script.theta] for script in scripts]
    for some, others in zip(*arrays, strict=True):
        assert_same_bits(some, others, "data and parameters")


def test_the_log_is_of_the_pass_that_training_takes() -> None:
    spec = base_spec(**DROPS["dropped, with some rows held back"])
    script: Any = load_script(make_script(spec | {"numerics": {}}))
    log, _ = printed(script.train)
    x, y, x_held, y_held = script.load_data()
    script.initialize()
    assert log[0]["val_loss"] == script.evaluate(x_held, y_held)["loss"]
    plain = script.evaluate(x, y)["loss"]
    script.forward(x, training=True)
    assert log[0]["loss"] == script.loss(y) != plain


@pytest.mark.exhaustive
def test_the_example_gains_what_it_says() -> None:
    spec = spec_of(ROOT / "specs" / "dropout.toml")
    losses = []
    for layers in (
        spec["layers"],
        [each for each in spec["layers"] if "rate" not in each],
    ):
        script: Any = load_script(make_script(spec | {"layers": layers}))
        log, _ = printed(script.train)
        losses.append(log[-1]["val_loss"])
    assert losses[0] < 0.25 * losses[1]
