"""Small float64 specs, each exercising one example of one kind."""

from collections.abc import Callable
from typing import NamedTuple

from .collected import COLLECTED
from .data_rows import DATA
from .held import HELD
from .initializer_rows import INITIALIZERS
from .layer_rows import LAYERS
from .loss_rows import LOSSES
from .metric_rows import METRICS
from .networks import NETWORKS
from .outputs import OUTPUTS
from .parts import labels
from .records import Choice, Options
from .rows import ROWS
from .stops import STOPS
from .tables import Spec, activation, add, after, base_spec, concatenate, data, dense
from .trainings import METRICS as ASKED
from .trainings import TRAININGS

__all__ = [
    "ASKED",
    "COLLECTED",
    "HELD",
    "NETWORKS",
    "OUTPUTS",
    "PLACES",
    "STOPS",
    "TRAININGS",
    "Case",
    "Spec",
    "activation",
    "add",
    "base_spec",
    "cases",
    "concatenate",
    "dense",
    "in_book",
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


def in_book(spec: Spec) -> bool:
    """Tell whether the notebook's arithmetic has all that a spec asks for."""
    layers = (LAYERS[layer["type"]] for layer in spec["layers"])
    return LOSSES[spec["loss"]["type"]].book(spec["loss"]) and all(
        row.book for row in layers
    )


def network_cases() -> list[Case]:
    """Return a case for each of NETWORKS."""
    return [Case(name, base_spec(layers=layers)) for name, layers in NETWORKS.items()]


def training_cases() -> list[Case]:
    """Return a case for each of OUTPUTS, TRAININGS, ASKED, HELD, STOPS, COLLECTED."""
    groups = OUTPUTS | TRAININGS | ASKED | HELD | STOPS | COLLECTED
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
    """Place a loss after a last layer that fits it, on data with its own targets."""
    row = LOSSES[loss["type"]]
    table, units = ROWS_OF[row.takes[0]]
    last = dense(units, activation=row.last(loss))
    return {"data": table, "loss": loss, "layers": [dense(5, activation="tanh"), last]}


def _data(table: Spec) -> Spec:
    """Place a data set under a loss that fits it; classes have a unit each."""
    said = table.get("targets", "auto")
    loss, last = LASTS.get(
        DATA[table["type"]].form if said == "auto" else said, CLASSES
    )
    spec: Spec = {"data": table, "loss": {"type": loss}}
    units = len(labels(spec)) if last["activation"] == "softmax" else 1
    return spec | {"layers": [dense(5, activation="tanh"), dense(units, **last)]}


def _preparation(features: Spec) -> Spec:
    """Prepare rows of which some are held back."""
    split = {"validation": 0.2, "method": "stratified"}
    return {"preprocess": {"features": _choice(features)}, "split": split}


def _schedule(schedule: Spec) -> Spec:
    """Let the rate follow a schedule."""
    steps = {"type": "sgd", "learning_rate": 0.5, "schedule": schedule}
    return {"optimizer": steps}


def _metric(metric: Spec) -> Spec:
    """Ask for a metric in the log, of targets that it is of."""
    training = {"epochs": 8, "log_every": 3, "metrics": [_choice(metric)]}
    if METRICS[metric["type"]].form == "classes":
        return {"training": training}
    return _loss({"type": "mean_squared_error"}) | {"training": training}


# Data of each form of targets, and how many outputs they ask for
ROWS_OF: dict[str, tuple[Spec, int]] = {
    "classes": (data(), 3),
    "binary": (data(classes=2, samples=10), 1),
    "values": ({"type": "sine", "samples": 20}, 1),
}
# The loss and the last layer of each form of targets
CLASSES = ("categorical_crossentropy", {"activation": "softmax"})
LASTS = {
    "values": ("mean_squared_error", {"activation": "linear"}),
    "binary": ("binary_crossentropy", {"activation": "sigmoid"}),
}

PLACES: dict[str, Callable[[Spec], Spec]] = {
    "layers": _layer,
    "functions": _function,
    "initializers": _initializer,
    "losses": _loss,
    "optimizers": lambda optimizer: {"optimizer": optimizer},
    "schedules": _schedule,
    "metrics": _metric,
    "data": _data,
    "preparations": _preparation,
}
