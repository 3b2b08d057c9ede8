"""The notebook's two runs come back line for line, where NumPy dispatches to nothing.

The first run starts the stream of random numbers, the second continues it.
"""

import os
import platform
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from .helpers import (
    NO_DISPATCH,
    ROOT,
    SWITCH,
    dispatchable,
    dispatched,
    environment,
    run_script,
)

DATA = Path(__file__).parent / "data"
LINES = 101
RUNS = ("decay", "momentum")
REFUSED = 9

# Run a script only where none of the features that NumPy dispatches to is on
WRAPPER = f"""
import runpy, sys
try:
    from numpy._core import _multiarray_umath as core
except ImportError:
    from numpy.core import _multiarray_umath as core
on = [name for name in core.__cpu_dispatch__ if core.__cpu_features__[name]]
if on:
    print("NumPy dispatches to", *on, file=sys.stderr)
    sys.exit({REFUSED})
runpy.run_path(sys.argv[1], run_name="__main__")
"""

COMMAND = re.compile(rf'^ *(?:\$ )?({SWITCH}="([^"]*)" python (\S+))', re.MULTILINE)


@pytest.fixture
def machine() -> None:
    """Skip where the C library's exp may be another than the notebook's."""
    if platform.machine().lower() not in ("x86_64", "amd64"):
        pytest.skip(f"the notebook's last bits are not those of {platform.machine()}")


def wrapped(script: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a script in a process that proves first that dispatch is off."""
    return subprocess.run(
        [sys.executable, "-c", WRAPPER, str(script)],
        capture_output=True,
        env=env,
        text=True,
        check=False,
        timeout=300,
    )


def printed_log(run: str) -> list[str]:
    """Return what the notebook printed."""
    lines = (DATA / f"notebook_{run}.txt").read_text("ascii").splitlines()
    assert len(lines) == LINES, f"{len(lines)} lines of the {run} run are kept"
    return lines


def script_of(run: str) -> Path:
    """Return the script of one of the notebook's runs."""
    return ROOT / "generated" / f"spiral_{run}.py"


@pytest.mark.usefixtures("machine")
@pytest.mark.parametrize("run", RUNS)
def test_the_log_is_the_notebooks(run: str) -> None:
    done = wrapped(script_of(run), NO_DISPATCH)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert done.stdout.splitlines() == printed_log(run)


@pytest.fixture
def features(machine: None) -> list[str]:
    """Return what NumPy dispatches to in these tests; skip where that is nothing."""
    if not dispatched():
        pytest.skip(f"{SWITCH} is set for these tests, or this CPU has no such feature")
    return dispatched()


def test_the_proof_refuses_a_dispatching_numpy(features: list[str]) -> None:
    done = wrapped(script_of("momentum"), environment())
    assert done.returncode == REFUSED, done.stdout[:200]
    assert done.stdout == ""
    assert done.stderr.split()[-len(features) :] == features


def test_the_proof_refuses_when_one_feature_is_left(features: list[str]) -> None:
    *most, last = features
    done = wrapped(script_of("momentum"), environment(**{SWITCH: " ".join(most)}))
    assert done.returncode == REFUSED, f"{last} is on: {done.stdout[:200]}"


@pytest.mark.usefixtures("machine")
def test_the_docs_say_how() -> None:
    page = (ROOT / "docs/training.md").read_text("utf-8")
    commands = COMMAND.findall(page)
    assert commands, f"docs/training.md has no line with {SWITCH}"
    for command, features, script in commands:
        if not set(features.split()) & set(dispatchable()):
            pytest.skip(f"NumPy {np.__version__} has other names: {dispatchable()}")
        run = Path(script).stem.removeprefix("spiral_")
        assert run in RUNS, f"{script} is not one of the notebook's runs"
        done = wrapped(ROOT / script, environment(**{SWITCH: features}))
        assert done.returncode == 0, f"{command}: {done.stderr}"
        assert shell(command).splitlines() == printed_log(run), command


def shell(command: str) -> str:
    """Return what a command prints in the repository, `python` being this Python."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=ROOT,
        capture_output=True,
        env=environment(PATH=path),
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, f"{command}: {done.stderr}"
    return done.stdout


def test_a_script_runs_without_a_wrapper() -> None:
    done = run_script(script_of("decay"), NO_DISPATCH)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == LINES
