"""Processes side by side: what they return, and that none is left."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import active_children

import pytest

from nngen.sweep import pool
from nngen.sweep.pool import KILLED, available_cpus, make_worker, submit, train_all
from nngen.sweep.worker import Job

from .test_worker import job

QUICK = job("return [{'pid': os.getpid(), 'n': int(os.environ['OMP_NUM_THREADS'])}]")
DIES = job("os.kill(os.getpid(), 9)")
SLEEPS = job("import time; time.sleep(600)")


def test_a_killed_process_takes_one_run_with_it() -> None:
    runs = [("a", QUICK), ("b", DIES), ("c", QUICK)]
    outcomes = dict(train_all(runs, 1))
    assert outcomes["b"] == KILLED
    first, last = outcomes["a"].row, outcomes["c"].row
    assert first and last and first["pid"] != last["pid"]
    assert first["n"] == last["n"] == 1
    assert not active_children()


def test_what_still_trains_is_ended_with_the_sweep() -> None:
    runs = train_all([("slow", SLEEPS), ("quick", QUICK)], 2)
    assert next(runs)[0] == "quick"
    assert active_children()
    runs.close()
    assert not active_children()


def test_a_run_is_asked_for_when_a_process_is_free() -> None:
    asked: list[int] = []

    def runs() -> Iterator[tuple[int, Job]]:
        for i in range(3):
            asked.append(i)
            yield i, QUICK

    ended = train_all(runs(), 1)
    next(ended)
    assert asked == [0]
    assert [key for key, _ in ended] == [1, 2]


def test_a_process_that_was_killed_while_it_waited_is_replaced() -> None:
    future, worker = submit(make_worker(), QUICK)
    row = future.result().row
    assert row
    os.kill(int(row["pid"]), signal.SIGKILL)
    with suppress(BrokenProcessPool):
        while True:  # it takes a moment until it is known
            worker.submit(os.getpid).result()
    future, other = submit(worker, QUICK)
    assert other is not worker and future.result().row
    other.shutdown()


def test_the_handler_of_ctrl_c_is_put_back() -> None:
    before = signal.getsignal(signal.SIGINT)
    assert list(train_all([], 0)) == []
    with pool.interrupts_ignored():
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    assert signal.getsignal(signal.SIGINT) is before


def test_cpus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {0, 2, 5}, raising=False)
    assert available_cpus() == 3
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert available_cpus() == 1
