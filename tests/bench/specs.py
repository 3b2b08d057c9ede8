"""Small float64 specs, each exercising one example of one kind."""

from collections.abc import Callable
from typing import NamedTuple

from .data_rows import DATA
from .initializer_rows import INITIALIZERS
from .layer_rows import LAYERS
from .loss_rows import LOSSES
from .networks import NETWORKS
from .records import Choice, Options
from .rows import ROWS
from .tables import Spec, activation, add, after, base_spec, concatenate, dense
from .trainings import HELD, OUTPUTS, TRAININGS

__all__ = [
    "HELD",
    "NETWORKS",
    "OUTPUTS",
    "PLACES",
    "TRAININGS",
    "Case",
    "Spec",
    "activation",
    "add",
    "base_spec",
    "cases",
    "concatenate",
    "dense",
    "network_cases",
    "spec_for",
    "training_cases",
]


class Case(NamedTuple):
    """Name a spec for a parametrized test."""

    id: str
    spec: Spec


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


def training_cases() -> list[Case]:
    """Return a case for each of OUTPUTS, TRAININGS and HELD."""
    groups = OUTPUTS | TRAININGS | HELD
    return [Case(name, base_spec(**changes)) for name, changes in groups.items()]


def _words(options: Options) -> str:
    """Return options as a test's name, but for the place where this tree lies."""
    told = (f"{key}={value}" for key, value in options.items() if key != "path")
    return ",".join(told) or "plain"


def _choice(table: Spec) -> Choice:
    """Return the short form of a table without options: its name."""
    return str(table["type"]) if len(table) == 1 else table


def _layer(layer: Spec) -> Spec:
    """Place a layer first, on the data itself, and between two others."""
    last = dense(3, activation="softmax")
    if not LAYERS[layer["type"]].joins:
        return {"layers": [layer, dense(4), layer, last]}
    before = dense(2, activation="relu", name="ash")
    first = {**layer, **after("input", "ash"), "name": "first"}
    pair = [
        dense(4, name="birch"),
        dense(4, activation="tanh", name="cedar", **after("first")),
    ]
    return {
        "layers": [before, first, *pair, {**layer, **after("birch", "cedar")}, last]
    }


def _function(function: Spec) -> Spec:
    """Place a function in a dense layer and in a layer of its own."""
    hidden = [dense(5, activation=_choice(function)), dense(4), activation(function)]
    return {"layers": [*hidden, dense(3, activation="softmax")]}


def _initializer(initializer: Spec) -> Spec:
    """Let an initializer fill kernels of unlike fans, and a bias of like fans."""
    kernel = {"kernel_initializer": _choice(initializer), "activation": "tanh"}
    matrix = INITIALIZERS[initializer["type"]].matrix
    bias = {} if matrix else {"bias_initializer": initializer}
    square = dense(40, **bias, **kernel)
    last = dense(3, activation="softmax")
    return {"layers": [dense(50, **kernel), dense(40, **kernel), square, last]}


def _loss(loss: Spec) -> Spec:
    """Place a loss after a last layer that fits it."""
    last = dense(3, activation=LOSSES[loss["type"]].last(loss))
    return {"loss": loss, "layers": [dense(5, activation="tanh"), last]}


def _data(table: Spec) -> Spec:
    """Place a data set; the last layer has a unit for each class."""
    classes = len(DATA[table["type"]].labels(table))
    last = dense(classes, activation="softmax")
    return {"data": table, "layers": [dense(5, activation="tanh"), last]}


def _preparation(features: Spec) -> Spec:
    """Prepare rows of which some are held back."""
    split = {"validation": 0.2, "method": "stratified"}
    return {"preprocess": {"features": _choice(features)}, "split": split}


def _metric(metric: Spec) -> Spec:
    """Ask for a metric in the log."""
    return {"training": {"epochs": 8, "log_every": 3, "metrics": [_choice(metric)]}}


PLACES: dict[str, Callable[[Spec], Spec]] = {
    "layers": _layer,
    "functions": _function,
    "initializers": _initializer,
    "losses": _loss,
    "optimizers": lambda optimizer: {"optimizer": optimizer},
    "metrics": _metric,
    "data": _data,
    "preparations": _preparation,
}
