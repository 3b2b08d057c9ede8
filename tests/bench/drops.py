"""Networks that drop values where a buffer is easily shared too boldly."""

from .outputs import SCORES, SINE, ending
from .tables import Spec, activation, add, after, concatenate, data, dense, dropout
from .trainings import batches

LAST = dense(3, activation="softmax")

# In awkward places
NETWORKS: dict[str, list[Spec]] = {
    "dropped one after the other, and by two rates": [
        dropout(0.3),
        dense(5, activation="relu"),
        dropout(0.5),
        dropout(0.3),
        dense(5, activation="leaky_relu"),
        dropout(0.5),
        dropout(0.5),
        activation("tanh"),
        LAST,
    ],
    # whose functions read what they give, what they take, both, or only a sign
    "functions between masks": [
        dense(4, activation="silu"),
        dropout(0.2),
        activation("leaky_relu"),
        dropout(0.2),
        activation("silu"),
        dense(4, activation="gelu"),
        dropout(0.2),
        activation("relu"),
        dropout(0.2),
        activation({"type": "elu", "alpha": 2.0}),
        dense(4, activation="softmax"),
        dropout(0.2),
        activation("relu"),
        dropout(0.2),
        activation("softplus"),
        LAST,
    ],
    "some readers drop it, others do not": [
        dense(4, activation="relu", name="stem"),
        dropout(0.4, name="ash"),
        dropout(0.4, name="birch", **after("stem")),
        activation("tanh", name="cedar", **after("birch")),
        dense(4, name="elm", **after("stem")),
        add("cedar", "elm", "ash", "stem"),
        LAST,
    ],
    "dropped before and behind joins": [
        dense(4, activation="leaky_relu", name="ash"),
        dropout(0.5, name="ash_left"),
        dense(4, activation="relu", name="birch", **after("input")),
        dropout(0.5, name="birch_left"),
        add("ash_left", "birch_left", name="total_left"),
        dropout(0.5, name="cedar"),
        concatenate("cedar", "birch_left", name="wide"),
        dropout(0.5, name="wide_left"),
        activation("relu", name="bent"),
        dropout(0.5),
        LAST,
    ],
    "parts side by side that are dropped there": [
        dropout(0.2, name="some"),
        dense(4, activation="relu", name="ash", **after("input")),
        dropout(0.2, name="ash_left"),
        dense(3, activation="tanh", name="birch", **after("input")),
        dropout(0.2, name="birch_left"),
        concatenate("ash_left", "birch_left", "some"),
        LAST,
    ],
    "dropped scores": [
        dense(3, activation="relu", name="ash"),
        dropout(0.25, name="ash_left"),
        activation("softmax"),
    ],
    "dropped scores in the memory of a function": [
        dense(3, activation="gelu"),
        dropout(0.25),
        activation("softmax"),
    ],
}

THIRD = {"split": {"validation": 0.34, "method": "stratified"}}
HIDDEN = [dense(5, activation="relu"), dropout(0.4), LAST]

# Other outputs, and other ways through the rows
DROPS: dict[str, Spec] = {
    "the output dropped": {
        **ending("mean_squared_error", "relu", SINE),
        "layers": [dense(4, activation="tanh"), dense(1), dropout(0.5)],
    },
    "a bent output dropped": {
        **ending("mean_absolute_error", "tanh", SINE),
        "layers": [
            dense(4, activation="tanh"),
            dense(1, activation="relu"),
            dropout(0.1),
        ],
    },
    "dropped scores without softmax": {
        "loss": SCORES,
        "layers": [dense(3, activation="relu"), dropout(0.25)],
    },
    "dropped, by batches with some rows held back": {
        "layers": HIDDEN,
        **batches(4),
        **THIRD,
    },
    "dropped, by batches in the file's order": {
        "layers": HIDDEN,
        **batches(8, shuffle=False),
    },
    "dropped, with some rows held back": {
        "data": data(samples=9),
        "layers": HIDDEN,
        **THIRD,
    },
}
