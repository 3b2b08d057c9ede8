"""What people bring from other libraries, and what they write by habit."""

from typing import Any

import pytest

from ..reading.helpers import LAYER, told


def dropping(rate: float) -> str:
    """Return what is said of a layer's key that is a layer of its own."""
    lines = f'`[[layers]]`, `type = "dropout"`, `rate = {rate}`'
    return f"leave it out, and write {lines} below this one"


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (
            {"optimizer": {"type": "sgd", "lr": 0.1}},
            ("NN012", "optimizer.lr", 'did you mean "learning_rate"?'),
        ),
        (
            {"training": {"epochs": 3, "lr": 0.1}},
            (
                "NN012",
                "training.lr",
                "it belongs in `[optimizer]`: write `learning_rate = 0.1`",
            ),
        ),
        (
            {"training": {"epochs": 3, "validation_split": 0.2}},
            (
                "NN012",
                "training.validation_split",
                "it belongs in `[split]`: write `validation = 0.2`",
            ),
        ),
        (
            {"data": {"type": "spiral", "samples": 5, "num_classes": 3}},
            ("NN012", "data.num_classes", 'did you mean "classes"?'),
        ),
        (
            {"layers": [{**LAYER, "kernel_initializer": "xavier"}]},
            (
                "NN015",
                "layers[0].kernel_initializer",
                'did you mean "glorot_uniform"?',
            ),
        ),
        (
            {"layers": [{**LAYER, "activation": "nn.Softmax()"}]},
            (
                "NN015",
                "layers[0].activation",
                'did you mean "softmax"?',
            ),
        ),
        (
            {"layers": [LAYER, {"type": "softmax"}]},
            (
                "NN015",
                "layers[1].type",
                'write `type = "activation"`, `function = "softmax"`',
            ),
        ),
        (
            {"layers": [{**LAYER, "activation": {"type": "leaky_relu", "alpha": 0.2}}]},
            (
                "NN012",
                "layers[0].activation.alpha",
                'did you mean "negative_slope"?',
            ),
        ),
        # Values, too, have other names, or had them before
        (
            {"numerics": {"arithmetic": "notebook"}},
            ("NN015", "numerics.arithmetic", 'did you mean "nnfs"?'),
        ),
        (
            {"numerics": {"dtype": "double"}},
            ("NN015", "numerics.dtype", 'did you mean "float64"?'),
        ),
        (
            {"script": {"style": "readable"}},
            ("NN015", "script.style", 'did you mean "plain"?'),
        ),
        (
            {"script": {"style": "Optimized"}},
            ("NN015", "script.style", 'did you mean "fast"?'),
        ),
        # A word that merely begins alike is no reason to send people elsewhere
        (
            {"layers": [{**LAYER, "step": 0.5}]},
            (
                "NN012",
                "layers[0].step",
                "leave it out, or write one of name, inputs, units, activation, "
                "use_bias, kernel_initializer, bias_initializer, kernel_regularizer, "
                "bias_regularizer",
            ),
        ),
        # What is a layer here, elsewhere an option of one
        (
            {"layers": [{**LAYER, "dropout": 0.4}]},
            ("NN012", "layers[0].dropout", dropping(0.4)),
        ),
        (
            {"layers": [{**LAYER, "dropout_rate": 40}]},
            ("NN012", "layers[0].dropout_rate", dropping(0.5)),
        ),
        (
            {"layers": [LAYER, {"type": "dropout", "rate": 0.4, "activation": "tanh"}]},
            (
                "NN012",
                "layers[1].activation",
                'leave it out, and write `[[layers]]`, `type = "activation"`, '
                '`function = "tanh"` below this one',
            ),
        ),
        (
            {"layers": [{**LAYER, "concat": True}]},
            (
                "NN012",
                "layers[0].concat",
                'leave it out, and write `[[layers]]`, `type = "concatenate"` '
                "below this one",
            ),
        ),
        # What is kept, not what is dropped
        (
            {"layers": [LAYER, {"type": "dropout", "keep_prob": 0.9}]},
            (
                "NN012",
                "layers[1].keep_prob",
                "it is 1 - rate: write `rate = 0.1` in its place",
            ),
        ),
        (
            {"layers": [LAYER, {"type": "dropout", "p": 0.9}]},
            ("NN012", "layers[1].p", 'did you mean "rate"?'),
        ),
        (
            {"layers": [LAYER, {"type": "dropout", "rate": 20}]},
            (
                "NN014",
                "layers[1].rate",
                "it is at least 0 and below 1: write `rate = 0.2`",
            ),
        ),
    ],
)
def test_one_word_is_one_finding(
    change: dict[str, Any], found: tuple[str, str, str]
) -> None:
    assert told(change) == [found]


def test_a_type_under_another_key() -> None:
    assert told({"optimizer": {"class_name": "SGD", "lr": 9999}}) == [
        ("NN012", "optimizer.class_name", 'did you mean "type"?'),
        (
            "NN015",
            "optimizer.class_name",
            'did you mean "sgd"?',
        ),
        ("NN012", "optimizer.lr", 'did you mean "learning_rate"?'),
        (
            "NN014",
            "optimizer.lr",
            "it is above 0 and at most 1000: write `learning_rate = 0.1`",
        ),
    ]


def test_a_path_is_no_kind() -> None:
    data = {"file": "data/iris.csv", "target": "y"}
    found = told({"data": data})
    assert [(code, path) for code, path, _ in found] == [
        ("NN012", "data.file"),
        ("NN011", "data.type"),
    ]


def test_what_is_kept_is_read_as_what_is_dropped() -> None:
    layers = [LAYER, {"type": "dropout", "keep_prob": 80}, {**LAYER, "keep_prob": 1}]
    assert [(code, path) for code, path, _ in told({"layers": layers})] == [
        ("NN012", "layers[1].keep_prob"),
        ("NN014", "layers[1].keep_prob"),
        ("NN012", "layers[2].keep_prob"),
    ]
