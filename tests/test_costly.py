"""Documents made to be costly: findings and exit code 1, in linear time and 200 MB."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest
from click.testing import CliRunner

from nngen.cli import main
from nngen.reading.text import LARGEST

from .helpers import ROOT, environment

Tell = Callable[[str], None]
MEGABYTES = 200
PARTS = 8  # a document is compared with one of an eighth of its size
MOST = 4 * PARTS  # times the time; quadratic time would be 64 times as much


def many(line: str, size: int) -> str:
    """Return numbered lines, as many as fit into a size."""
    width = len(line.format(999_999))
    return "".join(line.format(i) for i in range(size // width - 1))


def part(number: int, size: int) -> int:
    """Return the part of a number that a size is of the largest one."""
    return max(1, number * size // LARGEST)


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


def strangers(size: int) -> str:
    """Return layers with names, and joins that read names like theirs."""
    named = "".join(dense(f'name = "layer_{i:04d}"') for i in range(part(9000, size)))
    join = layer("add", inputs([f"layers_{i}_x" for i in range(1000)]))
    return network(named + join * part(25, size))


def forward(size: int) -> str:
    """Return layers each of which reads what is below it."""
    last = part(9999, size)
    chain = (dense(f'name = "e{i}"\n{inputs([f"e{i + 1}"])}') for i in range(last))
    return network("".join(chain) + dense(f'name = "e{last}"'))


def crowd(size: int) -> str:
    """Return joins that read the same thousand names again and again."""
    names = [f"e{i}" for i in range(1000)]
    named = "".join(dense(f'name = "{name}"') for name in names)
    count = part(100, size)
    joins = (layer("add", f'name = "j{i}"\n{inputs(names)}') for i in range(count))
    last = layer("add", inputs([f"j{i}" for i in range(count)]))
    return network(named + "".join(joins) + last)


def wrong_labels(size: int) -> str:
    """Return a class_map of labels that the data has not."""
    pairs = "".join(f'"{i}x" = "c"\n' for i in range(part(60_000, size)))
    return network(dense(""), f"{SPIRAL}[data.class_map]\n{pairs}")


def wrong_columns(size: int) -> str:
    """Return features that the table has not."""
    table = ["a,b", "1,x", "2,y"]
    Path("t.csv").write_text("\n".join(table))
    names = [f"c{i}" for i in range(part(60_000, size))]
    data = '[data]\ntype = "csv"\npath = "t.csv"\ntarget = "b"\n'
    return network(dense(""), f"{data}features = {names}\n")


NETWORKS: dict[str, Callable[[int], str]] = {
    "strangers.toml": strangers,
    "forward.toml": forward,
    "same.toml": lambda size: network(dense('name = "a"') * part(9999, size)),
    "total.toml": lambda size: network(dense('name = "total"') * part(9999, size)),
    "joins.toml": lambda size: network(dense("") + layer("add", "") * part(9999, size)),
    "doubled.toml": lambda size: network(
        layer("add", inputs(["input"] * 1000)) * part(90, size)
    ),
    "odd.toml": lambda size: network(
        layer("add", inputs(["input", "The X"])) * part(9000, size)
    ),
    "sides.toml": lambda size: network(dense(inputs(["input"])) * part(9999, size)),
    "crowd.toml": crowd,
    "labels.toml": wrong_labels,
    "columns.toml": wrong_columns,
    "repeated.toml": lambda size: network(
        dense(""),
        '[data]\ntype = "csv"\npath = "t.csv"\ntarget = "b"\n'
        f'features = {["a"] * part(65_000, size)}\n',
    ),
    "flat.toml": lambda size: network(
        dense(FLAT) * part(9000, size) + dense('activation = "softmax"')
    ),
}
# What people misspell, or take from other libraries, again and again
WRONG: dict[str, Callable[[int], str]] = {
    "regularizer.toml": lambda size: network(
        dense(f'kernel_regularizer = "{"a" * (size - 999)}"')
    ),
    "options.toml": lambda size: network(dense("")) + many("k{}=1\n", size - 999),
    "strays.toml": lambda size: many("[m{}]\nepochs=3\n", size),
    "units.toml": lambda size: network(
        '[[layers]]\ntype = "dense"\nunits = 0\n' * part(9999, size)
    ),
    "types.toml": lambda size: network(
        f'[[layers]]\ntypo = "{"dens" * 9}"\nunit = 3\n' * part(9999, size)
    ),
    "bare.toml": lambda size: network(dense(f'activation = "{"rely" * (size // 9)}"')),
    "activations.toml": lambda size: network(
        dense('activation = "rely"\nlr = 3\ndropout = 1') * part(9999, size)
    ),
    "named.toml": lambda size: network(many("[layers.a{}]\nunits = 0\n", size - 999)),
    "rows.toml": lambda size: f"layers = [{'3,' * (size // 2 - 999)}]\n{REST}",
    "lone.toml": lambda size: f"layers = [{'[{}],' * (size // 5 - 999)}]\n{REST}",
    "metrics.toml": lambda size: network(dense(""))
    + "metrics = ["
    + '"acc",' * (size // 6 - 999)
    + "]",
}
COSTLY: dict[str, Callable[[int], str]] = {
    "headers.toml": lambda size: "[[layers]]\n" * (size // 11),
    "keys.toml": lambda size: many("a{}=1\n", size),
    "twice.toml": lambda size: many("a{}=1\n", size) + "a0=1",
    "dots.toml": lambda size: many("a{}.a.a=1\n", size),
    "chain.toml": lambda size: "a" + ".a" * (size // 2 - 3) + "=1",
    "deep.json": lambda size: '{"a":' * (size // 5),
    "again.json": lambda size: '{"a":1' + ',"a":1' * (size // 6 - 9) + "}",
    "line.toml": lambda size: 'a = "' + "x" * (size - 9),
    "tables.toml": lambda size: many("[a{}]\n", size),
    "nested.toml": lambda size: many("[a{}.a.a]\n", size),
    "inline.toml": lambda size: "a=[" + "{a=1}," * (size // 6 - 9) + "]",
    "arrays.toml": lambda size: "a=[" + "[]," * (size // 3 - 9) + "]",
    "numbers.toml": lambda size: "a=[" + "1," * (size // 2 - 9) + "]",
    "brackets.toml": lambda size: "a=" + "[" * (size - 9),
    "braces.toml": lambda size: "a=" + "{a=" * (size // 3 - 9),
    "escapes.toml": lambda size: 'a = "' + "\\n" * (size // 2 - 9) + "\\d",
    "spaces.toml": lambda size: "a" + " " * (size - 9) + "b",
    "words.toml": lambda size: "a = " + "x " * (size // 2 - 9),
    "lines.toml": lambda size: "\n" * size,
    "returns.toml": lambda size: "a = 1\r" * (size // 6),
    "feeds.toml": lambda size: "a = 1\f\n" * (size // 7),
    "hex.toml": lambda size: "a = 0x" + "f" * (size - 9),
    "digits.toml": lambda size: "a = " + "9" * (size - 9),
    "runs.toml": lambda size: "a = [" + ("f" * 4300 + " ") * part(240, size),
    "name.toml": lambda size: "a" * 9999 + " = 1",
    "objects.json": lambda size: "[" + '{"a":1},' * (size // 8 - 9) + "1]",
    "names.json": lambda size: "{" + many('"a{}":1,', size) + '"a":1}',
    "wide.json": lambda size: "[" * 99 + "1," * (size // 2 - 999) + "1" + "]" * 99,
    "open.json": lambda size: '{"a": "' + "x" * (size - 9),
    "comma.json": lambda size: "[" + "1," * (size // 2 - 9) + "]",
    "bare.json": lambda size: '{"a": ' + "x" * (size - 9),
    "nan.json": lambda size: "[" + "1," * (size // 2 - 9) + "NaN]",
    "quotes.json": lambda size: "[" + '"' * (size - 9),
}
# Those that every run of the tests measures
FIRST = [*list(COSTLY)[:8:2], "strangers.toml", "labels.toml", "options.toml"]
COSTLY |= NETWORKS | WRONG
EACH = [
    pytest.param(name, marks=() if name in FIRST else pytest.mark.exhaustive)
    for name in COSTLY
]
WARNED = "flat.toml"


# The command, which at its end prints its memory at most
MEASURED = """
import atexit, sys
from nngen.cli import main
def tell():
    peak = open("/proc/self/status").read().split("VmHWM:")[1].split()[0]
    print(int(peak) / 1024, file=sys.stderr)
atexit.register(tell)
main()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
@pytest.mark.parametrize("name", EACH)
def test_costly_documents_need_little_memory(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = COSTLY[name](LARGEST)
    assert len(text) <= LARGEST
    Path(name).write_text(text)
    env = environment(PYTHONPATH=str(ROOT))
    env = {key: value for key, value in env.items() if not key.startswith("COV")}
    command = [sys.executable, "-c", MEASURED, "validate", name]
    done = subprocess.run(command, capture_output=True, text=True, env=env)
    assert done.returncode == (name != WARNED) and done.stdout.startswith(f"{name}:")
    assert done.stdout.count(f"\n{name}:") < 1000
    assert "Traceback" not in done.stderr
    assert float(done.stderr.splitlines()[-1]) < MEGABYTES


def spent(name: str, size: int) -> float:
    """Return the time that a document of some size takes."""
    Path(name).write_text(COSTLY[name](size))
    start = process_time()
    CliRunner().invoke(main, ["validate", name])
    return process_time() - start


@pytest.mark.parametrize("name", EACH)
def test_time_grows_as_documents_do(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tell: Tell
) -> None:
    monkeypatch.chdir(tmp_path)
    small = min(spent(name, LARGEST // PARTS) for _ in range(3))
    large = spent(name, LARGEST)
    tell(f"{name}: {large:.2f} s, {large / small:.1f} times that of an eighth")
    assert large < MOST * small
