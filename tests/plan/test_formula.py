"""Formulas as equations that mean the same, and as calls that compute the same."""

import re
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nngen.kinds.functions import Elementwise
from nngen.plan.formula import Symbol, calls, equation, inline, parse

Arrays = dict[str, Any]

NAMES = ("z", "a", "da", "dz")
MEANING: Arrays = {
    "max": np.maximum,
    "exp": np.exp,
    "tanh": np.tanh,
    "where": np.where,
    "np": np,
}
FUNCTIONS = {kind.__name__: kind for kind in Elementwise.__subclasses__()}
FORMULAS = [k.value for k in FUNCTIONS.values() if k.value != "z"]
FORMULAS += [k.backward for k in FUNCTIONS.values() if k.backward != "da"]


def symbols_of(homes: dict[str, str]) -> dict[str, Symbol]:
    symbols = {name: Symbol(f"{name}1", name.upper(), homes[name]) for name in NAMES}
    return symbols | {"c": Symbol("RATE", "c")}


def apart() -> dict[str, str]:
    return {name: name for name in NAMES}


def run(formula: str, target: str, homes: dict[str, str], spent: list[str]) -> None:
    """Assert that the calls leave the formula's value, and all else as it was."""
    memories: Arrays = {
        home: np.linspace(0.3, 1.4, 5) * (1 + i) * (-1) ** np.arange(5)
        for i, home in enumerate(sorted(set(homes.values())))
    }
    before = {home: array.copy() for home, array in memories.items()}
    values = {name: before[homes[name]] for name in NAMES}
    symbols = symbols_of(homes)
    code = calls(formula, target, symbols, spent)
    names = {symbols[name].code: memories[homes[name]] for name in NAMES}
    with np.errstate(all="ignore"):
        expected = eval(formula, MEANING | values | {"c": 0.7})
        exec("\n".join(code), MEANING | names | {"RATE": 0.7})
    fine = np.isfinite(expected)
    np.testing.assert_array_equal(memories[homes[target]][fine], expected[fine])
    free = {homes[name] for name in (target, *spent)}
    for home in set(memories) - free:
        np.testing.assert_array_equal(memories[home], before[home])


def terms(leaves: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return sums, products, quotients, squares and functions of formulas."""
    pairs = st.tuples(leaves, st.sampled_from("+-*/"), leaves)
    return st.one_of(
        pairs.map(lambda p: f"({p[0]} {p[1]} {p[2]})"),
        st.tuples(st.sampled_from(["exp", "tanh"]), leaves).map(
            "{0[0]}({0[1]})".format
        ),
        leaves.map("max(0, {})".format),
        leaves.map("exp(-{})**2".format),
    )


LEAF = st.sampled_from(["z", "a", "da", "c", "2", "0.5"])
ARRAY_FORMULAS = terms(st.recursive(LEAF, terms, max_leaves=6)).filter(
    lambda text: re.search(r"\b(z|a|da)\b", text)
)


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ("z", "Z"),
        ("max(0, z)", "max(0, Z)"),
        ("where(a > 0, da, 0)", "DA where A > 0, else 0"),
        ("1 / (1 + exp(-z))", "1 / (1 + exp(-Z))"),
        ("da * (1 - a) * a", "DA (1 - A) A"),
        ("da * (1 - a**2)", "DA (1 - A^2)"),
        ("a - (z - da)", "A - (Z - DA)"),
        ("a / (z * da)", "A / (Z DA)"),
        ("(a + z)**2", "(A + Z)^2"),
        ("-(a + z)", "-(A + Z)"),
        ("c * a - 0.5 * da", "c A - 0.5 DA"),
    ],
)
def test_equation(formula: str, text: str) -> None:
    assert equation(formula, symbols_of(apart())) == text


def read(text: str) -> str:
    """Return an equation as Python: a gap is a product, ^ a power."""
    return re.sub(r"(?<=[\w)]) (?=[\w(])", " * ", text).replace("^", "**")


@given(formula=ARRAY_FORMULAS)
@example("a**2 - (z - da)**2 / (c * a)")
def test_an_equation_means_its_formula(formula: str) -> None:
    numbers = map(np.float64, (0.3, 0.45, 0.7, 0.9))  # which divide by zero in peace
    values = dict(zip(("z", "a", "da", "c"), numbers, strict=True))
    capitals = {k if k == "c" else k.upper(): v for k, v in values.items()}
    text = read(equation(formula, symbols_of(apart())))
    with np.errstate(all="ignore"):
        one = eval(f"np.float64(1) * ({formula})", MEANING | values)
        two = eval(f"np.float64(1) * ({text})", MEANING | capitals)
    np.testing.assert_allclose(one, two, rtol=1e-9)


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ("(-a)**2", "(-A)^2"),
        ("(a**z)**da", "(A^Z)^DA"),
        ("da * -a", "DA (-A)"),
        ("a / z * da", "(A / Z) DA"),
        ("da * where(z > 0, a, 0)", "DA (A where Z > 0, else 0)"),
        ("where(a < 0, da, 0)", "DA where A < 0, else 0"),
    ],
)
def test_equation_brackets(formula: str, text: str) -> None:
    assert equation(formula, symbols_of(apart())) == text


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


@pytest.mark.parametrize("spent", [[], ["a"], ["z", "a", "da"]])
@pytest.mark.parametrize("shared", ["dz", "da", "z", "a"])
@pytest.mark.parametrize("formula", FORMULAS)
def test_calls_of_the_kinds(formula: str, shared: str, spent: list[str]) -> None:
    run(formula, "dz", apart() | {"dz": shared}, spent)


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_backward_formulas_are_derivatives(name: str) -> None:
    kind, h = FUNCTIONS[name], 1e-6
    z = np.array([-1.3, -0.2, 0.4, 2.1])
    low, high, a = (eval(kind.value, MEANING | {"z": z + d}) for d in (-h, h, 0))
    dz = eval(kind.backward, MEANING | {"z": z, "a": a, "da": np.full(4, 3.0)})
    np.testing.assert_allclose(dz, 3 * (high - low) / (2 * h), rtol=1e-6)


@example(formula="(z * a) + (z * da)", shared="z", spent=[])
@given(
    formula=ARRAY_FORMULAS,
    shared=st.sampled_from(NAMES),
    spent=st.lists(st.sampled_from(NAMES[:3]), unique=True),
)
@settings(max_examples=300)
def test_calls_of_any_formula(formula: str, shared: str, spent: list[str]) -> None:
    run(formula, "dz", apart() | {"dz": shared}, spent)


@pytest.mark.parametrize("formula", ["(z * a) + (z * da)", "(z - a) / exp(z)"])
def test_a_part_inside_a_call_keeps_what_it_reads(formula: str) -> None:
    run(formula, "dz", apart() | {"dz": "z"}, [])


def test_where_with_something_else() -> None:
    with pytest.raises(ValueError, match="0 as its third part"):
        run("where(a > 0, da, 2)", "dz", apart(), [])


def test_inline() -> None:
    code = inline(parse("c / (1 + c * step)"), symbols_of(apart()))
    assert code == "RATE / (1 + RATE * step)"
