"""Scripts as programs: with a command, files that training writes, progress."""

from .array_rows import ARCHIVE, IMAGES, LABELS
from .csv_rows import POINTS, SIDES
from .held import CURVE, FLAT, SHARES, SINE, YES_OR_NO, held, prepared
from .outputs import SCORES, TANH
from .stops import watched, whole
from .tables import Spec, dense
from .trainings import batches

COMMAND = {"command_line": True}
ALL = {"command_line": True, "progress": True, "history": "history.jsonl"}
ALL |= {"self_test": True}
TABLE = {"type": "csv", "path": str(POINTS), "target": "kind"}


def saved(way: Spec, **options: object) -> Spec:
    """Return a way to train that writes checkpoints."""
    return {**way, "training": {**way["training"], "checkpoint": options}}


PROGRAMS: dict[str, Spec] = {
    "a program of all parts, by batches": {
        "script": ALL,
        "data": {**TABLE, "features": ["width", "height"]},
        **held(validation=0.2, test=0.2, method="stratified"),
        **prepared(type="standardize"),
        **saved(watched(batches(4), patience=5, restore_best=True), every=2, keep=3),
        "layers": [
            TANH,
            {"type": "dropout", "rate": 0.2},
            {"type": "batch_normalization", "momentum": 0.5},
            dense(3, activation="softmax"),
        ],
        "optimizer": {
            "type": "adam",
            "learning_rate": 0.01,
            "schedule": {"type": "cosine", "decay_steps": 30, "warmup_steps": 4},
            "clip_global_norm": 0.5,
        },
    },
    "a program of all parts, a step an epoch": {
        "script": ALL,
        **saved(watched(whole(3), monitor="loss", patience=2, min_delta=0.1), keep=0),
        "optimizer": {
            "type": "sgd",
            "learning_rate": 0.5,
            "schedule": {
                "type": "multi_step",
                "boundaries": [2, 5],
                "decay_rate": 0.5,
            },
        },
    },
    "a program that draws": {"script": COMMAND | {"plot": True}},
    "a program that is saved after each epoch": {
        "script": COMMAND,
        **saved(whole(), path="to/here.npz", every=1),
    },
    "a program that is saved after each epoch of batches": {
        "script": COMMAND,
        **saved(batches(8, shuffle=False, drop_last=True), every=1, keep=0),
    },
    "a program that shows progress": {"script": {"progress": True}},
    "a program that writes a history": {
        "script": {"history": "logs/history.jsonl"},
        **batches(8),
    },
    "a program for a table of numbers": {
        "script": COMMAND,
        **CURVE,
        "data": {**TABLE, "target": "height", "features": ["width", "level"]},
        **prepared(type="min_max"),
    },
    "a program for columns that only the table has": {
        "script": COMMAND,
        "data": {**TABLE, "inputs": 4, "classes": 3},
        **prepared(type="standardize"),
    },
    "a program for yes or no": {
        "script": COMMAND,
        **YES_OR_NO,
        "data": {"type": "csv", "path": str(SIDES), "target": "side"},
        **held(validation=0.2, method="stratified"),
    },
    "a program for arrays, scored": {
        "script": COMMAND,
        "data": {"type": "npz", "path": str(ARCHIVE), "x": "images"},
        "layers": [FLAT, TANH, dense(3)],
        "loss": SCORES,
        "validation_data": {
            "type": "npz",
            "path": str(ARCHIVE),
            "x": "images",
        },
    },
    "a program for images": {
        "script": COMMAND,
        "data": {"type": "idx", "images": str(IMAGES), "labels": str(LABELS)},
        "layers": [FLAT, TANH, SHARES],
        **prepared(type="scale", scale=0.1),
        **batches(7),
    },
    "a program for drawn rows": {
        "script": COMMAND,
        **prepared(type="standardize"),
    },
    "a program for a curve": {"script": COMMAND, **CURVE, "data": SINE},
}
