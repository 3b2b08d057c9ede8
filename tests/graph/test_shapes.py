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


TAKES = "categorical_crossentropy takes rows of one dimension"
STEM = dense(6, name="stem", inputs=["row_input"])
DEEP_STEM = dense(4, name="stem")
CASES: list[tuple[list[Spec], list[str]]] = [
    (
        [LAST],
        [f"layers[0]: rows of the output have the shape (2, 3), and {TAKES}; {ABOVE}"],
    ),
    (
        [activation("relu"), dense(4), dense(5, activation="softmax")],
        [f"layers[1]: rows of the output have the shape (2, 5), and {TAKES}; {ABOVE}"],
    ),
    (
        [dense(4, name="ash", inputs=["input"]), LAST],
        [
            f"layers[0]: rows of the output have the shape (2, 3), and {TAKES}; "
            + named("flat")
        ],
    ),
    (
        [
            dense(3, name="ash"),
            add("ash", "input"),
            dense(4),
            dense(3, activation="softmax"),
        ],
        [f"layers[2]: rows of the output have the shape (2, 3), and {TAKES}; {ABOVE}"],
    ),
    (
        [dense(3, name="ash"), add("ash", "input"), activation("softmax")],
        [
            f"layers[2]: rows of the output have the shape (2, 3), and {TAKES}; "
            'write `[[layers]]`, `type = "flatten"` below it, and `[[layers]]`, '
            '`type = "dense"`, `units = 3`'
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
            "layers[2].inputs[0]: concatenate takes shapes that differ in the last "
            'number only; "input" is (2, 3), "stem" is (4,), "flat" is (6,); '
            + named("flat_2")
        ],
    ),
    (
        [{**FLAT, "name": "row_input"}, STEM, add("stem", "input"), LAST],
        [
            "layers[2].inputs[1]: add takes values of one shape; "
            '"stem" is (6,), "input" is (2, 3); ' + named("flat")
        ],
    ),
    (
        [DEEP_STEM, add("stem", "input"), FLAT, LAST],
        [
            "layers[1].inputs: add takes values of one shape; "
            '"stem" is (2, 4), "input" is (2, 3); '
            'write `units = 3` where "stem" gets its values'
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
    assert stated.outputs == (2,) and flat.outputs == (0, 2)
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
    assert [graph.shapes[y] for y in graph.outputs] == [(2, 3)] * 3 + [(6,), (3,)]
    lines = overview(graph).splitlines()
    assert "features  6, in rows of (2, 3)" in lines
    (flat,) = (line.split() for line in lines if "flatten" in line)
    assert flat[2:] == ["layers[2]", "(6,)", "0"]
    assert any(
        line.split()[:5] == ["bent", "activation,", "tanh", "input", "(2,"]
        for line in lines
    )


def test_layers_act_on_the_last_dimension(tmp_path: Path) -> None:
    put_npz(tmp_path)
    layers = [
        dense(4, activation="softmax"),
        {"type": "batch_normalization"},
        {"type": "layer_normalization"},
        FLAT,
        LAST,
    ]
    graph = graph_of(npz_spec(layers=layers), tmp_path)
    assert graph.shapes == ((2, 3), *[(2, 4)] * 4, (8,), (3,), (3,))
    found = [{p.role: p.shape for p in node.parameters} for node in graph.nodes]
    normal = {"gamma": (4,), "beta": (4,)}
    first, last = {"W": (3, 4), "b": (4,)}, {"W": (8, 3), "b": (3,)}
    assert found == [first, {}, normal, normal, {}, last, {}]
    saved = [{s.role: s.shape for s in node.saved} for node in graph.nodes]
    assert saved[2] == {"zhat": (2, 4), "sigma": (4,)}
    assert saved[3] == {"zhat": (2, 4), "sigma": (2,)}


def test_no_layer_with_parameters(tmp_path: Path) -> None:
    put_npz(tmp_path)
    (line,) = said(npz_spec(layers=[activation("tanh")]), tmp_path)
    assert line.startswith("NN023] layers: no layer has parameters")


@pytest.mark.parametrize("style", ["plain", "fast"])
def test_a_script_takes_rows_as_they_are_and_flat(style: str, tmp_path: Path) -> None:
    wide: Any = np.arange(12 * 40.0).reshape(12, 5, 8) / 100
    put_npz(tmp_path, x=wide, y=Y)
    spec = npz_spec(layers=[FLAT, LAST], script={"style": style})
    script = load(written(spec, tmp_path))
    x, y = script.load_data()
    script.initialize()
    flat = x.reshape(12, 40)
    assert "(N, 5, 8)" in script.forward.__doc__
    assert np.array_equal(script.predict(x), script.forward(flat))
    grads = []
    for rows in (x, flat, x[:, ::-1][:, ::-1]):
        script.forward(rows)
        script.loss(y)
        script.backward(rows, y)
        grads.append(script.grad.copy())
    assert np.array_equal(grads[0], grads[1]) and np.array_equal(grads[0], grads[2])
    with pytest.raises(ValueError, match="reshape"):
        script.forward(x[:, :, :7])


def test_outputs_of_each_position_side_by_side(tmp_path: Path) -> None:
    """The units are right, but there are some for each of the two positions."""
    put_npz(tmp_path)
    data = {"targets": "one_hot"}
    layers = [dense(3, name="scores"), FLAT, activation("softmax")]
    (line,) = said(npz_spec(data, layers=layers), tmp_path)
    assert "layers[0]: 6 outputs for " in line and line.endswith(f"; {ABOVE}")
    assert not said(npz_spec(data, layers=[FLAT, LAST]), tmp_path)
