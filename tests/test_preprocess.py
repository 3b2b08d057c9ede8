"""Prepared rows against plain NumPy: fitted on what training sees, in float64."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from .bench.asserts import assert_close
from .bench.preparation_rows import PREPARATIONS
from .bench.records import chosen
from .bench.scripts import load_script
from .bench.specs import Spec, base_spec
from .helpers import make_script
from .tables import HEAD, load, put, table_spec, written

pytestmark = pytest.mark.no_cover  # others execute the same lines

RULES: list[Any] = ["standardize", "min_max", {"type": "scale", "scale": 0.25}]
RULES += [{"type": "scale", "scale": -3.0, "offset": 0.5}]
every_rule = pytest.mark.parametrize("rule", RULES, ids=str)
CLUSTERS = {"type": "vertical", "samples": 40, "classes": 3}
SPLIT = {"validation": 0.2, "test": 0.1, "method": "stratified"}
NUMERICS = [
    {"dtype": dtype, "rng": rng}
    for dtype in ("float32", "float64")
    for rng in ("pcg64", "mt19937")
]


def expected(rule: Any, x: Any, seen: Any) -> Any:
    """Return what a rule makes of x."""
    kind, options = chosen(rule)
    wide = np.asarray(x, np.float64), np.asarray(seen, np.float64)
    center, spread = PREPARATIONS[kind].numbers(options, wide[1])
    return (wide[0] - center) / spread


def compare(script: Any, raw: Any, rule: Any) -> None:
    """Compare all that load_data and prepare give with what raw rows become."""
    pairs = script.load_data()
    for i in range(0, len(raw), 2):
        right = expected(rule, raw[i], raw[0]).astype(script.theta.dtype)
        if script.theta.dtype == np.float64:
            assert_close(pairs[i], right, "prepared rows")
        else:
            np.testing.assert_allclose(pairs[i], right, rtol=1e-6, atol=1e-7)
        assert pairs[i].dtype == script.theta.dtype
        assert np.array_equal(script.prepare(raw[i]), pairs[i])
        assert np.array_equal(script.prepare(raw[i].tolist()), pairs[i])
        assert np.array_equal(pairs[i + 1], raw[i + 1])


@pytest.mark.parametrize("numerics", NUMERICS, ids=str)
@pytest.mark.parametrize("split", [None, SPLIT], ids=["whole", "split"])
@every_rule
def test_drawn_rows(rule: Any, split: Spec | None, numerics: Spec) -> None:
    spec = base_spec(data=CLUSTERS, numerics=numerics)
    spec |= {"split": split} if split else {}
    raw = load_script(make_script(spec)).load_data()
    script = load_script(make_script(spec | {"preprocess": {"features": rule}}))
    compare(script, raw, rule)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@every_rule
def test_rows_of_tables(rule: Any, dtype: str, tmp_path: Path) -> None:
    """Far from zero, so that float32 would lose what float64 keeps."""
    rows = [(1e9 + i / 8, 0.1, "xyz"[i % 3]) for i in range(30)]
    put(tmp_path, HEAD + "".join(f"{a!r},{b},{k}\n" for a, b, k in rows))
    put(tmp_path, HEAD + "1e9,0.7,x\n", "v.csv")
    spec = table_spec(numerics={"dtype": dtype}, preprocess={"features": rule})
    spec["validation_data"] = {**spec["data"], "path": "v.csv"}
    script = load(written(spec, tmp_path))
    y = np.array([i % 3 for i in range(30)])
    x = np.array([row[:2] for row in rows])
    compare(script, [x, y, np.array([[1e9, 0.7]]), np.array([0])], rule)


@pytest.mark.parametrize("rule", ["standardize", "min_max"])
def test_a_constant_feature_stays_finite(rule: str, tmp_path: Path) -> None:
    put(tmp_path, HEAD + "".join(f"{i},0.1,{'xyz'[i % 3]}\n" for i in range(30)))
    spec = table_spec(preprocess={"features": rule})
    script = load(written(spec, tmp_path))
    x = script.load_data()[0]
    assert np.abs(x[:, 1]).max() < 1e-15
    assert script.prepare([[0, 5.1]])[0, 1] == pytest.approx(5)


@pytest.mark.parametrize("rule", ["standardize", "min_max"])
def test_a_feature_that_differs_by_rounding_is_constant(
    rule: str, tmp_path: Path
) -> None:
    cells = ["0.3", "0.30000000000000004", "0.29999999999999999"]
    rows = (f"{i},{cells[i % 3]},{'xyz'[i % 3]}\n" for i in range(30))
    put(tmp_path, HEAD + "".join(rows))
    script = load(written(table_spec(preprocess={"features": rule}), tmp_path))
    assert np.abs(script.load_data()[0][:, 1]).max() < 1e-15
    assert script.prepare([[0, 0.31]])[0, 1] == pytest.approx(0.01)


@every_rule
def test_rows_that_cannot_be_prepared(rule: Any) -> None:
    spec = base_spec(data=CLUSTERS, preprocess={"features": rule})
    script = load_script(make_script(spec))
    script.load_data()
    right = script.prepare(np.array([[1.0, 2.0], [3.0, 4.0]]))
    assert np.array_equal(script.prepare([(1, 2), (3, 4)]), right)
    wrong: Any
    for wrong in ([[1, np.nan]], [[np.inf, 1]]):
        with pytest.raises(ValueError, match="infs or NaNs"):
            script.prepare(wrong)
    shapes: list[Any] = [[1, 2], [[1], [2]], [[1, 2, 3]], np.zeros((4, 1))]
    for wrong in shapes:
        with pytest.raises(ValueError, match="must be"):
            script.prepare(wrong)


def test_nothing_is_prepared_that_nobody_asked_for() -> None:
    plain = make_script(base_spec())
    none = make_script(base_spec(preprocess={"features": "none"}))
    assert plain == none and "prepare" not in plain
