"""A hint names the line to write: one that parses, and that mends what it is of."""

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import tomli

from nngen.edits import pair
from nngen.finding import Finding

from .corpus import corpus
from .documents import Document, judge
from .repair import CODES, repaired
from .rules import PIECE
from .wrongs import document_of, wrong_documents

pytestmark = pytest.mark.no_cover  # others execute the same lines

Tell = Callable[[str], None]
SHARES = pytest.mark.parametrize(
    "share", [20, pytest.param(1, marks=pytest.mark.exhaustive)]
)
HEADER = re.compile(r"\[\[?(\w+)\]\]?|\"(\w+)\": ([{\[])\.\.\.[}\]]")
BROKEN = ("NN001", "NN002", "NN003")
# Where there is no line to write, what to do instead
DO = re.compile(
    r"\b(write|leave|give|move|join|name|save|add|keep|delete|close|belongs|hold|put"
    r"|it has) "
)


def clear(hint: str) -> bool:
    """Return whether a hint says what to do."""
    return "`" in hint or "did you mean" in hint or bool(DO.search(f"{hint} "))


def lines(hint: str) -> list[str]:
    """Return the pieces to write, the lines of a table together."""
    return PIECE.findall(hint.replace("`, `", "\n"))


def parses(piece: str, json_text: bool) -> bool:
    """Return whether a piece is a key with its value, a header, or a value."""
    if HEADER.fullmatch(piece):
        return True
    texts = [f"{{{piece}}}", piece] if json_text else [piece, f"x = {piece}"]
    return any(loads(text, json_text) for text in texts)


def loads(text: str, json_text: bool) -> bool:
    """Return whether a parser takes a text."""
    try:
        json.loads(text) if json_text else tomli.loads(text)
    except ValueError:
        return False
    return True


@SHARES
def test_hints_say_what_to_write(share: int, tmp_path: Path, tell: Tell) -> None:
    count: Counter[str] = Counter()
    unclear, strange = set(), set()
    for placed in corpus(tmp_path, share):
        finding, hint = placed.finding, placed.hint
        count[finding.code] += 1
        row = f"{finding.code} {finding.message}; {hint}"
        if finding.code in BROKEN:  # their lines are of the text, not of the data
            continue
        if not clear(hint):
            unclear.add(row)
        if not all(parses(piece, placed.json_text) for piece in lines(hint)):
            strange.add(f"{row} (JSON)" if placed.json_text else row)
    tell(f"hints of {count.total()} errors of {len(count)} codes say what to write")
    assert not unclear, "\n".join(sorted(unclear)[:30])
    assert not strange, "\n".join(sorted(strange)[:30])
    assert len(count) >= 20


def mended(document: Document) -> tuple[int, list[str]]:
    """Return how many findings of a document were mended by rule, and what is left."""
    placed = judge(document.source(document.text))
    own = [item.finding for item in placed if item.finding.code in CODES]
    left = []
    for finding in own:
        found = repaired(document.data, finding)
        if found is None:
            left.append(f"nothing to do: {finding}")
            continue
        data, path = found
        after = document_of("mended", data, document.json_text)
        said = [item.finding for item in judge(after.source(after.text))]
        if any(same(finding, other) for other in said if other.path == path):
            left.append(f"{finding} leaves {said}")
    return len(own), left


def same(finding: Finding, other: Finding) -> bool:
    """Return whether two findings are of one thing: a key, or its value."""
    both = "NN012" in (finding.code, other.code)
    return finding.code == other.code if both else other.code in CODES


@SHARES
def test_what_a_hint_says_mends_what_it_is_of(share: int, tell: Tell) -> None:
    count, wrong, number = 0, list[str](), 0
    for json_text in (False, True):
        for document in wrong_documents(json_text, share):
            found, left = mended(document)
            number, count, wrong = number + 1, count + found, wrong + left
    tell(f"{count} findings of {number} documents mended as their hints say")
    assert not wrong, "\n".join([f"{len(wrong)}:", *wrong[:20]])
    assert count > number / 2


def test_a_wrong_hint_is_seen() -> None:
    assert not clear("it must be text")
    assert not parses("x = ", False) and not parses('"x": ', True)
    assert parses("x = 1", False) and parses("[x]\ny = 1", False) and parses("1", True)
    finding = Finding("NN013", ("seed",), "x", "write " + pair("seed", 1.5))
    data, path = repaired({"seed": "x"}, finding) or ({}, ())
    assert (data, path) == ({"seed": 1.5}, ("seed",))
    (left,) = judge(Document("x", "seed = 1.5").source("seed = 1.5"))[-1:]
    assert same(finding, left.finding) or left.finding.path != path
