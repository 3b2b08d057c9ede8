"""How soon the command answers: cold processes, over ones that only import packages.

What each imports is on disk as bytecode, as it is where nngen is installed.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.report import Row, ratio_row, seconds_row

ROOT = Path(__file__).parents[1]
SPEC = ROOT / "specs" / "spiral.toml"
ROUNDS = 9
MANY, DEEP = 200, 1000

NNGEN = "from nngen.__main__ import main; main()"  # what the installed command does
WORK = {
    "validate": [NNGEN, "validate", str(SPEC)],
    "build": [NNGEN, "build", "-o", "-", str(SPEC)],
}
MODEL = "from pydantic import BaseModel\nclass Point(BaseModel):\n    x: int\n"
YARDSTICKS = {
    "validate": [f"import click, tomli\n{MODEL}"],
    "build": [f"import click, tomli, jinja2, black\n{MODEL}"],
}
OTHERS = {
    "validate": "click, tomli and a model",
    "build": "the same, jinja2 and black",
}
# ratios, and seconds of many and deep; linear: twice as deep, not much more than twice
BARS = {"validate": 1.5, "build": 1.4, "many": 1, "deep": 30, "linear": 2.5}

HEAD = '[data]\ntype = "spiral"\nsamples = 100\nclasses = 3\n'
DENSE = '[[layers]]\ntype = "dense"\nunits = 16\nactivation = "relu"\n'
TAIL = """\
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


def measure_process(code: str, *arguments: str) -> float:
    """Return the seconds that a process takes from its start to its end."""
    env = dict(os.environ, PYTHONPATH=str(ROOT))
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-c", code, *arguments]
    start = time.perf_counter()
    subprocess.run(command, check=True, env=env, capture_output=True)
    return time.perf_counter() - start


def compare_verbs() -> Iterator[Row]:
    """Yield the ratios of rounds in which all processes take turns."""
    sides = {**WORK, **{f"{name}, packages": YARDSTICKS[name] for name in WORK}}
    for command in sides.values():
        measure_process(*command)  # once for the bytecode
    rounds = [{n: measure_process(*c) for n, c in sides.items()} for _ in range(ROUNDS)]
    for name, others in OTHERS.items():
        ratios = [turn[name] / turn[f"{name}, packages"] for turn in rounds]
        work = f"nngen {name}, cold, over a process that imports {others}"
        yield ratio_row(work, ratios, BARS[name])


def validate_many(folder: Path) -> Row:
    """Return how long a folder of specs takes."""
    for i in range(MANY):
        (folder / f"spec-{i}.toml").write_bytes(SPEC.read_bytes())
    took = median(measure_process(NNGEN, "validate", str(folder)) for _ in range(5))
    return seconds_row(f"{MANY} specs validated in one call", took, BARS["many"])


def build_deep(folder: Path) -> Iterator[Row]:
    """Yield how long a deep network takes, and how that grows with its depth."""
    seconds = {}
    for layers in (DEEP // 2, DEEP):
        spec = folder / f"deep-{layers}.toml"
        spec.write_text(HEAD + DENSE * (layers - 1) + TAIL, "utf-8")
        script = str(spec.with_suffix(".py"))
        seconds[layers] = measure_process(NNGEN, "build", str(spec), "-o", script)
    yield seconds_row(f"{DEEP:,} dense layers built", seconds[DEEP], BARS["deep"])
    ratio = seconds[DEEP] / seconds[DEEP // 2]
    work = f"{DEEP:,} dense layers built, over {DEEP // 2}"
    yield ratio_row(work, [ratio], BARS["linear"])


def measure() -> Iterator[Row]:
    """Yield the rows of the command."""
    yield from compare_verbs()
    with tempfile.TemporaryDirectory() as folder:
        yield validate_many(Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        yield from build_deep(Path(folder))
