"""Steps of training: scripts over PyTorch eager, on as many threads."""

import importlib
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.report import Row, ratio_row, skipped_row
from benchmarks.scripts import SPECS, STYLES, load_script

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
TURNS = 5
STEPS = 400  # of each, in a turn
TORCH = "torch"
Rows = tuple[Any, Any]
Step = Callable[[Any, Any, int], float]

MLP = """\
name = "mlp"
[data]
type = "npz"
path = "images.npz"
[[layers]]
type = "dense"
units = 128
activation = "relu"
[[layers]]
type = "dense"
units = 128
activation = "relu"
[[layers]]
type = "dense"
units = 10
activation = "softmax"
[loss]
type = "categorical_crossentropy"
[optimizer]
type = "adam"
learning_rate = 0.001
[training]
epochs = 1
batch_size = 128
"""


def torch() -> Any:
    """Return PyTorch, which nothing but this needs."""
    return importlib.import_module("torch")


def mlp_net(script: Any) -> tuple[Any, Any, Any]:
    """Return the network 784-128-128-10 in PyTorch, its optimizer and no schedule."""
    nn = torch().nn
    net = nn.Sequential(
        *(nn.Linear(784, 128), nn.ReLU()),
        *(nn.Linear(128, 128), nn.ReLU()),
        nn.Linear(128, 10),
    )
    return net, torch().optim.Adam(net.parameters(), script.LEARNING_RATE), None


def digits_net(script: Any) -> tuple[Any, Any, Any]:
    """Return the digits' network in PyTorch, its optimizer and its schedule."""
    nn, keep = torch().nn, script.KEEP
    options = {"eps": script.BN_EPSILON, "momentum": 1 - script.BN_MOMENTUM}
    layers = [nn.Flatten()]
    for inputs, units in ((64, 128), (128, 64)):
        layers += [nn.Linear(inputs, units, bias=False)]
        layers += [nn.BatchNorm1d(units, **options), nn.ReLU(), nn.Dropout(1 - keep)]
    net = nn.Sequential(*layers, nn.Linear(64, 10))
    betas = (script.BETA_1, script.BETA_2)
    optimizer = torch().optim.Adam(net.parameters(), script.LEARNING_RATE, betas)
    schedule = torch().optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: script.rate_at(step) / script.LEARNING_RATE
    )
    return net, optimizer, schedule


@dataclass(frozen=True, kw_only=True)
class Work:
    """A network to train, in nngen's scripts and in PyTorch."""

    title: str
    net: Callable[[Any], tuple[Any, Any, Any]]
    arguments: dict[str, bool]
    """Those of forward in training."""
    bars: dict[str, float]


WORKS = {
    "mlp": Work(
        title="a step of 784-128-128-10, batch 128, Adam",
        net=mlp_net,
        arguments={},
        bars={"fast": 0.70, "plain": 0.95},
    ),
    "digits": Work(
        title="a step of digits",
        net=digits_net,
        arguments={"training": True},
        bars={"fast": 0.30, "plain": 0.45},
    ),
}


def spec_of(name: str, folder: Path) -> Path:
    """Return the spec of some work; that of the MLP is written with data for it."""
    if name == "digits":
        return SPECS / "digits.toml"
    random = np.random.default_rng(0)
    x = random.random((5000, 784), np.float32)
    y = random.integers(0, 10, 5000).astype(np.uint8)
    np.savez(folder / "images.npz", x=x, y=y)
    path = folder / "mlp.toml"
    path.write_text(MLP, "utf-8")
    return path


def batches(script: Any) -> Iterator[Rows]:
    """Yield batch after batch of the training rows, full ones alone."""
    x, y = script.load_data()[:2]
    random = np.random.default_rng(0)
    while True:
        order = random.permutation(len(x))
        for i in range(0, len(x) - script.BATCH + 1, script.BATCH):
            rows = order[i : i + script.BATCH]
            yield x[rows], y[rows]


def numpy_step(script: Any, arguments: dict[str, bool]) -> Step:
    """Return a step of a script."""
    script.initialize()

    def step(x: Any, y: Any, number: int) -> float:
        script.forward(x, **arguments)
        cost: float = script.loss(y)
        script.backward(x, y)
        script.update(number)
        return cost

    return step


def torch_step(net: Any, optimizer: Any, schedule: Any) -> Step:
    """Return the same step as PyTorch's users write it."""
    measure = torch().nn.CrossEntropyLoss()
    net.train()

    def step(x: Any, y: Any, number: int) -> float:
        optimizer.zero_grad()
        cost = measure(net(x), y)
        cost.backward()
        optimizer.step()
        if schedule:
            schedule.step()
        return float(cost.item())

    return step


def tensors(rows: list[Rows]) -> list[Rows]:
    """Return batches as PyTorch takes them."""
    from_numpy = torch().from_numpy
    return [(from_numpy(x), from_numpy(y).long()) for x, y in rows]


def seconds_of(step: Step, rows: list[Rows], first: int) -> float:
    """Return the seconds of a step, over a turn of them."""
    start = time.perf_counter()
    for number, (x, y) in enumerate(rows, first):
        step(x, y, number)
    return (time.perf_counter() - start) / len(rows)


def take_turns(name: str, threads: int) -> list[dict[str, float]]:
    """Return the seconds of each side's step, turn by turn; the first warms up."""
    work = WORKS[name]
    torch().set_num_threads(threads)
    with tempfile.TemporaryDirectory() as folder:
        spec = spec_of(name, Path(folder))
        scripts = {style: load_script(spec, style) for style in STYLES}
        rows = list(islice(batches(scripts["fast"]), STEPS))
    sides = {style: numpy_step(s, work.arguments) for style, s in scripts.items()}
    sides[TORCH] = torch_step(*work.net(scripts["fast"]))
    inputs = dict.fromkeys(STYLES, rows) | {TORCH: tensors(rows)}
    turns = [
        {
            side: seconds_of(step, inputs[side], turn * STEPS)
            for side, step in sides.items()
        }
        for turn in range(TURNS + 1)
    ]
    return turns[1:]


def run_apart(name: str, threads: int) -> list[dict[str, float]]:
    """Return the turns of a process that has so many threads."""
    env = os.environ | dict.fromkeys(THREADS, str(threads))
    command = [sys.executable, "-m", "benchmarks.steps", name, str(threads)]
    done = subprocess.run(command, check=True, env=env, capture_output=True, text=True)
    turns: list[dict[str, float]] = json.loads(done.stdout)
    return turns


def measure() -> Iterator[Row]:
    """Yield a row for each network, number of threads and style."""
    is_there = importlib.util.find_spec(TORCH) is not None
    for name, work in WORKS.items():
        for threads in sorted({1, os.cpu_count() or 1}):
            turns = run_apart(name, threads) if is_there else []
            for style in STYLES:
                count = "1 thread" if threads == 1 else f"{threads} threads"
                title = f"{work.title}, {count}, over PyTorch eager: {style}"
                if not turns:
                    reason = "PyTorch is not installed"
                    yield skipped_row(title, work.bars[style], reason)
                    continue
                ratios = [turn[style] / turn[TORCH] for turn in turns]
                yield ratio_row(title, ratios, work.bars[style])


if __name__ == "__main__":
    json.dump(take_turns(sys.argv[1], int(sys.argv[2])), sys.stdout)
