"""One row per loss and per metric: its formula on the network's output."""

import numpy as np

from .autodiff import Array, Tensor, log
from .records import Loss, Metric, Options


def categorical_crossentropy(options: Options, p: Tensor, y: Array) -> Tensor:
    """Return -mean log P[y], y class indices."""
    return -log(p[np.arange(len(y)), y]).mean()


LOSSES: dict[str, Loss] = {
    "categorical_crossentropy": Loss(
        value=categorical_crossentropy, metrics=("accuracy",)
    ),
}

METRICS: dict[str, Metric] = {
    "accuracy": Metric(
        name=lambda options: "acc",
        value=lambda options, p, y: float(np.mean(p.argmax(axis=1) == y)),
    ),
}
