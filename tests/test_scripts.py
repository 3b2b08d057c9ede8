"""Scripts compute what their specs mean, for every kind and every example spec.

The bench builds each network from its rows alone and compares numbers in float64.
"""

import pkgutil
from copy import deepcopy
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import nngen.language
from nngen.language.base import kinds_in

from .bench.asserts import assert_close, printed, random_theta
from .bench.batches import draws, training_stream
from .bench.checks import check_all, check_shapes, doubled, load_script
from .bench.drops import DROPS
from .bench.gradient_check import check_gradient, gradient
from .bench.reference import Reference
from .bench.rows import ROWS
from .bench.specs import Case, base_spec, cases, dense
from .helpers import (
    BENCH,
    BOOK,
    NOTEBOOK,
    Spec,
    case_id,
    make_script,
    run_script,
    spec_of,
)

pytestmark = pytest.mark.no_cover  # others execute the same lines

STREAMS = [{"rng": "pcg64"}, {"rng": "mt19937"}, {"rng": "mt19937", "discard": 7}]


def exact_script(spec: Spec) -> Any:
    """Return a script that computes in float64, loaded."""
    text = make_script(spec)
    if spec["numerics"].get("arithmetic") == "notebook":
        text = doubled(text)
    return load_script(text)


def in_float64(spec: Spec) -> Spec:
    """Return a spec in float64; the notebook's arithmetic has but its own format."""
    numerics = {"dtype": "float64"} | spec.get("numerics", {})
    if numerics.get("arithmetic") == "notebook":
        numerics.pop("dtype")
    return spec | {"numerics": numerics}


@pytest.mark.parametrize("case", BENCH, ids=case_id)
def test_every_kind_natively(case: Case) -> None:
    check_all(exact_script(case.spec), case.spec)


@pytest.mark.parametrize("case", BOOK, ids=case_id)
def test_every_kind_in_the_notebooks_order(case: Case) -> None:
    check_all(exact_script(case.spec), case.spec)


@pytest.mark.parametrize("stream", STREAMS, ids=str)
@pytest.mark.parametrize("case", cases("initializers"), ids=case_id)
def test_every_start_of_every_stream(case: Case, stream: Spec) -> None:
    spec = case.spec | {"numerics": stream | {"dtype": "float64"}}
    check_shapes(exact_script(spec), spec)


@pytest.mark.parametrize("stream", STREAMS, ids=str)
@pytest.mark.parametrize("case", cases("data"), ids=case_id)
def test_every_draw_of_every_stream(case: Case, stream: Spec) -> None:
    spec = case.spec | {"numerics": stream | {"dtype": "float64"}}
    check_all(exact_script(spec), spec)


@pytest.mark.parametrize("stream", STREAMS, ids=str)
def test_every_mask_of_every_stream(stream: Spec) -> None:
    change = DROPS["dropped, by batches with some rows held back"]
    spec = base_spec(**change, numerics=stream | {"dtype": "float64"})
    check_all(exact_script(spec), spec)


def test_every_example(spec_path: Path) -> None:
    spec = in_float64(spec_of(spec_path))
    check_all(exact_script(spec), spec)


@pytest.mark.exhaustive
def test_every_example_at_more_coordinates(spec_path: Path) -> None:
    spec = in_float64(spec_of(spec_path))
    check_gradient(exact_script(spec), spec, rows=5, coordinates=1000)


@pytest.mark.exhaustive
@pytest.mark.parametrize("case", [*BENCH, *BOOK], ids=case_id)
def test_gradients_are_the_references_anywhere(case: Case) -> None:
    script, reference = exact_script(case.spec), Reference(case.spec)
    x, y = script.load_data()[:2]
    stream = training_stream(case.spec) if draws(case.spec) else None
    for seed in range(100):
        rows = np.random.default_rng(seed).permutation(len(x))[: seed % 7 or None]
        script.initialize()
        script.theta[:] = theta = random_theta(reference.size, seed)
        grad = gradient(script, x[rows], y[rows])
        step = theta, x[rows], y[rows], deepcopy(stream)
        expected = reference.loss_and_gradient(*step)[1]
        assert_close(grad, expected, f"gradient {seed} for {len(rows)} rows")


def registries() -> dict[str, Any]:
    """Return the registries of kinds, by the file that each ends."""
    found = {}
    for module in pkgutil.iter_modules(nngen.language.__path__):
        names = vars(import_module(f"nngen.language.{module.name}"))
        for name, value in names.items():
            if name.startswith("Any") and value is not Any:
                found[name] = value
    return found


def test_the_bench_has_a_row_for_each_kind() -> None:
    kinds = [kinds_in(union) for union in registries().values()]
    declared = sorted(sorted(kind.selector() for kind in union) for union in kinds)
    assert declared == sorted(sorted(rows) for rows in ROWS.values())


def test_the_bench_exercises_each_kind() -> None:
    for category, rows in ROWS.items():
        for kind, row in rows.items():
            assert row.examples, f"{category}, {kind}: no example, so no test"


def diverging(first: float, **changes: Any) -> Spec:
    """Return a spec whose twenty kernels start at so large a scale."""
    kernel = {"type": "normal", "mean": first, "stddev": first}
    layers = [dense(5, kernel_initializer=kernel) for _ in range(20)]
    last = dense(3, kernel_initializer=kernel, activation="softmax")
    numerics = {"dtype": "float32"}
    return base_spec(layers=[*layers, last], numerics=numerics) | changes


STEEP = base_spec(
    layers=[dense(9), dense(9), dense(9), dense(3, activation="softmax")],
    optimizer={"type": "sgd", "learning_rate": 1000.0, "momentum": 0.99},
    training={"epochs": 100, "log_every": 3},
    numerics={"dtype": "float32"},
)


@pytest.mark.parametrize("numerics", [{"dtype": "float32"}, NOTEBOOK], ids=str)
def test_a_loss_that_is_not_finite_stops_at_once(numerics: Spec) -> None:
    done = run_script(make_script(diverging(1e3, numerics=numerics)))
    assert (done.returncode, done.stderr) == (3, "")
    assert done.stdout == "epoch: 0, loss: nan, training has diverged\n"


@pytest.mark.parametrize("numerics", [{"dtype": "float32"}, NOTEBOOK], ids=str)
def test_training_that_diverges_stops_with_one_line(numerics: Spec) -> None:
    done = run_script(make_script(STEEP | {"numerics": numerics}))
    assert (done.returncode, done.stderr) == (3, "")
    *logged, stop = done.stdout.splitlines()
    assert stop.endswith(", training has diverged")
    assert logged, "the first loss is finite"
    assert not any("diverged" in line or "nan" in line for line in logged)


def test_train_raises_what_ends_the_process() -> None:
    script = load_script(make_script(diverging(1e3)))
    with pytest.raises(SystemExit) as stopped:
        printed(script.train)
    assert stopped.value.code == 3


def test_a_script_that_has_diverged_starts_over() -> None:
    script: Any = load_script(make_script(STEEP))
    with pytest.raises(SystemExit):
        printed(script.train)
    script.LEARNING_RATE = 0.01
    log, _ = printed(script.train)
    assert np.isfinite(script.theta).all()
    assert log[-1]["epoch"] == STEEP["training"]["epochs"] - 1
