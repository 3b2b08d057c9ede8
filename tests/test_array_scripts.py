"""Scripts that read arrays: what they give, where they look, what they refuse."""

import gzip
import os
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
from .tables import HEAD, load, run_refused, written

FLOAT32: Spec = {"numerics": {"dtype": "float32"}}
BAD = np.where(np.arange(12) == 5, np.nan, 1.0)
DEEP = "rows have the shape {}, not (rows, 2, 3)"
CLASS = "a target is none of the classes 0 to 2"
INFINITE = "a number in its rows is not finite"

# what stands in the file of a script that was built for good arrays, what it says
ARRAYS: list[tuple[dict[str, Any], str]] = [
    ({"x": X[:, 0]}, DEEP.format("(12, 3)")),
    ({"x": X[:0], "y": Y[:0]}, DEEP.format("(0, 2, 3)")),
    ({"x": np.array(1)}, DEEP.format("()")),
    ({"x": X.astype(str)}, "rows are of <U32, not of numbers"),
    ({"x": X + BAD[:, None, None]}, INFINITE),
    ({"x": np.where(X == 4, -np.inf, X)}, INFINITE),
    ({"x": np.where(X == 4, -1e39, X)}, INFINITE),
    ({"y": Y[1:]}, "targets are (11,) of int64, not 12 numbers"),
    ({"y": np.eye(3)[Y]}, "targets are (12, 3) of float64, not 12 numbers"),
    ({"y": Y.astype(str)}, "targets are (12,) of <U21, not 12 numbers"),
    ({"y": Y + 1}, CLASS),
    ({"y": Y - 1}, CLASS),
    ({"y": Y / 2}, CLASS),
    ({"y": Y * BAD}, CLASS),
    ({"y": Y.astype(object)}, "This file contains pickled (object) data."),
]


@pytest.mark.parametrize(("arrays", "line"), ARRAYS)
def test_refused_arrays(arrays: dict[str, Any], line: str, tmp_path: Path) -> None:
    put_npz(tmp_path)
    script = load(written(npz_spec(**FLOAT32), tmp_path))
    path = put_npz(tmp_path, packed=False, **arrays)
    said = run_refused(script, path)
    if "pickled" not in line:
        assert said == f"{path}: {line}\n"
    assert said.startswith(f"{path}: ") and said.count("\n") == 1


def test_refused_numbers_and_flat_rows(tmp_path: Path) -> None:
    stated = values_spec({"inputs": 6}, **FLOAT32)
    script = load(written(stated, tmp_path))
    for arrays, line in (
        ({"y": BAD}, "a target is not finite"),
        ({"y": BAD * 0 + 1e39}, "a target is not finite"),
        ({"x": X[:, :1]}, "rows have the shape (12, 1, 3), not (rows, 6)"),
        ({"x": X[:0]}, "rows have the shape (0, 2, 3), not (rows, 6)"),
        ({"x": np.array(6)}, "rows have the shape (), not (rows, 6)"),
    ):
        path = put_npz(tmp_path, **arrays)
        assert run_refused(script, path) == f"{path}: {line}\n"


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
    said = run_refused(script, path)
    assert said.startswith(f"{path}: ") and said.count("\n") == 1
    script = load(written(idx_spec(), tmp_path, "t.py"))
    said = run_refused(script, path)
    assert said.startswith(f"{path}: ") and said.count("\n") == 1


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
        line = f"{tmp_path / name}: No such file or directory; "
        line += "load_data takes another path\n"
        assert (done.returncode, done.stdout, done.stderr) == (2, "", line)


def test_refused_bytes(tmp_path: Path) -> None:
    put_idx(tmp_path)
    script = load(written(idx_spec(), tmp_path))
    images, labels = tmp_path / "images", tmp_path / "labels"
    for wrong, line in (
        (idx(X, 13), "this is no file of unsigned bytes as MNIST has"),
        (idx(X)[:-1], "cannot reshape array of size 71 into shape (12,2,3)"),
        (idx(X)[:3], "not enough values to unpack (expected at least 1, got 0)"),
        (gzip.compress(idx(X))[:-9], "Compressed file ended before the end-of-stream "),
        (idx(Y), DEEP.format("(12,)")),
    ):
        put_idx(tmp_path, images=wrong)
        said = run_refused(script, images)
        assert said.startswith(f"{images}: {line}") or "expected" in line, said
        assert said.count("\n") == 1
    put_idx(tmp_path, labels=idx(Y + 1))
    assert run_refused(script, images) == f"{labels}: {CLASS}\n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_what_is_no_regular_file_is_not_waited_for(tmp_path: Path) -> None:
    put_npz(tmp_path)
    put_idx(tmp_path)
    for spec, name in ((npz_spec, "t.npz"), (idx_spec, "images")):
        path = written(spec(), tmp_path, f"{spec.__name__}.py")
        (tmp_path / name).unlink()
        os.mkfifo(tmp_path / name)
        done = run_script(path)
        line = f"{tmp_path / name}: it is not a regular file\n"
        assert (done.returncode, done.stdout, done.stderr) == (2, "", line)


def test_no_more_is_read_than_a_header_tells(tmp_path: Path) -> None:
    put_idx(tmp_path)
    path = written(idx_spec(), tmp_path)
    whole = (tmp_path / "images").read_bytes()
    for raw, what in (
        (b"", "this is no file of unsigned bytes as MNIST has"),
        (whole + b"\0" * 10**6, "cannot reshape array"),
        (b"\0\0\x08\3" + b"\xff" * 12, ""),
    ):
        (tmp_path / "images").write_bytes(raw)
        done = run_script(path)
        assert done.returncode == 2 and what in done.stderr
        assert done.stderr.count("\n") == 1 and len(done.stderr) < 400
