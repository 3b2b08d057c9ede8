"""Lines to write, in TOML, as JSON has them."""

import json
import re

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from nngen.reading.dialect import in_json

PIECES = [
    ("units = 64", '"units": 64'),
    ('a = 1\nb = "x"', '"a": 1, "b": "x"'),
    ("a = 1_000 # c", '"a": 1000'),
    ("rate = 1e-3", '"rate": 0.001'),
    ("a.b = true", '"a": {"b": true}'),
    ('"a b" = \'"\'', r'"a b": "\""'),
    ("[optimizer]", '"optimizer": {...}'),
    ("[layers]", '"layers": {...}'),
    ("[[layers]]", '"layers": [...]'),
    (" [a.b] ", '"b": {...}'),
    ("[[a.b]]", '"b": [...]'),
    ('[loss]\ntype = "x"', '"loss": {"type": "x"}'),
    ('[[layers]]\ntype = "dense"', '{"type": "dense"}'),
    ("[[layers]]\nunits = ...", '{"units": ...}'),
    ("[[a.b]]\nc = 1", '"a": {"b": [{"c": 1}]}'),
    ('{ type = "normal", stddev = 0.01 }', '{"type": "normal", "stddev": 0.01}'),
    ("[\"a\", 'b']", '["a", "b"]'),
    ("'sgd'", '"sgd"'),
    ("units = ...", '"units": ...'),
    ('{ type = "normal", stddev = ... }', '{"type": "normal", "stddev": ...}'),
    ("day = 1979-05-27", '"day": "1979-05-27"'),
    (r'a = "\u0085"', r'"a": "\u0085"'),
    ('name = "é"', '"name": "é"'),
]
SAME = ['"sgd"', "64", "[1, 2]", '"units": 64', '{"a": 1}', "...", "", " ", "}"]
SAME += ["[", "[]]", "[a b]", "nan", "a = inf", "# c", "units", "a = 1 b", "1\nb = 2"]
SAME += ["a = " + "[" * 5000, "[" * 5000, "{ ... }", "null"]


@pytest.mark.parametrize(("toml", "text"), PIECES)
def test_toml_becomes_json(toml: str, text: str) -> None:
    assert in_json(f"write `{toml}`, and `x y`") == f"write `{text}`, and `x y`"
    assert in_json(in_json(f"`{toml}`")) == f"`{text}`"


@pytest.mark.parametrize("piece", SAME)
def test_what_is_no_toml_or_json_already_stays(piece: str) -> None:
    assert in_json(f"`{piece}`") == f"`{piece}`"


@pytest.mark.parametrize("hint", ["", "keep one", "`", "a `b", "`` `", "``"])
def test_hints_without_lines_stay(hint: str) -> None:
    assert in_json(hint) == hint


NAMES = st.text('ab-_. "é', max_size=4)
VALUES = st.recursive(
    st.booleans() | st.integers() | st.text("ab\"\\'.\n", max_size=5),
    lambda inner: st.lists(inner, max_size=3),
)


@settings(deadline=None, max_examples=200)
@given(st.dictionaries(NAMES, VALUES, min_size=1, max_size=3))
def test_pairs_mean_the_same(pairs: dict[str, object]) -> None:
    toml = "\n".join(f"{json.dumps(k)} = {json.dumps(v)}" for k, v in pairs.items())
    if "..." not in toml:
        assert tomli.loads(toml) == pairs
        piece = in_json(f"`{toml}`")[1:-1]
        assert json.loads(f"{{{piece}}}") == pairs


@settings(deadline=None, max_examples=300)
@given(st.text("ab=[]{}\"'.,: \n#1`...-", max_size=30))
def test_any_hint_is_accepted(hint: str) -> None:
    assert re.sub("`[^`]*`", "", in_json(hint)) == re.sub("`[^`]*`", "", hint)


def test_an_array_that_is_all_there_is_to_write_is_whole() -> None:
    piece = '`[[layers]]\ntype = "dense"`'
    whole = 'write `"layers": [{"type": "dense"}]`'
    assert in_json(f"write {piece}") == whole
    assert in_json(f"write {piece}, or leave it out") == f"{whole}, or leave it out"
    assert in_json(f"write {piece} below it") == 'write `{"type": "dense"}` below it'
