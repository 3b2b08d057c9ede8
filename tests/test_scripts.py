"""Scripts compute what their specs mean, for every kind and every example spec.

The bench builds each network from its rows alone and compares numbers in float64.
"""

import pkgutil
from copy import deepcopy
from importlib import import_module
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
    DOUBLE,
    EXAMPLES,
    NNFS,
    WAYS,
    Spec,
    a_style_of_each,
    case_id,
    each_style,
    each_way,
    is_nnfs,
    make_script,
    run_script,
)

pytestmark = pytest.mark.no_cover  # others execute the same lines

STREAMS = [{"rng": "pcg64"}, {"rng": "mt19937"}, {"rng": "mt19937", "discard": 7}]


def exact_script(spec: Spec) -> Any:
    """Return a script that computes in float64, loaded."""
    text = make_script(spec)
    return load_script(doubled(text) if is_nnfs(spec) else text)


def in_float64(spec: Spec) -> Spec:
    """Return a spec in float64; the book's arithmetic has but its own format."""
    if is_nnfs(spec):
        return spec
    return spec | {"numerics": DOUBLE | spec.get("numerics", {})}


@a_style_of_each([*BENCH, *BOOK])
def test_every_kind(case: Case) -> None:
    check_all(exact_script(case.spec), case.spec)


@each_style
@pytest.mark.parametrize("stream", STREAMS, ids=str)
@pytest.mark.parametrize("case", cases("initializers"), ids=case_id)
def test_every_start_of_every_stream(case: Case, stream: Spec, style: str) -> None:
    spec = case.spec | WAYS[style] | {"numerics": stream | DOUBLE}
    check_shapes(exact_script(spec), spec)


@pytest.mark.parametrize("stream", STREAMS, ids=str)
@pytest.mark.parametrize("case", cases("data"), ids=case_id)
def test_every_draw_of_every_stream(case: Case, stream: Spec) -> None:
    spec = case.spec | {"numerics": stream | DOUBLE}
    check_all(exact_script(spec), spec)


@each_style
@pytest.mark.parametrize("stream", STREAMS, ids=str)
def test_every_mask_of_every_stream(stream: Spec, style: str) -> None:
    change = DROPS["dropped, by batches with some rows held back"]
    spec = base_spec(**change) | WAYS[style] | {"numerics": stream | DOUBLE}
    check_all(exact_script(spec), spec)


@pytest.mark.parametrize("case", EXAMPLES, ids=case_id)
def test_every_example(case: Case) -> None:
    spec = in_float64(case.spec)
    check_all(exact_script(spec), spec)


@pytest.mark.exhaustive
@pytest.mark.parametrize("case", EXAMPLES, ids=case_id)
def test_every_example_at_more_coordinates(case: Case) -> None:
    spec = in_float64(case.spec)
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


SINGLE = {way: changes | {"numerics": {}} for way, changes in WAYS.items()}
SINGLE["nnfs"] = {"numerics": NNFS}


@each_way
def test_a_loss_that_is_not_finite_stops_at_once(way: str) -> None:
    done = run_script(make_script(diverging(1e3) | SINGLE[way]))
    assert (done.returncode, done.stdout) == (3, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("epoch: 0, loss: nan, training has diverged: try a lower ")


@each_way
def test_training_that_diverges_stops_with_one_line(way: str) -> None:
    done = run_script(make_script(STEEP | SINGLE[way]))
    assert done.returncode == 3
    logged, (stop,) = done.stdout.splitlines(), done.stderr.splitlines()
    assert ", training has diverged: try a lower " in stop
    assert logged, "the first loss is finite"
    assert not any("diverged" in line or "nan" in line for line in logged)


def test_train_raises_an_exception_of_one_line() -> None:
    script = load_script(make_script(diverging(1e3)))
    with pytest.raises(FloatingPointError) as stopped:
        printed(script.train)
    assert str(stopped.value).startswith("epoch: 0, loss: nan, training has diverged:")


def test_a_script_that_has_diverged_starts_over() -> None:
    script: Any = load_script(make_script(STEEP))
    with pytest.raises(FloatingPointError):
        printed(script.train)
    script.LEARNING_RATE = 0.01
    log, _ = printed(script.train)
    assert np.isfinite(script.theta).all()
    assert log[-1]["epoch"] == STEEP["training"]["epochs"] - 1
