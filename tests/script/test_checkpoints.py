"""A training that ends at any moment goes on from its checkpoint, to the last bit."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from tests.bench.specs import Case
from tests.bench.tables import Spec, base_spec, dense, dropout
from tests.bench.trainings import batches
from tests.helpers import BENCH, BOOK, NNFS, make_script

from .kills import CHECKPOINT, Disk, Killed, Run, forget, saved

pytestmark = pytest.mark.no_cover  # others execute the same lines

WHOLE = pytest.mark.exhaustive
NORMAL = [
    dense(5, activation="relu"),
    {"type": "batch_normalization"},
    dropout(0.3),
    dense(3, activation="softmax"),
]
HELD = {"split": {"validation": 0.3, "method": "stratified"}}
BEST = {"early_stopping": {"patience": 2, "restore_best": True}}
FALLING = {"type": "cosine", "decay_steps": 9, "alpha": 0.1, "warmup_steps": 2}
RATED = {"learning_rate": 0.05, "schedule": FALLING}
OPTIMIZERS = [
    {"type": "sgd", "learning_rate": 0.5},
    {"type": "sgd", "learning_rate": 0.5, "momentum": 0.8, "nesterov": True},
    {"type": "adagrad", **RATED},
    {"type": "rmsprop", **RATED, "clip_global_norm": 0.1},
    {"type": "adam", **RATED},
    {"type": "adamw", "learning_rate": 0.05, "decay": 0.1},
]
# Ways through the rows, with all that training draws and collects
WAYS: dict[str, Spec] = {
    "all rows": {"training": {"epochs": 5, "log_every": 1}},
    "now and then": {"training": {"epochs": 7, "log_every": 3}, **HELD},
    "batches": {"training": {"epochs": 4, "batch_size": 8}, "layers": NORMAL},
    "in order": {
        "training": {"epochs": 4, "batch_size": 8, "shuffle": False, "log_every": 2}
    },
    "best": {
        "training": {"epochs": 9, "batch_size": 4, "drop_last": True, **BEST},
        "layers": NORMAL,
        **HELD,
    },
    "best of all rows": {
        "training": {"epochs": 9, **BEST},
        "layers": NORMAL,
        **HELD,
    },
}
NUMBERS: dict[str, Spec] = {
    "pcg64": {"dtype": "float32"},
    "mt19937": {"dtype": "float64", "rng": "mt19937"},
    "nnfs": NNFS,
}


def trainings() -> Iterator[Case]:
    """Yield each optimizer on each way, in styles and streams that take turns."""
    kinds = [("plain", "pcg64"), ("fast", "mt19937"), ("plain", "nnfs")]
    kinds += [("fast", "pcg64"), ("plain", "mt19937")]
    for i, optimizer in enumerate(OPTIMIZERS):
        for k, (name, way) in enumerate(WAYS.items()):
            style, numbers = kinds[(2 * i + k) % len(kinds)]
            if numbers == "nnfs" and not is_in_book(optimizer, way):
                numbers = "mt19937"
            spec = base_spec(optimizer=optimizer, **way, script={"style": style})
            text = f"{i} {optimizer['type']}, {name}, {style}, {numbers}"
            yield Case(text, spec | {"numerics": NUMBERS[numbers]})


def is_in_book(optimizer: Spec, way: Spec) -> bool:
    """Return whether nnfs has an optimizer and the layers of a way."""
    return optimizer["type"] in ("sgd", "adagrad") and "layers" not in way


TRAININGS = list(trainings())


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Train in an empty folder."""
    monkeypatch.chdir(tmp_path)


def kill(run: Run, fatal: int) -> list[str]:
    """Begin a training anew, killed at a call; return its calls."""
    forget()
    disk = Disk(fatal)
    try:
        run.start(disk)
    except Killed:
        assert len(disk.calls) == fatal
    return disk.calls


@pytest.mark.parametrize(
    ("style", "every", "keep"),
    [("plain", 1, 1), ("fast", 2, 0), pytest.param("fast", 1, 3, marks=WHOLE)],
)
def test_a_kill_at_any_call_leaves_a_checkpoint(
    style: str, every: int, keep: int
) -> None:
    spec = base_spec(**batches(8), script={"style": style})
    spec["training"] |= {"epochs": 3, "log_every": 1}
    run = Run(saved(spec, keep=keep, every=every))
    calls = kill(run, 0)
    end = run.ending()
    count = Counter(calls)
    written = -(-3 // every)  # one at the end, too
    copied = sum(min(i, keep) for i in range(written))
    saves = written + 1  # the end's too
    assert count["replace"] == saves and count["copyfile"] == copied
    assert count["fsync"] == 2 * saves and count["flush"] >= saves
    assert count["write"] > 20 * saves
    assert sum(count.values()) == len(calls)
    for fatal in range(1, len(calls) + 1):
        assert kill(run, fatal) == calls[:fatal]
        replaced = calls[: fatal - 1].count("replace")
        assert os.path.exists(CHECKPOINT) == (replaced > 0)
        run.start()
        assert run.ending() == end, f"{fatal} {calls[fatal - 1]}"


@pytest.mark.parametrize("case", TRAININGS, ids=lambda case: case.id)
def test_every_training_goes_on_to_the_last_bit(case: Case) -> None:
    check(case, share=4)


@WHOLE
@pytest.mark.parametrize("case", [*TRAININGS, *BENCH, *BOOK], ids=lambda case: case.id)
def test_any_network_goes_on_to_the_last_bit(case: Case) -> None:
    check(case, share=1)


def check(case: Case, share: int) -> None:
    """Kill and interrupt a training here and there, again and again."""
    run = Run(saved(case.spec))
    calls = kill(run, 0)
    end = run.ending()
    forget()
    random = Random(case.id)
    for _ in range(100):
        disk = Disk(random.randrange(1, len(calls) // 2 * share))
        try:
            run.start(disk, steps=random.randrange(1, 4 * share))
            break
        except Killed:
            continue
        except SystemExit as stop:
            assert stop.code == 143
    else:
        run.start()
    assert run.ending() == end


def truncate(raw: bytearray) -> None:
    """Cut off a part of a file."""
    del raw[len(raw) // 3 :]


def flip(raw: bytearray) -> None:
    """Change a bit of a file, in an array."""
    raw[len(raw) // 3] ^= 4


def empty(raw: bytearray) -> None:
    """Leave nothing of a file."""
    raw.clear()


class Damaged:
    """A training of four checkpoints whose third one is damaged afterwards."""

    def __init__(self, damage: Callable[[bytearray], None]) -> None:
        self.run = Run(saved(base_spec(**batches(8))))
        self.damage = damage
        calls = kill(self.run, 0)
        self.end = self.run.ending()
        self.third = 2 + [*find(calls, "replace")][2]

    def resume(self, fatal: int) -> list[str]:
        """Go on from it, and again if a call is fatal; return the calls before."""
        kill(self.run, self.third)
        raw = bytearray(Path(CHECKPOINT).read_bytes())
        self.damage(raw)
        Path(CHECKPOINT).write_bytes(raw)
        disk = Disk(fatal)
        try:
            self.run.start(disk)
        except Killed:
            self.run.start()
        assert self.run.ending() == self.end
        return disk.calls


@pytest.mark.parametrize("damage", [truncate, flip, empty])
def test_a_damaged_checkpoint_yields_to_the_one_before(
    damage: Callable[[bytearray], None], capsys: pytest.CaptureFixture[str]
) -> None:
    Damaged(damage).resume(fatal=0)
    error = capsys.readouterr().err
    first, second = error.splitlines()
    assert first.startswith(CHECKPOINT) and f"; {CHECKPOINT}.1 is taken" in first
    assert second.startswith(f"{CHECKPOINT}: goes on in epoch ")


def test_a_kill_after_damage_leaves_a_checkpoint() -> None:
    damaged = Damaged(flip)
    calls = damaged.resume(fatal=0)
    # the one that is moved back, and the next one
    for fatal in range(1, [*find(calls, "replace")][1] + 2):
        assert damaged.resume(fatal) == calls[:fatal]


def find(calls: list[str], name: str) -> Iterator[int]:
    """Yield the places of a call among calls."""
    return (i for i, call in enumerate(calls) if call == name)


def test_without_an_earlier_one_a_damaged_checkpoint_is_refused() -> None:
    run = Run(saved(base_spec(**batches(8)), keep=0))
    kill(run, 0)
    Path(CHECKPOINT).write_bytes(b"damaged")
    with pytest.raises(ValueError, match=f"^{CHECKPOINT}: .*not a zip file"):
        run.start()


SIGNALS = {signal.SIGKILL: -9, signal.SIGTERM: 143, signal.SIGINT: 130}
LONG = base_spec(
    name="long",
    layers=NORMAL,
    optimizer={"type": "adam", **RATED},
    training={"epochs": 60, "batch_size": 4, "checkpoint": {}},
    script={"command_line": True, "history": "log.jsonl"},
)
FILES = ("long.npz", "long.checkpoint.npz", "log.jsonl")


@pytest.mark.parametrize("count", [20, pytest.param(200, marks=WHOLE)])
def test_processes_that_are_killed_go_on_to_the_last_bit(count: int) -> None:
    Path("long.py").write_text(make_script(LONG))
    whole = start_process()
    assert whole.communicate()[1] == "saved long.npz\n"
    end = [Path(name).read_bytes() for name in FILES]
    random, kills = Random(count), Counter[int]()
    while kills.total() < count:
        forget_all_but("long.py")
        while not os.path.exists("long.npz") and kills.total() < count:
            code = start_and_kill(random)
            assert code in (0, *SIGNALS.values())
            kills[code] += code != 0
        done = start_process()
        assert done.wait() == 0
        done.communicate()
        assert [Path(name).read_bytes() for name in FILES] == end
    assert all(kills[code] for code in SIGNALS.values())


def start_process() -> subprocess.Popen[str]:
    """Start training in a process, from its checkpoint if there is one."""
    resume = ["--resume"] * os.path.exists("long.checkpoint.npz")
    command = [sys.executable, "long.py", *resume]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True)


def start_and_kill(random: Random) -> int:
    """Start training, kill it within some epochs from its start; return the code."""
    with start_process() as process:
        assert process.stdout and process.stderr
        for _ in range(random.randrange(1, 5)):
            process.stdout.readline()
        time.sleep(random.random() / 100)
        process.send_signal(random.choice([*SIGNALS]))
        lines = process.communicate()[1].splitlines(keepends=True)
        error = "".join(line for line in lines if "goes on in epoch" not in line)
        is_told = error == "interrupted: --resume continues from long.checkpoint.npz\n"
        assert is_told or error in ("", "saved long.npz\n"), error
        assert is_told == (process.returncode in (143, 130))
        if process.returncode in (-signal.SIGTERM, -signal.SIGINT):
            assert error == "saved long.npz\n"  # it came while Python was leaving
            return 0
        return process.returncode


def forget_all_but(name: str) -> None:
    """Remove all files of the current folder but one."""
    for path in Path().iterdir():
        if path.name != name:
            path.unlink()
