"""Texts as messages show them."""

import pytest
import tomli

from nngen.words import quoted


@pytest.mark.parametrize("text", ["\U0001f600`\\", "\\ud83d\\ude00", "\xe9\x7f\t"])
def test_quoted_text_is_a_string_of_toml(text: str) -> None:
    assert tomli.loads(f"x = {quoted(text)}") == {"x": text}
    assert "`" not in quoted(text) and quoted(text).isprintable()


def test_a_sign_that_nobody_sees_is_told_by_its_number() -> None:
    assert quoted("\U000e0041\u200b`") == '"\\U000e0041\\u200b\\u0060"'
