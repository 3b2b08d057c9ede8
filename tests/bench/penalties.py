"""Networks that pay for the size of their parameters, and what is said of that."""

from .stops import VALIDATION, watched, whole
from .tables import Spec, data, dense
from .trainings import THIRD, TOP_2, WHOLE, asking, batches

L1, L2, BOTH = {"l1": 0.02}, {"l2": 0.03}, {"l1": 0.01, "l2": 0.02}
LAST = dense(3, activation="softmax")


def paying(kernel: Spec, bias: Spec | None = None, **options: object) -> Spec:
    """Return layers of which the first, and the last by its kernel, pay."""
    first = dense(5, activation="tanh", kernel_regularizer=kernel, **options)
    if bias is not None:
        first["bias_regularizer"] = bias
    return {"layers": [first, {**LAST, "kernel_regularizer": kernel}]}


def many(*factors: Spec) -> Spec:
    """Return layers that pay by such factors in turn."""
    hidden = [
        dense(4, activation="tanh", kernel_regularizer=factors[i % len(factors)])
        for i in range(8)
    ]
    return {"layers": [*hidden, LAST]}


PENALTIES: dict[str, Spec] = {
    "squares": paying(L2),
    "sizes": paying(L1),
    "both, and of biases": paying(BOTH, BOTH),
    "biases alone": paying({}, L2),
    "factors of their own": paying(L1, L2) | {"training": {"epochs": 8}},
    "zeros alone": paying({"l1": 0, "l2": 0.0}, {"l1": 0}),
    "a name": paying(L2, BOTH, name="stem"),
    "more arrays than a line holds": many(L2),
    "more factors than one": many(L2, L1, {"l2": 0.01}),
    "squares by batches": {**paying(L2), **batches(8)},
    "both by batches, some rows held back": {
        **paying(BOTH, L1),
        **THIRD,
        **batches(4, drop_last=True),
    },
    "several metrics and a penalty": {**paying(L2), **asking(WHOLE, TOP_2, "accuracy")},
    "several metrics by batches, some rows held back": {
        **paying(BOTH, L2),
        **THIRD,
        **asking(batches(8), "accuracy", TOP_2),
    },
    "no metric, but a penalty": {**paying(L1), **asking(WHOLE)},
    "stopped by its loss, a penalty in it": {
        **paying(BOTH),
        **watched(whole(), monitor="loss", patience=1),
    },
    "stopped by its loss and a penalty, logged now and then": {
        **paying(L2),
        **VALIDATION,
        "layers": [dense(5, kernel_regularizer=L2), dense(2, activation="softmax")],
        **watched(whole(3), monitor="loss", patience=2, min_delta=0.1),
    },
    "batches stopped by their loss, a penalty in it": {
        **paying(L2, L1),
        **watched(
            batches(8), monitor="loss", patience=2, min_delta=0.1, restore_best=True
        ),
    },
    "batches stopped by validation, without the penalty": {
        **VALIDATION,
        "layers": [
            dense(5, kernel_regularizer=BOTH),
            dense(2, activation="softmax"),
        ],
        **watched(batches(4), patience=2, min_delta=0.01, restore_best=True),
    },
    "numbers": {
        "data": {"type": "sine", "samples": 20},
        "layers": [dense(5, activation="tanh", kernel_regularizer=L2), dense(1)],
        "loss": {"type": "mean_squared_error"},
    },
    "two classes": {
        "data": data(classes=2, samples=10),
        "layers": [
            dense(5, activation="tanh"),
            dense(1, activation="sigmoid", kernel_regularizer=L1),
        ],
        "loss": {"type": "binary_crossentropy"},
    },
}
