"""Place an example of each category in a spec so that all of it is exercised."""

from collections.abc import Callable

from .data_rows import DATA
from .initializer_rows import INITIALIZERS
from .layer_rows import LAYERS
from .loss_rows import LOSSES
from .metric_rows import METRICS
from .parts import labels, row_shape
from .records import Choice
from .tables import Spec, activation, after, data, dense


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
    above = [{"type": "flatten"}] if row_shape(spec)[1:] else []
    layers = [*above, dense(5, activation="tanh"), dense(units, **last)]
    return spec | {"layers": layers}


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
