"""Outputs and losses that fit: endings, and forms of targets."""

from .tables import Spec, activation, add, after, concatenate, data, dense

SCORES = {"type": "categorical_crossentropy", "from_logits": True}
ONE_HOT = data(targets="one_hot")
TWO = data(classes=2, samples=10)
SINE = {"type": "sine", "samples": 20}
TANH = dense(5, activation="tanh")
SIDES = [
    dense(2, activation="softmax", name="ash"),
    dense(1, activation="sigmoid", name="birch", **after("ash")),
    concatenate("birch", "ash"),
]


def ending(kind: str, function: str, table: Spec = ONE_HOT, **loss: float) -> Spec:
    """Return a loss, the function of the last layer, and data."""
    units = 3 if table is ONE_HOT or table == data() else 1
    last = dense(units, activation=function)
    return {"data": table, "loss": {"type": kind, **loss}, "layers": [TANH, last]}


# The last layer, not always a softmax, and the targets
OUTPUTS: dict[str, Spec] = {
    "softmax, one_hot": {"data": ONE_HOT},
    "scores, one_hot": {"data": ONE_HOT, "loss": SCORES, "layers": [TANH, dense(3)]},
    "scores that a function has bent": {
        "loss": SCORES,
        "layers": [TANH, dense(3, activation="tanh"), activation("relu")],
    },
    "scores that take their room from P": {
        "loss": SCORES,
        "layers": [TANH, dense(3, activation="selu"), activation("gelu")],
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
    "smoothed, one_hot": ending(
        "categorical_crossentropy", "softmax", label_smoothing=0.2
    ),
    "smoothed scores, one_hot": ending(
        "categorical_crossentropy", "linear", label_smoothing=0.2, from_logits=True
    ),
    "smoothed, sigmoid last": ending(
        "categorical_crossentropy", "sigmoid", data(), label_smoothing=0.2
    ),
    "smoothed, sigmoid last, one_hot": ending(
        "categorical_crossentropy", "sigmoid", label_smoothing=0.2
    ),
    "yes or no for each class": ending("binary_crossentropy", "sigmoid"),
    "scores of yes or no for each class": ending(
        "binary_crossentropy", "linear", from_logits=True
    ),
    "yes or no by softmax": ending("binary_crossentropy", "softmax"),
    "yes or no side by side": {
        **ending("binary_crossentropy", "sigmoid"),
        "layers": SIDES,
    },
    "yes or no of bent scores": {
        **ending("binary_crossentropy", "sigmoid", TWO),
        "layers": [TANH, dense(1, activation="tanh"), activation("sigmoid")],
    },
    "numbers from 0 up": ending("mean_squared_error", "relu", SINE),
    "numbers from -1 to 1": ending("mean_absolute_error", "tanh", SINE),
    "classes as numbers": ending("mean_squared_error", "linear"),
    "shares as numbers": ending("mean_squared_error", "softmax"),
    "classes as numbers, off by so much": ending("mean_absolute_error", "sigmoid"),
    "classes as numbers, up to delta": ending("huber", "linear", delta=0.3),
}
