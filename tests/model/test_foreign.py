"""What people bring from other libraries, and what they write by habit."""

from typing import Any

import pytest

from nngen.language.layers import AnyLayer
from nngen.model.model import Model, field
from nngen.model.tables import models
from nngen.model.types import type_of

from .test_read import GOOD, said

DATA = GOOD["data"]
LAYER = GOOD["layers"][0]


def told(change: dict[str, Any], drop: str = "") -> list[tuple[str, str, str]]:
    """Return code, path and hint of what is wrong with a changed document."""
    data = {key: value for key, value in (GOOD | change).items() if key != drop}
    return [(code, path, hint) for code, path, _, hint in said(data)]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (
            {"optimizer": {"type": "sgd", "lr": 0.1}},
            ("NN012", "optimizer.lr", 'did you mean "learning_rate"?'),
        ),
        (
            {"training": {"epochs": 3, "lr": 0.1}},
            ("NN012", "training.lr", 'did you mean "learning_rate" of `[optimizer]`?'),
        ),
        (
            {"training": {"epochs": 3, "validation_split": 0.2}},
            (
                "NN012",
                "training.validation_split",
                'did you mean "validation" of `[split]`?',
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
                'did you mean "glorot_uniform"? one of zeros, ones, constant, normal, '
                "uniform, glorot_uniform, glorot_normal, he_uniform, he_normal, "
                "lecun_normal, orthogonal",
            ),
        ),
        (
            {"layers": [{**LAYER, "activation": "nn.Softmax()"}]},
            (
                "NN015",
                "layers[0].activation",
                'did you mean "softmax"? one of linear, relu, leaky_relu, elu, selu, '
                "gelu, silu, softplus, sigmoid, tanh, softmax",
            ),
        ),
        (
            {"layers": [LAYER, {"type": "softmax"}]},
            (
                "NN015",
                "layers[1].type",
                'write `type = "activation"\nfunction = "softmax"`',
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
            'did you mean "sgd"? one of sgd, adagrad, rmsprop, adam, adamw',
        ),
        ("NN012", "optimizer.lr", 'did you mean "learning_rate"?'),
        (
            "NN014",
            "optimizer.lr",
            "it is above 0 and at most 1000: write `learning_rate = 0.1`",
        ),
    ]


def test_layers_under_names_of_their_own() -> None:
    tables = {"a": {**LAYER, "units": 0}, "B c": LAYER, "d": [LAYER, {}]}
    others = [kind.selector() for kind in models(type_of(AnyLayer))][1:]
    assert told({"layers": tables}) == [
        ("NN013", "layers.a", 'write `[[layers]]`, and `name = "a"` in it'),
        ("NN014", "layers.a.units", UNITS),
        ("NN013", 'layers."B c"', "write `[[layers]]`"),
        ("NN013", "layers.d[0]", 'write `[[layers]]`, and `name = "d"` in it'),
        ("NN013", "layers.d[1]", 'write `[[layers]]`, and `name = "d"` in it'),
        (
            "NN011",
            "layers.d[1].type",
            f'write `type = "dense"`, or {", ".join(others)}',
        ),
    ]


UNITS = "it is a whole number from 1 to 1048576: write `units = 64`"


def test_a_document_under_one_key() -> None:
    inside = {key: value for key, value in GOOD.items() if key != "name"}
    found = said({"model": inside | {"layers": [{**LAYER, "units": 0}]}})
    # the name is lent by no one here
    assert [(code, path) for code, path, *_ in found] == [
        ("NN012", "model"),
        ("NN014", "model.layers[0].units"),
        ("NN011", "model.name"),
    ]


def test_what_kinds_agree_on_is_read_whichever_it_is() -> None:
    found = told({"data": {"type": "moons", "samples": "many", "clases": 3}})
    assert [(code, path) for code, path, _ in found] == [
        ("NN015", "data.type"),
        ("NN012", "data.clases"),
        ("NN013", "data.samples"),
    ]


def test_arrays_of_arrays_are_one_finding() -> None:
    assert told({"training": [["a"]]}) == [
        ("NN013", "training", "write `[training]\nepochs = 100`")
    ]
    assert [path for _, path, _ in told({"loss": ["x"]})] == ["loss"]


def test_a_model_takes_no_nonsense() -> None:
    class Ring(Model):
        width: int = field(description="W.", ge=1, le=9)

    ring = Ring(width=3)
    assert repr(ring) == "Ring({'width': 3})" and hash(ring) == hash(Ring(width=3))
    with pytest.raises(TypeError, match="Ring has no breadth"):
        Ring(breadth=3)
    with pytest.raises(TypeError, match="Ring needs width"):
        Ring()
    with pytest.raises(AttributeError, match="frozen"):
        del ring.width


@pytest.mark.parametrize("inside", [{"name": "x", "seed": 1}, {"epochs": 3}])
def test_a_table_beside_the_document_is_only_unknown(inside: dict[str, Any]) -> None:
    assert [(code, path) for code, path, _ in told({"meta": inside})] == [
        ("NN012", "meta")
    ]


def test_a_path_is_no_kind() -> None:
    data = {"file": "data/iris.csv", "target": "y"}
    found = told({"data": data})
    assert [(code, path) for code, path, _ in found] == [
        ("NN011", "data.type"),
        ("NN012", "data.file"),
    ]
