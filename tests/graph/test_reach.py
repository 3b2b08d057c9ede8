"""Targets beyond what the last function gives: warned of, where they are known."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from nngen.check import check
from nngen.data.drawn import find_sine
from nngen.data.facts import Wanted
from nngen.language.base import kinds_in
from nngen.language.data import Sine
from nngen.language.functions import AnyFunction
from nngen.reading.load import Misfit, Source

from ..bench.autodiff import Tensor
from ..bench.function_rows import FUNCTIONS, apply
from .helpers import Spec, act, dense, spec_with

MSE = {"type": "mean_squared_error"}
TABLE = {"type": "csv", "path": "t.csv", "target": "y"}
SINE = {"type": "sine", "samples": 8}


def warned(folder: Path, data: Spec, *layers: Spec) -> list[tuple[str, str, str]]:
    """Return path, message and hint of what is said of a network."""
    spec = spec_with(data=data, layers=list(layers), loss=MSE)
    source = Source(
        label="x.json",
        raw=json.dumps(spec).encode(),
        stem=None,
        json_text=True,
        folder=folder,
    )
    found = check(source).warnings
    assert {placed.finding.code for placed in found} <= {"NN047"}
    return [
        (".".join(map(str, f.path)), f.message, placed.hint)
        for placed in found
        if (f := placed.finding)
    ]


def gives(function: str, ends: str, low: str, high: str) -> str:
    """Return the message."""
    return f"{function} gives numbers {ends}, and the targets go from {low} to {high}"


LINEAR = 'write `"activation": "linear"`'


@pytest.mark.parametrize(
    ("function", "found"),
    [
        ("linear", ""),
        ("tanh", ""),
        ("elu", ""),
        ("sigmoid", gives("sigmoid", "from 0 to 1", "-1", "1")),
        ("relu", gives("relu", "from 0 up", "-1", "1")),
        ("softplus", gives("softplus", "from 0 up", "-1", "1")),
    ],
)
def test_a_curve(function: str, found: str, tmp_path: Path) -> None:
    expected = [("layers.0.activation", found, LINEAR)] if found else []
    assert warned(tmp_path, SINE, dense(1, function)) == expected


def test_the_function_is_that_of_the_last_layer_that_has_one(tmp_path: Path) -> None:
    layers = [dense(1), act("relu"), act("linear")]
    expected = gives("relu", "from 0 up", "-1", "1")
    assert warned(tmp_path, SINE, *layers) == [
        ("layers.1.function", expected, 'write `"function": "linear"`')
    ]


@pytest.mark.parametrize(
    ("targets", "function", "found"),
    [
        ("0 1 0.5", "sigmoid", ""),
        ("0 1.5", "sigmoid", gives("sigmoid", "from 0 to 1", "0", "1.5")),
        ("2 250000", "relu", ""),
        ("2 -0.25", "relu", gives("relu", "from 0 up", "-0.25", "2")),
    ],
)
@pytest.mark.parametrize("stated", [{}, {"inputs": 1}])
def test_a_table(
    targets: str, function: str, found: str, stated: Spec, tmp_path: Path
) -> None:
    rows = "".join(f"{i},{y}\n" for i, y in enumerate(targets.split()))
    (tmp_path / "t.csv").write_text(f"x,y\n{rows}", "utf-8")
    expected = [("layers.0.activation", found, LINEAR)] if found else []
    assert warned(tmp_path, TABLE | stated, dense(1, function)) == expected


def test_a_table_that_is_not_there_yet(tmp_path: Path) -> None:
    assert warned(tmp_path, TABLE | {"inputs": 1}, dense(1, "sigmoid")) == []


@pytest.mark.parametrize("samples", [1, 2, 3, 4, 5, 6, 7, 10, 33, 1000])
def test_the_span_of_a_sine(samples: int, tmp_path: Path) -> None:
    wanted = Wanted(targets="values", largest=1e38, largest_target=1e38)
    span: Any = find_sine(Sine(samples=samples), tmp_path, wanted).span
    y = np.sin(2 * np.pi * np.arange(samples) / samples)
    np.testing.assert_allclose(span, (y.min(), y.max()), atol=1e-12)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_no_function_leaves_what_it_is_said_to_reach(function: str) -> None:
    (kind,) = (k for k in kinds_in(AnyFunction) if k.selector() == function)
    low, high = kind.reach
    z = np.linspace(-30, 30, 601)[:, None] * [1, -1]
    values = apply(function, Tensor(z)).value
    assert low <= values.min() and values.max() <= high
    assert low == -np.inf or values.min() < low + 1e-9
    assert high == np.inf or values.max() > high - 1e-9


def test_targets_that_never_differ(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("x,y\n1,3.5\n2,3.5\n", "utf-8")
    spec = spec_with(data=TABLE, layers=[dense(1)], loss=MSE)
    with pytest.raises(Misfit) as error:
        check(
            Source(
                label="x.json",
                raw=json.dumps(spec).encode(),
                stem=None,
                json_text=True,
                folder=tmp_path,
            )
        )
    (placed,) = error.value.placed
    found = placed.finding
    assert (found.code, found.path) == ("NN032", ("data", "target"))
    assert found.message == "every target is 3.5"
    assert found.hint == "write a column of numbers that differ"
