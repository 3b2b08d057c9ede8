"""What to write instead, in TOML and in JSON."""

import json
from datetime import date
from typing import Any

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from nngen.edits import (
    Hint,
    as_hint,
    element,
    header,
    pair,
    pairs,
    table,
    value,
)

DENSE = {"type": "dense", "units": 4}
EDITS = [
    (pair("units", 64), "`units = 64`", '`"units": 64`'),
    (pair("rate", 1e-3), "`rate = 0.001`", '`"rate": 0.001`'),
    (pair("shuffle", True), "`shuffle = true`", '`"shuffle": true`'),
    (pair("x", ["a", "b"]), '`x = ["a", "b"]`', '`"x": ["a", "b"]`'),
    (
        pair("metrics", [{"type": "top_k", "k": 5}]),
        '`metrics = [{ type = "top_k", k = 5 }]`',
        '`"metrics": [{"type": "top_k", "k": 5}]`',
    ),
    (pair("a b", '"'), r'`"a b" = "\""`', r'`"a b": "\""`'),
    (pair("day", date(1979, 5, 27)), "`day = 1979-05-27`", '`"day": "1979-05-27"`'),
    (pairs({"a": 1, "b": "x"}), '`a = 1`, `b = "x"`', '`"a": 1, "b": "x"`'),
    (value(64), "`64`", "`64`"),
    (value("sgd"), '`"sgd"`', '`"sgd"`'),
    (value({"name": "x"}), '`{ name = "x" }`', '`{"name": "x"}`'),
    (header("loss"), "`[loss]`", '`"loss": {...}`'),
    (header("layers", array=True), "`[[layers]]`", '`"layers": [...]`'),
    (table("loss", {"type": "x"}), '`[loss]`, `type = "x"`', '`"loss": {"type": "x"}`'),
    # An element beside others stands alone in JSON, the only one with its array
    (
        element("layers", DENSE),
        '`[[layers]]`, `type = "dense"`, `units = 4`',
        '`{"type": "dense", "units": 4}`',
    ),
    (
        element("layers", DENSE, whole=True),
        '`[[layers]]`, `type = "dense"`, `units = 4`',
        '`"layers": [{"type": "dense", "units": 4}]`',
    ),
    # Backticks, and characters that nobody sees
    (pair("name", "é`"), r'`name = "é\u0060"`', r'`"name": "é\u0060"`'),
    (pair("\x7f", "\u202e"), r'`"\u007f" = "\u202e"`', r'`"\u007f": "\u202e"`'),
    (value("\U000e0041"), r'`"\U000e0041"`', r'`"\udb40\udc41"`'),
    (value("\x85"), r'`"\u0085"`', r'`"\u0085"`'),
]


@pytest.mark.parametrize(("hint", "toml", "text"), EDITS)
def test_an_edit_in_both_languages(hint: Hint, toml: str, text: str) -> None:
    assert str(hint) == hint.text(json_text=False) == toml
    assert hint.text(json_text=True) == text


def test_text_and_edits_are_joined() -> None:
    hint = "write " + pair("a", 1) + ", or " + pair("b", 2) + " below"
    assert str(hint) == "write `a = 1`, or `b = 2` below"
    assert hint.text(json_text=True) == 'write `"a": 1`, or `"b": 2` below'
    assert hint + "" == hint and hash(hint + "") == hash(hint)
    assert hint != pair("a", 1) and hint != str(hint)
    assert as_hint(hint) is hint and str(as_hint("leave it out")) == "leave it out"


def test_text_of_a_hint_waits_for_its_language() -> None:
    with pytest.raises(TypeError, match="joined by"):
        f"{pair('a', 1)}"


def test_a_hint_is_true_where_it_says_something() -> None:
    assert pair("a", 1) and as_hint("x") and not as_hint("") and not Hint("", "")


TEXTS = st.text(max_size=8)
VALUES = st.recursive(
    st.booleans() | st.integers(-(2**63), 2**63 - 1) | TEXTS,
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(TEXTS, inner, max_size=3),
)


@settings(deadline=None, max_examples=200)
@given(st.dictionaries(TEXTS, VALUES, min_size=1, max_size=3))
def test_lines_mean_what_they_were_made_of(keys: dict[str, Any]) -> None:
    for name, each in keys.items():
        assert tomli.loads(str(pair(name, each))[1:-1]) == {name: each}
    found = pairs(keys).text(json_text=True)
    assert json.loads(f"{{{found[1:-1]}}}") == keys
    assert found.isprintable() and str(pairs(keys)).isprintable()
    assert found.count("`") == 2 and str(pairs(keys)).count("`") == 2 * len(keys)


def test_a_hint_shows_its_parts() -> None:
    assert repr("write " + pair("a", 1)).startswith("Hint('write ', Edit(")
