"""Networks with normalizations wherever one may stand, and in each other's way."""

from .tables import Spec, activation, add, after, concatenate, dense

LAST = dense(3, activation="softmax")


def batch(**options: object) -> Spec:
    """Return a normalization over the batch that soon forgets."""
    return {"type": "batch_normalization", "momentum": 0.5, **options}


def layer(**options: object) -> Spec:
    """Return a normalization of each row."""
    return {"type": "layer_normalization", **options}


NORMALIZED: dict[str, list[Spec]] = {
    "normalized between product and function": [
        dense(5, use_bias=False),
        batch(),
        activation("relu"),
        dense(4),
        layer(),
        activation("tanh"),
        LAST,
    ],
    "normalizations, no two alike": [
        dense(4),
        batch(momentum=0.25),
        dense(4, activation="relu"),
        batch(momentum=0.75, epsilon=0.01),
        layer(epsilon=0.02),
        layer(name="fir"),
        LAST,
    ],
    "a value that two normalize, and another reads": [
        dense(4, name="stem"),
        batch(name="ash", **after("stem")),
        layer(name="birch", **after("stem")),
        activation("gelu", name="cedar", **after("stem")),
        batch(name="elm", **after("stem")),
        add("ash", "birch", "cedar", "elm"),
        LAST,
    ],
    "normalized behind functions, before a stacked layer": [
        dense(5, activation="relu"),
        batch(),
        dense(4, activation="gelu"),
        layer(),
        LAST,
    ],
    "normalized data": [batch(), dense(4, activation="silu"), LAST],
    "data normalized by row, then by batch": [layer(), batch(), batch(), LAST],
    "scores normalized under their softmax": [
        dense(3, use_bias=False),
        batch(epsilon=0.1),
        activation("softmax"),
    ],
    "scores normalized by row": [dense(3), layer(epsilon=0.1), activation("softmax")],
    "softmax over a normalized sum": [
        dense(3, name="ash"),
        dense(3, activation="tanh", name="birch", **after("input")),
        add("ash", "birch"),
        batch(),
        activation("tanh"),
        activation("softmax"),
    ],
    "a normalized value with three readers": [
        dense(4, name="stem"),
        batch(name="level"),
        activation("relu", name="up"),
        dense(4, name="left", **after("level")),
        add("left", "level", "up"),
        layer(),
        LAST,
    ],
    "a normalization whose share of a gradient is added": [
        dense(4, name="stem"),
        batch(name="level", **after("stem")),
        dense(4, name="side", **after("stem")),
        add("level", "side"),
        activation("relu"),
        LAST,
    ],
    "sides normalized, and what they are": [
        dense(2, name="ash"),
        batch(name="elm"),
        dense(3, activation="tanh", name="birch", **after("input")),
        layer(name="fir"),
        concatenate("elm", "fir", "ash"),
        batch(),
        activation("elu"),
        layer(name="again"),
        LAST,
    ],
    "sides side by side under a normalization, read again": [
        dense(2, name="ash"),
        dense(2, name="birch", **after("input")),
        concatenate("ash", "birch", name="pair"),
        batch(name="level"),
        dense(4, activation="softplus", name="deep"),
        add("deep", "level", "pair"),
        LAST,
    ],
    "residual blocks that normalize first": [
        dense(4, name="trunk"),
        layer(),
        dense(4, activation="silu"),
        dense(4, name="first_side"),
        add("first_side", "trunk", name="first_block"),
        batch(),
        activation("relu"),
        dense(4, use_bias=False),
        batch(),
        activation("relu"),
        dense(4, name="second_side"),
        add("first_block", "second_side"),
        batch(),
        LAST,
    ],
    "residual blocks that normalize last": [
        dense(4, activation="relu", name="trunk"),
        dense(4, use_bias=False, name="side"),
        batch(name="one"),
        add("trunk", "one", name="sum_one"),
        activation("relu", name="up"),
        dense(4, name="again"),
        layer(name="two"),
        add("two", "up"),
        layer(),
        LAST,
    ],
    "functions around a normalization that share its memory": [
        dense(4),
        activation("gelu"),
        batch(),
        activation("silu"),
        layer(),
        activation("softmax"),
        batch(),
        activation({"type": "elu", "alpha": 0.5}),
        LAST,
    ],
    "a normalization of one value": [dense(1), batch(), dense(1), layer(), LAST],
}
