"""Bytes of the examples, changed at random: a spec or findings, and nothing else."""

import json
import tomllib
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nngen.reading.load import Loaded, Misfit, Source, load_spec
from tests.helpers import SPECS

ODD = [bytes([c]) for c in b"\"'[]{}=:,.#\\/\n\r\t -()x9\0\x1b\x7f\xff"]
ODD += [b"\xef\xbb\xbf", b"\xe2\x80\x9c", b"\xc2\xa0", b"\xed\xa0\x80", b"//", b"/*"]
ODD += [b'"""', b"'''", b"[[layers]]\n", b"[data]\n", b"1e999", b"nan", b"NaN", b"True"]
ODD += [b"\\ud800", b"\\u", b"a.b", b"9" * 30, b"...", b"\r\n", b'"a": 1,', b"a = 1\n"]

TOML = [path.read_bytes() for path in SPECS]
TWINS = [tomllib.loads(raw.decode()) for raw in TOML]
DOCUMENTS = [(raw, False) for raw in TOML]
DOCUMENTS += [(json.dumps(twin).encode(), True) for twin in TWINS]
DOCUMENTS += [(json.dumps(twin, indent=2).encode(), True) for twin in TWINS]


def mutated(random: Random, raw: bytes) -> bytes:
    """Return bytes with a few of them lost, doubled, replaced, added or moved."""
    for _ in range(random.choice([1, 1, 1, 2, 4])):
        at = random.randrange(len(raw) + 1)
        end = min(len(raw), at + random.choice([1, 1, 2, 5, 20, 99]))
        other = random.randrange(len(raw) + 1)
        piece = random.choice(
            [
                b"",
                random.choice(ODD),
                raw[at:end] * 2,
                random.choice(ODD) + raw[at:end],
                raw[other : other + 20],
            ]
        )
        raw = raw[:at] + piece + raw[end:]
    return raw


def outcome(raw: bytes, json_text: bool) -> str:
    """Return what becomes of a document: the code of its first finding, or fine."""
    try:
        assert isinstance(load_spec(Source("x", raw, "x", json_text)), Loaded)
    except Misfit as error:
        for placed in error.placed:
            line, column = placed.place
            lines = raw.removeprefix(b"\xef\xbb\xbf").decode(errors="replace")
            assert str(placed).isprintable()
            assert 1 <= line <= lines.count("\n") + 1 and column >= 1
            assert column <= len(lines.split("\n")[line - 1]) + 1
        return error.placed[0].finding.code
    return "fine"


@pytest.mark.parametrize(
    "count", [300, pytest.param(10_000, marks=pytest.mark.exhaustive)]
)
def test_any_change_of_an_example(count: int) -> None:
    random = Random(count + 2)
    found: dict[str, int] = {}
    for _ in range(count):
        raw, json_text = random.choice(DOCUMENTS)
        code = outcome(mutated(random, raw), json_text)
        found[code] = found.get(code, 0) + 1
    print(found)
    assert {"NN001", "NN002", "NN003", "NN012", "fine"} <= found.keys()
    assert found["NN002"] > count / 2


@settings(deadline=None, max_examples=300)
@given(st.binary(max_size=200), st.booleans())
def test_any_bytes(raw: bytes, json_text: bool) -> None:
    assert outcome(raw, json_text).startswith("NN")


@settings(deadline=None, max_examples=300)
@given(st.text("[]{}\"'=:,.#\\\n\r a1-_\u00e9(/*", max_size=40), st.booleans())
def test_any_structure(text: str, json_text: bool) -> None:
    assert outcome(text.encode(), json_text).startswith("NN")
