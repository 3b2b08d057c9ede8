"""The digits: what the file holds, how it was made, and a network that reads it."""

import gzip
import io
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from .array_files import FLAT, idx, put_idx
from .bench.asserts import printed
from .bench.specs import Spec, dense
from .helpers import ROOT
from .tables import graph_of, load, written
from .test_new import load as load_new
from .test_new import nngen, tree

DIGITS = ROOT / "specs" / "data" / "digits.npz"
TOLD = DIGITS.with_name("README.md")


def arrays() -> tuple[Any, Any]:
    """Return the rows and the targets."""
    with np.load(DIGITS) as file:
        assert set(file) == {"x", "y"}
        return file["x"], file["y"]


def test_what_the_file_holds() -> None:
    x, y = arrays()
    assert (x.shape, x.dtype, x.max()) == ((1797, 8, 8), np.uint8, 16)
    assert (y.shape, y.dtype) == ((1797,), np.uint8)
    counts = [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    assert np.bincount(y).tolist() == counts
    assert y[:12].tolist() == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]
    assert x[0, 0].tolist() == [0, 0, 5, 13, 9, 1, 0, 0]
    assert x.sum(dtype=int) == 561_718


def test_the_lines_that_made_it_make_it_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    x, y = arrays()
    table = io.StringIO()
    np.savetxt(table, np.c_[x.reshape(-1, 64), y], "%d", ",")
    Path("digits.csv.gz").write_bytes(gzip.compress(table.getvalue().encode()))
    (code,) = re.findall(r"```python\n(.*?)```", TOLD.read_text("utf-8"), re.DOTALL)
    exec(code, {})
    with np.load("digits.npz") as file:
        assert np.array_equal(file["x"], x) and np.array_equal(file["y"], y)
    made, kept = Path("digits.npz").read_bytes(), DIGITS.read_bytes()
    if len(made) == len(kept):  # zlib packs as it did
        assert sha256(made).digest() == sha256(kept).digest()


def digits_spec() -> Spec:
    """Return a spec of a small network that tells digits apart."""
    return {
        "name": "digits",
        "data": {"type": "npz", "path": str(DIGITS)},
        "split": {"validation": 0.2, "method": "stratified"},
        "preprocess": {"features": {"type": "scale", "scale": 0.0625}},
        "layers": [FLAT, dense(32, activation="relu"), dense(10, activation="softmax")],
        "loss": {"type": "categorical_crossentropy"},
        "optimizer": {"type": "sgd", "learning_rate": 0.1, "momentum": 0.9},
        "training": {"epochs": 10, "batch_size": 32, "log_every": 10},
    }


def test_a_network_learns_to_tell_digits_apart(tmp_path: Path) -> None:
    facts = graph_of(digits_spec(), tmp_path).facts
    assert (facts.rows, facts.shape, facts.classes) == (1438, (8, 8), 10)
    script = load(written(digits_spec(), tmp_path))
    log, text = printed(script.train)
    assert log[-1]["val_acc"] > 0.9
    x, y = arrays()
    rows = script.prepare(x)
    answer = script.predict(rows)
    assert rows.shape == x.shape and answer.shape == (1797, 10)
    share = float((answer.argmax(axis=1) == y).mean())
    assert script.evaluate(rows, y)["acc"] == pytest.approx(share)
    assert "validation, acc: 0.9" in text
    assert np.array_equal(script.predict(rows[:70]), answer[:70])


SPEC = """#:schema ../schema/nngen.schema.json

description = "Twelve rows."

{data}

[[layers]]
type = "flatten"

[[layers]]
type = "dense"
units = 3
activation = "softmax"

[loss]
type = "categorical_crossentropy"

[optimizer]
type = "sgd"

[training]
epochs = 2
"""
DATA = {
    "npz": '[data]\ntype = "npz"\npath = "data/t.npz"',
    "idx": '[data]\ntype = "idx"\nimages = "data/images"\nlabels = "data/labels"',
}
READ = {"npz": ["data/t.npz"], "idx": ["data/images", "data/labels"]}


@pytest.mark.parametrize("kind", DATA)
def test_new_copies_files_of_bytes(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    origin = tmp_path / "origin"
    (origin / "data").mkdir(parents=True)
    rows, targets = np.arange(72).reshape(12, 2, 3), np.arange(12) % 3
    np.savez_compressed(origin / "data" / "t.npz", x=rows, y=targets)
    put_idx(origin / "data", gzip.compress(idx(rows)))
    (origin / "rows.toml").write_text(SPEC.format(data=DATA[kind]))
    monkeypatch.setattr("nngen.new.examples", lambda: {"rows": origin / "rows.toml"})
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    result = nngen("new", "mine", "--example", "rows")
    assert result.exit_code == 0, result.output
    assert {path.as_posix() for path, raw in tree().items() if raw is not None} == {
        *READ[kind],
        "mine.toml",
        "nngen.schema.json",
    }
    for name in READ[kind]:
        assert Path(name).read_bytes() == (origin / name).read_bytes()
    assert nngen("build", "mine.toml").exit_code == 0
    script: Any = load_new(Path("generated/mine.py"))
    assert len(printed(script.train)[0]) == 2
