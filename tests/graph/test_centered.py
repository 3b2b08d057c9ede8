"""What is warned of where a normalization stands: single rows, biases, zeros."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from nngen.check import check
from nngen.reading.load import Source

from ..bench.checks import load_script
from ..helpers import raw_script
from .helpers import Spec, act, dense, spec_with

BATCH = {"type": "batch_normalization", "momentum": 0.0}  # for runs of few steps
ROWS = {"type": "layer_normalization"}
END = dense(3, "softmax")
ZEROS = {"kernel_initializer": "zeros"}
TENTH = {"kernel_initializer": {"type": "constant", "value": 0.1}}
BELOW = "the batch normalization below subtracts the mean, and the bias with it"
BIAS = ("NN049", BELOW)
DROP = 'write `"drop_last": true`, or `"batch_size": 3`'
DEAD = ("NN041", "all values start at 0 or below, where relu passes no gradient")
ALIKE = ("NN041", "all units start alike, and stay alike")


def found(layers: list[Spec], **changes: Any) -> list[Any]:
    """Return the findings of a network that can be trained, all warnings."""
    spec = spec_with(layers=layers, **changes)
    placed = check(
        Source(label="x.json", raw=json.dumps(spec).encode(), stem=None, json_text=True)
    ).warnings
    assert all(item.level == "warning" for item in placed)
    return [replace(item.finding, hint=item.hint) for item in placed]


def warned(layers: list[Spec], **changes: Any) -> list[tuple[str, str, str]]:
    """Return code, path and message of what a network is warned of."""
    told = found(layers, **changes)
    return [(f.code, ".".join(map(str, f.path)), f.message) for f in told]


def training(**options: Any) -> Spec:
    """Return a [training] of few epochs."""
    return {"training": {"epochs": 3, **options}}


def data(samples: int) -> Spec:
    """Return so many rows of each of three classes."""
    return {"data": {"type": "spiral", "samples": samples, "classes": 3}}


@pytest.mark.parametrize(
    ("samples", "options", "what", "hint"),
    [
        (5, {"batch_size": 1}, "a batch", 'write `"batch_size": 15`'),
        (100, {"batch_size": 1}, "a batch", 'write `"batch_size": 32`'),
        (
            5,
            {"batch_size": 7},
            "the last batch of 15 rows",
            'write `"drop_last": true`, or `"batch_size": 8`',
        ),
        (5, {"batch_size": 2, "shuffle": False}, "the last batch of 15 rows", DROP),
        (
            67,
            {"batch_size": 4},
            "the last batch of 201 rows",
            'write `"drop_last": true`, or `"batch_size": 6`',
        ),
        (5, {"batch_size": 7, "drop_last": True}, "", ""),
        (5, {"batch_size": 14, "drop_last": True}, "", ""),
        (5, {"batch_size": 15}, "", ""),
        (5, {}, "", ""),
    ],
)
def test_a_batch_of_one_row(samples: int, options: Spec, what: str, hint: str) -> None:
    changes = data(samples) | training(**options)
    assert warned([ROWS, END], **changes) == []
    told = found([BATCH, END], **changes)
    expected = [
        (
            ("training", "batch_size"),
            f"{what} is one row: batch_normalization leaves nothing of it",
            hint,
        )
    ]
    assert [(f.path, f.message, f.hint) for f in told] == expected[: bool(what)]
    assert {f.code for f in told} <= {"NN048"}


def test_the_size_that_a_hint_names_leaves_no_row_alone() -> None:
    for samples in range(2, 40):
        rows = 3 * samples
        for size in range(1, rows + 1):
            changes = data(samples) | training(batch_size=size)
            for finding in found([BATCH, END], **changes):
                hinted = int(re.findall("[0-9]+", finding.hint)[-1])
                assert size < hinted <= rows and rows % hinted != 1


def test_one_row_in_all() -> None:
    one = {"data": {"type": "sine", "samples": 1}}
    loss = {"loss": {"type": "mean_squared_error"}}
    (told,) = found([dense(4, "relu"), BATCH, dense(1)], **one, **loss, **training())
    assert (told.code, told.path) == ("NN048", ("layers", 1))
    assert told.hint == "leave it out, or train on more rows"


@pytest.mark.parametrize(
    ("layers", "places"),
    [
        ([dense(4), BATCH, END], [0]),
        ([dense(4, use_bias=False), BATCH, END], []),
        ([dense(4), ROWS, END], []),
        ([dense(4, "tanh"), BATCH, END], []),
        ([dense(4), BATCH, dense(4), BATCH, END], [0, 2]),
        # whoever else reads it may need the bias
        (
            [
                dense(3, name="ash"),
                BATCH | {"name": "elm"},
                {"type": "add", "inputs": ["ash", "elm"]},
                act("tanh"),
                END,
            ],
            [],
        ),
        (
            [
                dense(3, name="ash"),
                dense(3, name="elm", inputs=["input"]),
                {"type": "add", "inputs": ["ash", "elm"]},
                BATCH,
                END,
            ],
            [0, 1],
        ),
        ([dense(3), BATCH, act("softmax")], [0]),
    ],
)
def test_a_bias_that_is_taken_off(layers: list[Spec], places: list[int]) -> None:
    code, message = BIAS
    expected = [(code, f"layers.{place}.use_bias", message) for place in places]
    assert warned(layers) == expected


def test_what_is_said_of_biases_is_so() -> None:
    """Their gradient is 0 but for rounding, and that of others is not."""
    layers = [dense(4), BATCH, dense(4), ROWS, END]
    spec = spec_with(layers=layers, numerics={"dtype": "float64"})
    script = load_script(raw_script(spec))
    x, y = script.load_data()
    script.initialize()
    script.theta[:] = script.np.random.default_rng(1).normal(0, 0.3, script.theta.size)
    script.forward(x, training=True)
    script.backward(x, y)
    assert abs(script.db1).max() < 1e-15 < 1e-4 < abs(script.db2).max()


@pytest.mark.parametrize(
    ("layers", "expected"),
    [
        ([dense(4, use_bias=False, **ZEROS), BATCH, act("relu"), END], [DEAD]),
        ([dense(4, **ZEROS), ROWS, act("relu"), END], [DEAD]),
        ([dense(4, **ZEROS), ROWS, ROWS, act("relu"), END], [DEAD]),
        ([dense(4, **ZEROS), ROWS, act("tanh"), END], []),
        ([dense(4, bias_initializer="ones", **ZEROS), ROWS, act("relu"), END], []),
        ([dense(4, use_bias=False, **TENTH), BATCH, act("relu"), END], []),
        (
            [
                dense(4, use_bias=False, **TENTH),
                BATCH,
                act("tanh"),
                dense(3, "softmax", **TENTH),
            ],
            [ALIKE],
        ),
        ([dense(4), ROWS, dense(4, "relu"), END], []),
    ],
)
def test_units_below_a_normalization(
    layers: list[Spec], expected: list[tuple[str, str]]
) -> None:
    assert [(code, text) for code, _, text in warned(layers)] == expected


def test_hints_of_widths_look_through_normalizations() -> None:
    told = found([dense(4, "relu"), dense(5, "softmax"), ROWS, act("softmax")])
    assert [(f.code, f.path) for f in told] == [("NN044", ("layers", 1, "units"))]
