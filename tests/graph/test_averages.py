"""Running averages in runs too short for their momentum."""

import pytest

from nngen.language.layers import BatchNormalization, Flatten

from .helpers import Spec, dense, spec_with, warnings


def short_run(
    epochs: int, momentum: float | None = None, **training: object
) -> list[tuple[str, str]]:
    """Return message and hint of the warnings about a run with a normalization."""
    layer: Spec = {"type": "batch_normalization"}
    if momentum is not None:
        layer["momentum"] = momentum
    layers = [dense(4, use_bias=False), layer, dense(3, "softmax")]
    found = warnings(spec_with(layers=layers, training={"epochs": epochs, **training}))
    assert {(code, path) for code, path, *_ in found} <= {
        ("NN051", "layers.1.momentum")
    }
    return [(message, hint) for *_, message, hint in found]


@pytest.mark.parametrize(
    ("epochs", "momentum", "steps", "left", "better"),
    [
        (30, None, "30 steps", "74%", "0.8"),
        (100, 0.99, "100 steps", "37%", "0.95"),
        (1, 0.99, "1 step", "99%", ""),
        (6, 0.9, "6 steps", "53%", ""),
        (2000, 0.999, "2000 steps", "14%", "0.99"),
    ],
)
def test_a_run_that_leaves_the_start(
    epochs: int, momentum: float | None, steps: str, left: str, better: str
) -> None:
    ((message, hint),) = short_run(epochs, momentum)
    assert message == (
        f"after {steps} the running averages, which predictions use, "
        f"are still {left} their start, 0 and 1"
    )
    if not better:
        assert hint == "train for longer"
        return
    assert hint == f"write `momentum = {better}`, or train for longer"
    assert short_run(epochs, float(better)) == []


def test_runs_that_are_long_enough() -> None:
    assert short_run(300) == []  # 0.99**300 = 0.049
    assert short_run(100, batch_size=5) == []  # 15 rows, 3 steps an epoch
    assert short_run(5, 0.5) == []
    assert short_run(1, 0.0) == []


def test_what_a_step_keeps_is_the_momentum() -> None:
    assert BatchNormalization(momentum=0.5).averaging == 0.5
    assert Flatten().averaging == 0  # which has no averages


def test_what_is_flattened_stays_in_its_bounds() -> None:
    assert Flatten().unit(True) and not Flatten().unit(False)
