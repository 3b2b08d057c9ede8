"""Scripts that draw: each picture of results, and each way its parts are written."""

from .csv_rows import SIDES
from .held import CURVE, SINE, TABLE, TWO, held, prepared
from .outputs import ONE_HOT, ending
from .penalties import PENALTIES
from .stops import watched
from .tables import Spec, base_spec, data, dense
from .trainings import asking, batches

PLANE = {**TABLE, "features": ["width", "height"]}
KINDS = {"setosa": "$a$", "virginica": "_b" * 15, "maple": "c"}
NNFS = {"arithmetic": "nnfs", "rng": "mt19937", "discard": 7}


def drawing(style: str, **changes: object) -> Spec:
    """Return a spec whose script draws."""
    return base_spec(script={"style": style, "plot": True}, **changes)


def classes(number: int, **changes: object) -> Spec:
    """Return a network for so many classes."""
    layers = [dense(number, activation="softmax")]
    return {"data": data(classes=number, samples=2), "layers": layers, **changes}


PLOTS: dict[str, Spec] = {
    "regions": drawing("plain"),
    "regions of scores, many rows": drawing(
        "fast",
        **{
            **ending("binary_crossentropy", "linear", TWO, from_logits=True),
            "data": {**TWO, "samples": 501},
        },
    ),
    "regions of named classes, stopped": drawing(
        "plain",
        data=PLANE,
        **prepared(type="standardize"),
        **held(validation=0.2, method="stratified"),
        **watched(batches(8), patience=2),
    ),
    "regions of renamed classes": drawing(
        "fast",
        data={**PLANE, "class_map": KINDS},
        **prepared(type="scale", scale=2.0, offset=-1.0),
    ),
    "regions in the book's arithmetic": drawing("plain", data=ONE_HOT, numerics=NNFS),
    "a matrix": drawing(
        "fast", data=TABLE, **held(validation=0.2, test=0.2, method="stratified")
    ),
    "a matrix of renamed classes": drawing(
        "plain",
        data={**TABLE, "class_map": KINDS, "targets": "one_hot"},
        **{**batches(8), **PENALTIES["both by batches, some rows held back"]},
    ),
    "a matrix of two classes": drawing(
        "plain",
        **{
            **ending("binary_crossentropy", "sigmoid", TWO),
            "data": {**TABLE, "path": str(SIDES), "target": "side"}
            | {"features": ["width"]},
        },
    ),
    "a matrix of many classes": drawing("plain", **classes(21)),
    "no picture of more classes": drawing("fast", **classes(201)),
    "a curve": drawing(
        "fast",
        **CURVE,
        data=SINE,
        **held(validation=0.2),
        **prepared(type="min_max"),
    ),
    "a curve, many rows": drawing("plain", **CURVE, data={**SINE, "samples": 1001}),
    "answers": drawing(
        "plain",
        **CURVE,
        data={**TABLE, "target": "height", "features": ["width", "level"]},
        **held(test=0.2),
        **asking({"training": {"epochs": 8}}, "mae", "r2"),
    ),
}
