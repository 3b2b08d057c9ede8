"""Scripts that read arrays: what they give of any type, and where they look."""

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ..array_files import X, Y, idx, idx_spec, npz_spec, put_idx, put_npz
from ..bench.specs import Spec, dense
from ..helpers import run_script
from ..tables import graph_of, load, written

FLOAT32: Spec = {"numerics": {"dtype": "float32"}}
PREPARED = [None, "standardize", "min_max", {"type": "scale", "scale": 0.5}]


@pytest.mark.parametrize("features", PREPARED, ids=str)
@pytest.mark.parametrize("descr", ["u1", "?", "<f2", ">i2", "<f4", ">f8", "<u8"])
def test_rows_of_any_type(descr: str, features: Any, tmp_path: Path) -> None:
    x = (X % 7).astype(descr)
    put_npz(tmp_path, x=x)
    prepare: Spec = {"preprocess": {"features": features}} if features else {}
    script = load(written(npz_spec(**FLOAT32, **prepare), tmp_path))
    found, y = script.load_data()
    wide = x.astype(np.float64)
    spread = {"standardize": wide.std(axis=0), "min_max": np.ptp(wide, axis=0)}
    low = {"standardize": wide.mean(axis=0), "min_max": wide.min(axis=0)}
    offset, scale = low.get(str(features), 0), spread.get(str(features), np.ones(1))
    right = (wide - offset) / np.where(scale == 0, 1, scale)
    right = right * 0.5 if isinstance(features, dict) else right
    assert np.array_equal(found, right.astype(np.float32))
    assert (found.dtype, y.dtype) == (np.float32, np.uint8) and np.array_equal(y, Y)
    script.train()
    rows = script.predict(found)
    assert rows.shape == (12, 3) and np.array_equal(script.predict(found[:5]), rows[:5])


def test_where_files_are_looked_for(tmp_path: Path) -> None:
    for name in ("specs/data", "out"):
        (tmp_path / name).mkdir(parents=True)
    put_npz(tmp_path / "specs" / "data")
    put_idx(tmp_path / "specs" / "data")
    once: Spec = {"training": {"epochs": 1}}
    files = {"images": "data/images", "labels": "data/labels"}
    for spec in (npz_spec({"path": "data/t.npz"}, **once), idx_spec(files, **once)):
        text = written(spec, tmp_path / "specs").read_text()
        path = tmp_path / "out" / "s.py"
        path.write_text(text.replace('"data/', '"../specs/data/'))
        assert run_script(path).returncode == 0
        assert run_script(tmp_path / "specs" / "s.py").returncode == 0
        script = load(path)
        for name in ("t.npz", "images", "labels"):
            shutil.copy(tmp_path / "specs" / "data" / name, tmp_path / "out" / name)
        lonely = shutil.copytree(tmp_path / "out", tmp_path / spec["data"]["type"])
        assert run_script(lonely / "s.py").returncode == 0  # beside it
        names = ["t.npz"] if spec["data"]["type"] == "npz" else ["images", "labels"]
        assert len(script.load_data(*(lonely / name for name in names))[0]) == 12


def test_rows_to_validate_on_have_files_of_their_own(tmp_path: Path) -> None:
    put_npz(tmp_path, a=X[:4] + 1, b=Y[:4])
    data = npz_spec()["data"]
    text = written(npz_spec(validation_data=data | {"x": "a", "y": "b"}), tmp_path)
    assert 'VALIDATION_ARRAYS = ("a", "b")' in text.read_text()
    script = load(text)
    assert np.array_equal(script.load_data()[2], X[:4] + 1)
    with pytest.raises(ValueError, match="none: FileNotFoundError"):
        script.load_data(validation_path=tmp_path / "none")
    put_idx(tmp_path)
    spec = idx_spec()
    script = load(written(spec | {"validation_data": spec["data"]}, tmp_path))
    assert len(script.load_data()) == 4
    (tmp_path / "others").write_bytes(idx(Y[::-1].copy()))
    found = script.load_data(validation_labels=tmp_path / "others")
    assert np.array_equal(found[3], Y[::-1]) and np.array_equal(found[1], Y)


def test_too_few_rows_for_all_parts(tmp_path: Path) -> None:
    stated = {"inputs": 6, "classes": 3}
    split: Spec = {"split": {"validation": 0.4, "test": 0.4}}
    layers = [dense(3, activation="softmax")]
    put_npz(tmp_path, x=X[:1], y=Y[:1] + 2)
    put_idx(tmp_path, idx(X[:1]), idx(Y[:1]))
    (tmp_path / "s").mkdir()
    for make, name in ((npz_spec, "t.npz"), (idx_spec, "images")):
        spec = make(stated, layers=layers, **split)
        graph_of(spec, tmp_path / "s")  # where no file is
        path = written(spec, tmp_path / "s")
        shutil.copy(path, tmp_path / "s.py")
        done = run_script(tmp_path / "s.py")
        line = f"{tmp_path / name}: 1 rows are too few for all parts\n"
        assert (done.returncode, done.stderr) == (2, line)
