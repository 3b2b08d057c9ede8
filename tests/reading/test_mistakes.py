"""What is said of the mistakes that people make in TOML and JSON."""

import json
import re

import pytest
import tomli

from nngen.reading.text import Unreadable, parse
from tests.helpers import ROOT

DATA = ROOT / "tests" / "data"


def rows(name: str) -> list[tuple[str, int, str, str]]:
    """Return a table of mistakes: a line, the column, the message, the hint."""
    lines = (DATA / name).read_text("utf-8").splitlines()
    cells = [f"{line} ".split(" | ") for line in lines]
    return [(c[0], int(c[1]), c[2], c[3].strip()) for c in cells]


TOML = rows("toml_mistakes.txt")
JSON = rows("json_mistakes.txt")


def said(text: str, json_text: bool) -> tuple[int, int, str, str, str]:
    """Return the line, the column, the code, the message and the hint of a text."""
    with pytest.raises(Unreadable) as caught:
        parse(text, json_text)
    (finding,) = caught.value.findings
    assert finding.path == () or finding.code == "NN003"
    return (*caught.value.place, finding.code, finding.message, finding.hint)


@pytest.mark.parametrize(("text", "column", "message", "hint"), TOML)
def test_toml(text: str, column: int, message: str, hint: str) -> None:
    assert said(text, False) == (1, column, "NN002", message, hint)
    # elsewhere, with other line ends and indentation, it is the same
    below = f'# "\n[below]\r\na = """\n[ """\r\n\t{text}\r\n'
    if not message.startswith("the document"):
        line, at, code, *words = said(below, False)
        assert (line, at, code, words[0]) == (5, column + 1, "NN002", message)


@pytest.mark.parametrize(("text", "column", "message", "hint"), JSON)
def test_json(text: str, column: int, message: str, hint: str) -> None:
    assert said(text, True) == (1, column, "NN002", message, hint)
    if text[0] == "{" and not message.startswith(("text", "nothing", "the {")):
        below = f'{{"x": ["{{", [],\r\n  {text}]}}'
        assert said(below, True)[:4] == (2, column + 2, "NN002", message)


def lines_to_write(table: list[tuple[str, int, str, str]]) -> list[tuple[str, str]]:
    """Return the rows whose hint is a whole line, with that line."""
    found = [(row[0], re.fullmatch("write `([^`]*[^`.}])`", row[3])) for row in table]
    return [(text, match[1]) for text, match in found if match]


@pytest.mark.parametrize(("text", "line"), lines_to_write(TOML))
def test_a_line_to_write_is_toml(text: str, line: str) -> None:
    tomli.loads(line)
    assert line != text


@pytest.mark.parametrize("table", [TOML, JSON], ids=["TOML", "JSON"])
def test_most_mistakes_come_with_their_line(
    table: list[tuple[str, int, str, str]],
) -> None:
    assert len(table) > 60
    assert sum("write `" in row[3] for row in table) > 0.7 * len(table)


@pytest.mark.parametrize(
    "text", [row[3][7:-1] for row in JSON if row[3].startswith('write `{"')]
)
def test_a_line_to_write_is_json(text: str) -> None:
    text = text.replace("...", "0")  # what the reader fills in
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        assert error.pos == len(text)  # a line of a longer document
