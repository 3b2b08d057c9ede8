"""--set on the verbs of the command: every spec, every format, every check."""

import json
from pathlib import Path

import pytest

from .report.helpers import orders
from .report.test_sarif import run_of
from .test_cli import JSON, NAMED, SPEC, files, here, nngen, put

__all__ = ["here"]  # every test has a folder of its own

WRONG = "--set optimizer.learning_rat=0.1"
SAID = 'optimizer.learning_rat: unknown key; did you mean "learning_rate"?'
MORE = "1 error in 1 spec; nngen explain NN012 tells more\n"


@pytest.mark.parametrize(
    ("path", "text"), [("a.toml", ""), ("b.json", ""), ("-", NAMED), ("-", JSON)]
)
def test_every_document_is_changed(path: str, text: str) -> None:
    put(a=SPEC)
    Path("b.json").write_text(JSON)
    sets = "--set seed=3 --set split.validation=0.2 --set split.method=stratified "
    sets += "--set layers.0.units=5 --set seed=4"
    result = nngen(f"show --resolved json {path} {sets} --set data.classes=5", text)
    spec = json.loads(result.stdout)
    assert (spec["seed"], spec["split"]["validation"]) == (4, 0.2)
    assert (spec["layers"][0]["units"], spec["data"]["classes"]) == (5, 5)


def test_every_spec_is_changed() -> None:
    put(a=SPEC, b=SPEC)
    result = nngen(f"validate a.toml b.toml {WRONG}")
    heads = [line for line in result.stdout.splitlines() if line]
    places = [f"{name}.toml: {WRONG}: error[NN012] {SAID}" for name in "ab"]
    assert (result.exit_code, heads) == (1, places)
    result = nngen("validate a.toml b.toml --set name=c")
    assert "b.toml: --set name=c: error[NN021] name: " in result.stdout


@pytest.mark.parametrize("verb", ["validate", "build", "show"])
def test_a_finding_is_placed_at_the_setting(verb: str) -> None:
    put(a=SPEC)
    result = nngen(f"{verb} a.toml {WRONG}")
    expected = (1, f"a.toml: {WRONG}: error[NN012] {SAID}\n\n", MORE)
    assert (result.exit_code, result.stdout, result.stderr) == expected
    assert files() == []


def test_json() -> None:
    result = nngen(f"validate - --format json {WRONG}", NAMED)
    (row,) = json.loads(result.stdout)
    assert row["set"] == WRONG.removeprefix("--set ") and row["file"] == "<stdin>"
    assert {row[k] for k in ("line", "column", "end_line", "end_column")} == {None}


def test_github_marks_no_line() -> None:
    put(a=SPEC)
    (order,) = orders(nngen(f"validate a.toml --format github {WRONG}").stdout)
    assert order.properties == {"title": "nngen NN012"}
    assert order.data == f"a.toml: {WRONG}: {SAID}"


def test_sarif_names_the_file_and_no_line() -> None:
    put(a=SPEC)
    run = run_of(nngen(f"validate a.toml --format sarif {WRONG}").stdout)
    (result,) = run["results"]
    file = {"artifactLocation": {"uri": "a.toml"}}
    assert result["locations"] == [{"physicalLocation": file}]
    assert result["message"]["text"] == f"a.toml: {WRONG}: {SAID}"


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_a_setting_gives_no_orders(form: str) -> None:
    put(a=SPEC)
    for text in ("##[error]x", "::error::x", "%0A::error::x", "x{0}[x](y)"):
        result = nngen(f"validate a.toml --format {form} --set seed={text}")
        assert result.exit_code == 1
        if form == "github":
            assert [order.command for order in orders(result.stdout)] == ["error"]
            assert "NN013" in orders(result.stdout)[0].properties["title"]
        else:
            assert orders(result.stdout) == []


@pytest.mark.parametrize("verb", ["validate", "build", "run", "show"])
@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("seed", "--set seed: there is no value; write KEY=VALUE, as "),
        ("data.samples.x=1", "a.toml: --set data.samples.x=1: data.samples is 5, not"),
        ("layers.1.units=3", "a.toml: --set layers.1.units=3: layers is an array of 1"),
    ],
)
def test_a_setting_that_cannot_be_made(verb: str, text: str, why: str) -> None:
    put(a=SPEC)
    result = nngen(f"{verb} a.toml --set {text}")
    assert result.exit_code == 2 and result.stdout == ""
    assert result.stderr.startswith(f"nngen: {why}") and result.stderr.count("\n") == 1


def test_a_script_is_checked_with_the_settings_it_was_built_with() -> None:
    put(a=SPEC)
    assert nngen("build a.toml --set seed=3").exit_code == 0
    assert "SEED = 3\n" in Path("generated/a.py").read_text()
    assert nngen("build a.toml --check").exit_code == 1
    assert nngen("build a.toml --check --set seed=3").exit_code == 0


def test_a_syntax_error_is_said_first() -> None:
    put(a="x = = 3")
    assert nngen("validate a.toml --set x.y.z=1").stdout.startswith("a.toml:1:5: error")
