"""Bytes that are not text, and what the documents of both languages say."""

import math
import sys
from typing import Any

import pytest

from nngen.finding import Position
from nngen.reading.positions import Mark
from nngen.reading.text import LARGEST, Unreadable, decode, parse

BOM = b"\xef\xbb\xbf"
SAVE = "save the file as UTF-8"


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
    ("raw", "place", "message", "hint"),
    [
        (b"\xff\xfea\0", (1, 1), "the file is UTF-16", SAVE),
        (b"\xfe\xff\0a", (1, 1), "the file is UTF-16", SAVE),
        ("a = 1".encode("utf-16-le"), (1, 1), "the file is UTF-16", SAVE),
        ("a = 1".encode("utf-16-be"), (1, 1), "the file is UTF-16", SAVE),
        ("a = 1".encode("utf-32"), (1, 1), "the file is UTF-32", SAVE),
        ("\ufeffa".encode("utf-32-be"), (1, 1), "the file is UTF-32", SAVE),
        (b"a = 1\nb\xe9 = 2", (2, 2), "byte 0xe9 is not UTF-8", SAVE),
        (b"a\n\n\xc3\xa9b\xc3", (3, 3), "byte 0xc3 is not UTF-8", SAVE),
        (BOM + b"\xe9", (1, 1), "byte 0xe9 is not UTF-8", SAVE),
        (b"a\0", (1, 2), "the file holds a NUL byte", "delete it"),
        (b"a = 1\n\nb = '\0'", (3, 6), "the file holds a NUL byte", "delete it"),
        (b"#" * (LARGEST + 1), (1, 1), "the file is over 1048576 bytes", ""),
    ],
    ids=range(12),
)
def test_decode_refuses(
    raw: bytes, place: tuple[int, int], message: str, hint: str
) -> None:
    with pytest.raises(Unreadable) as caught:
        decode(raw)
    (finding,) = caught.value.findings
    assert (finding.code, finding.message, finding.hint) == ("NN001", message, hint)
    assert caught.value.place == place


@pytest.mark.parametrize(
    ("text", "json_text", "data"),
    [
        ("a.b = 1", False, {"a": {"b": 1}}),
        ('{"a": [1, 2.5, true, null]}', True, {"a": [1, 2.5, True, None]}),
        ("a = 99999999999999999999", False, {"a": 99999999999999999999}),
        ('{"a": 99999999999999999999}', True, {"a": 99999999999999999999}),
        ("a = inf\nb = -nan", False, None),
        (r'["\ud83d\ude00", "\\ud800"]', True, ["\U0001f600", "\\ud800"]),
        ('{"a": "NaN"}', True, {"a": "NaN"}),
        ("a = 1e999", False, {"a": math.inf}),
        ('{"a": 1e999}', True, {"a": math.inf}),
        ('{"a": {"b": 1}, "b": 2}', True, {"a": {"b": 1}, "b": 2}),
        ("3", True, 3),
    ],
)
def test_parse(text: str, json_text: bool, data: Any) -> None:
    document = parse(text, json_text)
    assert data is None or document.data == data
    assert document.marks[()] == Mark(Position(1, 1), Position(1, 1))


def test_a_number_that_python_counts_the_digits_of() -> None:
    few = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(640)
    try:
        with pytest.raises(Unreadable) as caught:
            parse("a = " + "9" * 700, False)
    finally:
        sys.set_int_max_str_digits(few)
    (finding,) = caught.value.findings
    assert (finding.code, finding.message) == ("NN002", "a number has too many digits")


def test_a_carriage_return_of_its_own_is_no_line_end() -> None:
    for text, place in (("\r\r\n:", (1, 1)), ("x = 1\r\n:\r\n", (2, 1))):
        with pytest.raises(Unreadable) as caught:
            parse(text, False)
        assert caught.value.place == place
