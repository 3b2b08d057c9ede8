"""Files that a script is given to load, to resume from and to predict: good or not."""

import io
import pickle
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.array_files import X, header, npz_spec, put_npz, told
from tests.bench.scripts import Script
from tests.helpers import environment
from tests.tables import load, put, table_spec, written

pytestmark = pytest.mark.no_cover  # others execute the same lines

WHOLE = pytest.mark.exhaustive
MEGABYTES = 200
BIG = 72 << 40  # bytes that no machine has

# Its labels and features are known only to the table, and its rows are prepared
SPEC = {"inputs": 2, "classes": 3}
CHANGES: dict[str, Any] = {
    "preprocess": {"features": "standardize"},
    "optimizer": {"type": "sgd", "learning_rate": 0.1, "momentum": 0.5},
    "training": {"epochs": 2, "batch_size": 9, "checkpoint": {"keep": 0}},
    "script": {"command_line": True},
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a script that has been trained, and its files."""
    folder = tmp_path_factory.mktemp("home")
    path = written(table_spec(SPEC, **CHANGES), folder)
    put(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        script = load(path)
        script.train(verbose=False)
        script.save("bench.npz")
    return folder


@pytest.fixture
def script(home: Path, monkeypatch: pytest.MonkeyPatch) -> Script:
    """Return the script in its folder, with another network than the file's."""
    monkeypatch.chdir(home)
    script = load(home / "s.py")
    script.LEARNING_RATE = 0.3
    script.CHECKPOINT = "other.npz"
    script.train(verbose=False)
    script.LEARNING_RATE = 0.1
    return script


def bits(script: Script) -> list[Any]:
    """Return all that a file could change of a script."""
    arrays = {**script.MEMORY, "grad": script.grad}
    names = [list(script.classes), list(script.features)]
    return [*names, *(array.tobytes() for array in arrays.values())]


Make = Callable[..., bytes]


def archive(path: str) -> Make:
    """Return what makes a file anew with other arrays in it, None for no array."""
    with np.load(path) as npz:
        arrays = dict(npz)

    def make(save: Any = np.savez, **changes: Any) -> bytes:
        raw = io.BytesIO()
        kept = {k: v for k, v in {**arrays, **changes}.items() if v is not None}
        save(raw, **kept)
        return raw.getvalue()

    return make


def with_member(raw: bytes, name: str, member: bytes) -> bytes:
    """Return an archive with another member of a name in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            new.writestr(part, member if part == name else old.read(part))
    return out.getvalue()


def with_more(raw: bytes, name: str, member: bytes) -> bytes:
    """Return an archive with one more member."""
    out = io.BytesIO(raw)
    with warnings.catch_warnings(), zipfile.ZipFile(out, "a") as new:
        warnings.simplefilter("ignore")
        new.writestr(name, member)
    return out.getvalue()


class Trap:
    """An object that shows when a pickle has been opened."""

    def __reduce__(self) -> Any:
        return Path.touch, (Path("opened"),)


HUGE = header(told("'<f8'", f"({BIG // 8},)"))
WRONG: dict[str, Callable[[Make], bytes]] = {
    "empty": lambda make: b"",
    "text": lambda make: b"a,b,kind\n1,2,x\n",
    "a single array": lambda make: single(np.zeros(9)),
    "a single array of 72 TiB": lambda make: HUGE,
    "a pickle": lambda make: pickle.dumps(Trap()),
    "an empty archive": lambda make: b"PK\5\6" + bytes(18),
    "another network's": lambda make: make(network="0123456789abcdef"),
    "no network's": lambda make: make(network=None),
    "several networks'": lambda make: make(network=np.zeros(3)),
    "objects": lambda make: make(theta=np.array([Trap()] * 9, object)),
    "objects for a name": lambda make: make(classes=np.array([Trap()] * 3, object)),
    "72 TiB": lambda make: with_member(make(), "theta.npy", HUGE),
    "a header that ends early": lambda make: with_member(
        make(), "theta.npy", HUGE[:40]
    ),
    "packed": lambda make: make(save=np.savez_compressed),
    "theta twice": lambda make: with_more(make(), "theta.npy", single(np.ones(9))),
    "theta twice, once without npy": lambda make: with_more(
        make(), "theta", single(np.ones(9))
    ),
    "no theta": lambda make: make(theta=None),
    "no center": lambda make: make(center=None),
    "no classes": lambda make: make(classes=None),
    "theta too long": lambda make: make(theta=np.ones(10)),
    "theta in two dimensions": lambda make: make(theta=np.ones((3, 3))),
    "one number for theta": lambda make: make(theta=1.0),
    "strings": lambda make: make(theta=np.array(["1.5"] * 9)),
    "bytes": lambda make: make(theta=np.array([b"1.5"] * 9)),
    "complex": lambda make: make(theta=np.ones(9) * 1j),
    "whole numbers": lambda make: make(theta=np.ones(9, int)),
    "times": lambda make: make(theta=np.zeros(9, "M8[s]")),
    "nan": lambda make: make(theta=np.full(9, np.nan)),
    "an infinite center": lambda make: make(center=np.array([0, np.inf])),
    "two classes": lambda make: make(classes=np.array(["x", "y"])),
    "a class twice": lambda make: make(classes=np.array(["x", "y", "y"])),
    "a single class": lambda make: make(classes="x"),
    "more features": lambda make: make(features=np.array(["a", "b", "c"])),
}
# Only what training keeps beside the network
CHECKPOINTS: dict[str, Callable[[Make], bytes]] = {
    "parameters alone": lambda make: make(state=None),
    "no velocity": lambda make: make(velocity=None),
    "no order": lambda make: make(order=None),
    "an order of other rows": lambda make: make(order=np.arange(7)),
    "an order of fractions": lambda make: make(order=np.zeros(30)),
    "sums of other things": lambda make: make(sums=np.zeros(5)),
    "a state of numbers": lambda make: make(state=np.zeros(3)),
}


def single(array: Any) -> bytes:
    """Return a file of one array."""
    raw = io.BytesIO()
    np.save(raw, array)
    return raw.getvalue()


def check_refused(script: Script, raw: bytes, use: Callable[[str], Any]) -> str:
    """Return the line by which a file is refused, which has changed nothing."""
    before = bits(script)
    Path("bad.npz").write_bytes(raw)
    with pytest.raises(ValueError) as caught:
        use("bad.npz")
    text = str(caught.value)
    assert bits(script) == before
    assert text.startswith("bad.npz: ") and text.isprintable() and len(text) < 300
    assert not Path("opened").exists()
    return text


@pytest.mark.parametrize("name", WRONG)
def test_load_refuses_any_other_file(script: Script, name: str) -> None:
    check_refused(script, WRONG[name](archive("bench.npz")), script.load)


@pytest.mark.parametrize("name", [*WRONG, *CHECKPOINTS])
def test_resume_refuses_any_other_file(script: Script, name: str) -> None:
    wrong = (WRONG | CHECKPOINTS)[name](archive("bench.checkpoint.npz"))
    check_refused(script, wrong, lambda path: script.train(False, resume=path))


def test_resume_refuses_another_run(script: Script) -> None:
    raw = Path("bench.checkpoint.npz").read_bytes()
    script.LEARNING_RATE = 0.2
    text = check_refused(script, raw, lambda path: script.train(False, resume=path))
    assert "0.1" in text and "0.2" in text
    script.LEARNING_RATE, script.SPEC = 0.1, "0123456789abcdef"
    text = check_refused(script, raw, lambda path: script.train(False, resume=path))
    assert "0123456789abcdef" in text


@pytest.mark.parametrize("name", ["bench.npz", "bench.checkpoint.npz"])
def test_a_part_of_a_file_is_refused(script: Script, name: str) -> None:
    raw = Path(name).read_bytes()
    for size in range(1, len(raw), 97):
        check_refused(script, raw[:size], script.load)
        check_refused(script, raw[size:], script.load)


@pytest.mark.parametrize("share", [23, pytest.param(1, marks=WHOLE)])
@pytest.mark.parametrize("name", ["bench.npz", "bench.checkpoint.npz"])
def test_a_changed_bit_changes_nothing_or_is_refused(
    script: Script, name: str, share: int
) -> None:
    raw, arrays = Path(name).read_bytes(), script.PARTS
    if name != "bench.npz":
        arrays = script.MEMORY | {"order": np.zeros(30, int), "sums": np.zeros(2)}
    good = [
        (k, v.tobytes()) for k, v in script.read(name, arrays).items() if k in arrays
    ]
    refused, path = 0, Path("bad.npz")
    for bit in range(0, 8 * len(raw), share):
        changed = bytearray(raw)
        changed[bit // 8] ^= 1 << bit % 8
        path.write_bytes(changed)
        try:
            found = script.read(str(path), arrays)
        except ValueError:
            refused += 1
        else:
            assert [(k, found[k].tobytes()) for k in arrays] == good
            assert found["classes"] == ["x", "y", "z"]
            assert found["features"] == ["a", "b"]
    assert refused > 0.6 * 8 * len(raw) / share


def test_a_good_file_loads(script: Script) -> None:
    with np.load("bench.npz") as npz:
        good = dict(npz)
    script.load("bench.npz")
    assert all(np.array_equal(script.PARTS[k], good[k]) for k in script.PARTS)
    assert script.classes == ["x", "y", "z"] and script.features == ["a", "b"]
    with pytest.raises(FileNotFoundError, match=r"missing\.npz"):
        script.load("missing.npz")
    with pytest.raises(IsADirectoryError):
        script.load(".")


def test_a_network_that_never_read_its_data_is_not_loaded(script: Script) -> None:
    script.classes.clear()
    script.save("unnamed.npz")
    with pytest.raises(ValueError, match="not 3 classes"):
        script.load("unnamed.npz")


# The command, which at its end prints its memory at most
MEASURED = """
import atexit, runpy, sys
def tell():
    peak = open("/proc/self/status").read().split("VmHWM:")[1].split()[0]
    print(int(peak) / 1024, file=sys.stderr)
atexit.register(tell)
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def measure(*command: str) -> tuple[int, str]:
    """Return the exit code and the one line of a command that needs little memory."""
    env = {k: v for k, v in environment().items() if not k.startswith("COV")}
    run = [sys.executable, "-c", MEASURED, *command]
    done = subprocess.run(run, capture_output=True, text=True, env=env)
    line, peak = done.stderr.splitlines()
    assert float(peak) < MEGABYTES
    return done.returncode, line


@cache
def bomb() -> bytes:
    """Return a small array of 400 MB, packed."""
    member = header(told("'<f8'", f"({50 << 20},)")) + bytes(400 << 20)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        new.writestr("theta.npy", member)
    return out.getvalue()


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
@pytest.mark.usefixtures("script")
def test_the_command_refuses_in_a_line_and_little_memory() -> None:
    files = {
        "text": b"a,b,kind\n",
        "bomb": bomb(),
        "huge": with_member(archive("bench.npz")(), "theta.npy", HUGE),
        "array": HUGE,
    }
    for name, raw in files.items():
        Path(name).write_bytes(raw)
        code, line = measure("s.py", "evaluate", "--parameters", name)
        assert code == 2 and line.startswith(f"{name}: ")
    kept = Path("bench.checkpoint.npz").read_bytes()
    Path("bench.checkpoint.npz").write_bytes(files["bomb"])
    code, line = measure("s.py", "--resume", "--parameters", "never.npz")
    Path("bench.checkpoint.npz").write_bytes(kept)
    assert code == 2 and line.startswith("bench.checkpoint.npz: ")
    assert not Path("never.npz").exists()


def arrays_script(folder: Path) -> Path:
    """Write a script of rows of two dimensions from an archive; return its path."""
    spec = npz_spec(script={"command_line": True}, training={"epochs": 2})
    put_npz(folder)
    return written(spec, folder)


ROWS: dict[str, Any] = {
    "text": b"1,2,3\n",
    "empty": b"",
    "a single array": single(X),
    "72 TiB": HUGE,
    "objects": {"x": np.array([Trap()], object)},
    "no x": {"z": X},
    "strings": {"x": X.astype(str)},
    "complex": {"x": X * 1j},
    "nan": {"x": X * np.nan},
    "narrow": {"x": X[:, :, :2]},
    "one row": {"x": X[0]},
    "a number": {"x": 1.0},
}


def test_predict_refuses_rows_that_are_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    script = load(arrays_script(tmp_path))
    script.train(verbose=False)
    script.save("bench.npz")
    for name, rows in ROWS.items():
        raw = rows
        if type(rows) is dict:
            np.savez("rows.npz", **rows)
            raw = Path("rows.npz").read_bytes()
        for cut in (raw, raw[: len(raw) // 2]):
            Path("rows.npz").write_bytes(cut)
            monkeypatch.setattr("sys.argv", ["s.py", "predict", "rows.npz"])
            with pytest.raises(ValueError) as caught:
                script.main()
            assert "\n" not in str(caught.value), name
    assert not Path("opened").exists() and not Path("predictions.csv").exists()
    np.savez_compressed("rows.npz", x=X)
    script.main()
    assert len(Path("predictions.csv").read_text().splitlines()) == 1 + len(X)


TABLES = {
    "": "1: not 'kind' and 2 more columns",
    "a\n1\n": "1: not 'kind' and 2 more columns",
    "a,c\n1,2\n": "1: columns that are missing or new: ",
    "a,b\n1,x\n": "2: could not convert string to float: 'x'",
    "a,b\n1,nan\n": "2: array must not contain infs or NaNs",
    "a,b\n1\n": "2: no kind, or wrong length",
    "a,b\n": "1: there are no rows",
    '"a,b\n': "1: unexpected end of data",
}


def test_predict_refuses_tables_that_are_none(
    script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["s.py", "predict", "rows.csv"])
    for text, error in TABLES.items():
        Path("rows.csv").write_text(text)
        with pytest.raises(ValueError) as caught:
            script.main()
        line = str(caught.value)
        assert "\n" not in line and line.startswith(f"rows.csv:{error}"), text
