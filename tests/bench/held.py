"""Rows held back and prepared: split off, drawn or read beside the data."""

from .array_rows import ARCHIVE, IMAGES, LABELS
from .csv_rows import MORE, POINTS, SIDES
from .outputs import ONE_HOT, TANH
from .tables import Spec, activation, add, after, concatenate, data, dense
from .trainings import batches

TABLE = {"type": "csv", "path": str(POINTS), "target": "kind"}
MORE_ROWS = {"type": "csv", "path": str(MORE), "target": "kind"}
SINE = {"type": "sine", "samples": 40}
CURVE = {
    "loss": {"type": "mean_squared_error"},
    "layers": [TANH, dense(1)],
}
YES_OR_NO = {
    "loss": {"type": "binary_crossentropy"},
    "layers": [TANH, dense(1, activation="sigmoid")],
}
# Of two classes, so that a part drawn by chance hardly ever lacks one
TWO = data(samples=12, classes=2)


def held(**parts: float | str) -> Spec:
    """Return a split."""
    return {"split": parts}


def prepared(**features: float | str) -> Spec:
    """Return how features are prepared."""
    words = features if len(features) > 1 else features["type"]
    return {"preprocess": {"features": words}}


ARRAYS = {"type": "npz", "path": str(ARCHIVE)}
FILES = {"type": "idx", "images": str(IMAGES), "labels": str(LABELS)}
FLAT = {"type": "flatten"}
SHARES = dense(3, activation="softmax")

# Rows held back and prepared
HELD: dict[str, Spec] = {
    "split at random": {"data": TWO, **held(validation=0.35, test=0.3)},
    "split by class": held(validation=0.05, test=0.2, method="stratified"),
    "split off the end": {
        "data": {**TABLE, "features": ["width", "height"]},
        **held(validation=0.3, test=0.1, method="last"),
    },
    "validation part and batches": {
        "data": TWO,
        **held(validation=0.35, method="random"),
        **batches(4),
    },
    "validation data": {"validation_data": data(samples=4)},
    "validation data of another kind, one_hot, batches": {
        "data": ONE_HOT,
        "validation_data": {
            "type": "spiral",
            "samples": 10,
            "classes": 3,
            "targets": "one_hot",
        },
        **batches(8, drop_last=True),
        **prepared(type="min_max"),
    },
    "standardized": prepared(type="standardize"),
    "scaled": {
        "data": TWO,
        **held(test=0.35),
        **prepared(type="scale", scale=0.5, offset=-1.0),
    },
    "a table with a feature that never changes": {
        "data": {**TABLE, "features": ["width", "level", "height"]},
        **held(validation=0.2, method="stratified"),
        **prepared(type="standardize"),
    },
    "a table with names, by batches": {
        "data": {
            **TABLE,
            "features": ["height", "width"],
            "targets": "one_hot",
            "class_map": {"setosa": "S", "virginica": "V", "maple": "A"},
        },
        **held(validation=0.2, test=0.2, method="stratified"),
        **prepared(type="min_max"),
        **batches(4),
    },
    "two tables": {
        "data": {**TABLE, "features": ["width", "height"]},
        "validation_data": MORE_ROWS,
        **prepared(type="standardize"),
    },
    "numbers split at random, by batches": {
        **CURVE,
        "data": SINE,
        **held(validation=0.2, test=0.1),
        **prepared(type="standardize"),
        **batches(8),
    },
    "numbers of a table, split off the end": {
        **CURVE,
        "data": {**TABLE, "target": "height", "features": ["width", "level"]},
        **held(test=0.2, method="last"),
        **prepared(type="min_max"),
    },
    "two curves": {
        **CURVE,
        "data": SINE,
        "validation_data": {**SINE, "samples": 15},
    },
    "a curve and a table of numbers": {
        **CURVE,
        "data": SINE,
        "validation_data": {**MORE_ROWS, "target": "height", "features": ["width"]},
        **prepared(type="scale", scale=2.0, offset=-1.0),
    },
    "two classes as 0 and 1, split by class": {
        **YES_OR_NO,
        "data": {"type": "csv", "path": str(SIDES), "target": "side"},
        **held(validation=0.2, test=0.2, method="stratified"),
        **batches(4),
    },
    "two classes as 0 and 1, and more of them": {
        **YES_OR_NO,
        "data": TWO,
        "validation_data": data(samples=4, classes=2, targets="binary"),
        **prepared(type="standardize"),
    },
    "rows of several dimensions, standardized": {
        "data": {**ARRAYS, "x": "images"},
        "layers": [FLAT, TANH, SHARES],
        **held(validation=0.2, test=0.2, method="stratified"),
        **prepared(type="standardize"),
    },
    "wide rows of several dimensions, by batches": {
        "data": {**ARRAYS, "x": "wide"},
        "layers": [FLAT, TANH, SHARES],
        **batches(7),
    },
    "functions and sums of rows of several dimensions": {
        "data": {**FILES, "class_map": {"0": "a", "1": "b", "2": "c"}},
        "validation_data": FILES,
        "layers": [
            activation("tanh", name="bent"),
            add("input", "bent", name="both"),
            {**FLAT, "name": "other"},
            {**FLAT, "name": "flat_input", **after("input")},
            dense(6, name="stem"),
            dense(6, name="side", use_bias=False, **after("flat_input")),
            add("flat_input", "stem", "side", name="mixed"),
            concatenate("other", "mixed"),
            SHARES,
        ],
        **prepared(type="min_max"),
    },
    "two pairs of arrays": {
        "data": ARRAYS,
        "validation_data": {**ARRAYS, "x": "some_x", "y": "some_y"},
        **prepared(type="standardize"),
    },
}
