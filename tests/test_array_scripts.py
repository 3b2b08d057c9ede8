"""Scripts that read arrays: what they give, where they look, what they refuse."""

import gzip
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from .array_files import (
    X,
    Y,
    idx,
    idx_spec,
    npy,
    npz_spec,
    put_idx,
    put_members,
    put_npz,
    values_spec,
)
from .bench.specs import Spec
from .helpers import run_script
from .tables import HEAD, load, refused, written

FLOAT32: Spec = {"numerics": {"dtype": "float32"}}
BAD = np.where(np.arange(12) == 5, np.nan, 1.0)
DEEP = "x is {}, not (rows, 2, 3), or y {}"
CLASS = "a target is none of the classes 0 to 2"
INFINITE = "ValueError('array must not contain infs or NaNs')"

# what stands in the file of a script that was built for good arrays, what it says
ARRAYS: list[tuple[dict[str, Any], str]] = [
    ({"x": X[:, 0]}, DEEP.format("(12, 3)", "(12,)")),
    ({"x": X[:0], "y": Y[:0]}, DEEP.format("(0, 2, 3)", "(0,)")),
    ({"x": np.array(1)}, DEEP.format("()", "(12,)")),
    ({"x": X.astype(str)}, 'TypeError("Cannot cast array data from'),
    ({"x": X * 1j}, 'TypeError("Cannot cast array data from'),
    ({"x": X + BAD[:, None, None]}, INFINITE),
    ({"x": np.where(X == 4, -np.inf, X)}, INFINITE),
    ({"x": np.where(X == 4, -1e39, X)}, INFINITE),
    ({"y": Y[1:]}, DEEP.format("(12, 2, 3)", "(11,)")),
    ({"y": np.eye(3)[Y]}, DEEP.format("(12, 2, 3)", "(12, 3)")),
    ({"y": Y.astype(str)}, CLASS),
    ({"y": Y.astype("M8[D]")}, CLASS),
    ({"y": Y + 1}, CLASS),
    ({"y": Y - 1}, CLASS),
    ({"y": Y / 2}, CLASS),
    ({"y": Y * BAD}, CLASS),
    ({"y": Y.astype(object)}, "ValueError('Object arrays cannot be loaded"),
]


@pytest.mark.parametrize(("arrays", "line"), ARRAYS)
def test_refused_arrays(arrays: dict[str, Any], line: str, tmp_path: Path) -> None:
    put_npz(tmp_path)
    script = load(written(npz_spec(**FLOAT32), tmp_path))
    path = put_npz(tmp_path, packed=False, **arrays)
    assert refused(script, path).startswith(f"{path}: {line}")


def test_refused_numbers_and_flat_rows(tmp_path: Path) -> None:
    stated = values_spec({"inputs": 6}, **FLOAT32)
    script = load(written(stated, tmp_path))
    for arrays, line in (
        ({"y": BAD}, INFINITE),
        ({"y": BAD * 0 + 1e39}, INFINITE),
        ({"x": X[:, :1]}, "x is (12, 1, 3), not (rows, 6), or y (12,)"),
        ({"x": X[:0]}, "x is (0, 2, 3), not (rows, 6), or y (12,)"),
        ({"x": np.array(6)}, "x is (), not (rows, 6), or y (12,)"),
    ):
        path = put_npz(tmp_path, **arrays)
        assert refused(script, path) == f"{path}: {line}"


@pytest.mark.parametrize(
    "raw",
    [b"", HEAD.encode(), npy(X), b"PK\3\4", b"\0" * 99, gzip.compress(b"x", mtime=0)],
)
def test_refused_files(raw: bytes, tmp_path: Path) -> None:
    put_npz(tmp_path)
    put_idx(tmp_path)
    path = tmp_path / "other"
    path.write_bytes(raw)
    script = load(written(npz_spec(), tmp_path))
    assert refused(script, path).startswith(f"{path}: ")
    script = load(written(idx_spec(), tmp_path, "t.py"))
    assert refused(script, path).startswith(f"{path}: ")


def test_arrays_that_are_not_there(tmp_path: Path) -> None:
    put_npz(tmp_path)
    put_idx(tmp_path)
    paths = [
        written(spec(), tmp_path, f"{spec.__name__}.py")
        for spec in (npz_spec, idx_spec)
    ]
    put_members(tmp_path, y=b"no array")
    done = run_script(paths[0])
    assert done.returncode == 2 and done.stderr.count("\n") == 1
    (tmp_path / "t.npz").unlink()
    (tmp_path / "labels").unlink()
    for path, name in zip(paths, ("t.npz", "labels"), strict=True):
        done = run_script(path)
        line = f"{tmp_path / name}: "
        line += "FileNotFoundError(2, 'No such file or directory')\n"
        assert (done.returncode, done.stdout, done.stderr) == (2, "", line)


def test_refused_bytes(tmp_path: Path) -> None:
    put_idx(tmp_path)
    script = load(written(idx_spec(), tmp_path))
    images, labels = tmp_path / "images", tmp_path / "labels"
    for wrong, line in (
        (idx(X, 13), "ValueError('this is no file of unsigned bytes as MNIST has')"),
        (idx(X)[:-1], "ValueError('cannot reshape array of size 71 into shape "),
        (idx(X) + b"1", "ValueError('cannot reshape array of size 73 into shape "),
        (idx(X)[:9], "ValueError('buffer is smaller than requested size')"),
        (idx(X)[:3], "IndexError('index out of range')"),
        (b"", "ValueError('this is no file"),
        (gzip.compress(idx(X))[:-9], "EOFError('Compressed file ended before"),
        (gzip.compress(idx(X))[:30], "EOFError('Compressed file ended before"),
        (idx(Y), DEEP.format("(12,)", "(12,)")),
    ):
        put_idx(tmp_path, images=wrong)
        assert refused(script, images).startswith(f"{images}: {line}")
    put_idx(tmp_path, labels=idx(Y + 1))
    assert refused(script, images) == f"{labels}: {CLASS}"
