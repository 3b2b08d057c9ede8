"""Masks in a script: the lines that draw them, and whose memory values lie in."""

import re
import tracemalloc

import numpy as np
import pytest

from .bench.drops import LAST
from .bench.specs import base_spec, dense
from .bench.tables import activation, dropout
from .helpers import FAST, Spec, each_style, make_script
from .test_dropout import NUMERICS, loaded


@each_style
@pytest.mark.parametrize(
    ("rates", "lines"),
    [
        ([0.2], ["KEEP = 0.8  # the share of values that dropout lets through"]),
        ([0.7, 0.7], ["KEEP = 0.3  # the share of values that dropout lets through"]),
        (
            [0.7, 0.9, 0.7],
            [
                "KEEP_1 = 0.3  # the share of values that dropout lets through",
                "KEEP_2 = 0.1",
            ],
        ),
    ],
    ids=str,
)
def test_constants_are_as_many_as_differ(
    rates: list[float], lines: list[str], style: str
) -> None:
    layers = [layer for rate in rates for layer in (dense(4), dropout(rate))]
    text = make_script(base_spec(layers=[*layers, LAST], script={"style": style}))
    assert re.findall("(?m)^KEEP.*", text) == lines
    functions = len(re.findall("(?m)^def (draw_mask|dropout)\\(", text))
    assert functions == (style == "plain" or len(rates) > 1)
    assert text.count("rng.random(") == 1


# The functions that ask a value for nothing but its sign need no second buffer
@pytest.mark.parametrize(
    ("function", "one"),
    [
        ("relu", True),
        ("leaky_relu", True),
        ("gelu", True),
        ("tanh", False),
        ("elu", False),
        ("silu", False),
        ("softmax", False),
    ],
)
@pytest.mark.parametrize("numerics", NUMERICS[:2], ids=str)
def test_fast_memory(function: str, one: bool, numerics: Spec) -> None:
    layers = [dense(4, activation=function), dropout(0.5), dropout(0.5), LAST]
    script = loaded(layers, numerics, "fast")
    assert np.shares_memory(script.a1, script.d1) == one
    assert np.shares_memory(script.d1, script.d1_2)
    text = make_script(
        base_spec(layers=[*layers[:2], LAST], numerics=numerics, script=FAST)
    )
    assert ("np.copyto(d1, a1)" in text) == (not one)
    assert ("a1 holds D1 by now: where that alone is 0, dL/dA1 is 0 too" in text) == (
        function in ("relu", "leaky_relu")
    )


def test_a_fast_mask_is_drawn_with_one_temporary() -> None:
    layers = [dense(64, activation="relu"), dropout(0.5), LAST]
    script = loaded(layers, {}, "fast")
    x = np.zeros((20_000, 2), np.float32)
    script.forward(x, training=True)
    tracemalloc.start()
    script.forward(x)
    before = tracemalloc.get_traced_memory()[1]
    tracemalloc.reset_peak()
    script.forward(x, training=True)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # the rows of numbers, which are columns of the mask
    assert peak <= before + script.mask1.nbytes + 100_000


def test_dropped_activations_in_fast_layers_of_their_own() -> None:
    layers = [dense(4), dropout(0.5), activation("relu"), LAST]
    script = loaded(layers, {}, "fast")
    arrays = script.z1, script.d1, script.a1
    assert all(np.shares_memory(script.z1, array) for array in arrays)
