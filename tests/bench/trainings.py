"""Outputs and losses that fit, and ways to go through rows."""

from .tables import Spec, activation, add, after, concatenate, data, dense

SCORES = {"type": "categorical_crossentropy", "from_logits": True}
ONE_HOT = data(targets="one_hot")
TANH = dense(5, activation="tanh")
STEPS = {"type": "sgd", "learning_rate": 0.5, "decay": 0.1, "momentum": 0.5}


def batches(size: int, **options: bool) -> Spec:
    """Return training by batches, with a rate that falls from step to step."""
    training = {"epochs": 8, "log_every": 3, "batch_size": size, **options}
    return {"training": training, "optimizer": STEPS}


# The last layer, not always a softmax, and the targets
OUTPUTS: dict[str, Spec] = {
    "softmax, one_hot": {"data": ONE_HOT},
    "scores, one_hot": {"data": ONE_HOT, "loss": SCORES, "layers": [TANH, dense(3)]},
    "scores that a function has bent": {
        "loss": SCORES,
        "layers": [TANH, dense(3, activation="tanh"), activation("relu")],
    },
    "scores that are a sum, without softmax": {
        "loss": SCORES,
        "layers": [dense(3, name="ash"), dense(3, name="birch"), add("birch", "ash")],
    },
    "scores with the data beside them": {
        "data": ONE_HOT,
        "loss": SCORES,
        "layers": [
            dense(1, activation="relu", name="ash"),
            concatenate("input", "ash"),
        ],
    },
    "sigmoid last": {"layers": [TANH, dense(3, activation="sigmoid")]},
    "sigmoid in a layer of its own, one_hot": {
        "data": ONE_HOT,
        "layers": [TANH, dense(3), activation("sigmoid")],
    },
    # of five classes, so that no sum of two is above 1, where the notebook clips
    "sum of two softmaxes last": {
        "data": data(samples=4, classes=5),
        "layers": [
            dense(5, activation="softmax", name="ash"),
            dense(5, activation="softmax", name="birch", **after("input")),
            add("ash", "birch"),
        ],
    },
    "softmax and sigmoid side by side last, one_hot": {
        "data": ONE_HOT,
        "layers": [
            dense(2, activation="softmax", name="ash"),
            dense(1, activation="sigmoid", name="birch", **after("ash")),
            concatenate("birch", "ash"),
        ],
    },
}

# Ways to go through 21 rows
TRAININGS: dict[str, Spec] = {
    "batches with a last one of one row": batches(4),
    "batches in the file's order": batches(8, shuffle=False),
    "batches, what is left dropped": batches(8, drop_last=True),
    "batches in order, what is left dropped": batches(5, shuffle=False, drop_last=True),
    "batches that leave nothing to drop": batches(7, drop_last=True),
    "one row at a time": batches(1),
    "one batch of all rows": batches(21),
    "batches of scores and one_hot": {
        "data": ONE_HOT,
        "loss": SCORES,
        "layers": [
            dense(3, activation="relu", name="ash"),
            dense(3, name="birch"),
            add("ash", "birch"),
        ],
        **batches(8),
    },
}
