"""Backward formulas in the form that textbooks give them."""

import pytest

from nngen.engines.numpy.plain.elementwise import textbook
from nngen.script.code import Code, trusted


@pytest.mark.parametrize(
    ("formula", "right"),
    [
        ("where(a > 0, da, 0)", "where(z > 0, da, 0)"),
        ("da * where(a > 0, 1, s)", "where(z > 0, da, s * da)"),
        ("da * where(a > 0, 1, a + s)", "where(a > 0, da, da * (a + s))"),
        ("da * where(a > 0, a, 0)", "where(a > 0, a * da, 0)"),
        ("da * (1 - a ** 2)", "da * (1 - a ** 2)"),
    ],
)
def test_textbook(formula: str, right: str) -> None:
    assert textbook(formula) == right


def test_only_code_is_trusted() -> None:
    assert trusted(Code("x")) == "x"
    with pytest.raises(TypeError):
        trusted("import os")
