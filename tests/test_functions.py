"""Activation functions at numbers of any size: right, finite, silent, in place."""

import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from nngen.engines.numpy.fast import page as fast
from nngen.engines.numpy.plain import page as plain
from nngen.script.code import Lines

from .bench.autodiff import Array
from .bench.function_rows import FUNCTIONS
from .bench.records import Options
from .bench.scripts import load_script
from .bench.specs import base_spec, dense
from .helpers import FAST, NNFS, WAYS, Spec, each_way, make_graph, make_script

pytestmark = pytest.mark.no_cover  # others execute the same lines

SIZES = (0, 1e-30, 1, 20, 100, 1e4)
LARGEST = {"float32": 3e38, "float64": 1e308}
ROUNDINGS = 32  # that a value may be off, and a derivative
EXAMPLES = [
    pytest.param({"type": kind, **options}, id=f"{kind} {options}")
    for kind, row in FUNCTIONS.items()
    for options in row.examples
    if kind not in ("linear", "softmax")
]
NUMERICS: list[Spec] = [{"dtype": "float32"}, {"dtype": "float64"}, NNFS]
each_function = pytest.mark.parametrize("function", EXAMPLES)


def s(z: Array) -> Array:
    """Return 1 / (1 + e^-z), exact to the last bits at any z."""
    e = np.exp(-np.abs(z))
    return np.asarray(np.where(z > 0, 1, e) / (1 + e))


def below(z: Array) -> Array:
    """Return e^z where z is below 0, else 1."""
    return np.asarray(np.exp(np.minimum(z, 0)))


def elu(z: Array, scale: float, alpha: float) -> tuple[Array, Array]:
    """Return an exponential linear unit and its derivative."""
    value = np.where(z > 0, z, alpha * np.expm1(np.minimum(z, 0)))
    return scale * value, scale * np.where(z > 0, 1, alpha * below(z))


def gelu(z: Array) -> tuple[Array, Array]:
    """Return z Phi(z) in its tanh form, s(2 u) z, and its derivative."""
    near = np.clip(z, -40, 40)  # farther out 2 u alone decides
    u = np.sqrt(2 / np.pi) * (near + 0.044715 * near**3)
    slope = np.sqrt(2 / np.pi) * (1 + 0.134145 * near**2)
    return z * s(2 * u), s(2 * u) * (1 + 2 * near * s(-2 * u) * slope)


def silu(z: Array) -> tuple[Array, Array]:
    """Return z s(z) and its derivative, in which z s(-z) is 0 far above 0."""
    tail = np.clip(z, -1e300, 800) * s(-np.clip(z, -800, 800))
    return z * s(z), s(z) * (1 + tail)


Both = Callable[[Options, Array], tuple[Array, Array]]
Evaluate = Callable[[Options, Array, Spec], tuple[Array, Array]]
MEANT: dict[str, Both] = {
    "relu": lambda o, z: (np.maximum(z, 0), 1.0 * (z > 0)),
    "leaky_relu": lambda o, z: (
        np.where(z > 0, z, o.get("negative_slope", 0.01) * z),
        np.where(z > 0, 1, o.get("negative_slope", 0.01)),
    ),
    "elu": lambda o, z: elu(z, 1, o.get("alpha", 1)),
    "selu": lambda o, z: elu(z, 1.0507009873554805, 1.6732632423543772),
    "gelu": lambda o, z: gelu(z),
    "silu": lambda o, z: silu(z),
    "softplus": lambda o, z: (np.logaddexp(z, 0), s(z)),
    "sigmoid": lambda o, z: (s(z), s(z) * s(-z)),
    "tanh": lambda o, z: (np.tanh(z), 1 - np.tanh(z) ** 2),
}


def bent(function: Options, numerics: Spec, units: int = 5) -> Spec:
    """Return a network with a function in its middle."""
    layers = [dense(units), {"type": "activation", "function": function}, dense(3)]
    loss = {"type": "categorical_crossentropy", "from_logits": True}
    return base_spec(layers=layers, loss=loss, numerics=numerics)


def evaluate_fast(function: Options, z: Array, numerics: Spec) -> tuple[Array, Array]:
    """Return value and derivative as the calls of a fast script work them out."""
    spec = bent(function, numerics) | {"script": FAST}
    script: Any = load_script(make_script(spec))
    step = fast.make_page(make_graph(spec), Path()).steps[1]
    script.allocate(len(z))
    script.z1[:] = z
    carry_out(step.formulas.forward, script, "value" in step.formulas.overflows)
    value = script.a1.copy()
    script.da1.fill(1)
    carry_out(step.formulas.backward, script, "backward" in step.formulas.overflows)
    assert all((a == a[:1]).all() and a.dtype == z.dtype for a in (value, script.dz1))
    return value[0], script.dz1[0]


def evaluate_plain(function: Options, z: Array, numerics: Spec) -> tuple[Array, Array]:
    """Return value and derivative as the lines of a plain script work them out."""
    page = plain.make_page(make_graph(bent(function, numerics)), Path())
    formulas = page.steps[1].formulas
    assert formulas is not None
    known: dict[str, Any] = {"np": np, "z1": z, "da1": np.ones_like(z)}
    with quiet("value" in formulas.overflows):
        known["a1"] = eval(formulas.value, known)
    with quiet("backward" in formulas.overflows):
        for name, _, code in formulas.parts:
            known[name] = eval(code, known)
        slope = eval(formulas.share, known)
    assert known["a1"].dtype == slope.dtype == z.dtype
    return known["a1"], slope


def quiet(overflows: bool) -> Any:
    """Return what lets numbers overflow, or nothing, in silence."""
    over = "ignore" if overflows else "raise"
    return np.errstate(over=over, divide="raise", invalid="raise")  # type: ignore[arg-type]


def carry_out(lines: tuple[Lines, ...], script: Any, overflows: bool) -> None:
    """Run the calls of a formula, silently; a part may overflow where it says so."""
    code = "\n".join(call for part in lines for call in part.calls)
    with quiet(overflows):
        exec(code, vars(script))


def off(found: Array, expected: Array, scale: Any) -> Array:
    """Return how many roundings of some scale numbers are off."""
    rounding = np.finfo(found.dtype).eps * np.maximum(np.abs(expected), scale)
    error = np.abs(found.astype(np.float64) - expected)
    return np.asarray(error / np.maximum(rounding, np.finfo(found.dtype).tiny))


@pytest.mark.parametrize(
    ("evaluate", "numerics"),
    [
        *((evaluate_plain, numerics) for numerics in NUMERICS),
        *((evaluate_fast, numerics) for numerics in NUMERICS[:2]),
    ],
)
@each_function
def test_numbers_of_any_size(
    function: Options, numerics: Spec, evaluate: Evaluate
) -> None:
    kind = str(function["type"])
    dtype = numerics.get("dtype", "float32")
    sizes = np.array([*SIZES, LARGEST[dtype]])
    z = np.concatenate([-sizes[::-1], sizes]).astype(dtype)
    value, slope = evaluate(function, z, numerics)
    exact = z.astype(np.float64)
    with np.errstate(all="ignore"):
        expected, derivative = MEANT[kind](function, exact)
    assert np.isfinite(expected).all() and np.isfinite(derivative).all()
    assert np.isfinite(value).all() and np.isfinite(slope).all()
    # of gelu 1 + tanh is rounded, of its derivative the sum
    near = np.minimum(np.abs(exact), 40) if kind == "gelu" else 0
    assert off(value, expected, near).max() < ROUNDINGS
    small = 0 if kind in ("silu", "softplus") else 1
    assert off(slope, derivative, small).max() < ROUNDINGS


@each_way
@each_function
def test_large_rows_pass_in_silence(function: Options, way: str) -> None:
    script: Any = load_script(make_script(bent(function, {}) | WAYS[way]))
    script.theta.fill(0)
    script.W1[:] = 1
    script.W2[0] = 1e-6
    x = np.array([[1e4, 0], [-1e4, 0], [-90, 1], [0, 0]], script.theta.dtype)
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        assert np.isfinite(script.predict(x)).all()
        script.forward(x)
        assert np.isfinite(script.loss(np.array([0, 1, 2, 0], np.uint8)))
        script.backward(x, np.array([0, 1, 2, 0], np.uint8))
    assert np.isfinite(script.grad).all()


@each_function
def test_no_number_is_computed_in_new_memory_of_fast_scripts(function: Options) -> None:
    numerics = {"dtype": "float32"}
    spec = bent(function, numerics, 128) | {"script": FAST}
    script: Any = load_script(make_script(spec))
    formulas = fast.make_page(make_graph(spec), Path()).steps[1].formulas
    script.allocate(512)
    script.z1.fill(0.5)
    script.da1.fill(0.5)
    for lines in (formulas.forward, formulas.backward):
        carry_out(lines, script, overflows=True)
        tracemalloc.start()
        carry_out(lines, script, overflows=True)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        # a condition is a byte for each number; NumPy converts 8192 numbers at a time
        assert peak < 0.75 * script.z1.nbytes
