"""What is no spec at all: sockets, devices, links to nowhere, odd names."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from nngen.cli import main

from .test_cli import SPEC, nngen


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    yield
    for path in tmp_path.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o700)


def spec(name: str = "specs/a.toml") -> None:
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_text(SPEC)


def refused(path: str) -> str:
    """Return the one line that a path gets which is no spec."""
    result = nngen(f"validate {path}")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("nngen: ") and result.stderr.count("\n") == 1
    return result.stderr.removeprefix("nngen: ").rstrip()


def listen(name: str) -> socket.socket:
    """Return a socket that stands in the current folder."""
    server = socket.socket(socket.AF_UNIX)
    server.bind(name)
    return server


def test_a_socket() -> None:
    spec()
    with listen("s.toml"), listen("specs/s.toml"):
        assert refused("s.toml") == "s.toml: is not a regular file"
        assert nngen("validate specs").stderr == "1 valid spec\n"


def test_a_device() -> None:
    spec()
    for name in ("z.toml", "specs/z.json"):
        Path(name).symlink_to("/dev/zero")
    assert refused("z.toml") == "z.toml: is not a regular file"
    assert nngen("validate specs").stderr == "1 valid spec\n"


def test_a_pipe_of_any_name() -> None:
    os.mkfifo("pipe")
    hint = "is a pipe; give - and let it be standard input"
    assert refused("pipe") == f"pipe: {hint}"


@pytest.mark.parametrize("target", ["nowhere", "b.toml"], ids=["dangling", "loop"])
def test_a_link_that_leads_nowhere(target: str) -> None:
    spec()
    Path("specs/b.toml").symlink_to(target)
    assert refused("specs/b.toml") == refused("specs")
    assert refused("specs").startswith("specs/b.toml: ")


def test_a_link_to_a_spec_is_one() -> None:
    spec()
    Path("specs/b.toml").symlink_to("a.toml")
    Path("c").symlink_to("specs")
    assert nngen("validate c").stderr == "1 valid spec\n"


def test_folders() -> None:
    Path("x.toml/y.toml").mkdir(parents=True)
    assert refused("x.toml") == "x.toml: no specs in this folder"


def denied(*args: Any, **options: Any) -> Any:
    raise PermissionError(13, "Permission denied", "specs/a.toml")


def test_what_may_not_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    spec()
    if os.geteuid():
        Path("specs/a.toml").chmod(0)
    else:  # nothing is denied to root
        monkeypatch.setattr(Path, "open", denied)
    assert refused("specs/a.toml") == "specs/a.toml: Permission denied"
    assert refused("specs") == "specs/a.toml: Permission denied"


def test_a_name_too_long() -> None:
    assert "File name too long" in refused("a" * 300 + ".toml")


@pytest.mark.parametrize("odd", ["\n", "\x1b[2J", "\udcff", "\u202e", "\r"])
def test_odd_file_names_are_escaped(odd: str) -> None:
    name = f"a{odd}.toml"
    Path(name).write_text("x = tanh")
    result = nngen_with(["validate", name])
    assert result[0] == 1 and odd not in result[1].split(": error")[0]
    head = "a" + ascii(odd)[1:-1] + ".toml:1:5: error[NN002] tanh is not in quotes"
    assert result[1].startswith(head)
    code, _, message = nngen_with(["validate", f"no{odd}.toml"])
    assert code == 2 and odd not in message.rstrip("\n")


def nngen_with(arguments: list[str]) -> tuple[int, str, str]:
    """Return the exit code, the output and the messages of the command."""
    result = CliRunner().invoke(main, arguments)
    return result.exit_code, result.stdout, result.stderr


def test_a_spec_without_its_suffix() -> None:
    spec()
    told = "specs/a: there is no such file; did you mean specs/a.toml?"
    assert refused("specs/a") == told
