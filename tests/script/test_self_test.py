"""A script's check of itself: right scripts pass, wrong gradients and steps do not."""

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ..bench.scripts import load_script
from ..bench.tables import base_spec
from ..helpers import NNFS, STYLES, Spec, make_script, run_script

SELF = {"self_test": True, "command_line": True}
L2 = {"l2": 0.01}
DENSE = {"type": "dense", "units": 6, "activation": "relu", "kernel_regularizer": L2}
LAYERS = [
    DENSE,
    {"type": "batch_normalization"},
    {"type": "dropout", "rate": 0.3},
    {"type": "dense", "units": 3, "activation": "softmax"},
]
BOOK = [DENSE, {"type": "dropout", "rate": 0.3}, LAYERS[-1]]
WAYS: dict[str, Spec] = {
    f"{style}, {dtype}": {
        "layers": LAYERS,
        "script": SELF | {"style": style},
        "numerics": {"dtype": dtype},
    }
    for style in STYLES
    for dtype in ("float32", "float64")
} | {
    "nnfs": {"layers": BOOK, "script": SELF, "numerics": NNFS},
    "mt19937": {"script": SELF, "numerics": {"dtype": "float32", "rng": "mt19937"}},
}
SUBJECT = base_spec(layers=LAYERS, script=SELF, numerics={"dtype": "float32"})
FAULTS = {
    "sign": lambda slope: -slope,
    "factor": lambda slope: slope / 2,
    "forgotten": lambda slope: 0 * slope,
    "turned": lambda slope: slope[::-1].copy(),
}


def each_array(script: Any) -> list[str]:
    """Return the arrays whose gradient is not zero by a normalization above them."""
    return [name for name in script.LAYOUT if name != "b1"]


@pytest.mark.parametrize("way", WAYS)
def test_a_right_script_passes_and_keeps_its_network(
    way: str, capsys: pytest.CaptureFixture[str]
) -> None:
    script: Any = load_script(make_script(base_spec(**WAYS[way])))
    kept = [script.theta, *script.self_test.__globals__.get("MEMORY", {}).values()]
    script.theta[:] = 7
    stream = script.rng = object()
    script.self_test()
    assert all(np.all(array == 7) for array in kept)
    assert script.rng is stream or "rng" not in script.initialize.__code__.co_names
    *gradients, step = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in gradients] == [
        f"gradient of {name}" for name in script.LAYOUT
    ]
    assert step.startswith("first step: loss ")


def test_scripts_of_both_styles_expect_the_same() -> None:
    golden = [
        load_script(make_script(base_spec(**WAYS[way]))).GOLDEN
        for way in ("plain, float32", "fast, float32")
    ]
    assert golden[0] == pytest.approx(golden[1], rel=1e-5)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_wrong_gradient_is_found_in_each_array(fault: str) -> None:
    script: Any = load_script(make_script(SUBJECT))
    backward = script.backward
    for name in each_array(script):

        def wrong(x: Any, y: Any, name: str = name) -> None:
            backward(x, y)
            start, stop, _ = script.LAYOUT[name]
            script.grad[start:stop] = FAULTS[fault](script.grad[start:stop])

        script.backward = wrong
        with pytest.raises(AssertionError, match=f"gradient of {name} is wrong"):
            script.self_test()


def test_another_step_is_found() -> None:
    script: Any = load_script(make_script(SUBJECT))
    script.LEARNING_RATE *= 2
    with pytest.raises(AssertionError, match="the first step differs: loss"):
        script.self_test()


def test_the_command_prints_a_line_for_each_check(tmp_path: Path) -> None:
    path = tmp_path / "script.py"
    path.write_text(make_script(SUBJECT))
    done = run_script(path, None, "--self-test")
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 7
    assert list(tmp_path.iterdir()) == [path]
    path.write_text(re.sub(r"(?m)^GOLDEN = [^,]*", "GOLDEN = 0.5", path.read_text()))
    done = run_script(path, None, "--self-test", "--seed", "3")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1 and "the first step differs" in done.stderr


DEEP = [
    layer
    for _ in range(25)
    for layer in (
        {"type": "dense", "units": 8},
        {"type": "batch_normalization"},
    )
]


def test_where_rounding_decides_nothing_is_promised(
    capsys: pytest.CaptureFixture[str],
) -> None:
    spec = SUBJECT | {"layers": [*DEEP, LAYERS[-1]]}
    script: Any = load_script(make_script(spec))
    assert not hasattr(script, "GOLDEN")
    script.self_test()
    assert capsys.readouterr().out.startswith("gradient: not checked")


def test_the_step_of_a_large_network_is_not_measured(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("nngen.golden.LARGEST", 10)
    assert "GOLDEN" not in make_script(SUBJECT)
