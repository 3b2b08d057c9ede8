"""Small specs, and what is said of them."""

from pathlib import Path
from typing import Any

import pytest

from nngen.check import check
from nngen.reading.load import Misfit

from ..documents import toml_source

Spec = dict[str, Any]


def dense(units: int, activation: Any = "linear", **options: Any) -> Spec:
    return {"type": "dense", "units": units, "activation": activation, **options}


def act(function: Any) -> Spec:
    return {"type": "activation", "function": function}


def spec_with(**changes: Any) -> Spec:
    """Return a small spec with some of its tables replaced."""
    return {
        "name": "small",
        "data": {"type": "vertical", "samples": 5, "classes": 3},
        "layers": [dense(4, "relu"), dense(3, "softmax")],
        "loss": {"type": "categorical_crossentropy"},
        "optimizer": {"type": "sgd"},
        "training": {"epochs": 2},
    } | changes


def said(spec: Spec) -> list[tuple[str, str, str, str]]:
    """Return code, path, message and hint of what is wrong with a spec."""
    with pytest.raises(Misfit) as caught:
        check(toml_source(spec))
    return [
        (f.code, ".".join(map(str, f.path)), f.message, placed.hint)
        for placed in caught.value.placed
        if (f := placed.finding)
    ]


def warnings(spec: Spec, folder: Path = Path()) -> list[tuple[str, str, str, str]]:
    """Return code, path, message and hint of what a trainable spec is warned of."""
    return [
        (f.code, ".".join(map(str, f.path)), f.message, placed.hint)
        for placed in check(toml_source(spec, folder)).warnings
        if (f := placed.finding).warning
    ]
