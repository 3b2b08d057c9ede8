"""Stacks of layers in both styles: they train, and their gradients are the loss's."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given

from tests.bench.scripts import load_script, train_forward
from tests.helpers import STYLES, make_script, raw_script

from .networks import NETWORKS, SLOW, STACKS, Spec, spec_of

each_style = pytest.mark.parametrize("style", STYLES)


def slope(script: Any) -> tuple[float, float]:
    """Return the loss's slope in one direction, by backward and by differences."""
    x, y = script.load_data()
    random = np.random.default_rng(1)
    script.theta[:] = 0.5 * random.standard_normal(script.theta.size)
    way = random.standard_normal(script.theta.size)
    losses = []
    for h in (-1e-6, 2e-6, -1e-6):
        script.theta[:] += h * way
        train_forward(script)(x)
        losses.append(script.loss(y))
    script.backward(x, y)
    return float(script.grad @ way), (losses[1] - losses[0]) / 2e-6


@each_style
@given(layers=STACKS)
@SLOW
def test_gradients_of_any_stack(style: str, layers: list[Spec]) -> None:
    one, two = slope(load_script(raw_script(spec_of(layers, style))))
    assert one == pytest.approx(two, rel=1e-4, abs=1e-6)


@each_style
@pytest.mark.parametrize("name", NETWORKS)
def test_networks_train(name: str, style: str) -> None:
    source = make_script(spec_of(NETWORKS[name], style))
    assert source.isascii() and max(map(len, source.splitlines())) <= 88
    log = load_script(source).train()
    assert [row["epoch"] for row in log] == [0, 1]
    assert all(np.isfinite(row["loss"]) for row in log)
