"""The command `nngen show`: options, findings, exit codes."""

from pathlib import Path

import pytest

from .test_cli import NAMED, SPEC, WRONG, here, nngen, put

__all__ = ["here"]  # every test has a folder of its own

WARNED = SPEC + 'early_stopping = { monitor = "loss", patience = 9 }\n'


def test_specs_one_after_the_other() -> None:
    put(specs__a=SPEC, specs__b=SPEC)
    result = nngen("show specs")
    assert (result.exit_code, result.stderr) == (0, "")
    one, two = nngen("show specs/a.toml").stdout, nngen("show specs/b.toml").stdout
    assert result.stdout == f"{one}\n{two}"
    assert one.startswith("a\n\nrows      15 to train on\n")
    assert not list(Path().rglob("*.py"))


def test_standard_input_and_back() -> None:
    for form in ("toml", "json"):
        text = nngen(f"show --resolved {form} -", NAMED).stdout
        assert nngen(f"show --resolved {form} -", text).stdout == text
        assert nngen("show -", text).stdout == nngen("show -", NAMED).stdout


def test_the_rate() -> None:
    put(a=SPEC)
    lines = nngen("show a.toml --learning-rate").stdout.splitlines()
    assert lines[0] == "a: the learning rate in the 2 steps of a run"
    lines = nngen("show a.toml --learning-rate --steps 7").stdout.splitlines()
    assert lines[-1].split() == ["6", "6", "1"]


def test_findings_are_those_of_validate() -> None:
    put(specs__a=SPEC, specs__b=WRONG)
    found, asked = nngen("show specs"), nngen("validate specs")
    assert (found.exit_code, found.stdout) == (1, asked.stdout)
    assert found.stderr == f"{asked.stderr}no spec was shown\n"


def test_warnings_stay_out_of_a_resolved_spec() -> None:
    put(a=WARNED)
    assert "warning[NN046]" in nngen("show a.toml").stdout
    result = nngen("show --resolved toml a.toml")
    assert result.exit_code == 0 and "warning[NN046]" in result.stderr
    assert nngen("validate -", result.stdout).exit_code == 0


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("show a.toml --steps 3", "--steps is of --learning-rate"),
        (
            "show a.toml --resolved toml --learning-rate",
            "--resolved prints a spec, and --learning-rate none: ask twice",
        ),
        (
            "show a.toml b.toml --resolved json",
            "--resolved prints one spec; there are 2",
        ),
        ("show no.toml", "no.toml: No such file or directory"),
    ],
)
def test_what_cannot_be_shown(line: str, message: str) -> None:
    put(a=SPEC, b=SPEC)
    result = nngen(line)
    assert (result.exit_code, result.stderr) == (2, f"nngen: {message}\n")
    assert result.stdout == ""


@pytest.mark.parametrize(
    "line", ["show", "show --steps 0 a.toml", "show --resolved x a"]
)
def test_usage(line: str) -> None:
    assert nngen(line).exit_code == 2
