"""Generated rows against the nnfs package, and the streams they are drawn from."""

import subprocess
import sys
from collections import namedtuple
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest

from ..bench.asserts import assert_same_bits
from ..bench.scripts import Script, load_script
from ..bench.specs import Spec, base_spec, dense
from ..helpers import make_script

HIDDEN = 5
CALLS = ("load_data", "initialize")

# nnfs.init() patches NumPy, so it needs a process of its own
ORACLE = f"""
import sys
import nnfs, numpy as np
from nnfs.datasets import spiral_data, vertical_data
nnfs.init()
makers = {{"spiral": spiral_data, "vertical": vertical_data}}
arrays = {{}}
for i, case in enumerate(sys.argv[2:]):
    kind, samples, classes, seed, discard = case.split(",")
    np.random.seed(int(seed))
    np.random.randn(int(discard))
    x, y = makers[kind](samples=int(samples), classes=int(classes))
    kernels = [0.01 * np.random.randn(2, {HIDDEN})]
    kernels += [0.01 * np.random.randn({HIDDEN}, int(classes))]
    biases = [np.zeros({HIDDEN}), np.zeros(int(classes))]
    theta = [a.ravel() for pair in zip(kernels, biases) for a in pair]
    arrays |= {{f"x{{i}}": x, f"y{{i}}": y, f"theta{{i}}": np.concatenate(theta)}}
np.savez(sys.argv[1], **arrays)
"""


class Case(NamedTuple):
    """A data set, and where it begins in the stream."""

    kind: str
    samples: int
    classes: int
    seed: int = 0
    discard: int = 0


# What nnfs gives: rows, targets, and the parameters drawn next
Answer = namedtuple("Answer", "x y theta")


CASES = [
    Case("spiral", 100, 3),
    Case("spiral", 100, 3, discard=620),
    Case("spiral", 1, 2),
    Case("spiral", 7, 5, seed=3, discard=1),
    Case("spiral", 33, 256, seed=2**32 - 1),
    Case("vertical", 100, 3),
    Case("vertical", 100, 3, discard=620),
    Case("vertical", 1, 2, seed=1),
    Case("vertical", 7, 5, seed=4, discard=13),
    Case("vertical", 3, 256, seed=2**32 - 1),
]
IDS = [",".join(map(str, case)) for case in CASES]
ODD = [case for case in CASES if case.discard % 2]  # normals are drawn in pairs


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> dict[Case, Answer]:
    """Return the answers of nnfs to all cases."""
    file = tmp_path_factory.mktemp("oracle") / "nnfs.npz"
    command = [sys.executable, "-c", ORACLE, str(file), *IDS]
    subprocess.run(command, check=True, timeout=300)
    with np.load(file) as kept:
        found = [
            [kept[f"{name}{i}"] for name in Answer._fields] for i in range(len(CASES))
        ]
    return {case: Answer(*arrays) for case, arrays in zip(CASES, found, strict=True)}


def spec_for(case: Case, *widths: int, **numerics: Any) -> Spec:
    """Return a spec of a data set with so many hidden layers."""
    kernel = {"type": "normal", "stddev": 0.01}
    layers = [
        {"type": "dense", "units": width, "kernel_initializer": kernel}
        for width in (*widths, case.classes)
    ]
    layers[-1]["activation"] = "softmax"
    return {
        "name": "data",
        "seed": case.seed,
        "data": {"type": case.kind, "samples": case.samples, "classes": case.classes},
        "layers": layers,
        "loss": {"type": "categorical_crossentropy"},
        "optimizer": {"type": "sgd"},
        "training": {"epochs": 2},
        "numerics": numerics,
    }


@cache
def text_for(case: Case, *widths: int, **numerics: Any) -> str:
    """Return a script; it continues the stream if that can be."""
    if numerics["rng"] == "mt19937":
        numerics["discard"] = case.discard
    return make_script(spec_for(case, *widths, **numerics))


def script_for(case: Case, *widths: int, **numerics: Any) -> Script:
    """Return a script, loaded anew."""
    return load_script(text_for(case, *widths, **numerics))


@pytest.mark.parametrize("case", CASES, ids=IDS)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_arrays_are_those_of_nnfs(
    oracle: dict[Case, Answer], case: Case, dtype: str
) -> None:
    script = script_for(case, HIDDEN, rng="mt19937", dtype=dtype)
    x, y = script.load_data()
    expected = oracle[case]
    assert expected.x.dtype == np.float32
    assert_same_bits(x, expected.x.astype(dtype), "the rows")
    assert y.shape == expected.y.shape
    assert np.array_equal(y, expected.y)


@pytest.mark.parametrize("case", CASES, ids=IDS)
@pytest.mark.parametrize("arithmetic", ["native", "nnfs"])
def test_parameters_follow_in_the_stream_of_nnfs(
    oracle: dict[Case, Answer], case: Case, arithmetic: str
) -> None:
    script = script_for(case, HIDDEN, rng="mt19937", arithmetic=arithmetic)
    script.initialize()
    assert_same_bits(script.theta, oracle[case].theta, "the parameters")


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_float64_parameters_follow_there_too(
    oracle: dict[Case, Answer], case: Case
) -> None:
    script = script_for(case, HIDDEN, rng="mt19937", dtype="float64")
    script.initialize()
    assert script.theta.dtype == np.float64
    np.testing.assert_allclose(script.theta, oracle[case].theta, rtol=1e-6)
    assert np.any(script.theta != script.theta.astype(np.float32))


def snapshot(script: Script, call: str) -> list[Any]:
    """Return what load_data gives, or what initialize fills theta with."""
    if call == "load_data":
        return list(script.load_data())
    script.initialize()
    return [script.theta.copy()]


@pytest.mark.parametrize("case", ODD, ids=str)
@pytest.mark.parametrize("rng", ["pcg64", "mt19937"])
@pytest.mark.parametrize(("first", "second"), [CALLS, CALLS[::-1]], ids=CALLS)
def test_draws_come_back_in_any_order(
    case: Case, rng: str, first: str, second: str
) -> None:
    script = script_for(case, HIDDEN, rng=rng)
    fresh = {call: snapshot(script_for(case, HIDDEN, rng=rng), call) for call in CALLS}
    for call in (first, first, second, second, first, second):
        for found, expected in zip(snapshot(script, call), fresh[call], strict=True):
            assert_same_bits(found, expected, f"draws of {call}")


@pytest.mark.parametrize("case", ODD, ids=str)
@pytest.mark.parametrize("rng", ["pcg64", "mt19937"])
def test_a_layer_more_changes_no_data(case: Case, rng: str) -> None:
    few, many = script_for(case, rng=rng), script_for(case, 4, HIDDEN, rng=rng)
    many.initialize()
    for a, b in zip(few.load_data(), many.load_data(), strict=True):
        assert_same_bits(a, b, "the data of two networks")


@pytest.mark.parametrize("samples", [7, 90])
def test_pcg64_draws_data_and_parameters_from_two_streams(samples: int) -> None:
    case = Case("vertical", samples, 3, seed=5)
    script = script_for(case, HIDDEN, rng="pcg64", dtype="float64")
    data, parameters = (np.random.default_rng([case.seed, k]) for k in (0, 1))
    first = script.load_data()[0][:samples, 0].copy()
    assert_same_bits(first, 0.1 * data.standard_normal(samples), "the first cluster")
    script.initialize()
    kernel = 0.01 * parameters.standard_normal((2, HIDDEN))
    assert_same_bits(script.W1.copy(), kernel, "the first kernel")


@pytest.mark.parametrize("rng", ["pcg64", "mt19937"])
@pytest.mark.parametrize("call", CALLS)
def test_another_seed_draws_otherwise(rng: str, call: str) -> None:
    cases = (Case("vertical", 7, 3, seed) for seed in (0, 1))
    a, b = (snapshot(script_for(case, 4, rng=rng), call)[0] for case in cases)
    assert np.mean(a != b) > 0.5, f"{call} draws the same from two seeds"


SAMPLES = [1, 2, 7, 100, 1000]
TWO = {"samples": 20, "classes": 2}
KINDS = ["spiral", "vertical"]
STREAMS = pytest.mark.parametrize("rng", ["pcg64", "mt19937"])
TYPES = pytest.mark.parametrize("dtype", ["float32", "float64"])
LABELLED = base_spec()["layers"], base_spec()["loss"]
CURVE = [dense(1)], {"type": "mean_squared_error"}
YES_OR_NO = [dense(1, activation="sigmoid")], {"type": "binary_crossentropy"}

# nnfs.init() patches NumPy, so it needs a process of its own
SINE_ORACLE = f"""
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
def sines(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return the arrays of nnfs: the name of a pair, and x or y."""
    file = tmp_path_factory.mktemp("sines") / "nnfs.npz"
    command = [sys.executable, "-c", SINE_ORACLE, str(file)]
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
    sines: dict[str, Any], samples: int, dtype: str, rng: str
) -> None:
    pair = loaded({"type": "sine", "samples": samples}, CURVE, dtype=dtype, rng=rng)
    for name, found in zip("xy", pair, strict=True):
        expected = sines[f"sine{samples}{name}"]
        assert (expected.dtype, expected.shape) == (np.float64, (samples, 1))
        assert_same_bits(found, expected.astype(dtype), name)


@pytest.mark.parametrize("kind", KINDS)
@TYPES
def test_two_classes_of_nnfs_are_0_and_1(
    sines: dict[str, Any], kind: str, dtype: str
) -> None:
    data = {"type": kind, **TWO, "targets": "binary"}
    x, y = loaded(data, YES_OR_NO, dtype=dtype, rng="mt19937")
    assert_same_bits(x, sines[f"{kind}x"].astype(dtype), "the rows")
    assert_same_bits(y, sines[f"{kind}y"][:, None].astype(dtype), "the targets")


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
