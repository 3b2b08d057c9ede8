"""Every optimizer with every way to clip, and with every schedule, is what it means."""

import numpy as np
import pytest

from nngen.engines.engines import make_page
from nngen.render.script import render_script

from .bench.checks import check_all, check_training, check_trajectory, load_script
from .bench.optimizer_rows import OPTIMIZERS
from .bench.pairs import CLIPS, pairs
from .bench.scripts import Script, doubled
from .bench.specs import Case, base_spec, dense
from .helpers import (
    GENERATED,
    WAYS,
    Spec,
    case_id,
    each_style,
    each_way,
    make_graph,
    raw_script,
)

pytestmark = pytest.mark.no_cover  # others execute the same lines

PAIRS = pairs()


def script_of(spec: Spec) -> Script:
    """Return a spec's script, computing in float64."""
    return load_script(doubled(raw_script(spec)))


def test_all_pairs_are_there() -> None:
    assert len(PAIRS) == len({case.id for case in PAIRS}) >= 5 * (3 + 2 * 6)
    assert {case.spec["optimizer"]["type"] for case in PAIRS} == set(OPTIMIZERS)


@each_way
@pytest.mark.parametrize("case", PAIRS, ids=case_id)
def test_a_pair_trains_as_it_means(case: Case, way: str) -> None:
    spec = case.spec | WAYS[way]
    script = script_of(spec)
    check_trajectory(script, spec)
    check_training(script, spec)


@pytest.mark.exhaustive
@each_way
@pytest.mark.parametrize("case", PAIRS, ids=case_id)
def test_a_pair_passes_every_check(case: Case, way: str) -> None:
    spec = case.spec | WAYS[way]
    check_all(script_of(spec), spec)


@each_style
@pytest.mark.parametrize("case", PAIRS, ids=case_id)
def test_nngen_knows_the_rates_of_a_script(case: Case, style: str) -> None:
    graph = make_graph(case.spec | WAYS[style])
    script = load_script(render_script(make_page(graph, GENERATED)))
    for step in (*range(12), 1000, 10**9):
        script.grad.fill(0)
        assert script.update(step) == graph.optimizer.rate_at(step)


@each_style
@pytest.mark.parametrize("clip", CLIPS)
def test_what_is_clipped_is_within_its_bound(clip: str, style: str) -> None:
    optimizer = {"type": "sgd", "learning_rate": 1.0, clip: 0.25}
    script = script_of(base_spec(optimizer=optimizer) | WAYS[style])
    for scale in (1e-3, 1.0, 1e6):
        stream = np.random.default_rng(0)
        script.theta.fill(0)
        script.grad[:] = before = scale * stream.standard_normal(script.theta.size)
        script.update(0)
        moved = -script.theta
        parts = np.split(moved, np.cumsum([10, 5, 15]))
        found = {
            "clip_value": np.abs(moved),
            "clip_norm": [np.linalg.norm(part) for part in parts],
            "clip_global_norm": [np.linalg.norm(moved)],
        }[clip]
        bound = np.full(len(found), 0.25)
        if scale == 1e-3:  # all of it is within
            np.testing.assert_array_equal(moved, before)
        elif clip == "clip_value":
            assert max(found) == 0.25
        else:
            np.testing.assert_allclose(found, bound, rtol=1e-12)


def test_many_arrays_are_clipped_by_a_list() -> None:
    layers = [*(dense(3, activation="tanh") for _ in range(40)), dense(3)]
    loss = {"type": "categorical_crossentropy", "from_logits": True}
    optimizer = {"type": "adam", "learning_rate": 0.01, "clip_norm": 0.001}
    spec = base_spec(layers=layers, loss=loss, optimizer=optimizer) | WAYS["fast"]
    text = raw_script(spec)
    assert "    for g in gradients:\n" in text
    script = load_script(text)
    assert len(script.gradients) == 82
    assert sum(array.size for array in script.gradients) == script.grad.size
    assert all(np.shares_memory(array, script.grad) for array in script.gradients)
    check_trajectory(script, spec)
