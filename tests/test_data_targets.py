"""The sine against the nnfs package, and its two classes as 0 and 1."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from .bench.asserts import assert_same_bits
from .bench.scripts import load_script
from .bench.specs import Spec, base_spec, dense
from .helpers import make_script

SAMPLES = [1, 2, 7, 100, 1000]
TWO = {"samples": 20, "classes": 2}
KINDS = ["spiral", "vertical"]
STREAMS = pytest.mark.parametrize("rng", ["pcg64", "mt19937"])
TYPES = pytest.mark.parametrize("dtype", ["float32", "float64"])
LABELLED = base_spec()["layers"], base_spec()["loss"]
CURVE = [dense(1)], {"type": "mean_squared_error"}
YES_OR_NO = [dense(1, activation="sigmoid")], {"type": "binary_crossentropy"}

# nnfs.init() patches NumPy, so it needs a process of its own
ORACLE = f"""
import sys
import nnfs, numpy as np
from nnfs.datasets import sine_data, spiral_data, vertical_data
nnfs.init()
arrays = {{f"sine{{n}}": sine_data(samples=n) for n in {SAMPLES}}}
for kind, make in (("spiral", spiral_data), ("vertical", vertical_data)):
    np.random.seed(1)
    arrays[kind] = make(**{TWO})
arrays = {{k + c: a for k, pair in arrays.items() for c, a in zip("xy", pair)}}
np.savez(sys.argv[1], **arrays)
"""


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return the arrays of nnfs: the name of a pair, and x or y."""
    file = tmp_path_factory.mktemp("oracle") / "nnfs.npz"
    command = [sys.executable, "-c", ORACLE, str(file)]
    subprocess.run(command, check=True, timeout=300)
    with np.load(file) as kept:
        return dict(kept)


def loaded(data: Spec, end: tuple[Any, Spec], **numerics: str) -> Any:
    """Return what load_data of a script gives."""
    layers, loss = end
    spec = base_spec(data=data, layers=layers, loss=loss, numerics=numerics)
    return load_script(make_script(spec)).load_data()


@pytest.mark.parametrize("samples", SAMPLES)
@TYPES
@STREAMS
def test_a_sine_is_that_of_nnfs(
    oracle: dict[str, Any], samples: int, dtype: str, rng: str
) -> None:
    pair = loaded({"type": "sine", "samples": samples}, CURVE, dtype=dtype, rng=rng)
    for name, found in zip("xy", pair, strict=True):
        expected = oracle[f"sine{samples}{name}"]
        assert (expected.dtype, expected.shape) == (np.float64, (samples, 1))
        assert_same_bits(found, expected.astype(dtype), name)


@pytest.mark.parametrize("kind", KINDS)
@TYPES
def test_two_classes_of_nnfs_are_0_and_1(
    oracle: dict[str, Any], kind: str, dtype: str
) -> None:
    data = {"type": kind, **TWO, "targets": "binary"}
    x, y = loaded(data, YES_OR_NO, dtype=dtype, rng="mt19937")
    assert_same_bits(x, oracle[f"{kind}x"].astype(dtype), "the rows")
    assert_same_bits(y, oracle[f"{kind}y"][:, None].astype(dtype), "the targets")


@pytest.mark.parametrize("kind", KINDS)
@STREAMS
def test_the_form_of_targets_changes_no_row(kind: str, rng: str) -> None:
    data = {"type": kind, "samples": 5, "classes": 2}
    plain = [dense(5, activation="tanh"), dense(2, activation="softmax")]
    x, y = loaded(data, (plain, LABELLED[1]), rng=rng)
    same, ones = loaded(data, YES_OR_NO, rng=rng)
    assert_same_bits(same, x, "the rows")
    assert ones.dtype == np.float32 and np.array_equal(ones, y.reshape(-1, 1))


@TYPES
@pytest.mark.parametrize("features", ["none", "standardize", "min_max"])
def test_preparing_features_leaves_a_curves_targets(dtype: str, features: str) -> None:
    layers, loss = CURVE
    spec = base_spec(
        data={"type": "sine", "samples": 50},
        layers=layers,
        loss=loss,
        numerics={"dtype": dtype},
        preprocess={"features": features},
        split={"validation": 0.2, "test": 0.2, "method": "last"},
    )
    found = load_script(make_script(spec)).load_data()
    right = np.sin(2 * np.pi * (np.arange(50) / 50))[:, None].astype(dtype)
    for y, rows in zip(found[1::2], np.split(right, [30, 40]), strict=True):
        assert_same_bits(y, rows, "the targets of a part")
    assert {a.dtype for a in found} == {np.dtype(dtype)}


def test_two_curves_are_one_function() -> None:
    layers, loss = CURVE
    data = {"type": "sine", "samples": 50}
    spec = base_spec(data=data, layers=layers, loss=loss)
    text = make_script(spec | {"validation_data": {**data, "samples": 9}})
    assert text.count("def make_sine(samples):") == 1
    assert "make_sine(50)" in text and "make_sine(9)" in text
    same = make_script(spec | {"validation_data": data})
    assert "def make_sine():" in same and same.count("make_sine()\n") == 2
    assert "default_rng([SEED, 0])" not in same, "nothing is drawn"


TABLE = "a,b,kind\n" + "".join(f"{i},{-i},{i / 8}\n" for i in range(9))


def test_a_curve_and_a_table_have_targets_alike(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(TABLE)
    layers, loss = CURVE
    table = {"type": "csv", "path": str(tmp_path / "t.csv"), "target": "kind"}
    spec = base_spec(
        data={"type": "sine", "samples": 20},
        validation_data={**table, "features": ["a"]},
        layers=layers,
        loss=loss,
        numerics={"dtype": "float32"},
    )
    x, y, x_val, y_val = load_script(make_script(spec)).load_data()
    assert {array.dtype for array in (x, y, x_val, y_val)} == {np.dtype("float32")}
    assert np.array_equal(x_val, np.arange(9)[:, None])
    assert np.array_equal(y_val, np.arange(9)[:, None] / 8)
