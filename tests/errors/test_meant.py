"""Which of several words a wrong one must mean, and how long texts may be."""

import json
from typing import Any, Literal

import pytest
import tomli

from nngen.model.model import Model, Tagged, field
from nngen.model.read import read
from nngen.model.types import LONGEST, Kinds
from nngen.reading.dialect import in_json
from nngen.words import CLOSE, near, quoted

from .documents import Document, judge


class Adam(Tagged):
    """A kind that others are named after."""

    type: Literal["adam"]
    beta: float = field(default=0.9, ge=0, le=1, description="A share.")


class AdamW(Tagged):
    """A kind whose name is nearly the other's."""

    type: Literal["adamw"]
    beta: float = field(default=0.9, ge=0, le=1, description="A share.")
    weight: float = field(default=0.0, ge=0, le=1, description="Another.")


class Net(Model):
    """A table of either kind."""

    optimizer: Adam | AdamW = field(description="Either.")


@pytest.mark.parametrize(
    ("table", "findings"),
    [
        ({"type": "adaw", "weight": 0.1}, ["NN015 type"]),
        ({"type": "adaw", "weight": 2}, ["NN015 type", "NN014 weight"]),
        ({"type": "adaw", "beta": 2}, ["NN015 type", "NN014 beta"]),
        ({"type": "adaw", "betta": 0.5}, ["NN015 type", "NN012 betta"]),
        ({"type": "xyz", "weight": 2}, ["NN015 type", "NN014 weight"]),
        ({"beta": 2, "x": 1}, ["NN011 type", "NN012 x", "NN014 beta"]),
        ({"type": "xyz", "x": 1}, ["NN015 type"]),
        ({"type": "adam", "weight": 0.1}, ["NN012 weight"]),
    ],
)
def test_of_kinds_alike_that_with_the_keys(table: Any, findings: list[str]) -> None:
    _, found = read(Net, {"optimizer": table}, {})
    assert [f"{f.code} {f.path[-1]}" for f in found] == findings


def test_the_line_to_write_names_the_kind_with_the_keys() -> None:
    _, (first, *_) = read(Net, {"optimizer": {"weight": 0.1}}, {})
    assert first.hint == 'write `type = "adamw"`, one of adam, adamw'
    assert list(Kinds((Adam, AdamW)).names) == ["adam", "adamw"]


CSV = '[data]\ntype = "csv"\npath = "x"\ntarget = "y"\n'


@pytest.mark.parametrize(
    ("line", "column", "said"),
    [
        ('features = ["{}"]', 13, 'write `"length"`'),
        ('class_map = {{ a = "{}" }}', 19, 'write `a = "no"`'),
        ('class_map = {{ {} = "a" }}', 13, f"write {LONGEST} at most"),
    ],
)
def test_texts_of_tables_and_arrays_have_bounds(
    line: str, column: int, said: str
) -> None:
    for length in (LONGEST, LONGEST + 1):
        text = CSV + line.format("x" * length)
        placed = judge(Document("x", text).source(text))
        found = [item for item in placed if item.finding.code == "NN014"]
        assert len(found) == length - LONGEST
    assert f"{LONGEST + 1} characters, over {LONGEST}" in found[0].finding.message
    assert (found[0].place, found[0].finding.hint) == ((5, column), said)


def test_a_key_that_two_may_mean_is_the_one_that_must_be_there() -> None:
    text = '[data]\ntype = "csv"\npath = "x"\ntargett = "y"\n'
    placed = [item.finding for item in judge(Document("x", text).source(text))]
    own = [finding for finding in placed if finding.path[0] == "data"]
    assert [(f.code, f.hint) for f in own] == [
        ("NN012", 'did you mean "target" or "targets"?')
    ]


@pytest.mark.parametrize("text", ["\U0001f600`\\", "\\ud83d\\ude00", "\xe9\x7f\t"])
def test_quoted_text_is_a_string_of_toml(text: str) -> None:
    assert tomli.loads(f"x = {quoted(text)}") == {"x": text}
    assert json.loads(f"{{{in_json(f'`x = {quoted(text)}`')[1:-1]}}}") == {"x": text}
    assert "`" not in quoted(text) and quoted(text).isprintable()


@pytest.mark.parametrize("char", ["\x7f", "\u202e", "\x85", "\U000e0041"])
def test_what_nobody_sees_is_escaped_in_json(char: str) -> None:
    hint = in_json('write `x = "\\U' + f'{ord(char):08x}"`')
    assert hint.isprintable() and hint.startswith('write `"x": "\\u')


def test_initials_mean_what_they_begin() -> None:
    assert near("dl", ["delimiter", "drop_last"]) == ["drop_last"]
    assert near("dl", ["drop_last"], CLOSE) == []
