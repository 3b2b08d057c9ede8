"""What the command refuses to do, since it could only mean a mistake."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from nngen.cli import main

from .test_cli import NAMED, SPEC, put


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


NOTHING_WRITTEN = "--check and --diff write nothing: not with -o - or --force"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["validate", ""], "a path is empty"),
        (["validate", "-", "-"], "-: standard input can be read once"),
        (["build", "a.toml", "-o", ""], "the output's path is empty"),
        (["build", "a.toml", "-o", "-", "--diff"], NOTHING_WRITTEN),
        (["build", "a.toml", "--check", "--force"], NOTHING_WRITTEN),
        (
            ["build", "a.toml", "-o", "a.toml", "--force"],
            "a.toml: a script ends in .py; for a folder write a.toml/",
        ),
    ],
)
def test_refusals(arguments: list[str], message: str) -> None:
    put(a=SPEC)
    result = CliRunner().invoke(main, arguments, input=NAMED)
    assert (result.exit_code, result.stderr) == (2, f"nngen: {message}\n")
    assert Path("a.toml").read_text() == SPEC and not Path("generated").exists()


def test_a_spec_given_twice_is_one() -> None:
    put(specs__a=SPEC)
    paths = ["specs", "specs/a.toml", "./specs"]
    result = CliRunner().invoke(main, ["validate", *paths])
    assert (result.exit_code, result.stderr) == (0, "1 valid spec\n")
