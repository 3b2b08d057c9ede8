"""Trainings that are killed at any call by which a checkpoint reaches the disk."""

import os
import shutil
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import CodeType, ModuleType, SimpleNamespace
from typing import IO, Any

from tests.bench.scripts import PLACE
from tests.bench.tables import Spec
from tests.helpers import make_script

CHECKPOINT = "bench.checkpoint.npz"
HISTORY = "log.jsonl"
FINAL = (CHECKPOINT, HISTORY, "end.npz")


class Killed(BaseException):
    """Stand for the end of the process."""


class Disk:
    """The calls by which files are written, the one of some number fatal.

    A write or a copy that is fatal has done half of its work. After it there are no
    more calls: those that a script makes while the exception passes are refused too.
    """

    def __init__(self, fatal: int = 0) -> None:
        self.fatal = fatal
        self.calls: list[str] = []
        self.is_dead = False

    def call(self, name: str, done: Callable[[], Any], half: Callable[[], Any]) -> Any:
        """Do what a call does, or half of it if it is the fatal one."""
        if self.is_dead:
            raise Killed
        self.calls.append(name)
        if len(self.calls) == self.fatal:
            self.is_dead = True
            half()
            raise Killed
        return done()

    def replace(self, source: str, target: str) -> None:
        """Rename a file."""
        self.call("replace", lambda: os.replace(source, target), int)

    def remove(self, path: str) -> None:
        """Remove a file."""
        self.call("remove", lambda: os.remove(path), int)

    def fsync(self, number: int) -> None:
        """Count a call; what has been written outlives a process without it."""
        os.fstat(number)
        self.call("fsync", int, int)

    def copyfile(self, source: str, target: str) -> None:
        """Copy a file."""
        raw = Path(source).read_bytes()

        def half() -> None:
            Path(target).write_bytes(raw[: len(raw) // 2])

        self.call("copyfile", lambda: shutil.copyfile(source, target), half)

    def open(self, path: str, mode: str = "r", **options: Any) -> Any:
        """Open a file, one to be written as one that counts its calls."""
        if self.is_dead:
            raise Killed
        if mode != "wb":
            return open(path, mode, **options)
        return Counted(self, open(path, mode, buffering=0))

    def put_under(self, script: ModuleType) -> None:
        """Let a script write to this disk."""
        own = {name: getattr(self, name) for name in ("replace", "remove", "fsync")}
        script.__dict__["os"] = SimpleNamespace(**{**vars(os), **own})
        script.__dict__["shutil"] = SimpleNamespace(copyfile=self.copyfile)
        script.__dict__["open"] = self.open


class Counted:
    """A file whose calls a disk counts."""

    def __init__(self, disk: Disk, file: IO[Any]) -> None:
        self.disk = disk
        self.file = file

    def __enter__(self) -> "Counted":
        return self

    def __exit__(self, *error: object) -> None:
        self.file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)

    def write(self, data: bytes) -> Any:
        """Write bytes."""
        raw = bytes(data)

        def half() -> None:
            self.file.write(raw[: len(raw) // 2])

        return self.disk.call("write", lambda: self.file.write(raw), half)

    def flush(self) -> None:
        """Flush what is written."""
        self.disk.call("flush", self.file.flush, int)


def saved(spec: Spec, **checkpoint: Any) -> Spec:
    """Return a spec whose training writes a history and checkpoints."""
    training = spec["training"] | {"checkpoint": {"every": 1} | checkpoint}
    script = spec.get("script", {}) | {"history": HISTORY}
    return spec | {"name": "bench", "training": training, "script": script}


@cache
def compiled(text: str) -> CodeType:
    """Return a script's code."""
    return compile(text, "__script__", "exec")


class Run:
    """One training, as often as it is begun again, in the current folder."""

    def __init__(self, spec: Spec) -> None:
        self.text = make_script(spec)
        self.log: Any = None

    def start(self, disk: Disk | None = None, steps: int = 0) -> ModuleType:
        """Train from the checkpoint, if there is one; interrupted after some steps."""
        script = ModuleType("__script__")
        script.__dict__["__file__"] = str(PLACE)
        exec(compiled(self.text), script.__dict__)
        (disk or Disk()).put_under(script)
        if steps:
            interrupt_after(script, steps)
        resume = CHECKPOINT if os.path.exists(CHECKPOINT) else None
        self.log = script.train(verbose=False, resume=resume)
        script.save("end.npz")
        return script

    def ending(self) -> list[Any]:
        """Return what is left after training: the log and the files."""
        return [self.log, *(Path(name).read_bytes() for name in FINAL)]


def interrupt_after(script: ModuleType, steps: int) -> None:
    """Let a signal come while a script takes its so manieth step from now."""
    update, taken = script.update, Counter[str]()

    def watch(step: int) -> Any:
        taken["steps"] += 1
        if taken["steps"] == steps:
            script.__dict__["interrupted"] = 15
        return update(step)

    script.__dict__["update"] = watch


def forget() -> None:
    """Remove all that training has written to the current folder."""
    for path in Path().iterdir():
        path.unlink()
