"""nngen build: where scripts go, what is drift, and what is never overwritten."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from nngen import shipped
from nngen.outputs import STRAY

from .helpers import ROOT
from .test_cli import OPENING, SPEC, fail, files, here, nngen, put

__all__ = ["here"]  # a fixture that every test here uses

OLD = "not what its spec makes it; run nngen build"
MOVE = "move it away, or run nngen build --force to overwrite it"


@pytest.mark.parametrize(
    ("options", "made"),
    [
        ("a-b.toml", ["generated/a_b.py"]),
        ("a-b.toml -o out.py", ["out.py"]),
        ("a-b.toml -o deep/er/out.py", ["deep/er/out.py"]),
        ("a-b.toml -o new/", ["new/a_b.py"]),
        ("a-b.toml -o specs", ["specs/a_b.py"]),
        ("specs", ["generated/b.py", "generated/c.py"]),
        ("specs -o new", ["new/b.py", "new/c.py"]),
        ("specs/b.toml specs/c.toml -o new", ["new/b.py", "new/c.py"]),
    ],
)
def test_where_scripts_go(options: str, made: list[str]) -> None:
    put(**{"a-b": SPEC}, specs__b=SPEC, specs__c=SPEC)
    result = nngen(f"build {options}")
    assert (result.exit_code, result.stdout, files()) == (0, "", made)
    assert result.stderr.splitlines() == [f"wrote {path}" for path in made]
    assert all(Path(path).read_text().startswith(OPENING) for path in made)


@pytest.mark.parametrize("options", ["", "-o out.py", "--force", "--check", "--diff"])
def test_a_second_build_writes_nothing(options: str) -> None:
    put(a=SPEC)
    target = "-o out.py" if "out" in options else ""
    nngen(f"build a.toml {target}")
    (path,) = files()
    before = os.stat(path)
    result = nngen(f"build a.toml {options}")
    told = (
        "" if options in ("--check", "--diff") else "1 current script left as before\n"
    )
    assert (result.exit_code, result.output) == (0, told)
    after = os.stat(path)
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_printed_script_is_the_written_one() -> None:
    put(a=SPEC)
    nngen("build a.toml")
    result = nngen("build a.toml -o -")
    assert result.exit_code == 0 and result.stderr == ""
    assert result.stdout == Path("generated/a.py").read_text()


def test_a_script_whose_spec_has_changed() -> None:
    put(a=SPEC)
    nngen("build a.toml")
    old = Path("generated/a.py").read_text()
    put(a=SPEC.replace("epochs = 2", "epochs = 5"))
    result = nngen("build a.toml --check")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"generated/a.py: {OLD}\n"
    result = nngen("build a.toml --diff")
    assert result.exit_code == 1 and "\n-EPOCHS = 2\n+EPOCHS = 5\n" in result.stdout
    assert result.stdout.startswith("--- generated/a.py\n+++ generated/a.py (built)\n")
    assert Path("generated/a.py").read_text() == old
    result = nngen("build a.toml")
    assert (result.exit_code, result.stderr) == (0, "wrote generated/a.py\n")
    assert nngen("build a.toml --check").exit_code == 0


def test_a_missing_script_is_drift() -> None:
    put(a=SPEC)
    result = nngen("build a.toml --check")
    assert (result.exit_code, files()) == (1, [])
    assert result.stderr == "generated/a.py: missing; run nngen build\n"


@pytest.mark.parametrize(
    ("paths", "options", "code"),
    [
        ("specs", "", 1),
        ("specs", "-o generated", 1),
        ("specs other.toml", "", 1),
        ("specs/b.toml", "", 0),
        ("specs", "-o empty/", 1),
    ],
)
def test_orphans_of_a_folder(paths: str, options: str, code: int) -> None:
    put(specs__b=SPEC, specs__c=SPEC, other=SPEC)
    assert nngen("build specs other.toml").exit_code == 0
    Path("generated/mine.py").write_text("x = 1\n")
    assert nngen("build specs other.toml --check").exit_code == 0
    Path("specs/c.toml").unlink()
    result = nngen(f"build {paths} {options} --check")
    assert result.exit_code == code
    stray = f"generated/c.py: {STRAY}\n"
    assert (stray in result.stderr) == (code == 1 and "empty" not in options)
    assert Path("generated/c.py").exists() and "mine" not in result.stderr


@pytest.mark.parametrize("kind", ["edited", "foreign", "linked", "dangling"])
def test_what_nngen_did_not_write_is_kept(kind: str) -> None:
    put(a=SPEC, b=SPEC)
    path = Path("generated/a.py")
    nngen("build a.toml")
    if kind == "edited":
        path.write_text(path.read_text() + "# mine\n")
    else:
        path.unlink()
        path.write_text("mine\n") if kind == "foreign" else path.symlink_to("../m.py")
    if kind == "linked":
        Path("m.py").write_text("mine\n")
    before = [path.is_symlink(), path.exists() and path.read_text()]
    words = {"edited": "edited by hand", "foreign": "not written by nngen"}
    word = words.get(kind, "a symbolic link")
    result = nngen("build a.toml --check")
    assert result.exit_code == 1 and word in result.stderr
    result = nngen("build a.toml b.toml")
    assert result.exit_code == 1
    assert f"generated/a.py: {word}; {MOVE}\n" in result.stderr
    assert "wrote generated/b.py\n" in result.stderr
    assert [path.is_symlink(), path.exists() and path.read_text()] == before
    assert nngen("build a.toml --force").exit_code == 0
    assert path.read_text().startswith(OPENING) and not path.is_symlink()
    assert kind != "linked" or Path("m.py").read_text() == "mine\n"


@pytest.mark.parametrize("name", ["os.fsync", "pathlib.Path.replace"])
def test_a_failed_write(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    put(a=SPEC)
    nngen("build a.toml")
    old = Path("generated/a.py").read_text()
    put(a=SPEC.replace("epochs = 2", "epochs = 5"))
    monkeypatch.setattr(name, fail)
    result = nngen("build a.toml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "nngen: generated/a.py: Permission denied\n"
    assert files() == ["generated/a.py"]
    assert Path("generated/a.py").read_text() == old


def test_a_full_disk_names_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    put(a=SPEC)
    monkeypatch.setattr("os.fsync", full)
    result = nngen("build a.toml")
    assert result.stderr == "nngen: generated/a.py: No space left on device\n"


def test_missing_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    put(a=SPEC)
    monkeypatch.setattr(shipped, "PACKAGE", Path("nowhere"))
    result = nngen("build a.toml")
    assert result.exit_code == 2
    assert result.stderr.endswith("nngen's templates/ is missing beside nowhere\n")


@pytest.mark.parametrize("options", ["-o - --check", "-o - --diff", "--check --force"])
def test_options_that_exclude_each_other(options: str) -> None:
    put(a=SPEC)
    assert nngen(f"build a.toml {options}").exit_code == 2


def test_a_script_that_diverges_exits_with_3(
    capfd: pytest.CaptureFixture[str],
) -> None:
    wild = 'kernel_initializer = { type = "normal", stddev = 1000 }'
    hidden = f'[[layers]]\ntype = "dense"\nunits = 9\n{wild}\n' * 15
    put(a=SPEC.replace("[[layers]]", f"{hidden}[[layers]]"))
    assert nngen("run a.toml").exit_code == 3
    assert capfd.readouterr().err.endswith("or clip_norm in the spec\n")


def test_python_m_nngen() -> None:
    put(a=SPEC)
    for line, code, said in (("validate a.toml", 0, "1 valid spec\n"), ("no", 2, "")):
        done = subprocess.run(
            [sys.executable, "-m", "nngen", *line.split()],
            capture_output=True,
            text=True,
            check=False,
            env=dict(os.environ) | {"PYTHONPATH": str(ROOT)},
        )
        assert done.returncode == code and done.stderr.endswith(said)
        assert "Traceback" not in done.stderr
