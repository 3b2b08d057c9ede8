"""The notebook's momentum run: the native script over the notebook's own classes."""

import contextlib
import io
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from benchmarks.notebook import rounded_dot, train

SPEC = Path(__file__).parents[1] / "specs" / "spiral-fast.toml"
EPOCHS = 10_001
ROUNDS = 5


def time_script() -> float:
    """Return the seconds that the native script trains, built from its spec."""
    from nngen.build import build_script
    from nngen.check import check
    from nngen.reading.load import Source

    script: dict[str, Any] = {"__name__": "script"}
    exec(build_script(check(Source.from_file(SPEC)).graph, Path()), script)
    start = time.perf_counter()
    script["train"]()
    return time.perf_counter() - start


def time_notebook(plain: bool) -> float:
    """Return the seconds that the notebook's classes train."""
    start = time.perf_counter()
    train(EPOCHS, np.dot if plain else rounded_dot)
    return time.perf_counter() - start


RUNNERS: dict[str, Callable[[], float]] = {
    "script": time_script,
    "notebook": lambda: time_notebook(plain=False),
    "notebook, dot in float32": lambda: time_notebook(plain=True),
}


def measure(name: str) -> float:
    """Return what one runner took, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.spiral", name]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(done.stdout)


def compare() -> None:
    """Print the median ratios of rounds in which all runners take turns."""
    rounds = [{name: measure(name) for name in RUNNERS} for _ in range(ROUNDS)]
    for name in RUNNERS:
        seconds = median(turn[name] for turn in rounds)
        print(f"{name:26} {seconds:6.3f} s, {seconds / EPOCHS * 1e6:6.1f} us an epoch")
    for name in list(RUNNERS)[1:]:
        ratios = sorted(turn["script"] / turn[name] for turn in rounds)
        print(
            f"script / {name}: {median(ratios):.3f} "
            f"(median of {ROUNDS}, {ratios[0]:.3f} to {ratios[-1]:.3f})"
        )


if __name__ == "__main__":
    with contextlib.redirect_stdout(io.StringIO()):
        taken = RUNNERS[sys.argv[1]]()
    print(taken)
