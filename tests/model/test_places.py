"""Keys that are layers of their own here, and keys that say the opposite."""

from typing import Any

import pytest

from .test_foreign import LAYER, told


def dropping(rate: float) -> str:
    """Return what is said of a layer's key that is a layer of its own."""
    lines = f'`[[layers]]\ntype = "dropout"\nrate = {rate}`'
    return f"leave it out, and write {lines} below this one"


@pytest.mark.parametrize(
    ("change", "found"),
    [
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
                'leave it out, and write `[[layers]]\ntype = "activation"\n'
                'function = "tanh"` below this one',
            ),
        ),
        (
            {"layers": [{**LAYER, "concat": True}]},
            (
                "NN012",
                "layers[0].concat",
                'leave it out, and write `[[layers]]\ntype = "concatenate"` below this '
                "one",
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
def test_one_key_is_one_finding(
    change: dict[str, Any], found: tuple[str, str, str]
) -> None:
    assert told(change) == [found]


def test_what_is_kept_is_read_as_what_is_dropped() -> None:
    layers = [LAYER, {"type": "dropout", "keep_prob": 80}, {**LAYER, "keep_prob": 1}]
    assert [(code, path) for code, path, _ in told({"layers": layers})] == [
        ("NN012", "layers[1].keep_prob"),
        ("NN014", "layers[1].keep_prob"),
        ("NN012", "layers[2].keep_prob"),
    ]
