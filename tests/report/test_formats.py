"""nngen validate --format: what goes to which stream, and the exit code."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from nngen.cli import main

from ..explained import DEFAULTS, completed
from ..test_cli import FINDING, NAMED, SPEC, WRONG, nngen, put
from .helpers import orders

MORE = "; nngen explain NN012 tells more\n"
PLACE = "    8 | unit = 3\n      | ^^^^\n\n"
SUMMARY = f"1 error in 1 spec{MORE}"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("verb", ["validate", "build", "build --check"])
def test_findings_stand_on_stdout(verb: str) -> None:
    put(a=WRONG)
    result = nngen(f"{verb} a.toml")
    expected = (1, f"a.toml:{FINDING}{PLACE}", SUMMARY)
    assert (result.exit_code, result.stdout, result.stderr) == expected


def test_findings_stand_on_stderr_beside_a_script() -> None:
    text = WRONG.replace("[data]", 'name = "x"\n[data]', 1)
    said = f"<stdin>:9{FINDING[1:]}{PLACE.replace('8', '9')}{SUMMARY}"
    result = nngen("build - -o -", text)
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", said)


def test_findings_stand_on_stderr_beside_what_a_script_prints() -> None:
    put(a=WRONG)
    result = nngen("run a.toml")
    expected = (1, "", f"a.toml:{FINDING}{PLACE}{SUMMARY}")
    assert (result.exit_code, result.stdout, result.stderr) == expected


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_nothing_is_wrong(form: str) -> None:
    put(a=SPEC)
    result = nngen(f"validate a.toml --format {form}")
    assert (result.exit_code, result.stderr) == (0, "1 valid spec\n")
    if form == "json":
        assert result.stdout == "[]\n"
    elif form == "sarif":
        assert json.loads(result.stdout)["runs"][0]["results"] == []
    else:
        assert result.stdout == ""


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
@pytest.mark.parametrize("stdin", [False, True])
def test_something_is_wrong(form: str, stdin: bool) -> None:
    put(a=WRONG, b=SPEC)
    text = NAMED.replace("units", "unit")
    result = nngen(
        f"validate {'-' if stdin else 'a.toml'} b.toml --format {form}", text
    )
    assert (result.exit_code, result.stderr) == (1, f"1 error in 1 of 2 specs{MORE}")
    label, line = ("<stdin>", 9) if stdin else ("a.toml", 8)
    if form == "text":
        head, shown, carets, end = result.stdout.split("\n", 3)
        assert head == f"{label}:{line}{FINDING[1:-1]}"
        assert (shown, carets, end) == (f"    {line} | unit = 3", "      | ^^^^", "\n")
    elif form == "json":
        (row,) = json.loads(result.stdout)
        assert (row["file"], row["line"], row["end_column"]) == (label, line, 5)
    elif form == "github":
        (order,) = orders(result.stdout)
        assert order.data == f"{label}:{line}:1: {FINDING.split('] ')[1][:-1]}"
    else:
        (found,) = json.loads(result.stdout)["runs"][0]["results"]
        location = found["locations"][0]["physicalLocation"]
        assert location["region"]["startLine"] == line


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_a_missing_file_is_one_line(form: str) -> None:
    put(a=WRONG)
    result = nngen(f"validate a.toml no.toml --format {form}")
    message = "nngen: no.toml: No such file or directory\n"
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", message)


def test_an_unknown_format() -> None:
    result = nngen("validate a.toml --format xml")
    assert result.exit_code == 2 and "'xml' is not one of 'text'" in result.stderr


@pytest.mark.parametrize("verb", ["validate", "build", "run"])
def test_colour_is_the_streams(verb: str, monkeypatch: pytest.MonkeyPatch) -> None:
    put(a=WRONG)
    plain, forced = f"a.toml:{FINDING}{PLACE}", "\x1b[1;31merror[NN012]\x1b[0m"
    result = nngen(f"{verb} a.toml")
    shown = result.stderr if verb == "run" else result.stdout
    assert shown.startswith(plain) and "\x1b" not in result.output
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert forced in nngen(f"{verb} a.toml").output
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in nngen(f"{verb} a.toml").output


def test_programs_get_no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    put(a=WRONG)
    monkeypatch.setenv("FORCE_COLOR", "1")
    for form in ("json", "github", "sarif"):
        result = CliRunner().invoke(
            main, ["validate", "a.toml", "--format", form], color=True
        )
        assert result.exit_code == 1 and "\x1b" not in result.output


def test_the_defaults_of_examples_are_a_spec() -> None:
    put(a=completed(""))
    assert nngen("validate a.toml").exit_code == 0 and len(DEFAULTS) == 5
