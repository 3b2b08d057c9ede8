"""Every code is explained, by examples that are as wrong and as right as they say."""

import re
from pathlib import Path

import pytest

from nngen.build import build_script
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
