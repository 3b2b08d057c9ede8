"""Bytes that are not text, text that does not parse, and the places of both."""

import math
from typing import Any

import pytest

from nngen.finding import Position
from nngen.load.positions import Mark
from nngen.load.text import LARGEST, Unreadable, decode, parse

DEEP = "[" * 100_000
DIGITS = "9" * 5000


def refusal(text: str, json_text: bool) -> tuple[str, Position, str]:
    """Return the code, the place and the message that a text gets."""
    with pytest.raises(Unreadable) as caught:
        parse(text, json_text)
    (finding,) = caught.value.findings
    assert finding.path == ()
    return finding.code, caught.value.place, finding.message


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"", ""),
        (b"a = 1\r\n", "a = 1\r\n"),
        (b"\xef\xbb\xbfa = 1", "a = 1"),
        ("é = '\N{SNOWMAN}'".encode(), "é = '\N{SNOWMAN}'"),
        (b" " * LARGEST, " " * LARGEST),
    ],
    ids=["empty", "as it is", "byte order mark", "beyond ASCII", "largest"],
)
def test_decode(raw: bytes, text: str) -> None:
    assert decode(raw) == text


@pytest.mark.parametrize(
    ("raw", "line", "message", "hint"),
    [
        (b"\xff\xfea\0", 1, "byte 0xff is not UTF-8", "save the file as UTF-8"),
        (b"a = 1\nb\xe9 = 2", 2, "byte 0xe9 is not UTF-8", "save the file as UTF-8"),
        (b"a\n\nb\xc3", 3, "byte 0xc3 is not UTF-8", "save the file as UTF-8"),
        (b"a = 1\n\nb = '\0'", 3, "the file holds a NUL byte", ""),
        (b"#" * (LARGEST + 1), 1, "the file is over 1048576 bytes", ""),
    ],
    ids=["UTF-16", "Latin-1", "cut short", "NUL", "too large"],
)
def test_decode_refuses(raw: bytes, line: int, message: str, hint: str) -> None:
    with pytest.raises(Unreadable) as caught:
        decode(raw)
    (finding,) = caught.value.findings
    assert (finding.code, finding.message, finding.hint) == ("NN001", message, hint)
    assert caught.value.place == (line, 1)


@pytest.mark.parametrize(
    ("text", "json_text", "data"),
    [
        ("a.b = 1", False, {"a": {"b": 1}}),
        ('{"a": [1, 2.5, true, null]}', True, {"a": [1, 2.5, True, None]}),
        ("a = 99999999999999999999", False, {"a": 99999999999999999999}),
        ('{"a": 99999999999999999999}', True, {"a": 99999999999999999999}),
        ("a = 1e999", False, {"a": math.inf}),
        ('{"a": 1e999}', True, {"a": math.inf}),
        ('{"a": {"b": 1}, "b": 2}', True, {"a": {"b": 1}, "b": 2}),
        ("3", True, 3),
    ],
)
def test_parse(text: str, json_text: bool, data: Any) -> None:
    document = parse(text, json_text)
    assert document.data == data
    assert document.marks[()] == Mark(Position(1, 1), Position(1, 1))


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("a = 1\nb = = 2", 2, 5, "invalid value"),
        ('a = "x', 1, 7, "unterminated string"),
        ("a = 1\n\n[x\n", 3, 3, "expected ']' at the end of a table declaration"),
        ("a = '''\nx\n\x01'''", 3, 1, "found invalid character '\\x01'"),
        ("[a]\n[a]", 2, 3, "cannot declare ('a',) twice"),
        ("a = 1\na = 2", 2, 6, "cannot overwrite a value"),
        ("a = 'ü' x", 1, 9, "expected newline or end of document after a statement"),
        pytest.param(
            f"a = {DEEP}", 1, 1, "the document is nested too deeply", id="deep"
        ),
    ],
)
def test_toml_syntax(text: str, line: int, column: int, message: str) -> None:
    assert refusal(text, False) == ("NN002", Position(line, column), message)


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("", 1, 1, "expecting value"),
        ('{"a" 1}', 1, 6, "expecting ':' delimiter"),
        (
            '{\n  "a": 1,\n  b\n}',
            3,
            3,
            "expecting property name enclosed in double quotes",
        ),
        ('{"a": 1}\n x', 2, 2, "extra data"),
        ('{"é": "ü" x', 1, 11, "expecting ',' delimiter"),
        pytest.param(DEEP, 1, 1, "the document is nested too deeply", id="deep"),
        ('{"a": -Infinity}', 1, 7, "-Infinity is not a JSON number"),
        ('{"a": 1, "b": 2, "b": 3}', 1, 1, 'the key "b" stands twice in one object'),
        ('[{"a": 1, "a": {}}]', 1, 1, 'the key "a" stands twice in one object'),
    ],
)
def test_json_syntax(text: str, line: int, column: int, message: str) -> None:
    assert refusal(text, True) == ("NN002", Position(line, column), message)


@pytest.mark.parametrize(
    ("text", "json_text", "place", "message"),
    [
        ('{"a":\n NaN}', True, (2, 2), "NaN is not a JSON number"),
        (f"a = 1\nb = {DIGITS}", False, (2, 5), "a number has over 4300 digits"),
    ],
    ids=["NaN", "digits"],
)
def test_a_number_that_is_none(
    text: str, json_text: bool, place: tuple[int, int], message: str
) -> None:
    assert refusal(text, json_text) == ("NN002", place, message)
