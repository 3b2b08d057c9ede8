"""Orders of layers in which a buffer shared too boldly gives wrong numbers."""

from .drops import NETWORKS as DROPPED
from .normalized import NORMALIZED
from .sides import SIDES
from .sums import SUMS
from .tables import Spec, activation, dense

CHAINS: dict[str, list[Spec]] = {
    "one dense layer": [dense(3, activation="softmax")],
    "no bias": [dense(3, activation="softmax", use_bias=False)],
    "softmax in a layer of its own": [dense(5), dense(3), activation("softmax")],
    "no dense layer last": [dense(3), activation("tanh"), activation("softmax")],
    "softmax after softmax": [dense(3, activation="softmax"), activation("softmax")],
    "functions in a row": [
        dense(4, activation="softmax"),
        *map(activation, ("tanh", "relu", "sigmoid", "linear", "softmax")),
        dense(3, activation="softmax"),
    ],
    "functions before any dense layer": [
        *map(activation, ("relu", "tanh", "softmax", "sigmoid")),
        dense(3, activation="softmax"),
    ],
    "functions that keep what they read, and lose it": [
        dense(4, activation="silu"),
        *map(activation, ("gelu", "tanh", "silu", "softplus", "gelu")),
        dense(4, activation={"type": "elu", "alpha": 0.5}),
        *map(activation, ("silu", "selu", "gelu")),
        dense(3, activation="softmax"),
    ],
    "functions of the data": [
        *map(activation, ("leaky_relu", "selu", "elu", "silu", "softplus", "gelu")),
        dense(3, activation="softmax"),
    ],
    "scores bent before the softmax": [
        dense(4, activation="silu"),
        dense(3, activation="gelu"),
        activation("softmax"),
    ],
    "widths up and down": [
        dense(7, activation="relu"),
        dense(1, activation="sigmoid", use_bias=False),
        dense(6, activation="softmax"),
        dense(6, activation="relu"),
        dense(6, activation="relu"),
        dense(3, activation="softmax"),
    ],
    "names in a chain": [
        dense(5, activation="tanh", name="first"),
        activation("relu", name="second", inputs=["first"]),
        dense(4, name="third"),
        activation("sigmoid"),
        dense(3, activation="softmax", name="last"),
    ],
}

NETWORKS = CHAINS | DROPPED | NORMALIZED | SUMS | SIDES
