"""Scripts as programs, run in this process: the command, a terminal, interruptions."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from .bench.scripts import Script


class Terminal:
    """A stderr that is a terminal, and keeps what is written."""

    def __init__(self) -> None:
        """Start with nothing written."""
        self.text = ""

    def isatty(self) -> bool:
        """Return whether it is a terminal."""
        return True

    def write(self, text: str) -> None:
        """Keep a text."""
        self.text += text

    def flush(self) -> None:
        """Do nothing, as all is kept at once."""


@contextmanager
def signals() -> Iterator[None]:
    """Put the handlers of signals back at the end."""
    before = {n: signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def call(script: Script, *arguments: str) -> None:
    """Run the command of a script."""
    with patch.object(sys, "argv", ["net.py", *arguments]), signals():
        script.main()


def use_program(script: Script) -> None:
    """Use all that a script is as a program."""
    script.PATIENCE = 10
    script.save("net.npz")
    script.load("net.npz")
    if hasattr(script, "show"):
        with patch.object(sys, "stderr", Terminal()):
            script.train()
    if hasattr(script, "write_history"):
        script.write_history([{"loss": np.inf}])
    if hasattr(script, "main"):
        use_command(script)


def use_command(script: Script) -> None:
    """Train, evaluate and predict by the command; go on from checkpoints."""
    if hasattr(script, "self_test"):
        call(script, "--self-test")
        fail(script)
    call(script, "--epochs", "3", "--parameters", "net.npz")
    call(script, "evaluate", "--parameters", "net.npz")
    rows = "rows.npz"
    if hasattr(script, "read_csv"):
        rows = str(script.DATA)
    elif hasattr(script, "read_array"):
        rows = str(script.IMAGES)
    else:
        names = getattr(script, "ARRAYS", ("x",))
        arrays: dict[str, Any] = {names[0]: raw_rows(script)}
        np.savez(rows, **arrays)
    if hasattr(script, "DATA"):
        call(script, "evaluate", "--parameters", "net.npz", "--data", str(script.DATA))
    elif hasattr(script, "IMAGES"):
        files = map(str, (script.IMAGES, script.LABELS))
        call(script, "evaluate", "--parameters", "net.npz", "--data", *files)
    call(script, "predict", rows, "--parameters", "net.npz", "-o", "out.csv")
    if hasattr(script, "checkpoint"):
        with suppress(SystemExit):
            interrupted(script)
        script.interrupted = 0
        call(script, "--resume", "--epochs", "5", "--parameters", "net.npz")
    if hasattr(script, "CHECKPOINTS_KEPT"):
        call(script, "--epochs", "5", "--parameters", "net.npz")
        Path(script.CHECKPOINT).write_bytes(b"")
        call(script, "--resume", "--epochs", "5", "--parameters", "net.npz")


def fail(script: Script) -> None:
    """Let the self-test find a wrong gradient."""
    backward = script.backward

    def wrong(x: Any, y: Any) -> None:
        backward(x, y)
        script.grad[:] *= 2

    with patch.object(script, "backward", wrong), suppress(AssertionError):
        script.self_test()


def raw_rows(script: Script) -> np.ndarray[Any, Any]:
    """Return a few rows as they are before they are prepared."""
    return np.ones((3, *script.load_data()[0].shape[1:]))


def interrupted(script: Script) -> None:
    """Train until a signal comes within the second step."""
    update = script.update

    def take(step: int) -> float:
        if step == 1:
            script.interrupt(signal.SIGTERM, None)
        return float(update(step))

    with patch.object(script, "update", take), signals():
        call(script, "--epochs", "5", "--parameters", "net.npz")
