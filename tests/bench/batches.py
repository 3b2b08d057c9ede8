"""Say which rows each step of an epoch sees, and of which stream they are drawn."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from .autodiff import Array
from .initializer_rows import INITIALIZERS
from .layer_rows import LAYERS
from .parts import Streams, raw_parts
from .records import chosen
from .reference import Reference

Spec = Mapping[str, Any]


def by_batches(spec: Spec) -> bool:
    """Tell whether a step may see less than all rows."""
    return "batch_size" in spec["training"]


def shuffles(spec: Spec) -> bool:
    """Tell whether the rows of an epoch come in an order of its own."""
    return by_batches(spec) and bool(spec["training"].get("shuffle", True))


def draws(spec: Spec) -> bool:
    """Tell whether training draws from its stream."""
    rows = ((LAYERS[layer["type"]], layer) for layer in spec["layers"])
    return shuffles(spec) or any(row.draws(layer) for row, layer in rows)


def epoch_of(spec: Spec, rows: int, stream: Any) -> list[Array]:
    """Return the places of the rows of each step of the next epoch."""
    if not by_batches(spec):
        return [np.arange(rows)]
    size = spec["training"]["batch_size"]
    order = stream.permutation(rows) if shuffles(spec) else np.arange(rows)
    steps = [order[start : start + size] for start in range(0, rows, size)]
    short = len(steps[-1]) < size
    return steps[:-1] if short and spec["training"].get("drop_last") else steps


def training_stream(spec: Spec) -> Any:
    """Return the stream that training draws from, as initialize() leaves it.

    pcg64 has one for training alone; mt19937 goes on where the parameters end.
    """
    seed, numerics = spec.get("seed", 0), spec.get("numerics", {})
    if numerics.get("rng") != "mt19937":
        return np.random.default_rng([seed, 2])
    streams = Streams(spec)
    raw_parts(spec, streams)
    for each in Reference(spec).parameters:
        kind, _ = chosen(each.initializer)
        for draw in INITIALIZERS[kind].draws:
            getattr(streams.data, draw)(*each.shape)
    return streams.data
