"""Networks on rows of two and three dimensions, flattened at last or part by part."""

from .array_rows import ARCHIVE
from .layer_rows import LAYERS
from .tables import Spec, activation, add, after, concatenate, dense, dropout

PIXELS: Spec = {"type": "npz", "path": str(ARCHIVE), "x": "images"}  # (2, 3)
COLORS: Spec = {**PIXELS, "x": "colors"}  # (2, 2, 3)
WIDE: Spec = {**PIXELS, "x": "wide"}  # (5, 7)
FLAT: Spec = {"type": "flatten"}
LAST = dense(3, activation="softmax")
BATCHED: Spec = {"type": "batch_normalization"}
LAYERED: Spec = {"type": "layer_normalization"}


def alone(layer: Spec) -> list[Spec]:
    """Place a layer on deep rows, between two others there, and on flat ones."""
    if not LAYERS[layer["type"]].joins:
        return [layer, dense(4), layer, FLAT, layer, LAST]
    pair = [
        dense(3, activation="tanh", name="ash"),
        {**layer, **after("input", "ash"), "name": "first"},
        dense(4, name="birch"),
        dense(4, activation="tanh", name="cedar", **after("first")),
    ]
    return [*pair, {**layer, **after("birch", "cedar")}, FLAT, LAST]


def kinds() -> dict[str, Spec]:
    """Return a spec for each example of a layer, on rows of two or three dimensions."""
    found = {}
    for kind, row in LAYERS.items():
        for i, options in enumerate(row.examples):
            if kind != "flatten":
                data = COLORS if i % 2 else PIXELS
                layers = alone({"type": kind, **options})
                found[f"{kind} {i} of deep rows"] = {"data": data, "layers": layers}
    return found


MIXED: dict[str, list[Spec]] = {
    "flat at last": [dense(4, activation="relu"), activation("gelu"), FLAT, LAST],
    "flat and behind it a function": [
        dense(4),
        FLAT,
        activation("silu"),
        dropout(0.3),
        LAST,
    ],
    "data both deep and flat": [
        {**FLAT, "name": "all"},
        dense(4, name="ash"),
        dense(2, activation="tanh", name="birch", **after("input")),
        {**FLAT, "name": "birches"},
        concatenate("ash", "all", "birches"),
        LAST,
    ],
    "a deep value that two flatten, and another reads": [
        dense(4, activation="tanh", name="ash"),
        {**FLAT, "name": "first"},
        dense(2, name="left"),
        {**FLAT, "name": "second", **after("ash")},
        dense(2, name="right", use_bias=False),
        dense(3, name="birch", **after("ash")),
        BATCHED,
        activation("relu"),
        {**FLAT, "name": "third"},
        concatenate("left", "third", "right"),
        LAST,
    ],
    "a sum of deep values": [
        dense(3, activation="softmax", name="ash"),
        dense(3, activation="elu", name="birch", **after("input")),
        add("ash", "input", "birch"),
        LAYERED,
        dropout(0.2),
        FLAT,
        LAST,
    ],
    "sides of deep values": [
        dense(2, activation="relu", name="ash"),
        dense(1, name="birch", **after("input")),
        concatenate("input", "ash", "birch"),
        dense(4, activation="gelu"),
        FLAT,
        LAST,
    ],
    "normalized deep and flat": [
        BATCHED,
        dense(4),
        BATCHED,
        activation("tanh"),
        FLAT,
        dense(5),
        BATCHED,
        activation("relu"),
        LAYERED,
        LAST,
    ],
    "functions with scratch of two forms": [
        dense(4, activation={"type": "elu", "alpha": 0.5}),
        activation("gelu"),
        FLAT,
        activation("gelu"),
        activation("silu"),
        LAST,
    ],
    "no kernel below the flat rows": [LAYERED, FLAT, LAST],
    "scores that were flattened": [
        dense(1, activation="tanh", name="ash"),
        concatenate("ash", "input"),
        dense(3),
        FLAT,
        dense(3),
        activation("softmax"),
    ],
}

SLOW: Spec = {"optimizer": {"type": "sgd", "learning_rate": 0.05}}
DEEP: dict[str, Spec] = kinds()
DEEP |= {
    f"{name}, {word}": {"data": data, "layers": layers}
    for name, layers in MIXED.items()
    for word, data in (("pixels", PIXELS), ("colors", COLORS))
}
DEEP["wide deep rows, by batches"] = {
    "data": WIDE,
    "layers": [dense(4, activation="relu"), BATCHED, FLAT, LAST],
    "training": {"epochs": 4, "batch_size": 7},
}
DEEP["deep rows straight into one score each"] = {
    "data": {**PIXELS, "y": "heights", "targets": "values"},
    "loss": {"type": "mean_squared_error"},
    "layers": [dense(2, activation="tanh"), FLAT, dense(1)],
}
DEEP = {name: SLOW | spec for name, spec in DEEP.items()}
