"""How soon the command answers: cold processes, over ones that only import packages.

What each imports is on disk as bytecode, as it is where nngen is installed.
"""

import importlib.util
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
SPEC = ROOT / "specs" / "spiral-fast.toml"
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
BARS = {"validate": 1.5, "build": 1.4}

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


def measure(code: str, *arguments: str) -> float:
    """Return the seconds that a process takes from its start to its end."""
    env = dict(os.environ, PYTHONPATH=str(ROOT))
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-c", code, *arguments]
    start = time.perf_counter()
    subprocess.run(command, check=True, env=env, capture_output=True)
    return time.perf_counter() - start


def compare_verbs() -> None:
    """Print the median ratios of rounds in which all processes take turns."""
    sides = {**WORK, **{f"{name}, packages": YARDSTICKS[name] for name in WORK}}
    for command in sides.values():
        measure(*command)  # once for the bytecode
    rounds = [{n: measure(*c) for n, c in sides.items()} for _ in range(ROUNDS)]
    for name in WORK:
        ours, theirs = name, f"{name}, packages"
        ratios = sorted(turn[ours] / turn[theirs] for turn in rounds)
        took, base = (median(turn[side] for turn in rounds) for side in (ours, theirs))
        print(
            f"{name}: {took * 1e3:.0f} ms, packages and a model: {base * 1e3:.0f} ms, "
            f"ratio {median(ratios):.2f} (median of {ROUNDS}, {ratios[0]:.2f} to "
            f"{ratios[-1]:.2f}; the bar is {BARS[name]})"
        )


def validate_many(folder: Path) -> None:
    """Print how long a folder of specs takes."""
    for i in range(MANY):
        (folder / f"spec-{i}.toml").write_bytes(SPEC.read_bytes())
    took = median(measure(NNGEN, "validate", str(folder)) for _ in range(5))
    print(f"validate {MANY} specs: {took:.2f} s (median of 5; the bar is 1 s)")


def build_deep(folder: Path) -> None:
    """Print how long deep networks take."""
    seconds = {}
    for layers in (DEEP // 4, DEEP // 2, DEEP):
        spec = folder / f"deep-{layers}.toml"
        spec.write_text(HEAD + DENSE * (layers - 1) + TAIL, "utf-8")
        script = str(spec.with_suffix(".py"))
        seconds[layers] = measure(NNGEN, "build", str(spec), "-o", script)
    told = ", ".join(f"{layers}: {took:.1f} s" for layers, took in seconds.items())
    print(f"build dense layers: {told} (the bar is 60 s, and linear)")


def compare() -> None:
    """Print all of it, or what is missing for it."""
    packages = ("pydantic", "click", "jinja2", "black")
    if missing := [name for name in packages if not importlib.util.find_spec(name)]:
        sys.exit(
            f"startup is measured over imports of {', '.join(missing)}: "
            'not installed; pip install -e ".[test]" installs them'
        )
    compare_verbs()
    with tempfile.TemporaryDirectory() as folder:
        validate_many(Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        build_deep(Path(folder))
