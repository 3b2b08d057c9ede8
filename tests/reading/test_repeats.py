"""What is written twice, in both languages and at any depth."""

import pytest

from nngen.finding import dotted
from nngen.reading.text import Unreadable, parse

VALUE = "a value since line 1, and cannot be a table too"
TABLE = "a table since line 1, and cannot be a value too"
BRACES = "written in braces on line 1, which hold all its keys"
TWICE = "written twice, first on line"
BOTH = "keep one, with the keys of both"
INSIDE = "write the keys inside them"

TOML = [
    ("a=1\na=2", 2, 1, "a", f"{TWICE} 1", "keep one"),
    ('"a" = 1\n a = 2', 2, 2, "a", f"{TWICE} 1", "keep one"),
    ("a.b = 1\na.b = 2", 2, 3, "a.b", f"{TWICE} 1", "keep one"),
    ("[[x]]\nb = 1\nb = 2\n", 3, 1, "x[0].b", f"{TWICE} 2", "keep one"),
    ("[[x]]\n[[x]]\nb = {c=1, c=2}", 3, 11, "x[1].b.c", f"{TWICE} 3", "keep one"),
    ("x = [0, {c=1, c=2}]", 1, 15, "x[1].c", f"{TWICE} 1", "keep one"),
    ("[a]\n[b]\n[a]", 3, 2, "a", f"{TWICE} 1", BOTH),
    ("[[x]]\n[x.b]\n[x.b]", 3, 4, "x[0].b", f"{TWICE} 2", BOTH),
    (
        "[layers]\nx=1\n[layers]\nx=2",
        3,
        2,
        "layers",
        f"{TWICE} 1",
        "write `[[layers]]` above each layer, on line 1 too",
    ),
    (
        "[layers]\nx=1\n[[layers]]",
        3,
        3,
        "layers",
        "a table since line 1, and cannot be an array too",
        "write `[[layers]]` on line 1 too",
    ),
    ("[[x]]\n[x]", 2, 2, "x", "an array since line 1", "write `[[x]]`"),
    (
        '[["`"]]\n["`"]',
        2,
        2,
        r'"\u0060"',
        "an array since line 1",
        r'write `[["\u0060"]]`',
    ),
    ("a = 1\n[a]", 2, 2, "a", VALUE, "keep one"),
    ("a = 1\n[a.b]", 2, 2, "a", VALUE, "keep one"),
    ("a = 1\na.b = 2", 2, 1, "a", VALUE, "keep one"),
    ("a = [1]\n[[a]]", 2, 3, "a", VALUE, "keep one"),
    ("x={a=[1], a.b=2}", 1, 11, "x.a", VALUE, "keep one"),
    ("a = {b=1}\n[a.c]", 2, 2, "a", BRACES, INSIDE),
    ("a = {b=1}\na.c = 2", 2, 1, "a", BRACES, INSIDE),
    ("[a.b]\n[a]\nb = 1", 3, 1, "a.b", TABLE, "keep one"),
    ("x = {a.b = 1, a = 2}", 1, 15, "x.a", TABLE, "keep one"),
    (
        "[a.b]\n[a]\nb.c = 1",
        3,
        1,
        "a.b",
        "has its own header on line 1",
        "write the key below that",
    ),
    (
        "[a]\nb.c=1\n[a.b]",
        3,
        4,
        "a.b",
        "made by the dotted key of line 2",
        "write its keys in one place",
    ),
]

JSON = [
    ('{"a": 1, "b": 2,\n "b": 3}', 2, 2, "b", 1),
    ('[{"a": 1, "a": {}}]', 1, 11, "[0].a", 1),
    ('{"x": [1, {"y": {"a": 1,\n"b": 0, "a": 2}}], "x": 0}', 2, 9, "x[1].y.a", 1),
    ('{"x": {"a": 1, "a": 2}, "x": 0}', 1, 16, "x.a", 1),
    ('{"\\u0061": 1, "a": 2}', 1, 15, "a", 1),
    ('{"a": 1, "a": 2, "a": 3}', 1, 10, "a", 1),
]


def said(text: str, json_text: bool) -> tuple[int, int, str, str, str]:
    """Return where a name is written again, its path, and what is said of it."""
    with pytest.raises(Unreadable) as caught:
        parse(text, json_text)
    (finding,) = caught.value.findings
    assert finding.code == "NN003"
    words = (dotted(finding.path), finding.message, str(finding.hint))
    return (*caught.value.place, *words)


@pytest.mark.parametrize(("text", "line", "column", "path", "message", "hint"), TOML)
def test_toml(
    text: str, line: int, column: int, path: str, message: str, hint: str
) -> None:
    assert said(text, False) == (line, column, path, message, hint)


@pytest.mark.parametrize(("text", "line", "column", "path", "first"), JSON)
def test_json(text: str, line: int, column: int, path: str, first: int) -> None:
    assert said(text, True) == (line, column, path, f"{TWICE} {first}", "keep one")


def test_what_is_no_repetition() -> None:
    assert parse('{"a": {"b": 1}, "b": {"b": 2}}', True).data["b"] == {"b": 2}
    assert parse("[a.b]\n[a]\n[[x]]\n[x.y]\n[[x]]\n[x.y]", False).data["a"] == {"b": {}}
