"""Values as text of a script: literals that mean the value, and no other way in."""

import ast
import enum
import math
from typing import Any

import black
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nngen.render.environment import make_environment
from nngen.render.format import MODE
from nngen.render.literals import block, comment, escape, literal, noted, quote
from nngen.script.code import Code, SpecText
from nngen.shipped import shipped


class Text(str):
    pass


class Number(int):
    pass


class Level(enum.IntEnum):
    LOW = 1


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters()),
    st.text("'\"\\\n\r\0{}%#\u2028é\ud800"),
)
VALUES = st.recursive(
    SCALARS, lambda v: st.lists(v, max_size=4).map(tuple), max_leaves=8
)
NASTY = st.text("'\"\\\n\r\f\v\x1c\x85\u2028#|{}% aé\0\ud800", max_size=200)


@given(VALUES)
@settings(max_examples=500)
def test_a_literal_means_its_value(value: Any) -> None:
    text = literal(value)
    assert text.isascii() and text.isprintable()
    found = ast.literal_eval(text)
    assert found == value and repr(found) == repr(value)


@given(SCALARS.filter(lambda v: not isinstance(v, float) or abs(v) < 1e16))
@settings(max_examples=150, deadline=None)
def test_black_leaves_a_literal_as_it_is(value: Any) -> None:
    line = f"x = {literal(value)}\n"
    assert black.format_str(line, mode=MODE) == line


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("it's", '"it\'s"'),
        ('say "hi"', "'say \"hi\"'"),
        ("'\"", '"\'\\""'),
        ("a\\b\n", '"a\\\\b\\n"'),
        ("é\u2028\x00", '"\\xe9\\u2028\\x00"'),
        ("", '""'),
        ((), "()"),
        ((1,), "(1,)"),
        ((1, (2.5, None), True), "(1, (2.5, None), True)"),
        (-0.0, "-0.0"),
        (1e-3, "0.001"),
        (1e16, "1e16"),
    ],
)
def test_literal(value: Any, text: str) -> None:
    assert literal(value) == text


@pytest.mark.parametrize(
    "value",
    [
        np.float64(1.5),
        np.int64(1),
        np.str_("x"),
        np.bool_(True),
        math.inf,
        -math.inf,
        math.nan,
        (1, math.nan),
        Text("x"),
        Number(1),
        Level.LOW,
        b"x",
        [1],
        {"a": 1},
        1j,
        object(),
        SpecText(text="x"),
        Code("x"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_no_literal(value: Any) -> None:
    with pytest.raises(TypeError, match="a template printed a "):
        literal(value)


def render(template: str, **values: Any) -> str:
    """Return what a template of the NumPy page's environment prints."""
    environment = make_environment(shipped("templates"), "native")
    return environment.from_string(template).render(values)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ text }}", '"a\'b\\n"'),
        ("{{ code }}", "x < y & z"),
        ("{{ spec }}", '"<b>\\n"'),
        ("{{ spec | comment }}", "# > <b>"),
        ("{{ number }} {{ real }} {{ none }}", "3 0.5 None"),
        ("{{ pair }}", '(1, "b")'),
        ("{{ code | block }}", "    x < y & z"),
    ],
)
def test_what_a_template_prints(template: str, text: str) -> None:
    values = {
        "text": "a'b\n",
        "code": Code("x < y & z"),
        "spec": SpecText(text="<b>\n"),
    }
    values |= {"number": 3, "real": 0.5, "none": None, "pair": (1, "b")}
    assert render(template, **values) == text


@pytest.mark.parametrize(
    "template",
    [
        "{{ spec ~ spec }}",
        "{{ code ~ spec }}",
        "{{ spec + code }}",
        "{{ code + spec }}",
        '{{ "%s" % spec }}',
        '{{ "{}".format(spec) }}',
        "{{ code.join([spec]) }}",
        "{{ [spec, spec] | join }}",
        "{{ spec | safe }}",
        "{{ spec | string }}",
        "{{ spec | block }}",
        "{{ [spec] }}",
        "{{ (spec, 1) }}",
        "{{ missing }}",
        "{{ spec.missing }}",
        "{{ render }}",
    ],
)
def test_what_a_template_cannot_print(template: str) -> None:
    with pytest.raises(Exception) as caught:
        render(template, spec=SpecText(text="import os"), code=Code("x"), render=render)
    assert not isinstance(caught.value, AssertionError)


@pytest.mark.parametrize("way", ["block", "noted('x')"])
def test_plain_text_is_no_code(way: str) -> None:
    with pytest.raises(TypeError):
        render("{{ spec.text | " + way + " }}", spec=SpecText(text="import os"))


@given(NASTY)
def test_a_comment_is_nothing_but_comments(text: str) -> None:
    lines = comment(SpecText(text=text)).splitlines()
    assert all(line.startswith("# >") and line.isascii() for line in lines)
    assert all(len(line) <= 88 and line.isprintable() for line in lines)
    assert all("#" not in line[1:] and line == line.rstrip() for line in lines)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a~ b", "a~ b"),
        ("# noqa", "\\x23 noqa"),
        ("é\t\u2028", "\\xe9\\t\\u2028"),
        ("", ""),
    ],
)
def test_escape(text: str, shown: str) -> None:
    assert escape(text) == shown


def test_noted() -> None:
    line, long, longer = Code("x = 1\n"), Code("x" * 70), Code("x" * 80)
    assert noted(line, "") == "x = 1"
    assert noted(line, "why") == "x = 1  # why"
    assert noted(longer, "too long") == "# too long\n" + "x" * 80
    assert noted(long, "n" * 14) == "x" * 70 + "  # " + "n" * 14
    assert noted(long, "n" * 14, 1).startswith("# n")
    assert block(Code("\na\n\nb\n"), 2) == "  a\n\n  b"
    assert quote("x") == '"x"'
