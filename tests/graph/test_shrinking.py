"""Penalties and decay beyond what steps can bear: what is said of them is so."""

import numpy as np
import pytest

from nngen.language.optimizers import Sgd
from nngen.language.rules import evaluate

from .helpers import Spec, dense, spec_with, warnings


def growth(optimizer: Spec, **options: object) -> list[tuple[str, str, str]]:
    """Return path, message and hint of the warnings about a penalized layer."""
    layers = [dense(4, "relu", **options), dense(3, "softmax")]
    found = warnings(
        spec_with(layers=layers, optimizer=optimizer, training={"epochs": 40})
    )
    assert {code for code, *_ in found} <= {"NN054"}
    return [(path, message, hint) for _, path, message, hint in found]


def penalty(l2: float, key: str = "kernel_regularizer") -> Spec:
    """Return the options of a layer with a penalty."""
    return {key: {"l2": l2}}


@pytest.mark.parametrize(
    ("optimizer", "l2", "most"),
    [
        ({"learning_rate": 0.5}, 2.01, "2"),
        ({"learning_rate": 0.5}, 1.99, ""),
        ({"learning_rate": 0.5, "momentum": 0.9}, 3.81, "3.8"),
        ({"learning_rate": 0.5, "momentum": 0.9}, 3.79, ""),
        ({"learning_rate": 0.5, "momentum": 0.5, "nesterov": True}, 1.51, "1.5"),
        ({"learning_rate": 0.5, "momentum": 0.5, "nesterov": True}, 1.49, ""),
        # A rate that falls soon, or a gradient that is clipped, ends what grows
        ({"learning_rate": 0.5, "decay": 0.1}, 2.01, ""),
        ({"learning_rate": 0.5, "clip_norm": 1.0}, 50, ""),
        (
            {"learning_rate": 0.5, "schedule": {"type": "cosine", "decay_steps": 40}},
            9,
            "",
        ),
    ],
)
def test_l2_with_sgd(optimizer: Spec, l2: float, most: str) -> None:
    for key in ("kernel_regularizer", "bias_regularizer"):
        found = growth({"type": "sgd", **optimizer}, **penalty(l2, key))
        message = f"at a rate of 0.5 an l2 above {most} makes the parameters "
        message += "grow from step to step"
        expected = (f"layers.0.{key}.l2", message, "write `l2 = 0.01`")
        assert found == [expected] * bool(most)


def test_what_is_to_be_written_shrinks_slowly() -> None:
    sgd = {"type": "sgd", "learning_rate": 300}
    ((_, _, hint),) = growth(sgd, **penalty(1))
    assert hint == "write `l2 = 1e-05`"
    assert growth(sgd, **penalty(1e-5)) == []


@pytest.mark.parametrize("kind", ["adam", "adagrad", "rmsprop", "adamw"])
def test_steps_by_the_root_of_the_gradient_have_no_bound(kind: str) -> None:
    assert growth({"type": kind, "learning_rate": 1.0}, **penalty(1000)) == []


def test_weight_decay() -> None:
    adamw = {"type": "adamw", "learning_rate": 0.3}
    assert growth(adamw | {"weight_decay": 6.6}) == []
    message = "at a rate of 0.3 each step multiplies theta by -1.1"
    hint = "write `weight_decay = 0.01`"
    found = growth(adamw | {"weight_decay": 7.0})
    assert found == [("optimizer.weight_decay", message, hint)]


@pytest.mark.parametrize("nesterov", [False, True])
@pytest.mark.parametrize("momentum", [0.0, 0.5, 0.9])
def test_the_bound_is_where_steps_begin_to_grow(
    momentum: float, nesterov: bool
) -> None:
    """Take steps of the rules themselves on theta^2 / 2."""
    if nesterov and not momentum:
        return
    sgd = Sgd(momentum=momentum, nesterov=nesterov)
    for factor, grows in ((0.98, False), (1.02, True)):
        values = {"theta": 1.0, "v": 0.0, "momentum": momentum}
        values["rate"] = factor * sgd.stable()
        for _ in range(2000):
            values["g"] = values["theta"]
            for rule in sgd.rules():
                values[rule.target] = float(evaluate(rule.value, values))
        assert (abs(values["theta"]) > 1) == grows
        assert np.isfinite(values["theta"])
