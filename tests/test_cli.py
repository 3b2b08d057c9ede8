"""The command: what it says where, its exit codes, and what it leaves on disk."""

import json
import runpy
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from nngen.cli import main

SPEC = """\
[data]
type = "vertical"
samples = 5
classes = 3

[[layers]]
type = "dense"
units = 3
activation = "softmax"

[loss]
type = "categorical_crossentropy"

[optimizer]
type = "sgd"

[training]
epochs = 2
"""
NAMED = 'name = "piped"\n' + SPEC
JSON = json.dumps(tomllib.loads(NAMED))
WRONG = SPEC.replace("units", "unit")
FINDING = '8:1: error[NN012] layers[0].unit: unknown key; did you mean "units"?\n'
OPENING = '"""Train a network 2 -> 3 on vertical data.\n'


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def put(**texts: str) -> None:
    """Write TOML specs, a__b being b.toml in the folder a."""
    for name, text in texts.items():
        path = Path(name.replace("__", "/") + ".toml")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")


def nngen(line: str, text: str = "") -> Result:
    """Run the command in this process; only SystemExit may leave it."""
    result = CliRunner().invoke(main, line.split(), input=text)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    return result


def files() -> list[str]:
    """Return the Python files and what else writing may have left."""
    found = [path for path in Path().rglob("*") if path.suffix in (".py", ".part")]
    return sorted(path.as_posix() for path in found)


def fail(*args: Any, **options: Any) -> Any:
    raise PermissionError(13, "Permission denied", "specs")


@pytest.mark.parametrize(
    ("line", "text", "number"),
    [
        ("validate a.toml", "", "1 valid spec\n"),
        ("validate specs", "", "2 valid specs\n"),
        ("validate specs a.toml", "", "3 valid specs\n"),
        ("validate -", NAMED, "1 valid spec\n"),
        ("validate -", JSON, "1 valid spec\n"),
        ("validate - a.toml", NAMED, "2 valid specs\n"),
    ],
)
def test_validate(line: str, text: str, number: str) -> None:
    put(a=SPEC, specs__b=SPEC, specs__c=SPEC)
    others = ["pyproject.toml", "package.json", ".hidden.toml", "x.schema.json"]
    for name in [*others, "notes.md"]:
        Path("specs", name).write_text("not a spec")
    Path("specs", "folder.toml").mkdir()
    result = nngen(line, text)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", number)


def test_nothing_is_written_when_any_spec_is_wrong() -> None:
    put(a=SPEC, b=WRONG, c=SPEC + "q = 1\nr = 2\n")
    result = nngen("build a.toml b.toml c.toml")
    assert result.exit_code == 1 and files() == []
    lines = result.stdout.splitlines()
    labels = [line.split(":")[0] for line in lines if "error[" in line]
    assert labels == ["b.toml", "c.toml", "c.toml"]
    assert result.stderr.endswith("\nno spec was built\n")


def test_what_is_current_is_left() -> None:
    put(a=SPEC)
    assert nngen("build a.toml").stderr == "wrote generated/a.py\n"
    assert nngen("build a.toml").stderr == "1 current script left as before\n"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("validate no.toml", "no.toml: No such file or directory"),
        ("validate no", "no: No such file or directory"),
        ("validate empty", "empty: no specs in this folder"),
        ("validate x.toml", "x.toml: no specs in this folder"),
        ("validate a.txt", "a.txt: a spec is a .toml or a .json file"),
        ("run specs", "specs: holds 2 specs; run takes one"),
        ("build specs -o -", "-o - prints one script; there are several specs"),
        ("build specs -o a.txt", "a.txt: File exists"),
        ("build specs/b.toml -o a.txt/b.py", "a.txt: File exists"),
        ("build specs/b.toml -o taken", "taken/b.py: Is a directory"),
    ],
)
def test_what_cannot_be_used(line: str, message: str) -> None:
    put(specs__b=SPEC, specs__c=SPEC)
    for folder in ("empty", "x.toml", "taken/b.py"):
        Path(folder).mkdir(parents=True)
    Path("a.txt").write_text("mine")
    result = nngen(line)
    expected = (2, "", f"nngen: {message}\n")
    assert (result.exit_code, result.stdout, result.stderr) == expected


@pytest.mark.parametrize("line", ["", "validate", "build --no a.toml", "frobnicate"])
def test_usage(line: str) -> None:
    result = nngen(line)
    assert result.exit_code == 2 and "Usage: " in result.stderr and not result.stdout


def test_an_unreadable_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    put(specs__b=SPEC)
    monkeypatch.setattr(Path, "iterdir", fail)
    result = nngen("validate specs")
    assert (result.exit_code, result.stderr) == (2, "nngen: specs: Permission denied\n")


@pytest.mark.parametrize(("first", "second"), [("a", "a"), ("a-b", "a_b")])
def test_two_specs_of_one_name(first: str, second: str) -> None:
    put(x=f'name = "{first}"\n' + SPEC, y=f'\nname = "{second}"\n' + SPEC)
    result = nngen("build x.toml y.toml")
    assert result.exit_code == 1 and files() == []
    place = "y.toml:2:8: error[NN021] name: "
    message = f'"{second}" would overwrite the script of x.toml; '
    finding = f'{place}{message}write `name = "{second}-2"`'
    assert result.stdout.split("\n")[0] == finding


@pytest.mark.parametrize(
    ("code", "expected"), [(0, 0), (3, 3), (-9, 137)], ids=["fine", "3", "killed"]
)
def test_run(monkeypatch: pytest.MonkeyPatch, code: int, expected: int) -> None:
    seen: list[list[str]] = []

    def call(args: list[str]) -> int:
        seen.append(args)
        return code

    monkeypatch.setattr(subprocess, "call", call)
    put(**{"a-b": SPEC})
    result = nngen("run a-b.toml -- --epochs 3 -x")
    assert result.exit_code == expected
    script = str(Path("generated", "a_b.py"))
    assert seen == [[sys.executable, script, "--epochs", "3", "-x"]]


def test_run_leaves_a_script_of_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "call", fail)
    put(a=SPEC, generated__x=SPEC)
    Path("generated/a.py").write_text("mine\n")
    result = nngen("run a.toml")
    assert result.exit_code == 1
    assert result.stderr.startswith("generated/a.py: not written by nngen; ")
    assert Path("generated/a.py").read_text() == "mine\n"


def test_the_module_runs_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    put(a=SPEC)
    monkeypatch.setattr(sys, "argv", ["nngen", "validate", "a.toml"])
    with pytest.raises(SystemExit) as caught:
        runpy.run_module("nngen", run_name="__main__")
    assert caught.value.code == 0
