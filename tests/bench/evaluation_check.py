"""Compare what a script says of rows it is given with the reference."""

from collections.abc import Iterator
from warnings import catch_warnings, simplefilter

import numpy as np

from .asserts import assert_close, assert_same_bits, assert_unshared, random_theta
from .autodiff import Array
from .parts import form, held_parts
from .places import Running
from .reference import Reference
from .scripts import Script
from .specs import Spec

MANY = 1000


def check_prediction(script: Script, spec: Spec) -> None:
    """Assert that predict(x) is right on any rows, a copy, and changes nothing."""
    reference = Reference(spec)
    x = script.load_data()[0]
    script.initialize()
    script.theta[:] = theta = random_theta(reference.size)
    running = collected_before(script, reference)
    many = np.random.default_rng(2).normal(size=(MANY, *reference.inputs))
    kept = many.copy()
    for n in _counts(spec, len(x)):
        answer = script.predict(many[:n])
        expected = reference.output(theta, many[:n], running)
        assert_close(answer, expected, f"predict on {n} rows")
        probe = script.forward(x), reference.output(theta, x, running)
        assert_unshared(answer, script)
        assert_close(*probe, f"forward after predict on {n} rows")
        assert_close(answer, expected, f"what predict on {n} rows gave, after forward")
        assert_same_bits(script.theta, theta, "theta before and after predict")
        assert_same_bits(many, kept, "the rows before and after predict")


def check_evaluation(script: Script, spec: Spec) -> None:
    """Assert that evaluate(x, y) is there where rows are held back, and right."""
    held = held_parts(spec)
    asked = spec.get("script", {}).get("command_line", False)
    is_needed = bool(held) or asked
    assert hasattr(script, "evaluate") == is_needed, f"evaluate, {held} held back"
    if not is_needed:
        return
    reference = Reference(spec)
    x, y = script.load_data()[:2]
    script.initialize()
    script.theta[:] = theta = random_theta(reference.size)
    running = collected_before(script, reference)
    many, targets = _rows(y, reference, form(spec))
    for n in _counts(spec, len(x)):
        rows = many[:n], targets[:n]
        with catch_warnings():
            simplefilter("error" if n else "ignore")  # no rows have no mean
            found = script.evaluate(*rows)
        right = reference.scores(theta, *rows, running) if n else {}
        _compare(found, right or dict.fromkeys(_names(reference), float("nan")), n)
        assert_same_bits(script.theta, theta, "theta before and after evaluate")
    probe = script.forward(x), reference.output(theta, x, running)
    assert_close(*probe, "forward after evaluate")


def collected_before(script: Script, reference: Reference) -> Running:
    """Return what a script shall have collected, drawn above zero, and write it."""
    draw = np.random.default_rng(6).uniform
    running = [
        {name: draw(0.5, 2, array.shape) for name, array in each.items()}
        for each in reference.fresh
    ]
    arrays = [array.ravel() for each in running for array in each.values()]
    if arrays:
        script.running[:] = np.concatenate(arrays)
    return running


def _rows(y: Array, reference: Reference, form: str) -> tuple[Array, Array]:
    """Return many rows of no meaning, with targets of a form, of the type of y."""
    rng = np.random.default_rng(3)
    x = rng.normal(size=(MANY, *reference.inputs))
    if form == "values":
        return x, rng.normal(size=(MANY, 1)).astype(y.dtype)
    if form == "binary":
        return x, rng.integers(0, 2, (MANY, 1)).astype(y.dtype)
    classes = rng.integers(0, reference.outputs, MANY)
    targets = np.eye(reference.outputs)[classes] if form == "one_hot" else classes
    return x, targets.astype(y.dtype)


def _counts(spec: Spec, rows: int) -> Iterator[int]:
    """Return numbers of rows around those that buffers are made for."""
    sizes = {rows, spec["training"].get("batch_size", rows)}
    near = {size + by for size in sizes for by in (-1, 0, 1)}
    yield from sorted({0, 1, MANY} | near)


def _names(reference: Reference) -> list[str]:
    """Return what evaluate() tells, in its order."""
    return [*reference.metrics(), "loss"]


def _compare(found: dict[str, float], right: dict[str, float], n: int) -> None:
    """Assert that the answers on n rows have the right names, numbers and types."""
    assert list(found) == list(
        right
    ), f"evaluate gives {list(found)}, not {list(right)}"
    for name, value in right.items():
        assert isinstance(found[name], float), (name, type(found[name]))
        if not np.isnan(value):
            assert_close(found[name], value, f"{name} of evaluate on {n} rows")
        else:
            assert np.isnan(found[name]), f"{name} of no rows is {found[name]}"
