"""Twenty updates are those of the published formulas, number by number.

Each reference keeps plain numbers, one parameter at a time, in float64: Duchi et al.
2011, Tieleman and Hinton 2012, Kingma and Ba 2015, Loshchilov and Hutter 2019, and
Polyak's and Nesterov's momentum in the form of Keras.
"""

import math
import random
from collections.abc import Iterator
from itertools import product
from typing import Any

import numpy as np
import pytest

from nngen.reading.load import Misfit

from .bench.checks import load_script
from .bench.optimizer_rows import OPTIMIZERS
from .bench.schedule_rows import SCHEDULES, rate
from .bench.specs import base_spec
from .helpers import make_graph, raw_script

pytestmark = pytest.mark.no_cover  # others execute the same lines

Options = dict[str, Any]
STEPS = 20
PARTS = [slice(0, 10), slice(10, 15), slice(15, 30), slice(30, 33)]  # 2 -> 5 -> 3
EACH = 8  # of so many one is tried without being asked
NO: Options = {}

OWN: dict[str, list[list[Options]]] = {
    "sgd": [[NO, {"momentum": 0.9}], [NO, {"nesterov": True}]],
    "adagrad": [[NO, {"epsilon": 0.01}]],
    "rmsprop": [[NO, {"rho": 0.6}], [NO, {"epsilon": 0.01}]],
    "adam": [[NO, {"beta_1": 0.6}], [NO, {"beta_2": 0.8}], [NO, {"epsilon": 0.01}]],
    "adamw": [
        [NO, {"beta_1": 0.6}],
        [NO, {"beta_2": 0.8}],
        [NO, {"epsilon": 0.01}],
        [NO, {"weight_decay": 0.3}, {"weight_decay": 0.0}],
    ],
}
RATES: list[list[Options]] = [
    [NO, {"decay": 0.1}],
    [NO]
    + [
        {"schedule": {"type": kind, **options}}
        for kind, row in SCHEDULES.items()
        for options in row.examples
    ],
]
CLIPS: list[list[Options]] = [
    [NO, {"clip_value": 0.5}],
    [NO, {"clip_norm": 1.5}],
    [NO, {"clip_global_norm": 3.0}],
]


def combinations(kind: str) -> Iterator[Options]:
    """Return all options of an optimizer, legal together or not."""
    for chosen in product(*OWN[kind], *RATES, *CLIPS):
        merged = {"type": kind, "learning_rate": 0.1}
        for options in chosen:
            merged |= options
        yield merged


def legal(options: Options) -> bool:
    """Tell whether options go together."""
    clips = [key for key in options if key.startswith("clip_")]
    ahead = "nesterov" not in options or "momentum" in options
    return len(clips) < 2 and ahead and not {"decay", "schedule"} <= options.keys()


class Parameter:
    """One number, and what an optimizer remembers of it."""

    def __init__(self, value: float) -> None:
        self.value = value
        self.velocity = self.squares = self.mean = self.variance = 0.0

    def sgd(self, g: float, lr: float, o: Options, t: int) -> None:
        kept = o.get("momentum", 0.0)
        self.velocity = kept * self.velocity - lr * g
        nesterov = kept * self.velocity - lr * g
        self.value += nesterov if o.get("nesterov") else self.velocity

    def adagrad(self, g: float, lr: float, o: Options, t: int) -> None:
        self.squares += g**2
        self.value -= lr * g / (math.sqrt(self.squares) + o.get("epsilon", 1e-7))

    def rmsprop(self, g: float, lr: float, o: Options, t: int) -> None:
        rho = o.get("rho", 0.9)
        self.squares = rho * self.squares + (1 - rho) * g**2
        self.value -= lr * g / (math.sqrt(self.squares) + o.get("epsilon", 1e-7))

    def adam(self, g: float, lr: float, o: Options, t: int) -> None:
        b1, b2 = o.get("beta_1", 0.9), o.get("beta_2", 0.999)
        self.mean = b1 * self.mean + (1 - b1) * g
        self.variance = b2 * self.variance + (1 - b2) * g**2
        mean, variance = self.mean / (1 - b1**t), self.variance / (1 - b2**t)
        self.value -= lr * mean / (math.sqrt(variance) + o.get("epsilon", 1e-7))

    def adamw(self, g: float, lr: float, o: Options, t: int) -> None:
        self.value -= lr * o.get("weight_decay", 0.01) * self.value
        self.adam(g, lr, o, t)


def norm(numbers: list[float]) -> float:
    """Return the root of the sum of squares."""
    return math.sqrt(math.fsum(x * x for x in numbers))


def clip(g: list[float], options: Options) -> list[float]:
    """Return a gradient as Keras clips it."""
    if most := options.get("clip_value"):
        return [min(max(x, -most), most) for x in g]
    if most := options.get("clip_norm"):
        parts = [g[part] for part in PARTS]
        return [x * most / max(norm(part), most) for part in parts for x in part]
    if most := options.get("clip_global_norm"):
        return [x * most / max(norm(g), most) for x in g]
    return g


def check(options: Options) -> None:
    """Compare theta after each of some updates by given gradients."""
    script: Any = load_script(raw_script(base_spec(optimizer=options)))
    stream = np.random.default_rng(0)
    script.initialize()
    script.theta[:] = stream.normal(size=33)
    numbers = [Parameter(float(x)) for x in script.theta]
    for step in range(STEPS):
        gradient = stream.normal(0, 0.9**step, 33) * stream.choice([0, 1], 33)
        script.grad[:] = gradient
        lr = rate(options, step)
        for number, g in zip(numbers, clip(gradient.tolist(), options), strict=True):
            getattr(number, options["type"])(g, lr, options, step + 1)
        assert math.isclose(script.update(step), lr, rel_tol=1e-14)
        expected = [number.value for number in numbers]
        np.testing.assert_allclose(
            script.theta, expected, rtol=1e-12, atol=1e-12, err_msg=f"{step} {options}"
        )


@pytest.mark.parametrize("kind", OWN)
def test_updates_are_the_papers(kind: str) -> None:
    found = [options for options in combinations(kind) if legal(options)]
    assert len(found) >= 100
    few = random.Random(kind).sample(found, len(found) // EACH)
    for options in (*found[:1], *few):
        check(options)


@pytest.mark.exhaustive
@pytest.mark.parametrize("kind", OWN)
def test_all_updates_are_the_papers(kind: str) -> None:
    for options in combinations(kind):
        if legal(options):
            check(options)


@pytest.mark.parametrize("kind", OWN)
def test_what_does_not_go_together_is_refused(kind: str) -> None:
    found = list(combinations(kind))
    for options in random.Random(kind).sample(found, 60):
        try:
            make_graph(base_spec(optimizer=options))
        except Misfit as error:
            codes = {placed.finding.code for placed in error.placed}
            assert codes == {"NN016"} and not legal(options), options
        else:
            assert legal(options), options


def test_every_optimizer_and_option_is_tried() -> None:
    assert OWN.keys() == OPTIMIZERS.keys()
