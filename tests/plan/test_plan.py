"""Plans: theta without gaps, memory that nobody overwrites too early, long networks."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nngen.data.facts import DataFacts
from nngen.graph.graph import make_graph as graph_of
from nngen.plan.make import make_plan
from nngen.plan.plan import Plan
from nngen.plan.records import Stack, View
from tests.bench.function_rows import FUNCTIONS as ROWS
from tests.bench.scripts import load_script, train_forward
from tests.helpers import make_graph, make_script, raw_script

from .machine import Machine

Spec = dict[str, Any]

FUNCTIONS = list(ROWS)
MODES = ["native", "notebook"]
SLOW = settings(max_examples=40, deadline=None)


def dense(units: int, activation: str = "linear", use_bias: bool = True) -> Spec:
    options = {"units": units, "activation": activation, "use_bias": use_bias}
    return {"type": "dense", **options}


def act(function: str) -> Spec:
    return {"type": "activation", "function": function}


def norm(kind: str) -> Spec:
    return {"type": f"{kind}_normalization"}


def spec_of(layers: list[Spec], arithmetic: str = "native") -> Spec:
    dtype = "float64" if arithmetic == "native" else "float32"
    return {
        "name": "small",
        "data": {"type": "vertical", "samples": 5, "classes": 3},
        "layers": [*layers, dense(3, "softmax")],
        "loss": {"type": "categorical_crossentropy"},
        "optimizer": {"type": "sgd", "momentum": 0.9},
        "training": {"epochs": 2},
        "numerics": {"arithmetic": arithmetic, "dtype": dtype},
    }


def plan_of(layers: list[Spec], arithmetic: str = "native") -> Plan:
    return make_plan(make_graph(spec_of(layers, arithmetic)), Path())


HIDDEN = st.one_of(
    st.builds(dense, st.integers(1, 5), st.sampled_from(FUNCTIONS), st.booleans()),
    st.sampled_from(FUNCTIONS).map(act),
)
NATIVE = st.lists(HIDDEN | st.sampled_from(["batch", "layer"]).map(norm), max_size=6)
STACKS = st.lists(HIDDEN, max_size=6)
BUILDS = st.tuples(NATIVE, st.just("native")) | st.tuples(STACKS, st.just("notebook"))
LONG = [dense(4 + i % 3, FUNCTIONS[i % 11], i % 4 != 3) for i in range(11)]
NETWORKS: dict[str, list[Spec]] = {
    "one layer": [],
    "activation first": [act("tanh"), dense(4, "relu")],
    "activations in a row": [dense(4), act("relu"), act("sigmoid"), act("softmax")],
    "hidden softmax": [dense(4, "softmax"), dense(4, "softmax")],
    "no biases": [dense(4, "relu", False), dense(4, "tanh", False)],
    "scores bent": [dense(4, "elu"), dense(3, "gelu")],
    "narrow": [dense(1, "sigmoid"), dense(4, "relu")],
    "long": LONG,
}


def flat(views: tuple[View | Stack, ...]) -> list[View]:
    """Return the views, stacks whole."""
    return [view.whole if isinstance(view, Stack) else view for view in views]


@given(build=BUILDS)
@SLOW
def test_views_tile_theta(build: tuple[list[Spec], str]) -> None:
    layers, arithmetic = build
    plan = plan_of(layers, arithmetic)
    views = flat(plan.views)
    assert [view.start for view in views] == [0, *(v.stop for v in views[:-1])]
    assert views[-1].stop == plan.size
    assert all(v.stop - v.start == np.prod(v.shape) for v in views)
    assert not (arithmetic == "notebook" and any(v.stacked for v in plan.views))
    graph = make_graph(spec_of(layers, arithmetic))
    sizes = [np.prod(p.shape) for node in graph.nodes for p in node.parameters]
    assert plan.size == sum(sizes)


@given(build=BUILDS)
@SLOW
def test_every_read_meets_its_value(build: tuple[list[Spec], str]) -> None:
    layers, arithmetic = build
    plan = plan_of(layers, arithmetic)
    machine, head = Machine(plan), plan.head
    if plan.entry:
        machine.write(plan.entry)
    for step in plan.steps:
        machine.go(step, step.formulas.forward, [step.x], step.y)
        for array in step.kept.values():
            machine.write(array)
    machine.read(head.x)
    machine.write(head.p)
    assert machine.home[head.shifted] != machine.home["p"] or not plan.columns
    machine.write(head.dx)
    for step in plan.backward:
        own = [step.x if step.theta else step.y]
        read = [*(step.kept.values() or own), step.dy]
        machine.go(step, step.formulas.backward, read, step.dx)


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


@given(layers=NATIVE)
@SLOW
def test_gradients_of_any_stack(layers: list[Spec]) -> None:
    one, two = slope(load_script(raw_script(spec_of(layers))))
    assert one == pytest.approx(two, rel=1e-4, abs=1e-6)


@pytest.mark.parametrize("arithmetic", MODES)
@pytest.mark.parametrize("name", NETWORKS)
def test_networks_train(name: str, arithmetic: str) -> None:
    source = make_script(spec_of(NETWORKS[name], arithmetic))
    assert source.isascii() and max(map(len, source.splitlines())) <= 88
    log = load_script(source).train()
    assert [row["epoch"] for row in log] == [0, 1]
    assert all(np.isfinite(row["loss"]) for row in log)


def test_a_long_network_is_summarized() -> None:
    assert plan_of(LONG).summary == "network of 12 layers, 2 -> ... -> 3,"
    assert plan_of(LONG[:2]).summary == "network 2 -> 4 -> 5 -> 3"


def test_one_buffer_for_arrays_that_take_turns() -> None:
    plan = plan_of([dense(4, "relu"), dense(5, "tanh")], "notebook")
    buffers = [buffer for group in plan.buffers for buffer in group.buffers]
    notes = {str(buffer.joined): buffer.note for buffer in buffers}
    assert ", ".join(notes) == "z1 = a1, da1 = dz1, z2 = a2, da2 = dz2, z3 = p = dz3"
    assert notes["z3 = p = dz3"] == "Z3, then P, then dL/dZ3"


@pytest.mark.parametrize(
    ("features", "stacked"),
    [(2, [True, True]), (1000, [False, False, True])],
)
def test_wide_data_gets_no_row_of_ones(features: int, stacked: list[bool]) -> None:
    spec = make_graph(spec_of([dense(8, "relu")])).spec
    plan = make_plan(
        graph_of(spec, DataFacts(rows=15, shape=(features,), classes=3)), Path()
    )
    assert [view.stacked for view in plan.views] == stacked
    assert (plan.entry is not None) == stacked[0]


def test_layers_below_the_first_parameters_have_no_gradient() -> None:
    plan = plan_of([act("tanh"), act("relu"), dense(4, "relu")])
    assert [step.dx is None for step in plan.backward] == [False, False, True]
    assert len(plan.steps) == 5
