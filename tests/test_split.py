"""How rows are dealt out, against a second account of it; and splits that cannot be."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .bench.autodiff import Array
from .bench.scripts import load_script
from .bench.specs import Spec, base_spec
from .helpers import make_script
from .tables import HEAD, graph_of, put, said, table_spec, written

pytestmark = pytest.mark.no_cover  # others execute the same lines

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
    script = load_script(written(spec, tmp_path).read_text())
    script.__file__ = str(tmp_path / "s.py")
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
    script = load_script(written(spec, folder).read_text())
    script.__file__ = str(folder / "s.py")
    targets = script.load_data()[1::2]
    assert all({*y} == {*range(len(counts))} for y in targets)
    assert sum(map(len, targets)) == sum(counts)
