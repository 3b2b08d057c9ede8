"""Small networks that hypothesis draws, and some named ones."""

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from tests.bench.function_rows import FUNCTIONS as ROWS

Spec = dict[str, Any]

FUNCTIONS = list(ROWS)
SLOW = settings(max_examples=40, deadline=None)


def dense(units: int, activation: str = "linear", use_bias: bool = True) -> Spec:
    """Return a dense layer."""
    options = {"units": units, "activation": activation, "use_bias": use_bias}
    return {"type": "dense", **options}


def act(function: str) -> Spec:
    """Return an activation layer."""
    return {"type": "activation", "function": function}


def norm(kind: str) -> Spec:
    """Return a normalization layer."""
    return {"type": f"{kind}_normalization"}


def spec_of(layers: list[Spec], style: str) -> Spec:
    """Return a spec of layers below a softmax, in float64."""
    return {
        "name": "small",
        "data": {"type": "vertical", "samples": 5, "classes": 3},
        "layers": [*layers, dense(3, "softmax")],
        "loss": {"type": "categorical_crossentropy"},
        "optimizer": {"type": "sgd", "momentum": 0.9},
        "training": {"epochs": 2},
        "numerics": {"dtype": "float64"},
        "script": {"style": style},
    }


HIDDEN = st.one_of(
    st.builds(dense, st.integers(1, 5), st.sampled_from(FUNCTIONS), st.booleans()),
    st.sampled_from(FUNCTIONS).map(act),
)
STACKS = st.lists(HIDDEN | st.sampled_from(["batch", "layer"]).map(norm), max_size=6)
LONG = [dense(4 + i % 3, FUNCTIONS[i % 11], i % 4 != 3) for i in range(11)]
NETWORKS: dict[str, list[Spec]] = {
    "one layer": [],
    "activation first": [act("tanh"), dense(4, "relu")],
    "activations in a row": [dense(4), act("relu"), act("sigmoid"), act("softmax")],
    "hidden softmax": [dense(4, "softmax"), dense(4, "softmax")],
    "no biases": [dense(4, "relu", False), dense(4, "tanh", False)],
    "scores bent": [dense(4, "elu"), dense(3, "gelu")],
    "narrow": [dense(1, "sigmoid"), dense(4, "relu")],
    "long": LONG,
}
