"""A process that trains: it imports no more than a script needs."""

import os
import signal
import threading
import time
from dataclasses import dataclass
from multiprocessing import parent_process
from types import ModuleType
from typing import Any

# A core for each process: NumPy's libraries read these when they are loaded
THREADS = (
    "OPENBLAS_NUM_THREADS",
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
    "BLIS_NUM_THREADS",
)


@dataclass(frozen=True, kw_only=True)
class Best:
    """How early stopping finds the epoch whose parameters it restores."""

    label: str
    rises: bool
    min_delta: float


@dataclass(frozen=True, kw_only=True)
class Job:
    """A script to train, where it stands, and which row of its log is the result."""

    text: str
    file: str
    best: Best | None
    """None for the last row."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The result of a run: a row of its log, or None if it has diverged or failed."""

    seconds: float = 0.0
    row: dict[str, float] | None = None
    failure: str = ""
    """Why there is no result, in one line."""


def start() -> None:
    """Prepare a process for training."""
    os.environ.update(dict.fromkeys(THREADS, "1"))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C: the parent ends it
    threading.Thread(target=end_with_parent, daemon=True).start()


def end_with_parent() -> None:
    """End this process when the one that started it has ended, however it did."""
    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def train(job: Job) -> Outcome:
    """Train a script and return its result."""
    began = 0.0
    try:
        script = load(job)
        began = time.perf_counter()
        log = script.train(verbose=False)
    except FloatingPointError:
        return Outcome(seconds=time.perf_counter() - began)
    except Exception as error:  # whatever it is, other runs go on
        return Outcome(failure=describe(error))
    row = log[-1] if job.best is None else find_best(log, job.best)
    numbers = {name: float(number) for name, number in row.items()}
    return Outcome(seconds=time.perf_counter() - began, row=numbers)


def load(job: Job) -> Any:
    """Return a script as a module, which finds its data from where it stands."""
    module = ModuleType("trained")
    module.__file__ = job.file
    exec(compile(job.text, job.file, "exec"), vars(module))
    return module


def describe(error: Exception) -> str:
    """Return an error in a line: errors of data say all, others need their type."""
    text = " ".join(str(error).split())
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}"
    if isinstance(error, ValueError) and text:
        return text
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def find_best(log: list[dict[str, float]], best: Best) -> dict[str, float]:
    """Return the row of the best epoch, as train finds it, or the last if none is."""
    found, sign = None, 1 if best.rises else -1
    for row in log:
        value, least = sign * row[best.label], -float("inf")
        if found is not None:
            least = sign * found[best.label] + best.min_delta
        if value > least:  # false for nan
            found = row
    return found or log[-1]
