"""The end of a network, its loss, its targets and the metrics: what does not fit."""

from typing import Any

import pytest

from ..helpers import make_graph
from .helpers import Spec, act, dense, said, spec_with
from .test_warnings import SUMS, warned

TWO = {"type": "vertical", "samples": 5, "classes": 2}
ROWS = {"type": "vertical", "samples": 5, "classes": 3, "targets": "one_hot"}
SINE = {"type": "sine", "samples": 10}
BINARY = {"type": "binary_crossentropy"}
SCORES = BINARY | {"from_logits": True}
SQUARED = {"type": "mean_squared_error"}
ENDS: dict[str, tuple[Spec, Spec]] = {
    "classes": ({"type": "vertical", "samples": 5, "classes": 3}, {}),
    "binary": (TWO, BINARY),
    "scores": (TWO, SCORES),
    "each": (ROWS, BINARY),
    "values": (SINE, SQUARED),
    "rows": (ROWS, SQUARED),
}
PROBABILITIES = "binary_crossentropy needs probabilities"
LOGITS = "or `from_logits = true` in `[loss]`"
SIGMOID = f'write `activation = "sigmoid"`, {LOGITS}'
ONE = "{} outputs for targets of one number"


def spec_of(end: str, layers: list[Spec], *metrics: Any) -> Spec:
    """Return a spec of data, loss and layers; of metrics, if any are given."""
    table, loss = ENDS[end]
    training = {"epochs": 2} | ({"metrics": list(metrics)} if metrics else {})
    loss = loss or {"type": "categorical_crossentropy"}
    return spec_with(data=table, loss=loss, layers=layers, training=training)


@pytest.mark.parametrize(
    ("end", "layers"),
    [
        ("binary", [dense(1, "sigmoid")]),
        ("binary", [dense(1), act("sigmoid"), act("linear")]),
        ("scores", [dense(1)]),
        ("scores", [dense(1, "elu")]),
        ("each", [dense(3, "sigmoid")]),
        ("each", [dense(3, "softmax")]),
        ("values", [dense(1)]),
        ("values", [dense(1, "elu")]),
        ("values", [dense(1, "tanh")]),
        ("rows", [dense(3, "sigmoid")]),
        ("rows", [dense(3, "softmax")]),
        ("rows", [dense(3)]),
    ],
)
def test_ends_that_fit(end: str, layers: list[Spec]) -> None:
    assert warned(layers, data=ENDS[end][0], loss=ENDS[end][1]) == []


@pytest.mark.parametrize(
    ("end", "layers", "code", "path", "message", "hint"),
    [
        ("binary", [dense(1)], "NN024", "0.activation", PROBABILITIES, SIGMOID),
        ("binary", [dense(1, "relu")], "NN024", "0.activation", PROBABILITIES, SIGMOID),
        ("each", [dense(3, "tanh")], "NN024", "0.activation", PROBABILITIES, SIGMOID),
        (
            "binary",
            [dense(1), act("tanh")],
            "NN024",
            "1.function",
            PROBABILITIES,
            f'write `function = "sigmoid"`, {LOGITS}',
        ),
        (
            "each",
            [
                dense(3, "sigmoid", name="one"),
                dense(3, "sigmoid", name="two", inputs=["input"]),
                {"type": "add", "inputs": ["one", "two"]},
            ],
            "NN024",
            "2",
            PROBABILITIES,
            "write `from_logits = true` in `[loss]`, or below this "
            '`[[layers]]`, `type = "activation"`, `function = "sigmoid"`',
        ),
        (
            "binary",
            [dense(1, "sigmoid"), {"type": "dropout", "rate": 0.5}],
            "NN024",
            "1",
            f"{PROBABILITIES}, and dropout would leave none",
            "move it above the last layer that has parameters, or leave it out",
        ),
        (
            "scores",
            [dense(1, "sigmoid")],
            "NN024",
            "0.activation",
            "with from_logits the loss applies sigmoid itself",
            'write `activation = "linear"`, or leave from_logits out',
        ),
        (
            "binary",
            [dense(1, "softmax")],
            "NN024",
            "0.activation",
            "softmax of one value is always 1",
            'write `activation = "sigmoid"`',
        ),
        (
            "scores",
            [dense(1, "softmax")],
            "NN024",
            "0.activation",
            "softmax of one value is always 1",
            'write `activation = "linear"`',
        ),
        (
            "values",
            [dense(1), act("softmax")],
            "NN024",
            "1.function",
            "softmax of one value is always 1",
            'write `function = "linear"`',
        ),
        (
            "binary",
            [dense(2, "sigmoid")],
            "NN025",
            "0.units",
            ONE.format(2),
            "write `units = 1`",
        ),
        ("values", [dense(3)], "NN025", "0.units", ONE.format(3), "write `units = 1`"),
        (
            "each",
            [dense(4, "sigmoid")],
            "NN025",
            "0.units",
            "4 outputs for one-hot targets of 3 classes",
            "write `units = 3`",
        ),
        (
            "rows",
            [dense(1)],
            "NN025",
            "0.units",
            "1 output cannot tell 3 classes apart",
            "write `units = 3`",
        ),
        (
            "values",
            [act("relu")],
            "NN023",
            "",
            "no layer has parameters, so there is nothing to train",
            'add `[[layers]]`, `type = "dense"`, `units = 1`',
        ),
    ],
)
def test_ends_that_do_not(
    end: str, layers: list[Spec], code: str, path: str, message: str, hint: str
) -> None:
    where = f"layers.{path}".rstrip(".")
    assert said(spec_of(end, layers)) == [(code, where, message, hint)]


@pytest.mark.parametrize(
    ("end", "layers"),
    [
        ("binary", [dense(1, "sigmoid")]),
        ("scores", [dense(1)]),
        ("each", [dense(3, "sigmoid")]),
        ("values", [dense(1)]),
        ("rows", [dense(3)]),
    ],
)
def test_what_is_written_fits(end: str, layers: list[Spec]) -> None:
    assert make_graph(spec_of(end, layers))


def test_shares_of_each_class_need_no_sum() -> None:
    assert warned([dense(3, "sigmoid")], data=ROWS, loss=BINARY) == []
    rows = {"data": ROWS, "loss": {"type": "categorical_crossentropy"}}
    found = warned([dense(3, "sigmoid")], **rows)
    assert found == [("NN042", "layers.0.activation", SUMS)]
