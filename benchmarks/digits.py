"""A step of the digits' script over PyTorch eager, on as many threads."""

import importlib.util
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

SCRIPT = Path(__file__).parents[1] / "generated" / "digits.py"
THREADS = (1, 2)
TURNS = 5
STEPS = 400  # of each, in a turn
Rows = tuple[Any, Any]
Step = Callable[[Any, Any, int], float]


def load_torch() -> Any:
    """Return PyTorch, which nothing but this needs."""
    return importlib.import_module("torch")


def load_script() -> Any:
    """Return the script as a module."""
    spec = importlib.util.spec_from_file_location("digits", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def batches(script: Any) -> Iterator[Rows]:
    """Return batch after batch of the training rows, full ones alone."""
    x, y = script.load_data()[:2]
    rng = np.random.default_rng(0)
    while True:
        order = rng.permutation(len(x))
        for i in range(0, len(x) - script.BATCH + 1, script.BATCH):
            rows = order[i : i + script.BATCH]
            yield x[rows], y[rows]


def numpy_step(script: Any) -> Step:
    """Return a step of the script."""
    script.initialize()

    def step(x: Any, y: Any, number: int) -> float:
        script.forward(x, training=True)
        cost: float = script.loss(y)
        script.backward(x, y)
        script.update(number)
        return cost

    return step


def torch_step(script: Any) -> Step:
    """Return the same step as PyTorch's users write it."""
    torch = load_torch()
    nn = torch.nn
    rows, first, second, classes = 64, 128, 64, 10
    keep, momentum = script.KEEP, script.BN_MOMENTUM
    net = nn.Sequential(
        nn.Flatten(),
        nn.Linear(rows, first, bias=False),
        nn.BatchNorm1d(first, eps=script.BN_EPSILON, momentum=1 - momentum),
        nn.ReLU(),
        nn.Dropout(1 - keep),
        nn.Linear(first, second, bias=False),
        nn.BatchNorm1d(second, eps=script.BN_EPSILON, momentum=1 - momentum),
        nn.ReLU(),
        nn.Dropout(1 - keep),
        nn.Linear(second, classes),
    )
    betas = (script.BETA_1, script.BETA_2)
    optimizer = torch.optim.Adam(net.parameters(), script.LEARNING_RATE, betas)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: script.rate_at(step) / script.LEARNING_RATE
    )
    measure = nn.CrossEntropyLoss()
    net.train()

    def step(x: Any, y: Any, number: int) -> float:
        optimizer.zero_grad()
        cost = measure(net(x), y)
        cost.backward()
        optimizer.step()
        schedule.step()
        return float(cost.item())

    return step


def tensors(rows: list[Rows]) -> list[Rows]:
    """Return batches as PyTorch takes them."""
    torch = load_torch()
    return [(torch.from_numpy(x), torch.from_numpy(y).long()) for x, y in rows]


def taken(step: Step, rows: list[Rows], first: int) -> float:
    """Return the seconds of a step, over a turn of them."""
    start = time.perf_counter()
    for number, (x, y) in enumerate(rows, first):
        step(x, y, number)
    return (time.perf_counter() - start) / len(rows)


def measure(threads: int) -> None:
    """Print the medians of both, and of their ratio, turn by turn."""
    torch = load_torch()
    torch.set_num_threads(threads)
    script = load_script()
    own, others = numpy_step(script), torch_step(script)
    rows = list(islice(batches(script), STEPS))
    same = tensors(rows)
    turns = []
    for turn in range(TURNS + 1):  # the first warms up
        first = turn * STEPS
        turns.append((taken(own, rows, first), taken(others, same, first)))
    for name, seconds in zip(
        ("script", "PyTorch"), zip(*turns[1:], strict=True), strict=True
    ):
        print(f"{threads} threads, {name:8} {median(seconds) * 1e6:6.0f} us a step")
    ratios = sorted(a / b for a, b in turns[1:])
    told = f"{median(ratios):.3f} ({ratios[0]:.3f} to {ratios[-1]:.3f})"
    print(f"{threads} threads, script / PyTorch {torch.__version__}: {told}")


def compare() -> None:
    """Print what each number of threads gives, in a process of its own."""
    if importlib.util.find_spec("torch") is None:
        sys.exit("PyTorch is not here: pip install torch")
    for threads in THREADS:
        names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
        env = os.environ | dict.fromkeys(names, str(threads))
        command = [sys.executable, "-m", "benchmarks.digits", str(threads)]
        subprocess.run(command, check=True, env=env)


if __name__ == "__main__":
    measure(int(sys.argv[1]))
