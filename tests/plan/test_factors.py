"""Formulas without a factor that is 1."""

import pytest

from nngen.plan.formula import without


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
