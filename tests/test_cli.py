"""The command: what it says where, its exit codes, and what it leaves on disk."""

import json
import os
import runpy
import signal
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result

from nngen.cli import main

from .helpers import ROOT, environment

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
READS = SPEC + "[script]\ncommand_line = true\n"
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


def test_a_misspelt_verb() -> None:
    result = nngen("biuld a.toml")
    assert result.exit_code == 2 and "Did you mean 'build'?" in result.stderr


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

    def start(args: list[str]) -> Any:
        seen.append(args)
        return SimpleNamespace(wait=lambda: code)

    monkeypatch.setattr(subprocess, "Popen", start)
    put(**{"a-b": READS})
    script = str(Path("generated", "a_b.py"))
    lines = {
        "run a-b.toml -- --epochs 3 -x --set a=b": [
            "--epochs",
            "3",
            "-x",
            "--set",
            "a=b",
        ],
        "run a-b.toml --epochs 3 -x": ["--epochs", "3", "-x"],
        "run --set seed=1 a-b.toml x --set name=a_b": ["x"],
        "run a-b.toml b.toml": ["b.toml"],  # which the script refuses
        "run a-b.toml": [],
    }
    for line, arguments in lines.items():
        assert nngen(line).exit_code == expected
        assert seen.pop() == [sys.executable, script, *arguments]
    assert "SEED = 0\n" in Path(script).read_text()


@pytest.mark.skipif(os.name != "posix", reason="signals are those of Unix")
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)]
)
def test_a_signal_to_run_ends_the_script_its_own_way(number: int, code: int) -> None:
    """A terminal's Ctrl-C goes to both, SIGTERM to nngen alone."""
    put(a=READS.replace("epochs = 2", "epochs = 10_000_000\ncheckpoint = {}"))
    command = [sys.executable, "-m", "nngen", "run", "a.toml", "--quiet"]
    env = environment(PYTHONPATH=str(ROOT))
    pipe = subprocess.PIPE
    child = subprocess.Popen(command, env=env, stderr=pipe, start_new_session=True)
    while not Path("a.checkpoint.npz").exists():
        time.sleep(0.01)
    if number == signal.SIGINT:
        os.killpg(child.pid, number)
    else:
        child.send_signal(number)
    error = child.communicate()[1].decode()
    assert child.returncode == code
    assert error.endswith("interrupted: --resume continues from a.checkpoint.npz\n")


@pytest.mark.parametrize(
    "line",
    [
        "run a.toml -- --epochs 3",
        "run a.toml --epochs 3",
        "run a.toml --set seed=1 --epochs",
        "run --set script.command_line=false a.toml --epochs",
    ],
)
def test_arguments_that_a_script_does_not_read_are_refused(line: str) -> None:
    put(a=SPEC)
    result = nngen(line)
    said = 'a.toml: its script takes no arguments, and "--epochs" is one; '
    said += "write `command_line = true` under `[script]`"
    assert (result.exit_code, result.output) == (2, f"nngen: {said}\n")
    assert files() == []


def test_how_json_lets_a_script_read_arguments() -> None:
    Path("a.json").write_text(JSON)
    result = nngen("run a.json b.toml")
    hint = 'write `"command_line": true` under `"script": {...}`'
    assert result.exit_code == 2 and result.output.endswith(f"; {hint}\n")


def test_run_leaves_a_script_of_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", fail)
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
