"""Input from the edge: a line and an exit code, never a traceback, never a wait."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from nngen.cli import main
from nngen.reading.text import LARGEST

from .helpers import ROOT, environment
from .test_cli import SPEC, nngen, put


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


TEXT = 'dtype: a table is not text; write `dtype = "float32"`, or float64'
HEX = "0x" + "f" * 4000
UNDERSCORES = "1_" + "000_" * 1500 + "000"


@pytest.mark.parametrize(
    ("lines", "finding"),
    [
        ("[numerics]\ndtype = {}", TEXT),
        (
            '[numerics]\ndtype = {type = "float32"}',
            TEXT,
        ),
        ("loss.type = {}", 'loss.type: a table is not text; write `type = "categor'),
        (f"seed = {HEX}", "seed: a number of over 4300 digits is out of bounds"),
        (f"a = 1\nseed = {UNDERSCORES}", "2:8: error[NN002] a number has over 4300"),
    ],
    ids=["table", "table of the type", "table for a type", "hex", "underscores"],
)
def test_odd_values(lines: str, finding: str) -> None:
    Path("a.toml").write_text(lines)
    result = nngen("validate a.toml")
    assert result.exit_code == 1 and finding in result.stdout


def test_a_link_to_itself() -> None:
    Path("l.toml").symlink_to("l.toml")
    result = nngen("validate l.toml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("nngen: l.toml: ")


def test_pipes_are_not_waited_for() -> None:
    put(specs__a=SPEC)
    os.mkfifo("specs/b.toml")
    assert nngen("validate specs").stderr == "1 valid spec\n"
    result = nngen("validate specs/b.toml")
    assert result.exit_code == 2 and "is a pipe" in result.stderr


def test_no_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nngen.sources.sys.stdin", None)
    with pytest.raises(SystemExit) as caught:
        main(["validate", "-"], standalone_mode=False)
    assert caught.value.code == 2


@pytest.mark.parametrize("stdin", [False, True])
def test_a_large_document_is_not_read_whole(stdin: bool) -> None:
    with Path("a.toml").open("wb") as file:
        file.truncate(LARGEST + 2)
    text = "#" * (LARGEST + 2) if stdin else ""
    result = CliRunner().invoke(main, ["validate", "-" if stdin else "a.toml"], text)
    assert result.exit_code == 1 and f"over {LARGEST} bytes" in result.stdout


def run(*arguments: str, **changes: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own."""
    command = [sys.executable, "-m", "nngen", *arguments]
    env = environment(PYTHONPATH=str(ROOT), **changes)
    return subprocess.run(command, capture_output=True, env=env, check=False)


def test_a_name_that_the_output_cannot_hold() -> None:
    Path("é日.toml").write_text("x = 1")
    done = run("validate", "é日.toml", PYTHONIOENCODING="latin-1")
    assert done.returncode == 1 and b"Traceback" not in done.stderr
    assert done.stdout.startswith(b"\xe9\\u65e5.toml:1:1: error[")


def test_a_reader_that_has_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*arguments: object, **options: object) -> None:
        raise BrokenPipeError(32, "Broken pipe")

    put(a=SPEC)
    monkeypatch.setattr("nngen.cli.click.echo", closed)
    result = CliRunner().invoke(main, ["validate", "a.toml"])
    assert result.exit_code == 1 and "Traceback" not in result.output


def test_a_checkout_with_other_line_ends() -> None:
    put(a=SPEC)
    nngen("build a.toml")
    script = Path("generated/a.py")
    right = script.read_bytes()
    script.write_bytes(right.replace(b"\n", b"\r\n"))
    assert nngen("build a.toml --check").exit_code == 1
    assert nngen("build a.toml").exit_code == 0
    assert script.read_bytes() == right


def test_many_mistakes_take_little_time() -> None:
    Path("a.toml").write_text("".join(f"k{i} = 0\n" for i in range(3000)))
    found = [
        line for line in nngen("validate a.toml").stdout.split("\n") if "NN" in line
    ]
    assert sum("NN012" in line for line in found) == 101
    assert found[-1].endswith("unknown key; so are 2899 more below it: leave them out")
