"""What is no spec at all: files of other kinds, and documents made to be costly.

Each gets findings and exit code 1, or one line and exit code 2; never a traceback, and
never much time or memory.
"""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from .helpers import ROOT, environment
from .test_cli import SPEC, nngen

SECONDS, MEGABYTES = 2, 200
LARGEST = 2**20


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
    from click.testing import CliRunner

    from nngen.cli import main

    result = CliRunner().invoke(main, arguments)
    return result.exit_code, result.stdout, result.stderr


def many(line: str) -> str:
    """Return numbered lines, as many as a document may have."""
    width = len(line.format(999_999))
    return "".join(line.format(i) for i in range(LARGEST // width - 1))


COSTLY: dict[str, Callable[[], str]] = {
    "headers.toml": lambda: "[[layers]]\n" * (LARGEST // 11),
    "keys.toml": lambda: many("a{}=1\n"),
    "twice.toml": lambda: many("a{}=1\n") + "a0=1",
    "dots.toml": lambda: many("a{}.a.a=1\n"),
    "chain.toml": lambda: "a" + ".a" * (LARGEST // 2 - 3) + "=1",
    "deep.json": lambda: '{"a":' * (LARGEST // 5),
    "again.json": lambda: '{"a":1' + ',"a":1' * (LARGEST // 6 - 9) + "}",
    "line.toml": lambda: 'a = "' + "x" * (LARGEST - 9),
    "tables.toml": lambda: many("[a{}]\n"),
    "nested.toml": lambda: many("[a{}.a.a]\n"),
    "inline.toml": lambda: "a=[" + "{a=1}," * (LARGEST // 6 - 9) + "]",
    "arrays.toml": lambda: "a=[" + "[]," * (LARGEST // 3 - 9) + "]",
    "numbers.toml": lambda: "a=[" + "1," * (LARGEST // 2 - 9) + "]",
    "brackets.toml": lambda: "a=" + "[" * (LARGEST - 9),
    "braces.toml": lambda: "a=" + "{a=" * (LARGEST // 3 - 9),
    "escapes.toml": lambda: 'a = "' + "\\n" * (LARGEST // 2 - 9) + "\\d",
    "spaces.toml": lambda: "a" + " " * (LARGEST - 9) + "b",
    "words.toml": lambda: "a = " + "x " * (LARGEST // 2 - 9),
    "lines.toml": lambda: "\n" * LARGEST,
    "returns.toml": lambda: "a = 1\r" * (LARGEST // 6),
    "feeds.toml": lambda: "a = 1\f\n" * (LARGEST // 7),
    "hex.toml": lambda: "a = 0x" + "f" * (LARGEST - 9),
    "digits.toml": lambda: "a = " + "9" * (LARGEST - 9),
    "runs.toml": lambda: "a = [" + ("f" * 4300 + " ") * 240,
    "name.toml": lambda: "a" * 9999 + " = 1",
    "objects.json": lambda: "[" + '{"a":1},' * (LARGEST // 8 - 9) + "1]",
    "names.json": lambda: "{" + many('"a{}":1,') + '"a":1}',
    "wide.json": lambda: "[" * 99 + "1," * (LARGEST // 2 - 999) + "1" + "]" * 99,
    "open.json": lambda: '{"a": "' + "x" * (LARGEST - 9),
    "comma.json": lambda: "[" + "1," * (LARGEST // 2 - 9) + "]",
    "bare.json": lambda: '{"a": ' + "x" * (LARGEST - 9),
    "nan.json": lambda: "[" + "1," * (LARGEST // 2 - 9) + "NaN]",
    "quotes.json": lambda: "[" + '"' * (LARGEST - 9),
}
FIRST = 8  # those that every run of the tests measures
EACH = [
    pytest.param(name, marks=() if i < FIRST else pytest.mark.exhaustive)
    for i, name in enumerate(COSTLY)
]


# The command, which at its end tells of its time and its memory at most
MEASURED = """
import atexit, resource, sys
from nngen.cli import main
def tell():
    used = resource.getrusage(resource.RUSAGE_SELF)
    peak = open("/proc/self/status").read().split("VmHWM:")[1].split()[0]
    print(used.ru_utime + used.ru_stime, int(peak) / 1024, file=sys.stderr)
atexit.register(tell)
main()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
@pytest.mark.parametrize("name", EACH)
def test_costly_documents_cost_little(name: str) -> None:
    text = COSTLY[name]()
    assert len(text) <= LARGEST
    Path(name).write_text(text)
    env = environment(PYTHONPATH=str(ROOT))
    env = {key: value for key, value in env.items() if not key.startswith("COV")}
    command = [sys.executable, "-c", MEASURED, "validate", name]
    done = subprocess.run(command, capture_output=True, text=True, env=env)
    assert done.returncode == 1 and done.stdout.startswith(f"{name}:")
    assert "Traceback" not in done.stderr
    seconds, megabytes = map(float, done.stderr.splitlines()[-1].split())
    print(f"{name}: {seconds:.2f} s, {megabytes:.0f} MB")
    assert seconds < SECONDS and megabytes < MEGABYTES
