"""Units that start alike: what is warned of is what training shows."""

from types import ModuleType
from typing import Any

import numpy as np
import pytest

from ..helpers import make_script
from .helpers import Spec, act, dense, spec_with
from .test_warnings import ALIKE, DEAD, TENTH, ZEROS, warned

SPIRAL = {"type": "spiral", "samples": 100, "classes": 3}
TRAINING = {"epochs": 10}
END = dense(3, "softmax")
EVEN = dense(3, "softmax", **TENTH)


def constant(value: float) -> Spec:
    return {"type": "constant", "value": value}


def biased(value: float) -> Spec:
    return dense(16, "relu", bias_initializer=constant(value), **ZEROS)


def join(kind: str, *inputs: str) -> Spec:
    return {"type": kind, "inputs": list(inputs)}


def trained(layers: list[Spec]) -> Any:
    """Return the script of a network, trained."""
    module: Any = ModuleType("trained")
    tables = {"data": SPIRAL, "training": TRAINING, "script": {"style": "fast"}}
    spec = spec_with(layers=layers, **tables)
    exec(make_script(spec), module.__dict__)
    module.train()
    return module


READ_TWICE = [dense(16, name="raw", **ZEROS), act("relu") | {"name": "cut"}]
STEM = dense(16, "tanh", name="stem")
CASES: dict[str, tuple[list[Spec], str, str]] = {
    # layers, the tag of the kernel and biases that it is about, what is said of it
    "a sum brings in what differs": (
        [
            STEM,
            dense(16, "tanh", name="res", **ZEROS),
            join("add", "stem", "res"),
            dense(3, "softmax", **ZEROS),
        ],
        "_res",
        "",
    ),
    "biases differ": (
        [
            dense(16, "tanh", bias_initializer="he_normal", **TENTH),
            dense(3, "softmax", **ZEROS),
        ],
        "1",
        "",
    ),
    "a reader is not flat": (
        [*READ_TWICE, join("concatenate", "raw", "cut"), END],
        "_raw",
        "",
    ),
    "all readers are flat": (
        [
            *READ_TWICE,
            act("relu") | {"name": "too", "inputs": ["raw"]},
            join("concatenate", "cut", "too"),
            END,
        ],
        "_raw",
        DEAD,
    ),
    "zero by its value": (
        [dense(16, "relu", kernel_initializer=constant(0.0)), END],
        "1",
        DEAD,
    ),
    "below zero": ([biased(-0.5), END], "1", DEAD),
    "above zero": ([biased(0.5), END], "1", ""),
    "in a part of what is read": (
        [
            dense(16, "tanh", name="q0", **TENTH),
            dense(8, "tanh", name="v0", inputs=["input"]),
            join("concatenate", "v0", "q0"),
            act("tanh"),
            EVEN,
        ],
        "_q0",
        ALIKE,
    ),
    "above drawn ones": ([STEM, dense(16, "tanh", **TENTH), EVEN], "2", ALIKE),
}


@pytest.mark.parametrize(("layers", "tag", "told"), CASES.values(), ids=list(CASES))
def test_units_are_as_alike_as_is_said(layers: list[Spec], tag: str, told: str) -> None:
    texts = [text for code, _, text in warned(layers) if code == "NN041"]
    assert texts == [told] * bool(told)
    script = trained(layers)
    units = np.vstack([getattr(script, f"{role}{tag}") for role in ("W", "b")])
    spread = np.ptp(units, axis=1).max()
    assert spread < 1e-6 if told else spread > 1e-3
    if told == DEAD:
        assert not units[:-1].any()  # all but the biases are as they were


def test_a_network_of_many_paths_is_soon_looked_through() -> None:
    layers = [dense(3, "tanh", name="sum_0", **TENTH)]
    for i in range(60):  # as many sums as 2**60 paths
        layers += [act("relu") | {"name": f"rum_{i}", "inputs": [f"sum_{i}"]}]
        layers += [act("tanh") | {"name": f"tum_{i}", "inputs": [f"sum_{i}"]}]
        layers += [join("add", f"rum_{i}", f"tum_{i}") | {"name": f"sum_{i + 1}"}]
    assert warned([*layers, EVEN]) == []


@pytest.mark.parametrize(
    ("layers", "where"),
    [
        ([dense(10, "softmax")], "layers.0.units"),
        ([dense(4), act("softmax")], "layers.0.units"),
        (
            [
                dense(2, "softmax", name="one"),
                dense(2, "softmax", name="two", inputs=["input"]),
                join("concatenate", "one", "two"),
            ],
            "layers.2",
        ),
        ([dense(3, "softmax")], None),
    ],
)
def test_more_outputs_than_classes(layers: list[Spec], where: str | None) -> None:
    found = [line for line in warned(layers) if line[0] == "NN044"]
    units = 10 if layers[0]["units"] == 10 else 4
    message = f"{units} outputs for 3 classes: {units - 3} can never be right"
    assert found == ([("NN044", where, message)] if where else [])
