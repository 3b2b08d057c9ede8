"""Documents made to be costly: findings and exit code 1, within 2 s and 200 MB."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from nngen.reading.text import LARGEST

from .helpers import ROOT, environment

SECONDS, MEGABYTES = 2, 200


def many(line: str) -> str:
    """Return numbered lines, as many as a document may have."""
    width = len(line.format(999_999))
    return "".join(line.format(i) for i in range(LARGEST // width - 1))


REST = """
[loss]
type = "categorical_crossentropy"
[optimizer]
type = "sgd"
[training]
epochs = 1
"""
SPIRAL = '[data]\ntype = "spiral"\nsamples = 9\nclasses = 3\n'
FLAT = 'kernel_initializer = "zeros"'


def network(layers: str, data: str = SPIRAL) -> str:
    """Return a document whose structure is right, with some layers."""
    return f"{data}{layers}{REST}"


def layer(kind: str, more: str) -> str:
    """Return a layer with some options."""
    return f'[[layers]]\ntype = "{kind}"\n{more}\n'


def dense(more: str) -> str:
    """Return a dense layer with some options."""
    return layer("dense", f"units = 3\n{more}")


def inputs(names: list[str]) -> str:
    """Return what a layer reads."""
    return f"inputs = {names}"


def strangers() -> str:
    """Return layers with names, and joins that read names like theirs."""
    named = "".join(dense(f'name = "layer_{i:04d}"') for i in range(9000))
    join = layer("add", inputs([f"layers_{i}_x" for i in range(1000)]))
    return network(named + join * 25)


def forward() -> str:
    """Return layers each of which reads what is below it."""
    chain = (dense(f'name = "e{i}"\n{inputs([f"e{i + 1}"])}') for i in range(9999))
    return network("".join(chain) + dense('name = "e9999"'))


def crowd() -> str:
    """Return joins that read the same thousand names again and again."""
    names = [f"e{i}" for i in range(1000)]
    named = "".join(dense(f'name = "{name}"') for name in names)
    joins = (layer("add", f'name = "j{i}"\n{inputs(names)}') for i in range(100))
    last = layer("add", inputs([f"j{i}" for i in range(100)]))
    return network(named + "".join(joins) + last)


def wrong_labels() -> str:
    """Return a class_map of labels that the data has not."""
    pairs = "".join(f'"{i}x" = "c"\n' for i in range(60_000))
    return network(dense(""), f"{SPIRAL}[data.class_map]\n{pairs}")


def wrong_columns() -> str:
    """Return features that the table has not."""
    table = ["a,b", "1,x", "2,y"]
    Path("t.csv").write_text("\n".join(table))
    names = [f"c{i}" for i in range(60_000)]
    data = '[data]\ntype = "csv"\npath = "t.csv"\ntarget = "b"\n'
    return network(dense(""), f"{data}features = {names}\n")


NETWORKS: dict[str, Callable[[], str]] = {
    "strangers.toml": strangers,
    "forward.toml": forward,
    "same.toml": lambda: network(dense('name = "a"') * 9999),
    "total.toml": lambda: network(dense('name = "total"') * 9999),
    "joins.toml": lambda: network(dense("") + layer("add", "") * 9999),
    "doubled.toml": lambda: network(layer("add", inputs(["input"] * 1000)) * 90),
    "odd.toml": lambda: network(layer("add", inputs(["input", "The X"])) * 9000),
    "sides.toml": lambda: network(dense(inputs(["input"])) * 9999),
    "crowd.toml": crowd,
    "labels.toml": wrong_labels,
    "columns.toml": wrong_columns,
    "repeated.toml": lambda: network(
        dense(""),
        '[data]\ntype = "csv"\npath = "t.csv"\ntarget = "b"\n'
        f'features = {["a"] * 65_000}\n',
    ),
    "flat.toml": lambda: network(dense(FLAT) * 9000 + dense('activation = "softmax"')),
}
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
# Those that every run of the tests measures
FIRST = [*list(COSTLY)[:8:2], "strangers.toml", "forward.toml", "labels.toml"]
COSTLY |= NETWORKS
EACH = [
    pytest.param(name, marks=() if name in FIRST else pytest.mark.exhaustive)
    for name in COSTLY
]
WARNED = "flat.toml"


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
    assert done.returncode == (name != WARNED) and done.stdout.startswith(f"{name}:")
    assert done.stdout.count(f"\n{name}:") < 1000
    assert "Traceback" not in done.stderr
    seconds, megabytes = map(float, done.stderr.splitlines()[-1].split())
    print(f"{name}: {seconds:.2f} s, {megabytes:.0f} MB")
    assert seconds < SECONDS and megabytes < MEGABYTES
