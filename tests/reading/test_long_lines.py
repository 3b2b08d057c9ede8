"""Mistakes in long lines: only the part around them is written."""

import json

import pytest

from tests.reading.test_mistakes import said

LAYERS = [{"type": "dense", "units": 64, "activation": "relu"}] * 12
LINE = json.dumps({"layers": LAYERS, "optimizer": {"type": "sgd", "rate": 0.1}})
MANY = ", ".join(f'"b{number}"' for number in range(80))
BARE = "tanh is not in quotes"
OPEN = "the string is not closed"

JSON = [
    ('"rate"', "rate", "the key rate is not in double quotes", '"rate": 0.1'),
    ('"rate":', '"rate"', "a colon is missing behind the key", '"rate": 0.1'),
    (
        '"sgd",',
        '"sgd"',
        'a comma is missing before "rate"',
        '"type": "sgd", "rate": 0.1',
    ),
    ('"sgd"', "sgd", "sgd is not in quotes", '"type": "sgd"'),
    ('"sgd"', "'sgd'", "'sgd' is in single quotes", '"type": "sgd"'),
    ('"sgd"', '"sgd', "a quote is missing", '"type": "sgd"'),
    ("0.1}}", "0.1,}}", "a comma stands before the closing }", '"rate": 0.1}'),
    ("0.1", ".1", ".1 has no digit before its point", '"rate": 0.1'),
]
TOML = [
    ("a = [" + "1, " * 150, 5, "the [ is not closed", "write `1]`"),
    (f"a = [{MANY}, tanh]", 556, BARE, 'write `"tanh"`'),
    (f'a = [{MANY}, "c]', 556, OPEN, 'write `"c"]`'),
    (
        f"a = {{ b = [{MANY}], c = tanh }}",
        567,
        "tanh is not in quotes",
        'write `c = "tanh"`',
    ),
    ("a = tanh # " + "d" * 350, 5, BARE, 'write `a = "tanh"`'),
    ('a = "' + "b" * 350, 5, OPEN, 'close it with "'),
    ("x" * 350, 351, "= is missing behind the key", ""),
    ("x" * 350 + " = 1 2", 356, "2 stands behind the end of the line", ""),
]


@pytest.mark.parametrize(("right", "wrong", "message", "part"), JSON)
def test_json(right: str, wrong: str, message: str, part: str) -> None:
    assert LINE.count(right) == 1 and json.loads(LINE)
    assert said(LINE.replace(right, wrong), True)[3:] == (message, f"write `{part}`")


def test_json_whose_end_is_missing() -> None:
    message, hint = said(LINE[:-1], True)[3:]
    assert (message, hint) == ("the { is not closed", "write `}` at the end")


@pytest.mark.parametrize(("text", "column", "message", "hint"), TOML)
def test_toml(text: str, column: int, message: str, hint: str) -> None:
    assert said(text, False) == (1, column, "NN002", message, hint)


def test_a_tab_is_written_as_one_can_see_it() -> None:
    assert said("x\t=\ttanh", False)[4] == 'write `x = "tanh"`'
    assert said('x = ["a\tb", y]', False)[4] == 'write `x = ["a\\tb", "y"]`'


@pytest.mark.parametrize("deep", ["[" * 500 + "]" * 500, "[" * 500, "9" * 5000])
@pytest.mark.parametrize("json_text", [True, False])
def test_a_mistake_beside_what_no_parser_takes(deep: str, json_text: bool) -> None:
    for text in (f"tanh, {deep}", f"{deep}, tanh", f"1 tanh, {deep}"):
        document = f'{{"x": [{text}]}}' if json_text else f"x = [{text}]"
        line, column, code, message, _ = said(document, json_text)
        assert (line, code, bool(column and message)) == (1, "NN002", True)
