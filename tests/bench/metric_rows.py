"""One row per metric: its formula on what is predicted."""

import numpy as np

from .autodiff import Array
from .records import Metric, Options, Seen


def accuracy(options: Options, seen: Seen) -> float:
    """Return the share of rows whose largest output is that of their class.

    Of outputs that are each yes or no, the share of all that are on the right side.
    """
    if seen.separate:
        return float(np.mean(np.round(seen.p) == seen.y))
    return float(np.mean(seen.p.argmax(axis=1) == classes(seen)))


def top_k(options: Options, seen: Seen) -> float:
    """Return the share of rows whose class has one of the k largest outputs.

    Of equal outputs the first counts as larger.
    """
    first = np.argsort(-seen.p, axis=1, kind="stable")[:, : options["k"]]
    return float(np.mean(np.any(classes(seen) == first.T, axis=0)))


def classes(seen: Seen) -> Array:
    """Return the index of each row's class."""
    return seen.y.argmax(axis=1) if seen.y.ndim == 2 else seen.y


def mae(options: Options, seen: Seen) -> float:
    """Return what outputs are off on the mean."""
    return float(np.mean(np.abs(seen.y - seen.p)))


def r2(options: Options, seen: Seen) -> float:
    """Return what part of the variance of all targets is no error, by column."""
    errors = np.mean(np.square(seen.y - seen.p), axis=0)
    columns = zip(errors, seen.variance, strict=True)
    return float(np.mean([1 - e / v if v else float(e == 0) for e, v in columns]))


def within(options: Options, seen: Seen) -> float:
    """Return the share of outputs off by less than some of all targets' deviation."""
    most = options.get("std_fraction", 1 / 250) * seen.variance**0.5
    return float(np.mean(np.square(seen.y - seen.p) < most**2))


METRICS: dict[str, Metric] = {
    "accuracy": Metric(name=lambda options: "acc", value=accuracy),
    "top_k": Metric(
        examples=({"k": 1}, {"k": 2}),
        name=lambda options: f"top_{options['k']}",
        value=top_k,
    ),
    "mae": Metric(name=lambda options: "mae", value=mae, form="values"),
    "r2": Metric(name=lambda options: "r2", value=r2, form="values"),
    "within": Metric(
        examples=({}, {"std_fraction": 0.5}),
        name=lambda options: "within",
        value=within,
        form="values",
    ),
}
