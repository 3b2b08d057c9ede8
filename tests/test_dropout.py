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
from .helpers import NOTEBOOK, ROOT, Spec, make_script, spec_of

NUMERICS: list[Spec] = [{}, {"rng": "mt19937"}, NOTEBOOK, {"arithmetic": "notebook"}]
NETWORK = [
    dense(6, activation="relu"),
    dropout(0.3),
    dense(5, activation="tanh"),
    dropout(0.6),
    LAST,
]


def loaded(layers: list[Spec], numerics: Spec, **changes: Any) -> Any:
    """Return the script of a network in its own format, loaded and started."""
    return started(make_script(base_spec(layers=layers, numerics=numerics, **changes)))


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


@pytest.mark.parametrize("numerics", NUMERICS[::2], ids=str)
@pytest.mark.parametrize("name", NETWORKS)
def test_prediction_knows_no_mask(name: str, numerics: Spec) -> None:
    spec = base_spec(layers=NETWORKS[name], numerics=numerics, **THIRD)
    text = make_script(spec)
    script, fresh = (started(text) for _ in range(2))
    x, y, x_held, y_held = script.load_data()
    for rows in (slice(None), slice(0, 5)):
        steps(script, x[rows], y[rows])
        fresh.theta[:] = script.theta
        assert_same_bits(script.predict(x), fresh.predict(x), "predictions")
        assert_same_bits(script.forward(x[:4]), fresh.forward(x[:4]), "outputs")
        assert script.evaluate(x_held, y_held) == fresh.evaluate(x_held, y_held)
        assert_same_bits(script.theta, fresh.theta, "theta")


@pytest.mark.parametrize("numerics", NUMERICS, ids=str)
def test_what_drops_nothing_leaves_no_trace(numerics: Spec) -> None:
    layers = [dense(5, activation="relu"), dropout(0.0), LAST]
    texts = [
        make_script(base_spec(layers=each, numerics=numerics))
        for each in (layers, [layers[0], LAST])
    ]
    found = {re.sub("Digests: .*", "", text) for text in texts}
    assert len(found) == 1 and "training=" not in texts[0] and "KEEP" not in texts[0]


@pytest.mark.parametrize("numerics", NUMERICS, ids=str)
def test_masks_are_of_the_training_stream(numerics: Spec) -> None:
    spec = base_spec(layers=NETWORK, numerics=numerics)
    script, stream = loaded(NETWORK, numerics), training_stream(spec)
    x, _ = script.load_data()
    for n in (len(x), 4, len(x)):
        script.forward(x[:n])  # draws nothing
        script.forward(x[:n], training=True)
        for mask, keep in ((script.mask1, 0.7), (script.mask2, 0.4)):
            assert mask.dtype == np.float32
            if numerics:
                right = stream.binomial(1, keep, (n, mask.size // n)) / keep
                columns = numerics.get("arithmetic") is None
                right = (right.T if columns else right).astype(np.float32)
            else:
                drawn = stream.random(mask.shape, np.float32) < np.float32(keep)
                right = drawn.astype(np.float32) / np.float32(keep)
            assert_same_bits(mask, np.ascontiguousarray(right), "masks")


def test_the_books_masks_are_those_of_the_native_arithmetic() -> None:
    found = []
    for numerics in ({"rng": "mt19937"}, {"rng": "mt19937", "arithmetic": "notebook"}):
        script = loaded(NETWORK, numerics)
        script.forward(script.load_data()[0], training=True)
        masks = script.mask1, script.mask2
        found.append([m if m.shape[0] == 21 else m.T for m in masks])
    for native, book in zip(*found, strict=True):
        assert native.shape == book.shape and np.all(native == book)


@pytest.mark.parametrize("rng", ["pcg64", "mt19937"])
def test_a_share_is_kept_and_the_mean_stays(rng: str) -> None:
    layers = [dense(40, activation="relu"), dropout(0.7), LAST]
    script = loaded(layers, {"rng": rng})
    x = np.zeros((5000, 2), np.float32)
    script.forward(x, training=True)
    values, counts = np.unique(script.mask1, return_counts=True)
    assert values.tolist() == [0, np.float32(1 / 0.3)]
    assert abs(counts[1] / counts.sum() - 0.3) < 5 * (0.21 / 200_000) ** 0.5


def test_masks_move_neither_rows_nor_starts() -> None:
    scripts = [loaded(HIDDEN[::step], {}, **THIRD) for step in (1, 2)]
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
