"""Compare the rows that a script loads with those its spec defines."""

from typing import Any

import numpy as np

from .asserts import assert_same_bits
from .autodiff import Array
from .data_rows import DATA
from .parts import form, names, parts_of, preparation, raw_parts, resolved, row_shape
from .records import chosen
from .scripts import Script
from .specs import Spec

EXACT = 1e-12
UNDRAWN = ("csv", "sine", "npz", "idx")
ROUNDED = 1e-6  # nnfs, whose draws mt19937 gives, rounds them to float32


def check_data(script: Script, spec: Spec) -> None:
    """Assert that load_data() gives what the spec's data define, twice the same."""
    DATA[spec["data"]["type"]].check(resolved(spec), *_all_rows(spec))
    check_rows(script, spec)
    _check_constants(script, spec)
    _check_prepare(script, spec)


def check_rows(script: Script, spec: Spec) -> None:
    """Compare load_data() with the bench's own rows; what is drawn may look odd."""
    found, expected = script.load_data(), parts_of(spec)
    assert len(found) == 2 * len(expected), f"{len(found)} arrays for {list(expected)}"
    pairs = zip(found[::2], found[1::2], strict=True)
    for (x, y), (name, (right_x, right_y)) in zip(pairs, expected.items(), strict=True):
        _compare_rows(x, right_x, _bound(spec), f"the {name} rows")
        if form(spec) == "values":
            _compare_rows(y, right_y, EXACT, f"the {name} targets")
        else:
            _compare_targets(y, right_y, f"the {name} targets")
    for first, second in zip(found, script.load_data(), strict=True):
        assert_same_bits(first, second, "the data of two calls")


def _all_rows(spec: Spec) -> tuple[Array, Array]:
    """Return the raw rows of the data before any are held back."""
    alone: Spec = {
        key: spec[key] for key in ("seed", "data", "loss", "numerics") if key in spec
    }
    return raw_parts(alone)["training"]


def _bound(spec: Spec) -> float:
    """Return how far off a value may be."""
    rounded = spec["numerics"].get("rng") == "mt19937"
    return ROUNDED if rounded and spec["data"]["type"] not in UNDRAWN else EXACT


def _compare_rows(x: Array, right: Array, bound: float, what: str) -> None:
    """Assert that rows are close; a row's place is part of its value."""
    assert x.dtype == np.float64, f"{what}: {x.dtype}"
    assert x.shape == right.shape, f"{what}: shape {x.shape}, expected {right.shape}"
    off = np.abs(x - right) / np.maximum(1, np.abs(right))
    assert off.max(initial=0) <= bound, f"{what} are off by {off.max()}"


def _compare_targets(y: Array, right: Array, what: str) -> None:
    """Assert that targets are equal, indices or zeros and ones in the rows' format."""
    assert np.array_equal(y, right), f"{what}: {y[:4]}..., expected {right[:4]}..."
    kind = "f" if y.ndim == 2 else "iu"
    assert y.dtype.kind in kind, f"{what}: {y.dtype}"
    assert y.ndim == 1 or y.dtype == np.float64, f"{what}: {y.dtype}"


def _check_constants(script: Script, spec: Spec) -> None:
    """Compare the numbers that stand at the top of a script with the spec's."""
    table, training = spec.get("split", {}), spec["training"]
    stated = {"VALIDATION": "validation", "TEST": "test"}
    expected: dict[str, Any] = {k: table[v] for k, v in stated.items() if table.get(v)}
    if "batch_size" in training:
        expected["BATCH"] = training["batch_size"]
    for name, value in expected.items():
        assert getattr(script, name) == value, f"{name} is not {value}"
    if (named(spec) and known(spec)) or hasattr(script, "CLASSES"):
        assert tuple(names(spec)) == script.CLASSES, script.CLASSES


def known(spec: Spec) -> bool:
    """Tell whether a build may know the names: classes that are counted have none."""
    return "class_map" in spec["data"] or "inputs" not in spec["data"]


def named(spec: Spec) -> bool:
    """Tell whether the classes have names and not just numbers."""
    return not all(name.isdecimal() for name in names(spec))


def _check_prepare(script: Script, spec: Spec) -> None:
    """Assert that prepare(x) is there where it has work, and does it on any rows."""
    asked = chosen(spec.get("preprocess", {}).get("features", "none"))[0] != "none"
    assert hasattr(script, "prepare") == asked, f"prepare, {asked} by the spec"
    if not asked:
        return
    x = np.random.default_rng(5).normal(size=(9, *row_shape(spec)))
    for raw in (x, x[:1], x[:0], raw_parts(spec)["training"][0]):
        kept = raw.copy()
        found, right = script.prepare(raw), preparation(spec)(raw)
        _compare_rows(found, right, 10 * _bound(spec), f"{len(raw)} prepared rows")
        assert_same_bits(raw, kept, "the rows before and after prepare")
