"""Formulas as calls that compute the same, in memory that is there."""

import ast
from collections.abc import Sequence
from itertools import product

import numpy as np
import pytest
from hypothesis import example, given, reject, settings
from hypothesis import strategies as st

from nngen.engines.numpy.fast.calls import calls, stages
from nngen.engines.numpy.fast.effects import effects_of
from nngen.script.formula import Symbol
from tests.script.formulas import (
    CHOICES,
    FUNCTIONS,
    MEANING,
    NAMES,
    Arrays,
    apart,
    evaluate,
    numbers,
    symbols_of,
)

SCRATCH = {"more": "more", "most": "most"}


def run(formula: str, target: str, homes: dict[str, str], spent: list[str]) -> None:
    """Assert that the calls leave the formula's value, and all else as it was."""
    code = calls(formula, target, symbols_of(homes), spent)
    carry_out(code, formula, target, homes, spent, {"c": 0.7, "RATE": 0.7})


def carry_out(
    code: Sequence[str],
    formula: str,
    target: str,
    homes: dict[str, str],
    spent: list[str],
    known: Arrays,
) -> None:
    """Run calls on arrays in their homes; assert what they leave there."""
    memories: Arrays = {
        home: np.linspace(0.3, 1.4, 5) * (1 + i) * (-1) ** np.arange(5)
        for i, home in enumerate(sorted(set(homes.values())))
    }
    before = {home: array.copy() for home, array in memories.items()}
    values = {name: before[homes[name]] for name in homes}
    names = {f"{name}1": memories[homes[name]] for name in homes}
    with np.errstate(all="ignore"):
        expected = evaluate(formula, values | known)
        exec("\n".join(code), MEANING | {"where": np.where} | names | known)
    fine = np.isfinite(expected)
    np.testing.assert_array_equal(memories[homes[target]][fine], expected[fine])
    free = {homes[name] for name in (target, *spent)}
    for home in set(memories) - free:
        np.testing.assert_array_equal(memories[home], before[home])


@pytest.mark.parametrize(
    ("formula", "spent", "code"),
    [
        ("max(0, z)", [], ["np.maximum(0, z1, out=dz1)"]),
        ("where(a > 0, da, 0)", [], ["np.multiply(da1, a1 > 0, out=dz1)"]),
        ("a**2", [], ["np.square(a1, out=dz1)"]),
        ("z**3", [], ["np.power(z1, 3, out=dz1)"]),
        (
            "da * (1 - a**2)",
            ["a"],
            [
                "np.square(a1, out=dz1)",
                "np.subtract(1, dz1, out=dz1)",
                "np.multiply(da1, dz1, out=dz1)",
            ],
        ),
        ("a / (1 + c)", [], ["np.divide(a1, 1 + RATE, out=dz1)"]),
    ],
)
def test_calls(formula: str, spent: list[str], code: list[str]) -> None:
    assert calls(formula, "dz", symbols_of(apart()), spent) == code


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        (
            "da * where(a > 0, 1, 0.25)",
            [
                "np.greater(a1, 0, out=a1)",
                "np.maximum(a1, 0.25, out=a1)",
                "np.multiply(da1, a1, out=dz1)",
            ],
        ),
        (
            "da * where(a > 0, 1, a + c)",
            [
                "np.add(a1, RATE, out=more1)",
                "np.multiply(more1, a1 <= 0, out=more1)",
                "np.add(more1, a1 > 0, out=a1)",
                "np.multiply(da1, a1, out=dz1)",
            ],
        ),
        ("where(a > 0, 1, 0)", ["np.greater(a1, 0, out=dz1)"]),
    ],
)
def test_choices(formula: str, code: list[str]) -> None:
    homes = apart() | {"dz": "da"} | SCRATCH
    assert calls(formula, "dz", symbols_of(homes), ["a", "more"]) == code


def parts_of(name: str) -> list[tuple[str, str, dict[str, str], list[str]]]:
    """Return each use of a function's formulas in scripts: where its arrays live."""
    function, found = FUNCTIONS[name], []
    value, backward = function.formulas()
    reads_x = "x" in effects_of(function).reads
    for own, more in product((False, True), (["dz"], [])):
        if own or not reads_x:  # else backward reads z
            homes = {"z": "z", "a": "a" if own else "z", "da": "dz", "dz": "dz"}
            found.append((value, "a", homes | SCRATCH, [*more, *SCRATCH]))
    for own, more in product((False, True), (["z"], [])):
        if own or not (more or reads_x):
            homes = {"z": "z", "a": "a" if own else "z", "da": "da", "dz": "da"}
            found.append((backward, "dz", homes | SCRATCH, ["a", *more, *SCRATCH]))
    return found


@pytest.mark.parametrize("name", sorted(FUNCTIONS.keys() - {"Linear"}))
def test_calls_of_the_kinds(name: str) -> None:
    known = numbers(FUNCTIONS[name])
    for formula, target, homes, spent in parts_of(name):
        symbols = symbols_of(homes) | {
            k: Symbol(code=repr(v), math=k) for k, v in known.items()
        }
        found = list(stages(formula, target, symbols, spent))
        code = [call for stage in found for call in stage.code]
        carry_out(code, formula, target, homes, spent, known)
        assert not any(map(makes_memory, code)), code


def makes_memory(call: str) -> bool:
    """Tell whether an argument is worked out in new memory; a condition may be."""
    (node,) = ast.parse(call).body
    assert isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    plain = ast.Name | ast.Compare
    found = [
        argument for argument in node.value.args if not isinstance(argument, plain)
    ]
    names = {n.id for each in found for n in ast.walk(each) if isinstance(n, ast.Name)}
    return bool(names - {"np"})


def test_a_named_part_lies_where_nothing_is_wanted() -> None:
    formula = "t = exp(z); w = t * a; t + w * z + da"
    homes = apart() | {"dz": "da"} | SCRATCH
    found = list(stages(formula, "dz", symbols_of(homes), ["a", "more"]))
    assert [stage.target.code for stage in found] == ["more1", "a1", "dz1"]
    code = [call for stage in found for call in stage.code]
    carry_out(code, formula, "dz", homes, ["a", "more"], {})
    assert found[1].writes("a1") and not found[1].writes("a")


@pytest.mark.parametrize("name", FUNCTIONS)
def test_backward_formulas_are_derivatives(name: str) -> None:
    (value, backward), h = FUNCTIONS[name].formulas(), 1e-6
    known = numbers(FUNCTIONS[name])
    z = np.array([-1.3, -0.2, 0.4, 2.1])
    low, high, a = (evaluate(value, known | {"z": z + d}) for d in (-h, h, 0))
    dz = evaluate(backward, known | {"z": z, "a": a, "da": np.full(4, 3.0)})
    np.testing.assert_allclose(dz, 3 * (high - low) / (2 * h), rtol=1e-6)


@example(formula="(z * a) + (z * da)", shared="z", spent=[])
@given(
    formula=CHOICES,
    shared=st.sampled_from(NAMES),
    spent=st.lists(st.sampled_from(NAMES[:3]), unique=True),
)
@settings(max_examples=300)
def test_calls_of_any_formula(formula: str, shared: str, spent: list[str]) -> None:
    try:
        run(formula, "dz", apart() | {"dz": shared}, spent)
    except ZeroDivisionError:  # of numbers, which no formula divides so
        reject()


@pytest.mark.parametrize("formula", ["(z * a) + (z * da)", "(z - a) / exp(z)"])
def test_a_part_inside_a_call_keeps_what_it_reads(formula: str) -> None:
    run(formula, "dz", apart() | {"dz": "z"}, [])
