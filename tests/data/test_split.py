"""How rows are dealt out, and splits that cannot be or may leave a class out."""

from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nngen.data.split import absence

from ..bench.autodiff import Array
from ..bench.scripts import load_script
from ..bench.specs import Spec, base_spec
from ..helpers import make_script
from ..tables import HEAD, graph_of, load, put, said, table_spec, written

METHODS = ["random", "stratified", "last"]
SHARES = [{"validation": 0.2}, {"test": 0.3}, {"validation": 0.21, "test": 0.17}]
CLUSTERS = {"type": "vertical", "samples": 31, "classes": 3}


def dealt(split: Spec, y: Array, stream: Any) -> list[list[int]]:
    """Return the rows of training, validation and test, as the language tells it."""
    groups = [list(range(len(y)))]
    method = split.get("method", "random")
    if method == "stratified":
        groups = [[i for i in groups[0] if y[i] == k] for k in range(max(y) + 1)]
    held: dict[str, list[int]] = {"test": [], "validation": []}
    for rows in groups:
        order = rows[::-1]
        if method != "last":
            order = [rows[i] for i in stream.permutation(len(rows))]
        for part in held:
            count = round(split.get(part, 0) * len(rows))
            if method == "stratified" and split.get(part):
                count = max(1, count)
            held[part] += order[:count]
            order = order[count:]
    out = {*held["test"], *held["validation"]}
    train = [i for i in range(len(y)) if i not in out]
    return [train, sorted(held["validation"]), sorted(held["test"])]


def stream_of(rng: str, seed: int, spent: int) -> Any:
    """Return the stream that a split draws from, so many normals having been drawn."""
    if rng == "mt19937":
        return np.random.RandomState([seed, 0])
    stream = np.random.default_rng([seed, 0])
    stream.standard_normal(spent)
    return stream


def check_split(script: Any, split: Spec, x: Array, y: Array, stream: Any) -> None:
    """Compare what load_data gives with the rows that a part is due."""
    parts = dealt(split, y, stream)
    asked = [parts[0]]
    asked += [parts[1]] if split.get("validation") else []
    asked += [parts[2]] if split.get("test") else []
    found = script.load_data()
    assert len(found) == 2 * len(asked)
    for i, rows in enumerate(asked):
        assert np.array_equal(found[2 * i], x[rows]), i
        assert np.array_equal(found[2 * i + 1], y[rows]), i
    for a, b in zip(found, script.load_data(), strict=True):
        assert np.array_equal(a, b)


@pytest.mark.parametrize("rng", ["pcg64", "mt19937"])
@pytest.mark.parametrize("shares", SHARES, ids=str)
@pytest.mark.parametrize("method", METHODS[:2])  # the last clusters are one class
def test_drawn_rows(method: str, shares: Spec, rng: str) -> None:
    split = shares | {"method": method}
    spec = base_spec(seed=5, data=CLUSTERS, numerics={"rng": rng, "dtype": "float64"})
    x, y = load_script(make_script(spec)).load_data()
    script = load_script(make_script(spec | {"split": split}))
    stream = stream_of(rng, 5, 2 * 93)
    check_split(script, split, x, y, stream)


@pytest.mark.parametrize("rng", ["pcg64", "mt19937"])
@pytest.mark.parametrize("shares", SHARES, ids=str)
@pytest.mark.parametrize("method", METHODS)
def test_rows_of_a_table(method: str, shares: Spec, rng: str, tmp_path: Path) -> None:
    labels = np.random.default_rng(1).integers(0, 3, 90)
    put(
        tmp_path, HEAD + "".join(f"{i},{-i},{'xyz'[k]}\n" for i, k in enumerate(labels))
    )
    split = shares | {"method": method}
    numerics = {"rng": rng, "dtype": "float64"}
    spec = table_spec(split=split, numerics=numerics, seed=5)
    script = load(written(spec, tmp_path))
    x = np.array([[i, -i] for i in range(90)], float)
    check_split(script, split, x, labels, stream_of(rng, 5, 0))
    rows = graph_of(spec, tmp_path).facts.rows
    assert rows == len(script.load_data()[0])


@settings(max_examples=30, deadline=None, suppress_health_check=[*HealthCheck])
@given(
    st.lists(st.integers(3, 40), min_size=2, max_size=5),
    st.sampled_from([*SHARES, {"validation": 0.01, "test": 0.01}]),
    st.integers(0, 2**32 - 1),
)
def test_a_stratified_split_leaves_no_class_out(
    tmp_path_factory: Any, counts: list[int], shares: Spec, seed: int
) -> None:
    folder = tmp_path_factory.mktemp("split")
    rows = [f"1,2,c{k}\n" for k, count in enumerate(counts) for _ in range(count)]
    put(folder, HEAD + "".join(rows))
    split = shares | {"method": "stratified"}
    spec = table_spec(units=len(counts), split=split, seed=seed)
    assert not said(spec, folder)
    script = load(written(spec, folder))
    targets = script.load_data()[1::2]
    assert all({*y} == {*range(len(counts))} for y in targets)
    assert sum(map(len, targets)) == sum(counts)


TEN = HEAD + "1,2,x\n" * 5 + "1,2,y\n" * 5
FEW = HEAD + "1,2,x\n" * 60 + "1,2,y\n" * 2
STRATIFIED = '; write `method = "stratified"`'
IMPOSSIBLE: list[tuple[str, Spec, list[str]]] = [
    (TEN, {}, ["split: no part is asked for; write `validation = 0.2`"]),
    (TEN, {"validation": 0}, ["split: no part is asked for; write `validation = 0.2`"]),
    (
        TEN,
        {"validation": 0.6, "test": 0.4},
        [
            "split: validation and test take 1 of the rows, and leave none; "
            "write less, as `validation = 0.2` and `test = 0.2`"
        ],
    ),
    (
        TEN,
        {"validation": 0.04, "test": 0.3},
        [
            "split.validation: 0.04 of 10 rows is no row; "
            "write `validation = 0.1` or more"
        ],
    ),
    (
        TEN,
        {"validation": 0.97},
        [
            "split: of 10 rows none is left for training; "
            "write less, as `validation = 0.1`"
        ],
    ),
    (
        TEN,
        {"test": 0.5, "method": "last"},
        [
            'split.method: the class "y" is in the last rows only, '
            "so training would never see it" + STRATIFIED
        ],
    ),
    (
        FEW,
        {"test": 0.1, "validation": 0.1, "method": "stratified"},
        [
            'split: the class "y" (line 62) has 2 rows for 3 parts; '
            "give it more rows, or leave it out"
        ],
    ),
    (
        FEW,
        {"test": 0.1},
        [
            "split.method: a part lacks a class with a chance of 82%, "
            'most likely test the class "y"' + STRATIFIED
        ],
    ),
]


@pytest.mark.parametrize(("text", "split", "lines"), IMPOSSIBLE)
def test_splits_that_cannot_be(
    text: str, split: Spec, lines: list[str], tmp_path: Path
) -> None:
    put(tmp_path, text)
    found = said(table_spec(units=2, split=split), tmp_path)
    assert found == [f"NN033] {line}" for line in lines]


def test_a_misspelt_label_is_told_by_line_and_neighbour(tmp_path: Path) -> None:
    put(tmp_path, HEAD + "1,2,high\n" * 9 + "1,2,hihg\n1,2,lwo\n" + "1,2,low\n" * 9)
    split = {"validation": 0.2, "method": "stratified"}
    assert said(table_spec(units=4, split=split), tmp_path) == [
        'NN033] split: the class "hihg" (line 11) has 1 row for 2 parts, '
        'and 1 more have too few; did you mean "high"? '
        "else give it more rows, or leave it out"
    ]


def test_rows_are_held_out_once(tmp_path: Path) -> None:
    spec = base_spec(split={"validation": 0.3}, validation_data=CLUSTERS)
    assert said(spec, tmp_path) == [
        "NN033] split: rows are held out of the data, and [validation_data] has "
        "others; leave out `[split]` or `[validation_data]`"
    ]


def test_generated_rows_come_class_by_class(tmp_path: Path) -> None:
    (line,) = said(base_spec(split={"test": 0.5, "method": "last"}), tmp_path)
    assert line.startswith('NN033] split.method: the class "2" is in the last')
    assert not said(base_spec(data=CLUSTERS, split={"validation": 0.3}), tmp_path)


def test_the_chance_is_that_of_draws() -> None:
    stream = np.random.default_rng(0)
    lacks = Counter(
        min(stream.permutation(20)[:4], default=9) < 3 for _ in range(20000)
    )
    assert absence(20, 3, 4) == pytest.approx(lacks[False] / 20000, abs=0.01)
    assert absence(20, 3, 18) == 0
