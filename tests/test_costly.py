"""Documents made to be costly: findings and exit code 1, within 2 s and 200 MB."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from nngen.load.text import LARGEST

from .helpers import ROOT, environment

SECONDS, MEGABYTES = 2, 200


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
def test_costly_documents_cost_little(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
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
