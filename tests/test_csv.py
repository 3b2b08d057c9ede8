"""Scripts that read tables: what they give, what they refuse, where they look."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from .bench.asserts import printed
from .bench.scripts import Script
from .bench.specs import Spec
from .helpers import environment, run_script
from .tables import GOOD, HEAD, put, table_spec, written

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


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path)
    return tmp_path


def load(path: Path) -> Script:
    """Return a script as a module that knows its file."""
    script: Script = type(sys)("script")
    script.__file__ = str(path)
    exec(compile(path.read_text(), str(path), "exec"), vars(script))
    return script


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
    x, y = load(written(spec, folder)).load_data()
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


# what stands in the file, the line and what is said of it
WRONG: list[tuple[str | bytes, str]] = [
    ("a,kind\n1,x\n", "1: column 'b' stands there 0 times, not once"),
    ("a,b,b,kind\n1,2,3,x\n", "1: column 'b' stands there 2 times, not once"),
    ("", "1: column 'kind' stands there 0 times, not once"),
    (HEAD + "1,2,x\n3,y\n", "3: 2 cells under 3 columns"),
    (HEAD + "1,2,x\n\n3,4,y,5\n", "4: 4 cells under 3 columns"),
    (HEAD + "1,2,x\n3,,y\n", "3: column 'b': '' is not a finite number"),
    (HEAD + "1,2,x\n3,4 m,y\n", "3: column 'b': '4 m' is not a finite number"),
    (HEAD + "1,2,x\ninf,4,y\n", "3: column 'a': 'inf' is not a finite number"),
    (HEAD + "1,2,x\n3,NaN,y\n", "3: column 'b': 'NaN' is not a finite number"),
    (HEAD + '1,"\n2;\n",x\n', "4: column 'b': '\\n2;\\n' is not a finite number"),
    (HEAD + "1,2,x\n3,4,q\n", "3: column 'kind': 'q' is no class"),
    (HEAD + "1,2,x\n3,4,\n", "3: column 'kind': '' is no class"),
    (HEAD.encode() + b"1,2,x\n" * 9999 + b"1,2,\xe9\n", "10001: this is not UTF-8"),
    (b"\xe9," + HEAD.encode() + b"1,2,x\n", "1: this is not UTF-8"),
    (HEAD + '1,2,"x"x\n', "2: ',' expected after '\"'"),
    (HEAD + f"1,2,{'x' * 200_000}\n", "2: field larger than field limit (131072)"),
    (HEAD + "\n", "1: there are no rows below the header"),
]
OPEN: list[tuple[str | bytes, str]] = [
    (HEAD + "1,2,x\n3,4,y\n", "1: column 'kind' has 2 classes, not 3"),
    (HEAD + "1,2,x\n3,4,\n", "3: column 'kind' has an empty cell"),
    (
        HEAD + "".join(f"1,2,{k}\n" for k in "xyzw"),
        "5: column 'kind': 'w' is a class too many",
    ),
    ("a,kind\n1,x\n", "1: there are 1 features, not 2"),
]


@pytest.mark.parametrize(
    ("form", "text", "line"),
    [("known", *row) for row in WRONG] + [("open", *row) for row in OPEN],
)
def test_refusals(form: str, text: str | bytes, line: str, folder: Path) -> None:
    script = load(written(table_spec(FORMS[form]), folder))
    done = run_refused(script, put(folder, text))
    assert done == f"{folder / 't.csv'}:{line}\n"


def run_refused(script: Script, path: Path) -> str:
    """Return what is printed to stderr of a table that is refused."""
    from contextlib import redirect_stderr
    from io import StringIO

    with redirect_stderr(StringIO()) as text, pytest.raises(SystemExit) as stop:
        printed(lambda: script.load_data(path))
    assert stop.value.code == 2
    return text.getvalue()


def test_float32_has_a_largest_number(folder: Path) -> None:
    spec = table_spec(numerics={"dtype": "float32"})
    script = load(written(spec, folder))
    line = run_refused(script, put(folder, HEAD + "1,2,x\n1e39,2,y\n"))
    assert line.endswith(":3: column 'a': '1e39' is not a finite number\n")


def test_a_missing_table_ends_the_run(folder: Path) -> None:
    path = written(table_spec(), folder)
    (folder / "t.csv").unlink()
    done = run_script(path)
    message = f"{folder / 't.csv'}:1: No such file or directory\n"
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
    assert 'DATA = "../data/t.csv"' in text
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


def test_a_large_table_is_read_and_checked_in_time(tmp_path: Path) -> None:
    rows = np.random.default_rng(0).normal(size=(200_000, 4))
    lines = (
        f"{a:.6f},{b:.6f},{c:.6f},{d:.6f},{i % 3}\n"
        for i, (a, b, c, d) in enumerate(rows)
    )
    path = put(tmp_path, "a,b,c,d,kind\n" + "".join(lines))
    start = time.perf_counter()
    script = load(written(table_spec(), tmp_path))
    built = time.perf_counter()
    x, y = script.load_data()
    read = time.perf_counter()
    other = np.loadtxt(path, delimiter=",", skiprows=1)
    ours, theirs = read - built, time.perf_counter() - read
    print(
        f"built in {built - start:.2f} s, read in {ours:.2f} s, {ours / theirs:.2f} of loadtxt"
    )
    assert np.array_equal(x, other[:, :4]) and np.array_equal(y, other[:, 4])
    assert ours < theirs + 2
    assert built - start < 4


def test_validate_reads_a_table_without_numpy(folder: Path) -> None:
    import json

    (folder / "x.json").write_text(json.dumps(table_spec()))
    code = "import sys; from nngen.cli import main\n"
    code += "try: main(['validate', 'x.json'])\nexcept SystemExit as e: print(e.code, 'numpy' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        capture_output=True,
        text=True,
        env=environment(PYTHONPATH=str(Path(__file__).parents[1])),
    )
    assert done.stdout == "0 False\n", done.stderr
