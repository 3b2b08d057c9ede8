"""What is said of mistakes in TOML and JSON, and of documents in other languages."""

import json
import re

import pytest
import tomli

from nngen.reading.load import Misfit, Source, load_spec
from nngen.reading.syntax import explain, phrase
from nngen.reading.text import Unreadable, parse
from tests.helpers import ROOT

DATA = ROOT / "tests" / "data"


def rows(name: str) -> list[tuple[str, int, str, str]]:
    """Return a table of mistakes: a line, the column, the message, the hint."""
    lines = (DATA / name).read_text("utf-8").splitlines()
    cells = [f"{line} ".split(" | ") for line in lines]
    return [(c[0], int(c[1]), c[2], c[3].strip()) for c in cells]


TOML_LINES = rows("toml_mistakes.txt")
JSON_LINES = rows("json_mistakes.txt")


def said(text: str, json_text: bool) -> tuple[int, int, str, str, str]:
    """Return the line, the column, the code, the message and the hint of a text."""
    with pytest.raises(Unreadable) as caught:
        parse(text, json_text)
    (finding,) = caught.value.findings
    assert finding.path == () or finding.code == "NN003"
    return (*caught.value.place, finding.code, finding.message, str(finding.hint))


@pytest.mark.parametrize(("text", "column", "message", "hint"), TOML_LINES)
def test_a_line_of_toml(text: str, column: int, message: str, hint: str) -> None:
    assert said(text, False) == (1, column, "NN002", message, hint)
    # elsewhere, with other line ends and indentation, it is the same
    below = f'# "\n[below]\r\na = """\n[ """\r\n\t{text}\r\n'
    if not message.startswith("the document"):
        line, at, code, *words = said(below, False)
        assert (line, at, code, words[0]) == (5, column + 1, "NN002", message)


@pytest.mark.parametrize(("text", "column", "message", "hint"), JSON_LINES)
def test_a_line_of_json(text: str, column: int, message: str, hint: str) -> None:
    assert said(text, True) == (1, column, "NN002", message, hint)
    if text[0] == "{" and not message.startswith(("text", "nothing", "the {")):
        below = f'{{"x": ["{{", [],\r\n  {text}]}}'
        assert said(below, True)[:4] == (2, column + 2, "NN002", message)


def lines_to_write(table: list[tuple[str, int, str, str]]) -> list[tuple[str, str]]:
    """Return the rows whose hint is a whole line, with that line."""
    found = [(row[0], re.fullmatch("write `([^`]*[^`.}])`", row[3])) for row in table]
    return [(text, match[1]) for text, match in found if match]


@pytest.mark.parametrize(("text", "line"), lines_to_write(TOML_LINES))
def test_a_line_to_write_is_toml(text: str, line: str) -> None:
    tomli.loads(line)
    assert line != text


@pytest.mark.parametrize("table", [TOML_LINES, JSON_LINES], ids=["TOML", "JSON"])
def test_most_mistakes_come_with_their_line(
    table: list[tuple[str, int, str, str]],
) -> None:
    assert len(table) > 60
    assert sum("write `" in row[3] for row in table) > len(table) / 2


@pytest.mark.parametrize(
    "text", [row[3][7:-1] for row in JSON_LINES if row[3].startswith('write `{"')]
)
def test_a_line_to_write_is_json(text: str) -> None:
    text = text.replace("...", "0")  # what the reader fills in
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        assert error.pos == len(text)  # a line of a longer document


UNIX = "save the file with the line ends of Unix"
SPACE = "stands where a space may"
CONTROL = "holds the control character U+0001"
OPEN = "the string is not closed"
UNKNOWN = "the document cannot be read from here on"
QUOTE = "put it in quotes"
DOUBLE = r"a backslash is written \\"
KEY = "a key is letters, digits, - and _, or stands in quotes"
APART = "write it on a line of its own, or delete it"
LEAVE = "leave it out, or write the spec in TOML"
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
    ('a = "\x01"\n', 1, 6, f"the string {CONTROL}", "delete it"),
    ("x = '\x01'", 1, 6, f"the string {CONTROL}", "delete it"),
    ("# \x01\n", 1, 3, f"the comment {CONTROL}", "delete it"),
    ("a = 1\rb = 2\r", 1, 6, "a line ends in a carriage return alone", UNIX),
    ("# c\rb = 2\r", 1, 4, "a line ends in a carriage return alone", UNIX),
    ("a = 1\n\x0cb = 2", 2, 1, f"the character U+000C {SPACE}", "write `b = 2`"),
    ("a\xa0= 1", 1, 2, f"the character U+00A0 {SPACE}", "write `a = 1`"),
    ("a = \u200b1", 1, 5, f"the character U+200B {SPACE}", "write `a = 1`"),
    ('a = 1\n{"a": 1}', 2, 1, "this is not a line of TOML", ""),
    ('\n {"a": 1}', 1, 1, IS_JSON, "let the file's name end in .json"),
    ('[\n{"a": 1}]', 1, 1, IS_JSON, "let the file's name end in .json"),
    ("a = 1\r\nb = tanh\r\n", 2, 5, "tanh is not in quotes", 'write `b = "tanh"`'),
    ('x = """\n\\d"""', 2, 1, r"\d is not an escape", DOUBLE),
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
    ("a" * 400 + " = tanh", 1, 404, "tanh is not in quotes", 'write `"tanh"`'),
    ("a = " + "x" * 250, 1, 5, "x" * 37 + "... is not in quotes", QUOTE),
    ("a = " + "tanh " * 48, 1, 5, "tanh " * 7 + "ta... is not in quotes", QUOTE),
    ("a = `b\x1b`", 1, 5, "`b\\x1b` has typographic quotes", r'write `a = "b\u001b"`'),
    ("`a` = tanh", 1, 1, "`a` is not a key", KEY),
    ('"`" = ', 1, 7, "a value is missing", ""),
    ('x = [ "`", y ]', 1, 12, "y is not in quotes", 'write `"y"`'),
    ('x = "a\\', 1, 5, OPEN, 'close it with "'),
    ('x = ["a, b]', 1, 6, OPEN, 'write `x = ["a, b"]`'),
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
        LEAVE,
    ),
    ('{"a": 1} /* c', 1, 10, "JSON has no comments", LEAVE),
    (
        '{\n "a": 1,\n}\n',
        2,
        8,
        "a comma stands before the closing }",
        'write `"a": 1`',
    ),
    ('{"a": "x\r\n"}', 1, 7, OPEN, 'write `{"a": "x"`'),
    ('{"a": "x\\d', 1, 9, r"\d is not an escape", DOUBLE),
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
        "text stands after the end of the document",
        "one object is the whole document",
    ),
    ('{"a":\xa01}', 1, 6, f"the character U+00A0 {SPACE}", 'write `{"a": 1}`'),
    ('[1, "a" "b"\n]', 1, 8, 'a comma is missing before "b"', 'write `[1, "a", "b"`'),
    ("[[1}", 1, 4, "} cannot close the [", "write `[[1]]`"),
    (
        "{" + "x" * 250 + ": 1}",
        1,
        2,
        f"the key {37 * 'x'}... is not in double quotes",
        "",
    ),
    ('{"a": ' + "x" * 250 + "}", 1, 7, "x" * 37 + "... is not in quotes", QUOTE),
    ('{"a": "x" /}', 1, 10, "a comma is missing before /", ""),
    ('{"a": {:1}}', 1, 8, "a key is missing", ""),
    (
        '["\\u12',
        1,
        3,
        r"\u is not an escape",
        DOUBLE,
    ),
]


@pytest.mark.parametrize(("text", "line", "column", "message", "hint"), TOML)
def test_toml_over_lines(
    text: str, line: int, column: int, message: str, hint: str
) -> None:
    assert said(text, False) == (line, column, "NN002", message, hint)


@pytest.mark.parametrize(("text", "line", "column", "message", "hint"), JSON)
def test_json_over_lines(
    text: str, line: int, column: int, message: str, hint: str
) -> None:
    assert said(text, True) == (line, column, "NN002", message, hint)


@pytest.mark.parametrize("text", ["", " \n\t"])
def test_an_empty_document(text: str) -> None:
    hint = "a spec is one object: `{ ... }`"
    assert said(text, True) == (1, 1, "NN002", "the document is empty", hint)
    assert parse(text, False).data == {}


def test_a_comma_at_the_end_as_later_pythons_say_it() -> None:
    error = json.JSONDecodeError("Illegal trailing comma before end", '{"a": 1,}', 7)
    mistake = explain('{"a": 1,}', error)
    assert mistake.message == "a comma stands before the closing }"
    assert mistake.hint == 'write `{"a": 1}`'


@pytest.mark.parametrize("json_text", [False, True])
def test_a_large_document(json_text: bool) -> None:
    toml = "".join(f"a{i} = 1\n" for i in range(9000)) + "b = tanh\n"
    pairs = "".join(f'"a{i}": 1,\n' for i in range(9000))
    text = f'{{{pairs}"b": tanh}}' if json_text else toml
    line, _, _, message, hint = said(text, json_text)
    assert (line, message) == (9001, "tanh is not in quotes")
    assert hint == ('write `"b": "tanh"}`' if json_text else 'write `b = "tanh"`')


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


LAYERS = [{"type": "dense", "units": 64, "activation": "relu"}] * 12
LINE = json.dumps({"layers": LAYERS, "optimizer": {"type": "sgd", "rate": 0.1}})
MANY = ", ".join(f'"b{number}"' for number in range(80))
BARE = "tanh is not in quotes"

LONG_JSON = [
    ('"rate"', "rate", "the key rate is not in double quotes", 'write `"rate"`'),
    ('"rate":', '"rate"', "a colon is missing after the key", ""),
    ('"sgd",', '"sgd"', 'a comma is missing before "rate"', ""),
    ('"sgd"', "sgd", "sgd is not in quotes", 'write `"sgd"`'),
    ('"sgd"', '"sgd', "a quote is missing", ""),
    ("0.1}}", "0.1,}}", "a comma stands before the closing }", ""),
    ("0.1", ".1", ".1 has no digit before its point", "write `0.1`"),
    ("0.1}}", "0.1}", "the { is not closed", "write `}` at the end"),
]
LONG_TOML = [
    ("a = [" + "1, " * 150, 5, "the [ is not closed", "write `]` at the end"),
    (f"a = [{MANY}, tanh]", 556, BARE, 'write `"tanh"`'),
    (f'a = [{MANY}, "c]', 556, OPEN, 'close it with "'),
    (f"a = {{ b = [{MANY}], c = tanh }}", 567, BARE, 'write `"tanh"`'),
    ("a = tanh # " + "d" * 350, 5, BARE, 'write `"tanh"`'),
    ('a = "' + "b" * 350, 5, OPEN, 'close it with "'),
    ("x" * 350, 351, "= is missing after the key", ""),
    ("x" * 350 + " = 1 2", 356, "2 stands after the end of the line", APART),
]


@pytest.mark.parametrize(("right", "wrong", "message", "hint"), LONG_JSON)
def test_a_long_line_of_json(right: str, wrong: str, message: str, hint: str) -> None:
    assert LINE.count(right) == 1 and json.loads(LINE)
    assert said(LINE.replace(right, wrong), True)[3:] == (message, hint)


@pytest.mark.parametrize(("text", "column", "message", "hint"), LONG_TOML)
def test_a_long_line_of_toml(text: str, column: int, message: str, hint: str) -> None:
    assert said(text, False) == (1, column, "NN002", message, hint)


@pytest.mark.parametrize(
    "deep", ["[" * 500 + "]" * 500, "[" * 500, "[" * 15_000, "9" * 5000]
)
@pytest.mark.parametrize("json_text", [True, False])
def test_a_mistake_beside_what_no_parser_takes(deep: str, json_text: bool) -> None:
    for text in (f"tanh, {deep}", f"{deep}, tanh", f"1 2, {deep}"):
        document = f'{{"x": [{text}]}}' if json_text else f"x = [{text}]"
        line, column, code, message, _ = said(document, json_text)
        assert (line, code, bool(column and message)) == (1, "NN002", True)


YAML = """\
data:
  type: spiral
# c

layers:
  - type: dense
    units: 3
"""


@pytest.mark.parametrize("json_text", [False, True])
@pytest.mark.parametrize(
    "text", [YAML, YAML * 99, f"---\n{YAML}", f"name: x\n{YAML}", "- a\n- b\n- c\n"]
)
def test_yaml(text: str, json_text: bool) -> None:
    hint = "a spec is TOML: `seed = 0`, with `[data]` above the keys of a table"
    words = ("the document is YAML", hint)
    assert said(text, json_text) == (1, 1, "NN002", *words)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b'[{"a": 1}]', "the document is an array, not a table"),
        (b'// c\n{"a": 1}', "JSON has no comments"),
        (b'# c\n{"a": 1}', "JSON has no comments"),
        (b'/* c\n*/ {"a": 1}', "JSON has no comments"),
        (b"// c\na = 1", "a comment begins with #, not with //"),
        (b"[[layers]]\nx", "= is missing after the key"),
    ],
)
def test_standard_input_is_json_that_opens_in_another_way(
    raw: bytes, message: str
) -> None:
    with pytest.raises(Misfit) as caught:
        load_spec(Source.from_input(raw))
    assert caught.value.placed[0].finding.message == message
