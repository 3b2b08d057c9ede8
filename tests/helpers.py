"""From a spec to a script and to a process that runs it, as tests need them."""

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

from nngen.check import check
from nngen.files import seal
from nngen.graph.graph import Graph
from nngen.plan.make import make_plan
from nngen.reading.load import Source
from nngen.render.script import render_script

from .bench.specs import Case, cases, in_book, network_cases, training_cases

Spec: TypeAlias = dict[str, Any]

ROOT = Path(__file__).resolve().parents[1]
GENERATED = ROOT / "generated"
SPECS = sorted((ROOT / "specs").glob("*.toml"))
NOTEBOOK = {"arithmetic": "notebook", "rng": "mt19937", "discard": 7}
SWITCH = "NPY_DISABLE_CPU_FEATURES"


def spec_of(path: Path) -> Spec:
    """Return what a TOML spec says, with the name that its file lends it."""
    spec = tomllib.loads(path.read_text("utf-8"))
    return {"name": path.stem} | spec


def make_graph(spec: Spec) -> Graph:
    """Return the network of a spec, which takes a user's way, as a JSON document."""
    raw = json.dumps(spec).encode()
    return check(Source("spec.json", raw, json_text=True, folder=ROOT / "specs")).graph


def make_script(spec: Spec, folder: Path = GENERATED) -> str:
    """Return the script of a spec, which lies in specs, as it stands in a folder."""
    return draft(make_graph(spec), folder)


def draft(graph: Graph, folder: Path) -> str:
    """Return the script of a graph in a folder, which black is not asked about.

    It is as black would have it, which test_bytes and test_data_style hold.
    """
    return seal(render_script(make_plan(graph, folder)))


def raw_script(spec: Spec, folder: Path | None = None) -> str:
    """Return what templates give for a spec; `folder` holds others than nngen's."""
    return render_script(make_plan(make_graph(spec), GENERATED), folder)


def case_id(case: Case) -> str:
    """Return a case's name in a report."""
    return case.id


EXAMPLES = [Case(path.stem, spec_of(path)) for path in SPECS]
BENCH = [*cases(), *network_cases(), *training_cases()]
BOOK = [
    Case(f"{case.id}, notebook", case.spec | {"numerics": NOTEBOOK})
    for case in BENCH
    if in_book(case.spec)
]
EVERY = {case.id: case for case in (*EXAMPLES, *BENCH, *BOOK)}


@cache
def script_of(name: str) -> str:
    """Return the script of one of EVERY case."""
    return make_script(EVERY[name].spec)


def script_path(spec: Path) -> Path:
    """Return where the script of an example spec is kept."""
    return GENERATED / f"{spec.stem.replace('-', '_')}.py"


def dispatched() -> list[str]:
    """Return the CPU features that NumPy dispatches to here and now."""
    found = numpy_core().__cpu_features__
    return [name for name in dispatchable() if found[name]]


def dispatchable() -> list[str]:
    """Return the features that NumPy may dispatch to, by its own names for them."""
    return list(numpy_core().__cpu_dispatch__)


def numpy_core() -> Any:
    """Return the module that knows NumPy's features; NumPy 2 has moved it."""
    package = "numpy._core" if int(np.__version__.split(".")[0]) > 1 else "numpy.core"
    return import_module(f"{package}._multiarray_umath")


def environment(**changes: str) -> dict[str, str]:
    """Return this process's environment with some variables replaced."""
    return dict(os.environ) | changes


# NumPy's own exp differs in the last bit from the C library's, which has no dispatch
NO_DISPATCH = environment(
    **{SWITCH: " ".join([*os.environ.get(SWITCH, "").split(), *dispatched()])}
)


def run_script(
    script: str | Path, env: Mapping[str, str] | None = None, *args: str
) -> subprocess.CompletedProcess[str]:
    """Run a script, given as its text or its path, by this Python."""
    by_path = isinstance(script, Path)
    return subprocess.run(
        [sys.executable, str(script) if by_path else "-", *args],
        input=None if by_path else str(script),
        stdin=subprocess.DEVNULL if by_path else None,
        capture_output=True,
        env=env,
        text=True,
        check=False,
        timeout=300,
    )
