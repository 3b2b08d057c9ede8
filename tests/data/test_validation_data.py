"""Rows of their own to validate on: drawn behind the data's, or read like them."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ..bench.asserts import assert_same_bits
from ..bench.scripts import load_script
from ..bench.specs import Spec, base_spec, dense
from ..helpers import make_script
from ..tables import GOOD, HEAD, load, put, said, table_spec, written

KINDS = ["spiral", "vertical"]


def cluster(kind: str, samples: int, **options: object) -> Spec:
    return {"type": kind, "samples": samples, "classes": 3, **options}


@pytest.mark.parametrize("rng", ["pcg64", "mt19937"])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("first", KINDS)
@pytest.mark.parametrize("samples", [7, 5])
def test_pairs_are_drawn_one_behind_the_other(
    first: str, samples: int, dtype: str, rng: str
) -> None:
    for second in KINDS:
        numerics = {"dtype": dtype, "rng": rng}
        spec = base_spec(data=cluster(first, 7), numerics=numerics)
        more = {"validation_data": cluster(second, samples)}
        alone, both = (load_script(make_script(s)) for s in (spec, spec | more))
        x, y, x_val, y_val = both.load_data()
        for found, right in zip((x, y), alone.load_data(), strict=True):
            assert_same_bits(found, right, "the training pair")
        stream: Any = np.random.default_rng([1, 0])
        if rng == "mt19937":
            stream = np.random.RandomState(1)
            stream.standard_normal(21 * (1 + (first == "vertical")))
            normals = np.float32(stream.standard_normal(samples))
        else:
            stream.standard_normal(21 * (1 + (first == "vertical")))
            normals = stream.standard_normal(samples)
        if second == "vertical":
            start = (0.1 * normals).astype(x.dtype)
            np.testing.assert_allclose(x_val[:samples, 0], start, rtol=1e-6)
        assert np.array_equal(y_val, np.repeat(range(3), samples))


def test_mt19937_draws_parameters_behind_both() -> None:
    numerics = {"rng": "mt19937", "discard": 3, "dtype": "float64"}
    kernel = {"type": "normal", "stddev": 1.0}
    layers = [dense(3, activation="softmax", kernel_initializer=kernel)]
    spec = base_spec(data=cluster("spiral", 7), layers=layers, numerics=numerics) | {
        "validation_data": cluster("vertical", 5)
    }
    script = load_script(make_script(spec))
    script.initialize()
    stream = np.random.RandomState(1)
    stream.randn(3 + 21 + 30)
    assert_same_bits(script.W1.copy(), stream.randn(2, 3), "the kernel")


def test_a_generator_is_printed_once() -> None:
    spec = base_spec(data=cluster("spiral", 7), validation_data=cluster("spiral", 5))
    text = make_script(spec)
    assert text.count("def make_spiral(rng, samples):") == 1
    assert "make_spiral(rng, 7)" in text and "make_spiral(rng, 5)" in text
    same = make_script(spec | {"validation_data": cluster("spiral", 7)})
    assert "def make_spiral(rng):" in same and same.count("make_spiral(rng)\n") == 2


def test_targets_are_the_datas() -> None:
    spec = base_spec(data=cluster("spiral", 7, targets="one_hot"))
    y, y_val = load_script(
        make_script(spec | {"validation_data": cluster("spiral", 5)})
    ).load_data()[1::2]
    assert y.shape == (21, 3) and y_val.shape == (15, 3)
    y = load_script(make_script(spec)).load_data()[1]
    assert np.array_equal(y, np.eye(3)[np.repeat(range(3), 7)])


@pytest.mark.parametrize("form", [{}, {"inputs": 2, "classes": 3}])
def test_tables(form: Spec, tmp_path: Path) -> None:
    put(tmp_path)
    put(
        tmp_path,
        "kind,b,a\nz,1,2\nx,3,4\n" if not form else HEAD + "2,1,z\n4,3,x\n",
        "v.csv",
    )
    spec = table_spec(form)
    spec["validation_data"] = {**spec["data"], "path": "v.csv"}
    if form:
        (tmp_path / "v.csv").rename(tmp_path / "later.csv")
    script = load(written(spec, tmp_path))
    if form:
        (tmp_path / "later.csv").rename(tmp_path / "v.csv")
    x, y, x_val, y_val = script.load_data()
    assert x_val.tolist() == [[2, 1], [4, 3]] and y_val.tolist() == [2, 0]
    again = script.load_data(
        tmp_path / "v.csv" if not form else None, tmp_path / "t.csv"
    )
    assert np.array_equal(again[2], x) and np.array_equal(again[3], y)


def test_drawn_data_and_a_table(tmp_path: Path) -> None:
    put(tmp_path, HEAD + "1,2,1\n3,4,0\n", "v.csv")
    table = {"type": "csv", "path": "v.csv", "target": "kind"}
    spec = base_spec(validation_data=table)
    script = load(written(spec, tmp_path))
    assert script.CLASSES == ("0", "1", "2")
    assert script.load_data(validation_path=tmp_path / "v.csv")[3].tolist() == [1, 0]


UNFIT: list[tuple[str, Spec, list[str]]] = [
    ("a,kind\n1,x\n2,y\n", {}, ['path: it lacks the column "b" of the data; ']),
    (
        "a,b,c,kind\n1,2,3,x\n1,2,3,y\n",
        {},
        ['features: it has 3 features, the data 2; write `features = ["a", "b"]`'],
    ),
    (
        HEAD + "1,2,x\n1,2,w\n",
        {},
        [
            'target: the data has no class "w"; leave its rows out: '
            'the data has "x", "y", "z"'
        ],
    ),
    (
        HEAD.replace("kind", "sort") + "1,2,x\n1,2,y\n",
        {"target": "sort"},
        [
            'target: "sort" is not the target of the data; '
            'write `target = "kind"`, as in `[data]`'
        ],
    ),
    (
        HEAD.replace(",", ";") + "1;2;x\n1;2;y\n",
        {"delimiter": ";"},
        [
            'delimiter: ";" is not the delimiter of the data; '
            'write `delimiter = ","`, as in `[data]`'
        ],
    ),
    (
        GOOD,
        {"class_map": dict(zip("xyz", "abc", strict=True))},
        ["class_map: it gives the classes other names than [data]; "],
    ),
    (
        GOOD,
        {"targets": "one_hot"},
        ["targets: its targets would not be as the data's; "],
    ),
    (
        "",
        {"inputs": 3, "classes": 4, "path": "no.csv"},
        [": it has 3 ", "classes: it has 4"],
    ),
]


@pytest.mark.parametrize(("text", "more", "lines"), UNFIT)
def test_what_does_not_fit(
    text: str, more: Spec, lines: list[str], tmp_path: Path
) -> None:
    put(tmp_path)
    put(tmp_path, text, "v.csv")
    spec = table_spec()
    spec["validation_data"] = {**spec["data"], "path": "v.csv", **more}
    found = said(spec, tmp_path)
    assert len(found) == len(lines), found
    for line, part in zip(found, lines, strict=True):
        assert line.startswith("NN035] validation_data") and part in line, line


def test_drawn_classes_are_as_many(tmp_path: Path) -> None:
    more = {"type": "vertical", "samples": 5, "classes": 2}
    assert said(base_spec(validation_data=more), tmp_path) == [
        "NN035] validation_data.classes: it has 2 classes, the data 3; "
        "write `classes = 3`"
    ]


def test_the_data_must_say_its_columns(tmp_path: Path) -> None:
    spec = table_spec({"inputs": 2, "classes": 3})
    spec["validation_data"] = {**spec["data"], "features": ["a", "b"]}
    assert said(spec, tmp_path) == [
        "NN035] validation_data.features: the data does not say which columns are its "
        'features; write `features = ["a", "b"]` in `[data]` too'
    ]
