"""The notebook's momentum run: scripts over the notebook's own classes."""

import contextlib
import io
import subprocess
import sys
import time
from collections.abc import Iterator

from benchmarks.notebook import rounded_dot, train
from benchmarks.report import Row, ratio_row
from benchmarks.scripts import SPECS, STYLES, load_script

EPOCHS = 10_001
ROUNDS = 5
BARS = {"fast": 0.19, "plain": 0.32}
NOTEBOOK = "notebook"


def run(side: str) -> float:
    """Return the seconds that a script, or the notebook's classes, trains."""
    if side == NOTEBOOK:
        start = time.perf_counter()
        train(EPOCHS, rounded_dot)
        return time.perf_counter() - start
    script = load_script(SPECS / "spiral-fast.toml", side)
    start = time.perf_counter()
    script.train()
    return time.perf_counter() - start


def run_apart(side: str) -> float:
    """Return what one side takes, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.spiral", side]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(done.stdout)


def measure() -> Iterator[Row]:
    """Yield a row for each style, from rounds in which all sides take turns."""
    sides = (*STYLES, NOTEBOOK)
    rounds = [{side: run_apart(side) for side in sides} for _ in range(ROUNDS)]
    for style in STYLES:
        ratios = [turn[style] / turn[NOTEBOOK] for turn in rounds]
        work = (
            f"the notebook's momentum run, {EPOCHS:,} epochs, over its classes: {style}"
        )
        yield ratio_row(work, ratios, BARS[style])


if __name__ == "__main__":
    with contextlib.redirect_stdout(io.StringIO()):
        taken = run(sys.argv[1])
    print(taken)
