"""One row per loss: its formula on the network's output."""

import numpy as np

from .autodiff import Array, Tensor, exp, log, maximum
from .records import Choice, Loss, Options

CLIP = 1e-7  # the notebook tells of probabilities no closer to 0 and 1


def categorical_crossentropy(options: Options, output: Tensor, y: Array) -> Tensor:
    """Return -mean log P[y]; y holds class indices, or a row of weights for each row.

    The output is P, taken as it is, or from_logits the scores that P is made of. Of
    label_smoothing, each class has its share.
    """
    logs = log_softmax(output) if options.get("from_logits") else log(output)
    classes, share = output.value.shape[1], options.get("label_smoothing", 0)
    weights = y if y.ndim == 2 else np.eye(classes)[y]
    weights = weights + share * (1 / classes - weights)
    told: Tensor = (logs * weights).sum(axis=1)
    return -told.mean()


def log_softmax(z: Tensor) -> Tensor:
    """Return log softmax(z) by row; the row's maximum cancels, so exp is at most 1."""
    z = z - z.value.max(axis=1, keepdims=True)
    return z - log(exp(z).sum(axis=1, keepdims=True))


def binary_crossentropy(options: Options, output: Tensor, y: Array) -> Tensor:
    """Return -mean log of the probability that each output gives to what is true."""
    if options.get("from_logits"):
        # of scores z, yes has 1 / (1 + exp(-z)), and no has yes of -z
        return log(1 + exp(output * (1 - 2 * y))).mean()
    return -log(output * (2 * y - 1) + (1 - y)).mean()


def mean_squared_error(options: Options, output: Tensor, y: Array) -> Tensor:
    """Return the mean square of what all outputs are off."""
    off = output - y
    return (off * off).mean()


def mean_absolute_error(options: Options, output: Tensor, y: Array) -> Tensor:
    """Return the mean of what all outputs are off."""
    return size(output - y).mean()


def huber(options: Options, output: Tensor, y: Array) -> Tensor:
    """Return e^2 / 2, but from delta on the tangent there, on the mean."""
    off, delta = size(output - y), options.get("delta", 1)
    near = -maximum(-off, -float(delta))
    each: Tensor = near * near / 2 + (off - near) * delta
    return each.mean()


def size(values: Tensor) -> Tensor:
    """Return values without their signs; the derivative at 0 is 0."""
    return maximum(values, 0) + maximum(-values, 0)


def prediction(options: Options, output: Array, separate: bool) -> Array:
    """Return probabilities where a loss makes them of scores, else the output."""
    if not options.get("from_logits"):
        return output
    return (
        1 / (1 + np.exp(-output))
        if separate
        else np.exp(log_softmax(Tensor(output)).value)
    )


def clipped_categorical(options: Options, output: Array, y: Array) -> float:
    """Return -mean log clip(P[y], 1e-7, 1 - 1e-7); its gradient knows of no clip."""
    p = np.clip(prediction(options, output, separate=False), CLIP, 1 - CLIP)
    return float(categorical_crossentropy({}, Tensor(p), y).value)


def clipped_binary(options: Options, output: Array, y: Array) -> float:
    """Return the same mean of clipped probabilities."""
    p = np.clip(prediction(options, output, separate=True), CLIP, 1 - CLIP)
    return float(binary_crossentropy({}, Tensor(p), y).value)


def logits(options: Options) -> bool:
    """Tell whether the output is scores."""
    return bool(options.get("from_logits", False))


def off_metrics(form: str) -> tuple[Choice, ...]:
    """Return what is logged of numbers, and of classes that are taken for numbers."""
    return ("r2",) if form == "values" else ("accuracy",)


VALUES = ("values", "one_hot")

LOSSES: dict[str, Loss] = {
    "categorical_crossentropy": Loss(
        examples=(
            {},
            {"from_logits": True},
            {"label_smoothing": 0.1},
            {"label_smoothing": 0.25, "from_logits": True},
        ),
        value=categorical_crossentropy,
        told=clipped_categorical,
        last=lambda options: "linear" if logits(options) else "softmax",
        steady=lambda options, function: logits(options) or function == "softmax",
        book=lambda options: not options.get("label_smoothing"),
    ),
    "binary_crossentropy": Loss(
        examples=({}, {"from_logits": True}),
        value=binary_crossentropy,
        told=clipped_binary,
        last=lambda options: "linear" if logits(options) else "sigmoid",
        steady=lambda options, function: logits(options) or function == "sigmoid",
        takes=("binary", "one_hot"),
        separate=True,
    ),
    "mean_squared_error": Loss(
        value=mean_squared_error, takes=VALUES, metrics=off_metrics
    ),
    "mean_absolute_error": Loss(
        value=mean_absolute_error, takes=VALUES, metrics=off_metrics
    ),
    "huber": Loss(
        examples=({}, {"delta": 0.25}),
        value=huber,
        takes=VALUES,
        metrics=off_metrics,
        book=lambda options: False,
    ),
}
