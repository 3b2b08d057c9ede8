"""Mistakes that span lines, in large documents, and of which nobody knows the cause."""

import json

import pytest

from nngen.reading.syntax import explain, phrase
from nngen.reading.text import parse
from tests.reading.test_mistakes import said

UNIX = "save the file with the line ends of Unix"
SPACE = "stands where a space may"
CONTROL = "holds the control character U+0001"
OPEN = "the string is not closed"
UNKNOWN = "the document cannot be read from here on"
QUOTE = "put it in quotes"
IS_JSON = "the document is JSON and is read as TOML"

TOML = [
    ('m = [\n  "a",\nb = 3\n', 1, 5, "the [ is not closed", "write `]` before line 3"),
    ('m = [\n  "a"\n\n[t]\n', 1, 5, "the [ is not closed", "write `]` before line 4"),
    ("x = [1, # c\ny = 2", 1, 5, "the [ is not closed", "write `]` before line 2"),
    ("x = [\n[1\n\nb = 2\n", 2, 1, "the [ is not closed", "write `[1]]`"),
    ("x = {\n a = 1\nb = 2\n", 1, 5, "the { is not closed", "write `}` before line 3"),
    ("x = [\n1\n2\n]", 2, 2, "a comma is missing before 2", "write `1,`"),
    ("x = [\n1\n}", 3, 1, "} cannot close the [ of line 1", "write `]`"),
    ("x = [{ a = 1]", 1, 13, "] cannot close the {", "write `x = [{ a = 1}]`"),
    ('a = "\x01"\n', 1, 6, f"the string {CONTROL}", r'write `a = "\u0001"`'),
    (
        'a = "\x7f',
        1,
        6,
        "the string holds the control character U+007F",
        r'write `a = "\u007f"`',
    ),
    ("x = '\x01'", 1, 6, f"the string {CONTROL}", "delete it"),
    ("# \x01\n", 1, 3, f"the comment {CONTROL}", "delete it"),
    ("a = 1\rb = 2\r", 1, 6, "a line ends in a carriage return alone", UNIX),
    ("# c\rb = 2\r", 1, 4, "a line ends in a carriage return alone", UNIX),
    ("a = 1\n\x0cb = 2", 2, 1, f"the character U+000C {SPACE}", "write `b = 2`"),
    ("a\xa0= 1", 1, 2, f"the character U+00A0 {SPACE}", "write `a = 1`"),
    ("a = \u200b1", 1, 5, f"the character U+200B {SPACE}", "write `a = 1`"),
    ('a = 1\n{"a": 1}', 2, 1, '{"a": 1} is not a line of TOML', ""),
    ('\n {"a": 1}', 1, 1, IS_JSON, "let the file's name end in .json"),
    ('[\n{"a": 1}]', 1, 1, IS_JSON, "let the file's name end in .json"),
    ("a = 1\r\nb = tanh\r\n", 2, 5, "tanh is not in quotes", 'write `b = "tanh"`'),
    ('x = """\n\\d"""', 2, 1, r"\d is not an escape", r'write `\\d"""`'),
    ('x = """\n\\d', 2, 1, r"\d is not an escape", r"a backslash is written \\"),
    ('x = """abc', 1, 5, OPEN, 'close it with """'),
    ("x = '''abc", 1, 5, OPEN, "close it with '''"),
    ("x = [accuracy", 1, 6, "accuracy is not in quotes", 'write `x = ["accuracy"]`'),
    (
        f"a = [\n{'1, ' * 99}\n x, 1]",
        3,
        2,
        "x is not in quotes",
        'write `"x", 1]`',
    ),
    ("a" * 400 + " = tanh", 1, 404, "tanh is not in quotes", QUOTE),
    ("a = " + "x" * 250, 1, 5, "x" * 37 + "... is not in quotes", QUOTE),
    (f"a = [{'1' * 99}, {'+' * 190}x]", 1, 107, "this is not a TOML value", ""),
    ("a = " + "tanh " * 48, 1, 5, "tanh " * 7 + "ta... is not in quotes", QUOTE),
    ("a = `b\x1b`", 1, 5, "`b\\x1b` has typographic quotes", r'write `a = "b\u001b"`'),
    ("`a` = tanh", 1, 1, "`a` is not a key", 'write `a = "tanh"`'),
    ('"`" = ', 1, 7, '"`" has no value', "write a value behind it"),
    ('x = [ "`", y ]', 1, 12, "y is not in quotes", QUOTE),
    ('x = ["a, b]', 1, 6, OPEN, 'write `x = ["a, b"]`'),
    ("x = [a\", 'b']", 1, 6, 'a" has no quote before it', "write `x = [\"a\", 'b']`"),
    ('x = "a\\', 1, 7, r"\ is not an escape", r"a backslash is written \\"),
]

JSON = [
    (
        '{"a": "tab\there"}',
        1,
        11,
        "the string holds the control character U+0009",
        r'write `{"a": "tab\there"}`',
    ),
    (
        '{\n  "a": 1\n  "b": 2\n}',
        2,
        9,
        'a comma is missing before "b"',
        'write `"a": 1,`',
    ),
    ('{\n  "a": 1, // one\n}', 2, 11, "JSON has no comments", 'write `"a": 1,`'),
    (
        '{\n  // one\n  "b": 2\n}',
        2,
        3,
        "JSON has no comments",
        "leave the line out, or write the spec in TOML",
    ),
    ('{"a": 1} /* c', 1, 10, "JSON has no comments", 'write `{"a": 1}`'),
    (
        '{\n "a": 1,\n}\n',
        2,
        8,
        "a comma stands before the closing }",
        'write `"a": 1`',
    ),
    ('{"a": "x\r\n"}', 1, 7, OPEN, 'write `{"a": "x"`'),
    ('{"a": "x\\d', 1, 9, r"\d is not an escape", r"a backslash is written \\"),
    ('{\n "a": relu,\n}', 2, 7, "relu is not in quotes", 'write `"a": "relu",`'),
    (
        "\n# c\n[data]\n",
        1,
        1,
        "the document is TOML and is read as JSON",
        "let the file's name end in .toml",
    ),
    (
        '{"a": 1}\n\ufeff',
        2,
        1,
        "text stands behind the end of the document",
        "one object is the whole document",
    ),
    ('{"a":\xa01}', 1, 6, f"the character U+00A0 {SPACE}", 'write `{"a": 1}`'),
    ('[1, "a" "b"\n]', 1, 8, 'a comma is missing before "b"', 'write `[1, "a", "b"`'),
    ("[[1}", 1, 4, "} cannot close the [", "write `[[1]]`"),
    ("{" + "x" * 250 + ": 1}", 1, 2, "a key is missing", ""),
    ('{"a": ' + "x" * 250 + "}", 1, 7, "a value is missing", ""),
    (
        '{"a": 1, \\}',
        1,
        10,
        "the key \\ is not in double quotes",
        "",
    ),
    (
        '["' + "x" * 250 + '" "]',
        1,
        255,
        "a quote is missing",
        "write one before and behind it",
    ),
    ('{"a": "x" /}', 1, 10, "a comma is missing before /", ""),
    ('{"a": {:1}}', 1, 8, "a key is missing", ""),
    (
        '["\\u12',
        1,
        3,
        "\\u is not followed by 4 hexadecimal digits",
        r"a backslash is written \\",
    ),
]


@pytest.mark.parametrize(("text", "line", "column", "message", "hint"), TOML)
def test_toml(text: str, line: int, column: int, message: str, hint: str) -> None:
    assert said(text, False) == (line, column, "NN002", message, hint)


@pytest.mark.parametrize(("text", "line", "column", "message", "hint"), JSON)
def test_json(text: str, line: int, column: int, message: str, hint: str) -> None:
    assert said(text, True) == (line, column, "NN002", message, hint)


@pytest.mark.parametrize("text", ["", " \n\t"])
def test_an_empty_document(text: str) -> None:
    hint = "a spec is one object: `{ ... }`"
    assert said(text, True) == (1, 1, "NN002", "the document is empty", hint)
    assert parse(text, False).data == {}


def test_a_comma_at_the_end_as_later_pythons_say_it() -> None:
    error = json.JSONDecodeError("Illegal trailing comma before end", '{"a": 1,}', 7)
    trouble = explain('{"a": 1,}', error)
    assert trouble.message == "a comma stands before the closing }"
    assert trouble.hint == 'write `{"a": 1}`'


@pytest.mark.parametrize("json_text", [False, True])
def test_a_large_document(json_text: bool) -> None:
    toml = "".join(f"a{i} = 1\n" for i in range(9000)) + "b = tanh\n"
    pairs = "".join(f'"a{i}": 1,\n' for i in range(9000))
    text = f'{{{pairs}"b": tanh}}' if json_text else toml
    line, _, _, message, hint = said(text, json_text)
    assert (line, message) == (9001, "tanh is not in quotes")
    assert hint == ('write `"b": "tanh"`' if json_text else 'write `b = "tanh"`')


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Invalid date or datetime", UNKNOWN),
        ("Unclosed array", "the [ is not closed"),
        ("Expecting value", "a value is missing"),
        ("EOF.", UNKNOWN),
    ],
)
def test_a_parsers_sentence(sentence: str, words: str) -> None:
    assert phrase(sentence) == words
