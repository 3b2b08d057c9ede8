"""Scripts that read tables: what they give, what they refuse, where they look."""

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ..bench.specs import Spec, base_spec, dense
from ..helpers import ROOT, environment, run_script
from ..tables import HEAD, graph_of, load, put, refused, table_spec, written

MAP = {"x": "one", "y": "two", "z": "three"}
FORMS: dict[str, Spec] = {
    "known": {},
    "mapped": {"class_map": MAP},
    "chosen": {"features": ["a", "b"]},
    "open": {"inputs": 2, "classes": 3},
    "open classes": {"inputs": 2, "classes": 3, "features": ["a", "b"]},
    "open columns": {"inputs": 2, "classes": 3, "class_map": MAP},
}
every_form = pytest.mark.parametrize("form", FORMS)


@every_form
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_rows_and_classes(form: str, dtype: str, folder: Path) -> None:
    spec = table_spec(FORMS[form], numerics={"dtype": dtype})
    script = load(written(spec, folder))
    x, y = script.load_data()
    assert (x.dtype, y.dtype) == (np.dtype(dtype), np.uint8)
    assert np.array_equal(x, [[i, -i / 2] for i in range(30)])
    assert np.array_equal(y, [i % 3 for i in range(30)])
    names = {"mapped": tuple(MAP.values()), "open columns": tuple(MAP.values())}
    expected = (
        None if form in ("open", "open classes") else names.get(form, tuple("xyz"))
    )
    # class_map's names stand in the order of their labels
    assert getattr(script, "CLASSES", None) == expected


@every_form
def test_targets_as_rows(form: str, folder: Path) -> None:
    spec = table_spec({**FORMS[form], "targets": "one_hot"})
    y = load(written(spec, folder)).load_data()[1]
    assert y.dtype == np.float64 and np.array_equal(y, np.eye(3)[np.arange(30) % 3])


@pytest.mark.parametrize("form", ["known", "open"])
def test_classes_are_ordered_by_number_if_all_are(form: str, folder: Path) -> None:
    for labels, order in (("10 9 -1 1.0", [3, 2, 0, 1]), ("10 9 x B", [0, 1, 3, 2])):
        rows = "".join(f"1,2,{label}\n" for label in labels.split())
        put(folder, HEAD + rows)
        data = {"inputs": 2, "classes": 4} if form == "open" else {}
        script = load(written(table_spec(data, units=4), folder))
        assert script.load_data()[1].tolist() == order


def test_many_classes(folder: Path) -> None:
    put(folder, HEAD + "".join(f"1,2,{i}\n" for i in range(300)))
    y = load(written(table_spec(units=300), folder)).load_data()[1]
    assert y.dtype == np.intp and np.array_equal(y, np.arange(300))


def test_other_cells_are_nobodys_business(folder: Path) -> None:
    text = "note;kind;b;a\r\n" + "".join(
        f'"x;\n{i}";{k};{i};7\r\n' for i, k in [*enumerate("yxz")]
    )
    put(folder, "\ufeff" + text)
    spec = table_spec({"features": ["a", "b"], "delimiter": ";"})
    x, y = load(written(spec, folder)).load_data()
    assert x.tolist() == [[7, 0], [7, 1], [7, 2]] and y.tolist() == [1, 0, 2]


STATED_OR_NOT = {"known": {}, "open": {"inputs": 2, "classes": 3}}

# what stands in the file, the line and what is said of it
WRONG: list[tuple[str | bytes, str]] = [
    ("a,kind\n1,x\n", "1: columns that are missing or there twice: ['b']"),
    ("a,b,b,kind\n1,2,3,x\n", "1: columns that are missing or there twice: ['b']"),
    ("", "1: columns that are missing or there twice: ['a', 'b', 'kind']"),
    (HEAD + "1,2,x\n3,y\n", "3: unknown kind, or wrong length: ['3', 'y']"),
    (
        HEAD + "1,2,x\n\n3,4,y,5\n",
        "4: unknown kind, or wrong length: ['3', '4', 'y', '5']",
    ),
    (HEAD + "1,2,x\n3,,y\n", "3: could not convert string to float: ''"),
    (HEAD + "1,2,x\n3,4 m,y\n", "3: could not convert string to float: '4 m'"),
    (HEAD + "1,2,x\ninf,4,y\n", "3: array must not contain infs or NaNs"),
    (HEAD + "1,2,x\n3,NaN,y\n", "3: array must not contain infs or NaNs"),
    (HEAD + '1,"\n2;\n",x\n', "4: could not convert string to float: '2;'"),
    (HEAD + "1,2,x\n3,4,q\n", "3: unknown kind, or wrong length: ['3', '4', 'q']"),
    (HEAD + "1,2,x\n3,4,\n", "3: unknown kind, or wrong length: ['3', '4', '']"),
    (
        HEAD.encode() + b"1,2,x\n" * 9999 + b"1,2,\xe9\n",
        "10001: unknown kind, or wrong length: ['1', '2', '\\udce9']",
    ),
    (
        HEAD.encode() + b"1,2\xff,x\n",
        "2: could not convert string to float: '2\\udcff'",
    ),
    (
        "\ufeff".encode("utf-16") + HEAD.encode("utf-16-le"),
        "1: columns that are missing or there twice: ['a', 'b', 'kind']",
    ),
    (HEAD + '1,2,"x"x\n', "2: ',' expected after '\"'"),
    (HEAD + '1,2,"x\n', "2: unexpected end of data"),
    (HEAD + f"1,2,{'x' * 200_000}\n", "2: field larger than field limit (131072)"),
    (HEAD + "\n", "1: there are no rows below the header"),
]
OPEN: list[tuple[str | bytes, str]] = [
    (HEAD + "1,2,x\n3,4,y\n", " 2 classes of kind, not 3"),
    (HEAD + "1,2,x\n3,4,\n", "3: no kind, or wrong length: ['3', '4', '']"),
    (HEAD + "1,2,x\n3,y\n", "3: no kind, or wrong length: ['3', 'y']"),
    (HEAD + "".join(f"1,2,{k}\n" for k in "xyzw"), " 4 classes of kind, not 3"),
    ("a,kind\n1,x\n", "1: not 'kind' and 2 more columns: ['a', 'kind']"),
    ("a,a,kind\n1,2,x\n", "1: not 'kind' and 2 more columns: ['a', 'a', 'kind']"),
    ("a,b,c\n1,2,x\n", "1: not 'kind' and 2 more columns: ['a', 'b', 'c']"),
]


@pytest.mark.parametrize(
    ("form", "text", "line"),
    [("known", *row) for row in WRONG] + [("open", *row) for row in OPEN],
)
def test_refusals(form: str, text: str | bytes, line: str, folder: Path) -> None:
    script = load(written(table_spec(STATED_OR_NOT[form]), folder))
    assert refused(script, put(folder, text)) == f"{folder / 't.csv'}:{line}"


def test_float32_has_a_largest_number(folder: Path) -> None:
    spec = table_spec(numerics={"dtype": "float32"})
    script = load(written(spec, folder))
    line = refused(script, put(folder, HEAD + "1,2,x\n1e39,2,y\n"))
    assert line.endswith(":3: array must not contain infs or NaNs")


def test_one_class_more_than_a_byte_holds(folder: Path) -> None:
    spec = table_spec({"inputs": 2, "classes": 256}, units=256)
    (folder / "t.csv").unlink()
    script = load(written(spec, folder))
    path = put(folder, HEAD + "".join(f"1,2,{i}\n" for i in range(257)))
    assert refused(script, path).endswith(": 257 classes of kind, not 256")


def test_a_missing_table_ends_the_run(folder: Path) -> None:
    path = written(table_spec(), folder)
    (folder / "t.csv").unlink()
    done = run_script(path)
    message = f"[Errno 2] No such file or directory: '{folder / 't.csv'}'\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", message)


def test_where_a_table_is_looked_for(folder: Path) -> None:
    spec = table_spec({"path": "../data/t.csv"}, training={"epochs": 1})
    (folder / "data").mkdir()
    (folder / "specs").mkdir()
    put(folder / "data")
    (folder / "out").mkdir()
    text = written(spec, folder / "specs").read_text()
    path = folder / "out" / "s.py"
    path.write_text(text)
    assert 'DATA = HERE / "../data/t.csv"' in text
    assert run_script(path).returncode == 0  # as seen from the script
    shutil.move(folder / "data" / "t.csv", folder / "out" / "t.csv")
    assert run_script(path).returncode == 0  # beside it
    moved = folder / "elsewhere"
    shutil.move(folder / "out", moved)
    assert run_script(moved / "s.py").returncode == 0
    command = [sys.executable, "-"]
    piped = subprocess.run(
        command, input=text, cwd=moved, text=True, capture_output=True
    )
    assert piped.returncode == 0, piped.stderr
    piped = subprocess.run(
        command, input=text, cwd=folder / "specs", text=True, capture_output=True
    )
    assert (piped.returncode, piped.stdout) == (2, "")
    (moved / "t.csv").rename(folder / "own.csv")
    script = load(moved / "s.py")
    assert len(script.load_data(folder / "own.csv")[0]) == 30
    assert len(script.load_data(str(folder / "own.csv"))[0]) == 30


def table_seconds(size: int, folder: Path) -> np.ndarray[Any, Any]:
    """Return the processor's time for checking a table and that for reading it."""
    rows = np.random.default_rng(0).normal(size=(size, 4)).round(6).tolist()
    lines = (f"{','.join(map(str, row))},{i % 3}\n" for i, row in enumerate(rows))
    put(folder, "a,b,c,d,kind\n" + "".join(lines))
    start = time.process_time()
    script = load(written(table_spec(), folder))
    built = time.process_time()
    x, y = script.load_data()
    read = time.process_time()
    assert np.array_equal(x, rows) and y.tolist() == [i % 3 for i in range(size)]
    return np.array([built - start, read - built])


@pytest.mark.no_cover
def test_a_large_table_takes_time_as_it_grows(folder: Path) -> None:
    """Eight times the rows would take 64 times as long if each looked at the others."""
    small = np.min([table_seconds(5_000, folder) for _ in range(3)], axis=0)
    large = table_seconds(40_000, folder)
    print("checking and reading take {:.1f} and {:.1f} times".format(*large / small))
    assert (large < 24 * small).all()


def test_validate_reads_a_table_without_numpy(folder: Path) -> None:
    (folder / "x.json").write_text(json.dumps(table_spec()))
    code = "import sys; from nngen.cli import main\n"
    code += "try: main(['validate', 'x.json'])\n"
    code += "except SystemExit as e: print(e.code, 'numpy' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        capture_output=True,
        text=True,
        env=environment(PYTHONPATH=str(ROOT)),
    )
    assert done.stdout == "0 False\n", done.stderr


NUMBER_ROWS = "".join(f"{i},{-i / 2},{i / 7:.3f}\n" for i in range(30))
NUMBER_FORMS: dict[str, Spec] = {
    "known": {},
    "chosen": {"features": ["a", "b"]},
    "open": {"inputs": 2},
    "stated": {"inputs": 2, "features": ["a", "b"], "targets": "values"},
}
every_number_form = pytest.mark.parametrize("form", NUMBER_FORMS)
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


@every_number_form
@rules
@types
def test_targets_are_the_numbers(
    form: str, rule: str, dtype: str, tmp_path: Path
) -> None:
    put(tmp_path, HEAD + NUMBER_ROWS)
    script = load(written(curve_spec(NUMBER_FORMS[form], dtype, rule), tmp_path))
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
@every_number_form
def test_a_cell_that_is_no_number(form: str, cell: str, tmp_path: Path) -> None:
    put(tmp_path, HEAD + NUMBER_ROWS)
    script = load(written(curve_spec(NUMBER_FORMS[form]), tmp_path))
    line = refused(script, put(tmp_path, HEAD + f"1,2,3\n4,5,{cell}\n"))
    what = "array must not contain infs or NaNs"
    if cell not in ("nan", "inf"):
        what = f"could not convert string to float: {cell!r}"
    assert line == f"{tmp_path / 't.csv'}:3: {what}"


@rules
def test_float32_has_a_largest_target(rule: str, tmp_path: Path) -> None:
    put(tmp_path, HEAD + NUMBER_ROWS)
    script = load(written(curve_spec({}, rule=rule), tmp_path))
    largest = "3.4028234663852886e38"
    rows = f"1,2,{largest}\n3,4,-{largest}\n"
    assert np.isfinite(script.load_data(put(tmp_path, HEAD + rows))[1]).all()
    line = refused(script, put(tmp_path, HEAD + "1,2,3\n4,5,-1e39\n"))
    assert line.endswith(":3: array must not contain infs or NaNs")
    wide = put(tmp_path, HEAD + "1,2,3\n4,1e39,5\n")
    if rule == "none":
        assert ":3: array must not contain" in refused(script, wide)
    else:  # features are prepared in float64
        assert np.array_equal(script.load_data(wide)[0], [[0, 0], [1, 1]])


def test_float64_has_another(tmp_path: Path) -> None:
    put(tmp_path, HEAD + NUMBER_ROWS)
    script = load(written(curve_spec({}, "float64"), tmp_path))
    y = script.load_data(put(tmp_path, HEAD + "1,2,1e300\n3,4,-1e300\n"))[1]
    assert y.tolist() == [[1e300], [-1e300]]


TWO_LABELS: list[tuple[Spec, str]] = [
    ({}, "no yes"),
    ({"inputs": 2, "classes": 2}, "no yes"),
    ({"class_map": {"yes": "A", "no": "B"}}, "no yes"),
    ({"inputs": 2, "classes": 2, "targets": "binary"}, "9 10"),
    ({}, "-1 1"),
]


@pytest.mark.parametrize(("data", "labels"), TWO_LABELS)
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
    assert row["r2"] == row["val_r2"] == 0  # not met exactly
    assert row["within"] == row["val_within"] == 0
    assert np.isfinite([row["mae"], row["val_mae"]]).all()


def test_a_line_of_empty_cells_is_a_blank_line(tmp_path: Path) -> None:
    put(tmp_path, HEAD + "1,2,x\n,,\n3,4,y\n")
    assert graph_of(table_spec(), tmp_path).facts.rows == 2
