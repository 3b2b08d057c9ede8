"""Work out the rows a spec trains on and those it holds back, raw and prepared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import numpy as np

from .autodiff import Array
from .data_rows import DATA
from .loss_rows import LOSSES
from .preparation_rows import PREPARATIONS
from .records import Rows, chosen

Spec: TypeAlias = Mapping[str, Any]
Parts: TypeAlias = dict[str, Rows]  # "training", then what load_data() gives after it
Groups: TypeAlias = list[Array]

HELD = ("validation", "test")


def parts_of(spec: Spec) -> Parts:
    """Return all that load_data() gives, in its order: prepared rows and targets."""
    prepare = preparation(spec)
    return {
        name: (prepare(x), targets(spec, y)) for name, (x, y) in raw_parts(spec).items()
    }


def raw_parts(spec: Spec, streams: Streams | None = None) -> Parts:
    """Return each part's values as they are drawn or read, and its class indices."""
    streams = streams or Streams(spec)
    x, y = streams.rows(resolved(spec))
    if "validation_data" in spec:
        held = resolved(spec, "validation_data") | {"all_labels": labels(spec)}
        return {"training": (x, y), "validation": streams.rows(held)}
    places = split(spec.get("split"), y, streams.split)
    return {name: (x[rows], y[rows]) for name, rows in places.items()}


def held_parts(spec: Spec) -> list[str]:
    """Return the names of the parts that are not trained on."""
    given = {"validation"} if "validation_data" in spec else set()
    given |= {name for name in HELD if spec.get("split", {}).get(name)}
    return [name for name in HELD if name in given]


def form(spec: Spec) -> str:
    """Return the form of the targets: what the data say, or else as the loss has it."""
    said = spec["data"].get("targets", "auto")
    return LOSSES[spec["loss"]["type"]].takes[0] if said == "auto" else str(said)


def resolved(spec: Spec, key: str = "data") -> dict[str, Any]:
    """Return the options of data, with the form of their targets."""
    return {**spec[key], "targets": form(spec)}


def row_shape(spec: Spec) -> tuple[int, ...]:
    """Return the shape of a row of the data."""
    row, options = DATA[spec["data"]["type"]], spec["data"]
    return row.shape(options) or (row.features(options),)


def labels(spec: Spec) -> list[str]:
    """Return the raw labels of a spec's classes, in the order of their indices."""
    return DATA[spec["data"]["type"]].labels(resolved(spec))


def names(spec: Spec) -> list[str]:
    """Return what the classes are called, in the order of their indices."""
    called = spec["data"].get("class_map", {})
    return [called.get(label, label) for label in labels(spec)]


def targets(spec: Spec, y: Array) -> Array:
    """Return targets as the loss reads them: indices, rows of one one, or numbers."""
    if form(spec) == "one_hot":
        return np.eye(len(labels(spec)))[y]
    return y.reshape(-1, 1) * 1.0 if form(spec) == "binary" else y


def preparation(spec: Spec) -> Callable[[Array], Array]:
    """Return what prepares rows, by numbers of the training rows alone."""
    kind, options = chosen(spec.get("preprocess", {}).get("features", "none"))
    training = raw_parts(spec)["training"][0]
    offset, scale = PREPARATIONS[kind].numbers(options, training)
    return lambda x: np.asarray((x - offset) / scale)


def split(table: Spec | None, y: Array, stream: Any) -> dict[str, Array]:
    """Return the places of each part's rows, in the file's order."""
    if table is None:
        return {"training": np.arange(len(y))}
    method = table.get("method", "random")
    groups = [np.arange(len(y))]
    if method == "stratified":
        groups = [np.flatnonzero(y == k) for k in np.unique(y)]
    places: dict[str, Groups] = {name: [] for name in ("training", *HELD)}
    for group in groups:
        rest = (
            group[::-1] if method == "last" else group[stream.permutation(len(group))]
        )
        for name in reversed(HELD):  # the test rows are taken first
            count = _share(table, name, len(group))
            places[name].append(rest[:count])
            rest = rest[count:]
        places["training"].append(rest)
    given = [name for name in places if name == "training" or table.get(name)]
    return {name: np.sort(np.concatenate(places[name])) for name in given}


def _share(table: Spec, name: str, rows: int) -> int:
    """Return how many of a group's rows go to a part."""
    if not table.get(name):
        return 0
    least = table.get("method") == "stratified"
    return max(int(least), round(float(table[name]) * rows))


class Streams:
    """Hold the streams of a spec's data and split; each call of rows() draws on."""

    def __init__(self, spec: Spec) -> None:
        numerics, seed = spec.get("numerics", {}), spec.get("seed", 0)
        self.data: Any = np.random.default_rng([seed, 0])
        self.split: Any = self.data
        self.normals = self.data.standard_normal
        if numerics.get("rng") == "mt19937":
            self.data = np.random.RandomState(seed)
            self.split = np.random.RandomState([seed, 0])
            self.normals = self.data.randn
            self.normals(numerics.get("discard", 0))

    def rows(self, options: Spec) -> Rows:
        """Return the next rows of a data set."""
        return DATA[options["type"]].rows(options, self.normals)
