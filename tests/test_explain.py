"""Every code has a page, whose wrong example gets it and whose right example builds."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from nngen.build import build_script
from nngen.hints.libraries import keys_called, kinds_called
from nngen.language.base import Kind, Table
from nngen.report.codes import codes, listed, meaning, page, title

from .explained import completed, examples, judged, source
from .helpers import ROOT
from .test_cli import nngen

USED = {
    code
    for file in (ROOT / "nngen").rglob("*.py")
    for code in re.findall(r'"(NN\d{3})"', file.read_text("utf-8"))
}
# Explained, but not found yet
PENDING: set[str] = set()


def test_every_code_has_its_page_and_every_page_its_code() -> None:
    assert set(codes()) == USED | PENDING
    assert not USED & PENDING, "found by now"
    assert len(USED) > 15


@pytest.mark.parametrize("code", codes())
def test_pages_have_one_form(code: str) -> None:
    text = page(code)
    headings = re.findall(r"^#+ .*", text, re.MULTILINE)
    assert headings == [f"# {code}: {title(code)}", "## Wrong", "## Right"]
    assert text.endswith("```\n") and not text.endswith("\n\n")
    assert 100 < len(meaning(code)) < 1200
    assert max(map(len, text.splitlines())) <= 92
    assert title(code)[0].islower() or title(code).startswith("TOML")


@pytest.mark.parametrize("code", sorted(set(codes()) - PENDING))
def test_wrong_examples_get_their_code_alone(code: str, tmp_path: Path) -> None:
    _, placed = judged(source(examples(page(code))["Wrong"], tmp_path))
    assert {item.finding.code for item in placed} == {code}


@pytest.mark.parametrize("code", codes())
def test_right_examples_are_right(code: str, tmp_path: Path) -> None:
    graph, placed = judged(source(examples(page(code))["Right"], tmp_path))
    assert graph is not None and placed == ()
    assert build_script(graph, tmp_path).startswith('"""Train a ')


@pytest.mark.parametrize("code", codes())
def test_examples_differ_and_are_short(code: str) -> None:
    wrong, right = examples(page(code)).values()
    assert wrong != right
    assert wrong.text.count("\n") <= 15 and right.text.count("\n") <= 15


def test_what_an_example_leaves_out_is_added() -> None:
    assert completed("").count("[[layers]]") == 2
    assert completed("seed = 1\n").startswith("seed = 1\n\n[data]\n")
    whole = completed("[[layers]]\n[data]\n[loss]\n[training]\n")
    assert whole.endswith('[training]\n\n[optimizer]\ntype = "sgd"\n')


@pytest.mark.parametrize("word", ["NN012", "nn012", "Nn012"])
def test_explain(word: str) -> None:
    result = nngen(f"explain {word}")
    expected = (0, (ROOT / "nngen/explain/NN012.md").read_text("utf-8"), "")
    assert (result.exit_code, result.stdout, result.stderr) == expected


def test_explain_lists_all_codes() -> None:
    result = nngen("explain")
    assert (result.exit_code, result.stdout) == (0, listed())
    lines = result.stdout.splitlines()
    assert len(lines) == len(codes()) and "NN012  unknown key" in lines


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("nn12", 'did you mean "NN012"?'),
        ("x", "nngen explain lists all codes"),
        ("../../README", "nngen explain lists all codes"),
    ],
)
def test_an_unknown_code(word: str, hint: str) -> None:
    result = nngen(f"explain {word}")
    expected = (2, "", f'nngen: there is no code "{word}"; {hint}\n')
    assert (result.exit_code, result.stdout, result.stderr) == expected


def foreign(code: str) -> dict[str, set[str]]:
    """Return the words of a page's table: ours, and what others call each."""
    rows = re.findall(r"^\| `(\w+)` \| (.*) \|$", page(code), re.MULTILINE)
    return {ours: set(re.findall(r"`(\w+)`", others)) for ours, others in rows}


def models(kind: type[Table]) -> Iterator[type[Table]]:
    """Return all tables of the language."""
    yield kind
    for other in kind.__subclasses__():
        yield from models(other)


def test_words_of_other_libraries_are_known_as_their_pages_say() -> None:
    keys, kinds = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for model in models(Table):
        for name, words in keys_called(model).items():
            keys[name] |= set(words)
        if issubclass(model, Kind) and get_args(model.model_fields["type"].annotation):
            kinds[model.selector()] |= set(*kinds_called((model,)).values())
    for code, known in (("NN012", keys), ("NN015", kinds)):
        assert len(foreign(code)) > 5
        for ours, others in foreign(code).items():
            assert others and others <= known[ours], ours
