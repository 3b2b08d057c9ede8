"""Formulas as equations that mean the same."""

import re

import numpy as np
import pytest
from hypothesis import example, given

from nngen.script.formula import equation, inline, parse, without

from .formulas import MEANING, TERMS, apart, symbols_of


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ("z", "Z"),
        ("max(0, z)", "max(0, Z)"),
        ("where(a > 0, da, 0)", "DA where A > 0, else 0"),
        ("1 / (1 + exp(-z))", "1 / (1 + exp(-Z))"),
        ("da * (1 - a) * a", "DA * (1 - A) * A"),
        ("da * (1 - a**2)", "DA * (1 - A^2)"),
        ("a - (z - da)", "A - (Z - DA)"),
        ("a / (z * da)", "A / (Z * DA)"),
        ("(a + z)**2", "(A + Z)^2"),
        ("-(a + z)", "-(A + Z)"),
        ("c * a - 0.5 * da", "c A - 0.5 DA"),
        ("max(z, 0) + expm1(min(z, 0))", "max(Z, 0) + exp(min(Z, 0)) - 1"),
        ("c * expm1(z)", "c (exp(Z) - 1)"),
        ("da * -expm1(-a)", "DA * (1 - exp(-A))"),
        ("log1p(exp(-abs(z)))", "log(1 + exp(-|Z|))"),
        ("da * where(a > 0, 1, c)", "DA * (1 where A > 0, else c)"),
        ("where(a > 0, z, a + da)", "Z where A > 0, else A + DA"),
        ("(2 / c)**0.5 * a", "sqrt(2 / c) A"),
        ("c * da * z * z", "c DA * Z^2"),
        ("c * da * z * a", "c DA * Z * A"),
        ("z * (0.5 * (1 + a))", "0.5 Z * (1 + A)"),
        ("z * (c * (1 + a))", "Z * c (1 + A)"),
        ("z**-1", "Z^(-1)"),
        ("da * ((1 + (z - a)) / (1 + exp(-z)))", "DA * ((1 + Z - A) / (1 + exp(-Z)))"),
    ],
)
def test_equation(formula: str, text: str) -> None:
    assert equation(formula, symbols_of(apart())) == text


def read(text: str) -> str:
    """Return an equation as Python: a gap is a product, ^ a power."""
    return re.sub(r"(?<=[\w)]) (?=[\w(])", " * ", text).replace("^", "**")


@given(formula=TERMS)
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
        ("da * -a", "DA * (-A)"),
        ("a / z * da", "(A / Z) * DA"),
        ("da * where(z > 0, a, 0)", "DA * (A where Z > 0, else 0)"),
        ("where(a < 0, da, 0)", "DA where A < 0, else 0"),
    ],
)
def test_equation_brackets(formula: str, text: str) -> None:
    assert equation(formula, symbols_of(apart())) == text


def test_inline() -> None:
    code = inline(parse("c / (1 + c * step)"), symbols_of(apart()))
    assert code == "RATE / (1 + RATE * step)"
    assert inline(parse("(2 / c)**0.5"), symbols_of(apart())) == "(2 / RATE) ** 0.5"


@pytest.mark.parametrize(
    ("formula", "rest"),
    [
        ("a / (k * n)", "a / n"),
        ("a / (n * k)", "a / n"),
        ("2 * a / k / n", "2 * a / n"),
        ("k / n", "k / n"),
    ],
)
def test_a_factor_of_one_is_left_out(formula: str, rest: str) -> None:
    assert without("k", formula) == rest
