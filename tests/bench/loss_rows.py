"""One row per loss and per metric: its formula on the network's output."""

import numpy as np

from .autodiff import Array, Tensor, exp, log
from .records import Loss, Metric, Options


def categorical_crossentropy(options: Options, output: Tensor, y: Array) -> Tensor:
    """Return -mean log P[y]; y holds class indices, or a row of weights for each row.

    The output is P, taken as it is, or from_logits the scores that P is made of.
    """
    logs = log_softmax(output) if options.get("from_logits") else log(output)
    if y.ndim == 2:
        return -(logs * y).sum(axis=1).mean()
    return -logs[np.arange(len(y)), y].mean()


def clipped(options: Options, output: Array, y: Array) -> float:
    """Return -mean log clip(P[y], 1e-7, 1 - 1e-7); its gradient knows of no clip."""
    logs = log_softmax(Tensor(output)).value if options.get("from_logits") else None
    p = output if logs is None else np.exp(logs)
    bounded = Tensor(np.clip(p, 1e-7, 1 - 1e-7))
    return float(categorical_crossentropy({}, bounded, y).value)


def log_softmax(z: Tensor) -> Tensor:
    """Return log softmax(z) by row; the row's maximum cancels, so exp is at most 1."""
    z = z - z.value.max(axis=1, keepdims=True)
    return z - log(exp(z).sum(axis=1, keepdims=True))


def accuracy(output: Array, y: Array) -> float:
    """Return the share of rows whose largest output is that of their class."""
    classes = y.argmax(axis=1) if y.ndim == 2 else y
    return float(np.mean(output.argmax(axis=1) == classes))


LOSSES: dict[str, Loss] = {
    "categorical_crossentropy": Loss(
        examples=({}, {"from_logits": True}),
        value=categorical_crossentropy,
        metrics=("accuracy",),
        told=clipped,
        last=lambda options: "linear" if options.get("from_logits") else "softmax",
        steady=lambda options, function: (
            options.get("from_logits", False) or function == "softmax"
        ),
    ),
}

METRICS: dict[str, Metric] = {
    "accuracy": Metric(
        name=lambda options: "acc", value=lambda options, p, y: accuracy(p, y)
    ),
}
