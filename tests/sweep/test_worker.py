"""One run of a sweep, in this process: its result, and what can go wrong."""

import os
import signal
from threading import Event
from typing import Any

import pytest

from nngen.sweep import worker
from nngen.sweep.worker import THREADS, Best, Job, Outcome, find_best, train

LOG = "[{'epoch': 0, 'loss': 2}, {'epoch': 1, 'loss': 1.5}, {'epoch': 2, 'loss': 3}]"
LEAST = Best(label="loss", rises=False, min_delta=0.0)


def job(body: str, best: Best | None = None) -> Job:
    """Return a script with a body of train."""
    text = f"import os\n\ndef train(verbose=True):\n    {body}\n"
    return Job(text=text, file="folder/net.py", best=best)


def test_the_last_row_is_the_result() -> None:
    outcome = train(job(f"return {LOG}"))
    assert outcome.row == {"epoch": 2, "loss": 3} and outcome.seconds >= 0
    assert [type(number) for number in outcome.row.values()] == [float, float]


def test_the_best_row_is_the_result_where_it_is_restored() -> None:
    outcome = train(job(f"return {LOG}", LEAST))
    assert outcome.row == {"epoch": 1, "loss": 1.5}


@pytest.mark.parametrize(
    ("numbers", "rises", "min_delta", "epoch"),
    [
        ([3, 1, 2], False, 0, 1),
        ([3, 1, 1], False, 0, 1),
        ([1, 3, 2], True, 0, 1),
        ([3, 2.95, 2.5], False, 0.1, 2),
        ([3, 2.95, 2.91], False, 0.1, 0),
        ([1, 1.05, 1.2], True, 0.1, 2),
        ([float("nan"), 3, float("nan")], False, 0, 1),
        ([float("nan")] * 3, False, 0, 2),
        ([float("inf")] * 3, False, 0, 2),
    ],
)
def test_the_best_row_is_that_of_early_stopping(
    numbers: list[float], rises: bool, min_delta: float, epoch: int
) -> None:
    log = [{"epoch": i, "m": number} for i, number in enumerate(numbers)]
    best = Best(label="m", rises=rises, min_delta=min_delta)
    assert find_best(log, best)["epoch"] == epoch


def test_a_script_knows_where_it_stands_and_is_not_run_as_a_program() -> None:
    text = "assert __name__ != '__main__'\n"
    text += "train = lambda verbose: [{'x': __file__ == 'folder/net.py'}]\n"
    assert train(Job(text=text, file="folder/net.py", best=None)).row == {"x": 1}


def test_a_diverged_run_has_no_row() -> None:
    outcome = train(job("raise FloatingPointError('epoch: 3')"))
    assert (outcome.row, outcome.failure) == (None, "")


@pytest.mark.parametrize(
    ("body", "failure"),
    [
        ("open('no.csv')", "no.csv: No such file or directory"),
        ("raise OSError('broken')", "OSError: broken"),
        ("raise ValueError('a.csv:3:\\n  bad')", "a.csv:3: bad"),
        ("raise ValueError", "ValueError"),
        ("raise MemoryError", "MemoryError"),
        ("return 1 / 0", "ZeroDivisionError: division by zero"),
    ],
)
def test_a_failure_is_a_line(body: str, failure: str) -> None:
    assert train(job(body)) == Outcome(failure=failure)


def test_a_process_has_one_thread_and_leaves_ctrl_c_to_its_parent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in THREADS:
        monkeypatch.setenv(name, "8")
    handlers: list[Any] = []
    ended = Event()
    monkeypatch.setattr(signal, "signal", lambda *pair: handlers.append(pair))
    monkeypatch.setattr(worker, "parent_process", Gone)
    monkeypatch.setattr(os, "_exit", lambda code: ended.set())
    worker.start()
    assert {os.environ[name] for name in THREADS} == {"1"}
    assert handlers == [(signal.SIGINT, signal.SIG_IGN)]
    assert ended.wait(60)


class Gone:
    """A parent that has ended."""

    def join(self) -> None:
        """Return at once."""
