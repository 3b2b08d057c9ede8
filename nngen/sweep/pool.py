"""Processes that train side by side.

Each is an executor of its own: when the system kills one, a single run is lost, and it
is known which.
"""

import os
import signal
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, get_context
from typing import TypeVar

from nngen.sweep.worker import Job, Outcome, start, train

KILLED = Outcome(failure="its process was killed; is there enough memory?")
T = TypeVar("T")


def available_cpus() -> int:
    """Return how many CPUs this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def train_all(
    runs: Iterable[tuple[T, Job]], jobs: int
) -> Generator[tuple[T, Outcome], None, None]:
    """Yield each run with its outcome as it ends, so many at a time.

    A run is asked for when a process is free for it. When the caller stops, or an
    error such as KeyboardInterrupt stops it, the processes are ended.
    """
    others = set(active_children())
    idle = [make_worker() for _ in range(jobs)]
    busy: dict[Future[Outcome], tuple[T, ProcessPoolExecutor]] = {}
    waiting = iter(runs)
    try:
        while True:
            while idle and (run := next(waiting, None)):
                future, worker = submit(idle.pop(), run[1])
                busy[future] = run[0], worker
            if not busy:
                return
            for future in wait(busy, return_when=FIRST_COMPLETED).done:
                key, worker = busy.pop(future)
                try:
                    outcome = future.result()
                except BrokenProcessPool:
                    worker.shutdown()
                    outcome, worker = KILLED, make_worker()
                idle.append(worker)
                yield key, outcome
    except BaseException:
        for process in set(active_children()) - others:
            process.terminate()
        raise
    finally:
        for worker in [*idle, *(worker for _, worker in busy.values())]:
            worker.shutdown()


def submit(
    worker: ProcessPoolExecutor, job: Job
) -> tuple[Future[Outcome], ProcessPoolExecutor]:
    """Give a job to a process, or to a new one if it was killed while it waited."""
    with interrupts_ignored():  # for a process that starts here
        try:
            return worker.submit(train, job), worker
        except BrokenProcessPool:
            worker.shutdown()
            worker = make_worker()
            return worker.submit(train, job), worker


def make_worker() -> ProcessPoolExecutor:
    """Return a process, which starts with its first run.

    It is spawned: a fork would have what this process has loaded, and its threads.
    """
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=start)


@contextmanager
def interrupts_ignored() -> Iterator[None]:
    """Ignore Ctrl-C for a moment; a process that starts in it ignores it too."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
