"""What trains, but hardly as it is meant to: warned of, and built all the same."""

import json
from typing import Any

import pytest

from nngen.check import Checked, check
from nngen.reading.load import Source

from .helpers import Spec, act, dense, said, spec_with

ZEROS = {"kernel_initializer": "zeros"}
TENTH = {"kernel_initializer": {"type": "constant", "value": 0.1}}
DRAWN = 'write `kernel_initializer = "glorot_uniform"`'
ALIKE = "all units start alike, and stay alike"
DEAD = "all values start at 0 or below, where relu passes no gradient"
SUMS = "nothing makes the outputs of a row sum to one"


def drop(rate: float = 0.5) -> Spec:
    """Return a layer that drops values."""
    return {"type": "dropout", "rate": rate}


def checked(layers: list[Spec], **changes: Any) -> Checked:
    """Return a network that can be trained."""
    raw = json.dumps(spec_with(layers=layers, **changes)).encode()
    return check(Source(label="x.json", raw=raw, stem=None, json_text=True))


def warned(layers: list[Spec], **changes: Any) -> list[tuple[str, str, str]]:
    """Return code, path and message of what a network is warned of."""
    found = checked(layers, **changes).warnings
    assert all(placed.level == "warning" for placed in found)
    what = [placed.finding for placed in found]
    return [(f.code, ".".join(map(str, f.path)), f.message) for f in what]


@pytest.mark.parametrize(
    ("layers", "found"),
    [
        ([dense(4, "relu"), dense(3, "softmax")], []),
        # The last kernel may start anyhow: its units have targets of their own
        ([dense(3, "softmax", **ZEROS)], []),
        (
            [
                dense(4, "gelu", kernel_initializer="ones"),
                dense(3, "softmax", kernel_initializer="ones"),
            ],
            [("0", ALIKE)],
        ),
        # A slope below zero lets units learn that start there
        ([dense(4, "leaky_relu", **ZEROS), dense(3, "softmax")], []),
        ([dense(4, "relu", bias_initializer="ones", **ZEROS), dense(3, "softmax")], []),
        # Drawn kernels below tell units apart, unless nothing comes through
        ([dense(4, "tanh", **ZEROS), dense(3, "softmax")], []),
        ([dense(4, "relu", **TENTH), dense(3, "softmax")], []),
        ([dense(4, "relu", **ZEROS), dense(3, "softmax")], [("0", DEAD)]),
        (
            [dense(4, "relu", use_bias=False, **ZEROS), dense(3, "softmax")],
            [("0", DEAD)],
        ),
        (
            [
                dense(4, "relu", bias_initializer="he_normal", **ZEROS),
                dense(3, "softmax"),
            ],
            [],
        ),
        ([dense(4, **ZEROS), act("relu"), dense(3, "softmax")], [("0", DEAD)]),
        ([dense(4, "tanh", **TENTH), dense(3, "softmax", **ZEROS)], [("0", ALIKE)]),
        ([dense(1, "tanh", **TENTH), dense(3, "softmax", **ZEROS)], []),
        (
            [dense(4, **TENTH), act("tanh"), act("tanh"), dense(3, "softmax", **TENTH)],
            [("0", ALIKE)],
        ),
    ],
)
def test_units_that_start_alike(
    layers: list[Spec], found: list[tuple[str, str]]
) -> None:
    key = "kernel_initializer"
    expected = [("NN041", f"layers.{place}.{key}", text) for place, text in found]
    assert warned(layers) == expected


@pytest.mark.parametrize(
    ("layers", "where"),
    [
        ([dense(3, "softmax")], None),
        ([dense(3, "sigmoid")], "layers.0.activation"),
        ([dense(3), act("sigmoid")], "layers.1.function"),
        (
            [
                dense(3, "softmax", name="one"),
                dense(3, "softmax", name="two", inputs=["input"]),
                {"type": "add", "inputs": ["one", "two"]},
            ],
            "layers.2",
        ),
    ],
)
def test_rows_that_need_not_sum_to_one(layers: list[Spec], where: str | None) -> None:
    assert warned(layers) == ([("NN042", where, SUMS)] if where else [])


def test_logits_need_no_sum() -> None:
    loss = {"type": "categorical_crossentropy", "from_logits": True}
    assert warned([dense(3)], loss=loss) == []


def test_two_linear_layers() -> None:
    layers = [dense(4), dense(4, "relu"), dense(5), act("linear"), dense(3, "softmax")]
    found = warned(layers)
    assert [(code, path) for code, path, _ in found] == [
        ("NN043", "layers.0.activation"),
        ("NN043", "layers.2.activation"),
    ]
    message = "it and layers[{}] are one linear map, nothing between"
    assert [text for *_, text in found] == [message.format(1), message.format(4)]


def test_a_linear_layer_with_two_readers_is_its_own() -> None:
    layers = [
        dense(3, name="stem"),
        dense(3, "tanh", name="side"),
        {"type": "add", "inputs": ["stem", "side"]},
        dense(3, "softmax"),
    ]
    assert warned(layers) == []


def test_errors_go_before_warnings() -> None:
    found = said(spec_with(layers=[dense(4), dense(2, "softmax")]))
    assert [code for code, *_ in found] == ["NN025"]


@pytest.mark.parametrize(
    ("layers", "where"),
    [
        ([dense(2**20, "relu"), dense(2**12, "relu"), dense(3, "softmax")], "1.units"),
        ([dense(2**20, "relu"), dense(2**11 - 9, "relu"), dense(3, "softmax")], ""),
    ],
)
def test_networks_that_no_memory_holds(layers: list[Spec], where: str) -> None:
    if where:
        ((code, path, message, hint),) = said(spec_with(layers=layers))
        assert (code, path) == ("NN029", f"layers.{where}")
        total = 3 * 2**20 + (2**20 + 1) * 2**12 + (2**12 + 1) * 3
        assert message == f"theta would hold {total} numbers, over {2**31}"
        assert hint == "write fewer, as `units = 64`"
    else:
        assert checked(layers).graph


DROPPED = "some outputs are 0 in training, whatever the network learns"
SCORES = {"type": "categorical_crossentropy", "from_logits": True}


@pytest.mark.parametrize(
    ("layers", "where"),
    [
        ([dense(4, "relu"), drop(), dense(3, "softmax")], None),
        ([drop(), dense(3, "softmax")], None),
        ([dense(3), drop(0.0), act("softmax")], None),
        ([dense(3), drop(), act("softmax")], 1),
        ([dense(3), drop(), act("tanh"), act("softmax")], 1),
        ([dense(3), drop(), drop(0.1), act("softmax")], 2),
    ],
)
def test_outputs_that_are_dropped(layers: list[Spec], where: int | None) -> None:
    found = [] if where is None else [("NN050", f"layers.{where}", DROPPED)]
    assert warned(layers) == found


def test_scores_that_are_dropped() -> None:
    found = warned([dense(4, "relu"), dense(3), drop()], loss=SCORES)
    assert found == [("NN050", "layers.2", DROPPED)]


def test_units_that_start_alike_are_told_apart_by_what_is_dropped() -> None:
    layers = [dense(4, "tanh", **TENTH), drop(), dense(3, "softmax", **TENTH)]
    assert warned(layers) == []
    layers[1] = drop(0.0)
    assert warned(layers) == [("NN041", "layers.0.kernel_initializer", ALIKE)]
