"""Small float64 specs, each exercising one example of one kind."""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias

from .records import Choice, Options
from .rows import ROWS

Spec: TypeAlias = dict[str, Any]


class Case(NamedTuple):
    """Name a spec for a parametrized test."""

    id: str
    spec: Spec


def base_spec(**changes: Any) -> Spec:
    """Return a small valid spec, 21 rows, 2 -> 5 -> 3, with some tables replaced."""
    return {
        "name": "bench",
        "seed": 1,
        "data": {"type": "vertical", "samples": 7, "classes": 3},
        "layers": [dense(5, activation="tanh"), dense(3, activation="softmax")],
        "loss": {"type": "categorical_crossentropy"},
        "optimizer": {"type": "sgd", "learning_rate": 0.5},
        "training": {"epochs": 8, "log_every": 3},
        "numerics": {"dtype": "float64"},
    } | changes


def spec_for(category: str, kind: str, options: Options) -> Spec:
    """Return base_spec with one example placed so that all of it is exercised."""
    return base_spec(**PLACES[category]({"type": kind, **options}))


def cases(*categories: str) -> list[Case]:
    """Return a case for each example of the categories (of all, if none is named)."""
    return [
        Case(f"{category}-{kind}-{_words(options)}", spec_for(category, kind, options))
        for category in categories or ROWS
        for kind, row in ROWS[category].items()
        for options in row.examples
    ]


def network_cases() -> list[Case]:
    """Return a case for each of NETWORKS."""
    return [Case(name, base_spec(layers=layers)) for name, layers in NETWORKS.items()]


def dense(units: int, **options: Any) -> Spec:
    """Return a dense layer."""
    return {"type": "dense", "units": units, **options}


def activation(function: Choice) -> Spec:
    """Return an activation layer."""
    return {"type": "activation", "function": function}


def _words(options: Options) -> str:
    """Return options as a test's name."""
    return ",".join(f"{key}={value}" for key, value in options.items()) or "plain"


def _choice(table: Spec) -> Choice:
    """Return the short form of a table without options: its name."""
    return str(table["type"]) if len(table) == 1 else table


def _layer(layer: Spec) -> Spec:
    """Place a layer first, on the data itself, and between two others."""
    return {"layers": [layer, dense(4), layer, dense(3, activation="softmax")]}


def _function(function: Spec) -> Spec:
    """Place a function in a dense layer and in a layer of its own."""
    hidden = [dense(5, activation=_choice(function)), dense(4), activation(function)]
    return {"layers": [*hidden, dense(3, activation="softmax")]}


def _initializer(initializer: Spec) -> Spec:
    """Let an initializer fill kernels of unlike fans, and a bias of like fans."""
    kernel = {"kernel_initializer": _choice(initializer), "activation": "tanh"}
    square = dense(40, bias_initializer=initializer, **kernel)
    last = dense(3, activation="softmax")
    return {"layers": [dense(50, **kernel), dense(40, **kernel), square, last]}


def _data(data: Spec) -> Spec:
    """Place a data set; the last layer has a unit for each class."""
    last = dense(data.get("classes", 3), activation="softmax")
    return {"data": data, "layers": [dense(5, activation="tanh"), last]}


def _preprocessing(rule: Spec) -> Spec:
    """Prepare the features."""
    return {"preprocess": {"features": _choice(rule)}}


def _metric(metric: Spec) -> Spec:
    """Ask for a metric in the log."""
    return {"training": {"epochs": 8, "log_every": 3, "metrics": [_choice(metric)]}}


PLACES: dict[str, Callable[[Spec], Spec]] = {
    "layers": _layer,
    "functions": _function,
    "initializers": _initializer,
    "losses": lambda loss: {"loss": loss},
    "optimizers": lambda optimizer: {"optimizer": optimizer},
    "metrics": _metric,
    "data": _data,
    "preprocessing": _preprocessing,
}

# Orders of layers in which a buffer shared too boldly gives wrong numbers.
NETWORKS: dict[str, list[Spec]] = {
    "one dense layer": [dense(3, activation="softmax")],
    "no bias": [dense(3, activation="softmax", use_bias=False)],
    "softmax in a layer of its own": [dense(5), dense(3), activation("softmax")],
    "no dense layer last": [dense(3), activation("tanh"), activation("softmax")],
    "softmax after softmax": [dense(3, activation="softmax"), activation("softmax")],
    "functions in a row": [
        dense(4, activation="softmax"),
        *map(activation, ("tanh", "relu", "sigmoid", "linear", "softmax")),
        dense(3, activation="softmax"),
    ],
    "functions before any dense layer": [
        *map(activation, ("relu", "tanh", "softmax", "sigmoid")),
        dense(3, activation="softmax"),
    ],
    "widths up and down": [
        dense(7, activation="relu"),
        dense(1, activation="sigmoid", use_bias=False),
        dense(6, activation="softmax"),
        dense(6, activation="relu"),
        dense(6, activation="relu"),
        dense(3, activation="softmax"),
    ],
}
