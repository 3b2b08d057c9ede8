"""A loss, its targets and its batches, beside a network that does not fit them."""

import pytest

from ..helpers import make_graph
from .helpers import Spec, act, dense, said, spec_with

LOGITS = {"type": "categorical_crossentropy", "from_logits": True}
ONE_HOT = {"type": "vertical", "samples": 5, "classes": 3, "targets": "one_hot"}


def add(*inputs: str) -> Spec:
    return {"type": "add", "inputs": list(inputs)}


def training(**options: object) -> Spec:
    return {"training": {"epochs": 2, **options}}


PAIR = [dense(3, "softmax", name="one"), dense(3, "relu", name="two")]
CASES: list[tuple[Spec, tuple[str, str, str, str]]] = [
    (
        training(shuffle=True),
        (
            "NN016",
            "training.shuffle",
            "the whole set in one step has no batches",
            "write `batch_size = 32`, or leave shuffle out",
        ),
    ),
    (
        training(drop_last=True),
        (
            "NN016",
            "training.drop_last",
            "the whole set in one step has no batches",
            "write `batch_size = 32`, or leave drop_last out",
        ),
    ),
    (
        training(batch_size=16),
        (
            "NN034",
            "training.batch_size",
            "16 is more than the 15 rows to train on",
            "write `batch_size = 15`, or leave it out",
        ),
    ),
    (
        {"loss": LOGITS},
        (
            "NN024",
            "layers.1.activation",
            "with from_logits the loss applies softmax itself",
            'write `activation = "linear"`, or leave from_logits out',
        ),
    ),
    (
        {"loss": LOGITS, "layers": [dense(3, "softmax"), act("linear")]},
        (
            "NN024",
            "layers.0.activation",
            "with from_logits the loss applies softmax itself",
            'write `activation = "linear"`, or leave from_logits out',
        ),
    ),
    (
        {"layers": [*PAIR, add("one", "two")]},
        (
            "NN024",
            "layers.2",
            "categorical_crossentropy needs probabilities",
            "write `from_logits = true` in `[loss]`, or below this "
            '`[[layers]]`, `type = "activation"`, `function = "softmax"`',
        ),
    ),
    (
        {"layers": [dense(3, "softmax"), {"type": "dropout", "rate": 0.5}]},
        (
            "NN024",
            "layers.1",
            "categorical_crossentropy needs probabilities, "
            "and dropout would leave rows that do not sum to 1",
            "move it above the last layer that has parameters, or leave it out",
        ),
    ),
    (
        {"data": ONE_HOT, "layers": [dense(4, "softmax")]},
        (
            "NN025",
            "layers.0.units",
            "4 outputs for one-hot targets of 3 classes",
            "write `units = 3`",
        ),
    ),
    (
        {"layers": [dense(2, "softmax", name="one"), add("one", "input")]},
        (
            "NN025",
            "layers.1",
            "2 outputs cannot tell 3 classes apart",
            'write `[[layers]]`, `type = "dense"`, `units = 3` below it',
        ),
    ),
]


@pytest.mark.parametrize(("changes", "expected"), CASES)
def test_what_does_not_fit(changes: Spec, expected: tuple[str, str, str, str]) -> None:
    assert expected in said(spec_with(**changes))


@pytest.mark.parametrize(
    "changes",
    [
        training(shuffle=False),
        training(drop_last=False),
        training(batch_size=15),
        {"loss": LOGITS, "layers": [dense(3, "sigmoid")]},
        {"layers": [dense(3, "sigmoid")]},
        {"layers": [dense(2, "softmax"), act("tanh"), dense(3, "softmax")]},
    ],
)
def test_what_fits(changes: Spec) -> None:
    assert make_graph(spec_with(**changes))
