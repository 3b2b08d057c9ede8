"""Scripts that read tables of numbers, or of two labels as 0 and 1."""

from pathlib import Path

import numpy as np
import pytest

from .bench.specs import Spec, base_spec, dense
from .tables import HEAD, load, put, written
from .test_csv_refusals import run_refused

ROWS = "".join(f"{i},{-i / 2},{i / 7:.3f}\n" for i in range(30))
FORMS: dict[str, Spec] = {
    "known": {},
    "chosen": {"features": ["a", "b"]},
    "open": {"inputs": 2},
    "stated": {"inputs": 2, "features": ["a", "b"], "targets": "values"},
}
every_form = pytest.mark.parametrize("form", FORMS)
rules = pytest.mark.parametrize("rule", ["none", "min_max"])
types = pytest.mark.parametrize("dtype", ["float32", "float64"])


def curve_spec(data: Spec, dtype: str = "float32", rule: str = "none") -> Spec:
    """Return a spec of a table of numbers."""
    return base_spec(
        data={"type": "csv", "path": "t.csv", "target": "kind", **data},
        layers=[dense(1)],
        loss={"type": "mean_squared_error"},
        numerics={"dtype": dtype},
        preprocess={"features": rule},
    )


def yes_or_no(data: Spec) -> Spec:
    """Return a spec of a table of two classes."""
    last = [dense(1, activation="sigmoid")]
    loss = {"type": "binary_crossentropy"}
    return curve_spec(data) | {"layers": last, "loss": loss}


@every_form
@rules
@types
def test_targets_are_the_numbers(
    form: str, rule: str, dtype: str, tmp_path: Path
) -> None:
    put(tmp_path, HEAD + ROWS)
    script = load(written(curve_spec(FORMS[form], dtype, rule), tmp_path))
    x, y = script.load_data()
    assert (x.dtype, y.dtype) == (np.dtype(dtype), np.dtype(dtype))
    assert (x.shape, y.shape) == ((30, 2), (30, 1))
    right = [[float(f"{i / 7:.3f}")] for i in range(30)]
    assert np.array_equal(y, np.array(right, dtype))
    if rule == "none":
        assert np.array_equal(x, [[i, -i / 2] for i in range(30)])
    assert not hasattr(script, "CLASSES")


CELLS = ["", "4 m", "nan", "inf", "x"]


@pytest.mark.parametrize("cell", CELLS)
@every_form
def test_a_cell_that_is_no_number(form: str, cell: str, tmp_path: Path) -> None:
    put(tmp_path, HEAD + ROWS)
    script = load(written(curve_spec(FORMS[form]), tmp_path))
    line = run_refused(script, put(tmp_path, HEAD + f"1,2,3\n4,5,{cell}\n"))
    path = tmp_path / "t.csv"
    assert line == f"{path}:3: column 'kind': {cell!r} is not a finite number\n"


@rules
def test_float32_has_a_largest_target(rule: str, tmp_path: Path) -> None:
    put(tmp_path, HEAD + ROWS)
    script = load(written(curve_spec({}, rule=rule), tmp_path))
    largest = "3.4028234663852886e38"
    rows = f"1,2,{largest}\n3,4,-{largest}\n"
    assert np.isfinite(script.load_data(put(tmp_path, HEAD + rows))[1]).all()
    line = run_refused(script, put(tmp_path, HEAD + "1,2,3\n4,5,-1e39\n"))
    assert line.endswith(":3: column 'kind': '-1e39' is not a finite number\n")
    wide = put(tmp_path, HEAD + "1,2,3\n4,1e39,5\n")
    if rule == "none":
        assert ":3: column 'b': '1e39' is not" in run_refused(script, wide)
    else:  # features are prepared in float64
        assert np.array_equal(script.load_data(wide)[0], [[0, 0], [1, 1]])


def test_float64_has_another(tmp_path: Path) -> None:
    put(tmp_path, HEAD + ROWS)
    script = load(written(curve_spec({}, "float64"), tmp_path))
    y = script.load_data(put(tmp_path, HEAD + "1,2,1e300\n3,4,-1e300\n"))[1]
    assert y.tolist() == [[1e300], [-1e300]]


LABELS: list[tuple[Spec, str]] = [
    ({}, "no yes"),
    ({"inputs": 2, "classes": 2}, "no yes"),
    ({"class_map": {"yes": "A", "no": "B"}}, "no yes"),
    ({"inputs": 2, "classes": 2, "targets": "binary"}, "9 10"),
    ({}, "-1 1"),
]


@pytest.mark.parametrize(("data", "labels"), LABELS)
def test_the_second_label_is_1(data: Spec, labels: str, tmp_path: Path) -> None:
    first, second = labels.split()
    put(tmp_path, HEAD + f"1,2,{second}\n3,4,{first}\n5,6,{second}\n")
    script = load(written(yes_or_no(data), tmp_path))
    y = script.load_data()[1]
    assert y.dtype == np.float32 and y.tolist() == [[1], [0], [1]]
    names = {"class_map": ("B", "A"), "inputs": None}
    key = next((key for key in names if key in data), "")
    assert getattr(script, "CLASSES", None) == names.get(key, (first, second))


@types
@pytest.mark.parametrize("value", ["0.1", "3.3", "1000000.1"])
def test_equal_targets_have_no_deviation(
    value: str, dtype: str, tmp_path: Path
) -> None:
    put(tmp_path, HEAD + "".join(f"{i},{-i},{value}\n" for i in range(10)))
    changes: Spec = {
        "training": {"epochs": 1, "metrics": ["r2", "within", "mae"]},
        "split": {"validation": 0.4, "method": "last"},
    }
    spec = curve_spec({"inputs": 2, "targets": "values"}, dtype) | changes
    script = load(written(spec, tmp_path))
    (row,) = script.train()
    assert np.isnan([row["r2"], row["val_r2"]]).all()
    assert row["within"] == row["val_within"] == 0
    assert np.isfinite([row["mae"], row["val_mae"]]).all()
