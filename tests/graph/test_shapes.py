"""Rows of several dimensions: who takes them, and what is said where nobody does."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from nngen.show.overview import overview

from ..array_files import Y, npz_spec, put_npz
from ..bench.specs import Spec, activation, add, concatenate, dense
from ..tables import graph_of, load, said, written

FLAT = {"type": "flatten"}
LAST = dense(3, activation="softmax")
ABOVE = 'write `[[layers]]`, `type = "flatten"` above it'


def named(name: str, of: str = "input") -> str:
    """Return what to write for a value in one dimension under a name."""
    lines = ["[[layers]]", 'type = "flatten"', f'name = "{name}"', f'inputs = ["{of}"]']
    told = ", ".join(f"`{line}`" for line in lines)
    return f'write {told} above it, and `"{name}"` here'


DEEP = 'takes rows of one dimension; "input" has the shape (2, 3)'
STEM = dense(6, name="stem", inputs=["row_input"])
CASES: list[tuple[list[Spec], list[str]]] = [
    ([LAST], [f"layers[0]: dense {DEEP}; {ABOVE}"]),
    (
        [activation("relu"), LAST],
        [
            "layers[1]: dense takes rows of one dimension; "
            f"layers[0] has the shape (2, 3); {ABOVE}"
        ],
    ),
    (
        [activation("softmax", name="shares"), FLAT, LAST],
        [f"layers[0]: softmax {DEEP}; {ABOVE}"],
    ),
    (
        [activation("relu", name="bent"), LAST],
        [
            'layers[1]: dense takes rows of one dimension; "bent" has the shape '
            f"(2, 3); {ABOVE}"
        ],
    ),
    (
        [
            {**FLAT, "name": "flat"},
            dense(4, name="stem"),
            concatenate("input", "stem", "flat"),
            LAST,
        ],
        [
            f"layers[2].inputs[0]: concatenate {DEEP}; " + named("flat_2"),
            'layers[2].inputs[2]: "flat" gives what "input" gives; leave it out',
        ],
    ),
    (
        [{**FLAT, "name": "row_input"}, STEM, add("stem", "input"), LAST],
        [
            "layers[2].inputs[1]: add takes values of one shape; "
            '"stem" is (6,), "input" is (2, 3); ' + named("flat")
        ],
    ),
]


@pytest.mark.parametrize(("layers", "lines"), CASES)
def test_what_does_not_fit(
    layers: list[Spec], lines: list[str], tmp_path: Path
) -> None:
    put_npz(tmp_path)
    found = said(npz_spec(layers=layers), tmp_path)
    assert [line.partition("] ")[2] for line in found] == lines


def test_what_is_told_is_told_once(tmp_path: Path) -> None:
    put_npz(tmp_path)
    found = said(npz_spec(layers=[dense(4), dense(5), LAST]), tmp_path)
    assert len(found) == 1


def test_flat_rows_need_no_layer(tmp_path: Path) -> None:
    put_npz(tmp_path)
    stated = graph_of(npz_spec({"inputs": 6}, layers=[LAST]), tmp_path)
    flat = graph_of(npz_spec(layers=[FLAT, LAST]), tmp_path)
    assert stated.facts.shape == (6,) and flat.facts.shape == (2, 3)
    assert stated.shapes == flat.shapes == ((6,), (3,), (3,))
    assert stated.forms == ((3,),) and flat.forms == ((6,), (3,))
    assert len(stated.nodes) == len(flat.nodes)


def test_functions_and_sums_keep_a_shape(tmp_path: Path) -> None:
    put_npz(tmp_path)
    layers = [
        activation("tanh", name="bent"),
        activation("linear", name="same"),
        add("same", "input"),
        FLAT,
        LAST,
    ]
    graph = graph_of(npz_spec(layers=layers), tmp_path)
    assert graph.forms == ((2, 3),) * 3 + ((6,), (3,))
    lines = overview(graph).splitlines()
    assert "features  6, in rows of (2, 3)" in lines
    (flat,) = (line.split() for line in lines if "flatten" in line)
    assert flat[2:] == ["layers[2]", "(6,)", "0"]
    assert any(
        line.split()[:5] == ["bent", "activation,", "tanh", "input", "(2,"]
        for line in lines
    )


def test_no_layer_with_parameters(tmp_path: Path) -> None:
    put_npz(tmp_path)
    (line,) = said(npz_spec(layers=[activation("tanh")]), tmp_path)
    assert line.startswith("NN023] layers: no layer has parameters")


def test_a_script_takes_rows_as_they_are_and_flat(tmp_path: Path) -> None:
    wide: Any = np.arange(12 * 40.0).reshape(12, 5, 8) / 100
    put_npz(tmp_path, x=wide, y=Y)
    script = load(written(npz_spec(layers=[FLAT, LAST]), tmp_path))
    x, y = script.load_data()
    script.initialize()
    flat = x.reshape(12, 40)
    assert "x is (N, 5, 8); the numbers" in script.forward.__doc__
    assert np.array_equal(script.predict(x), script.predict(flat))
    grads = []
    for rows in (x, flat, x[:, ::-1][:, ::-1]):
        script.forward(rows)
        script.loss(y)
        script.backward(rows, y)
        grads.append(script.grad.copy())
    assert np.array_equal(grads[0], grads[1]) and np.array_equal(grads[0], grads[2])
    with pytest.raises(ValueError, match="reshape"):
        script.forward(x[:, :, :7])
