"""From a spec to a script and to a process that runs it, as tests need them."""

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import pytest

from nngen.check import Checked, check
from nngen.engines.engines import make_page
from nngen.files import seal
from nngen.golden import measure
from nngen.graph.graph import Graph
from nngen.reading.load import Source
from nngen.render.format import format_script
from nngen.render.literals import WIDTH
from nngen.render.script import render_script

from .bench.plots import PLOTS
from .bench.specs import Case, cases, in_book, network_cases, training_cases

Spec: TypeAlias = dict[str, Any]

ROOT = Path(__file__).resolve().parents[1]
GENERATED = ROOT / "generated"
SPECS = sorted((ROOT / "specs").glob("*.toml"))
SWITCH = "NPY_DISABLE_CPU_FEATURES"

STYLES = ("plain", "fast")
FAST = {"style": "fast"}
NNFS = {"arithmetic": "nnfs", "rng": "mt19937", "discard": 7}
DOUBLE = {"dtype": "float64"}
# Each way to compute, as changes of a spec; the book's arithmetic is always plain
WAYS: dict[str, Spec] = {
    "plain": {"script": {"style": "plain"}, "numerics": DOUBLE},
    "fast": {"script": {"style": "fast"}, "numerics": DOUBLE},
    "nnfs": {"script": {"style": "plain"}, "numerics": NNFS},
}
each_way = pytest.mark.parametrize("way", WAYS)
WHOLE = pytest.mark.exhaustive
each_style = pytest.mark.parametrize("style", STYLES)


def spec_of(path: Path) -> Spec:
    """Return what a TOML spec says, with the name that its file lends it."""
    spec = tomllib.loads(path.read_text("utf-8"))
    return {"name": path.stem} | spec


def checked(spec: Spec) -> Checked:
    """Return what validation makes of a spec, which comes as a JSON document."""
    raw = json.dumps(spec).encode()
    return check(Source("spec.json", raw, json_text=True, folder=ROOT / "specs"))


def make_graph(spec: Spec) -> Graph:
    """Return the network of a spec."""
    return checked(spec).graph


def make_script(spec: Spec, folder: Path = GENERATED) -> str:
    """Return the script of a spec, which lies in specs, as it stands in a folder."""
    return draft(make_graph(spec), folder)


def draft(graph: Graph, folder: Path) -> str:
    """Return the script of a graph in a folder; black is asked only about long lines.

    All else is as black would have it, which test_bytes and data/test_style hold.
    """
    golden = measure(graph, folder)
    text = render_script(make_page(graph, folder), golden=golden)
    is_long = any(len(line) > WIDTH for line in text.split("\n"))
    return seal(format_script(text) if is_long else text)


def raw_script(spec: Spec, folder: Path | None = None) -> str:
    """Return what templates give for a spec; `folder` holds others than nngen's."""
    return render_script(make_page(make_graph(spec), GENERATED), folder)


def case_id(case: Case) -> str:
    """Return a case's name in a report."""
    return case.id


def styled(case: Case, style: str) -> Case:
    """Return a case in a style, which its name says."""
    script = case.spec.get("script", {}) | {"style": style}
    return Case(f"{case.id}, {style}", case.spec | {"script": script})


def is_nnfs(spec: Spec) -> bool:
    """Return whether the arithmetic of a spec is the book's."""
    return bool(spec.get("numerics", {}).get("arithmetic") == "nnfs")


def in_styles(cases: Iterable[Case]) -> list[Case]:
    """Return cases in each style that has their arithmetic."""
    return [
        styled(case, style)
        for case in cases
        for style in STYLES
        if style == "plain" or not is_nnfs(case.spec)
    ]


KINDS = [*cases(), *network_cases(), *training_cases()]
EXAMPLES = in_styles(Case(path.stem, spec_of(path)) for path in SPECS)
BENCH = in_styles(KINDS)
BOOK = [
    Case(f"{case.id}, nnfs", styled(case, "plain").spec | {"numerics": NNFS})
    for case in KINDS
    if in_book(case.spec)
]
DRAWING = [Case(name, spec) for name, spec in PLOTS.items()]
EVERY = {case.id: case for case in (*EXAMPLES, *BENCH, *BOOK, *DRAWING)}
EACH = 3  # of so many cases one is tried in every run, of either style as many
# Every case, those beyond a fixed share for the exhaustive tier; it has all that draw
a_share_of_every_script = pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=case.id, marks=() if i % EACH == 0 else WHOLE)
        for i, case in enumerate((*BENCH, *BOOK))
    ]
    + [pytest.param(case, id=case.id) for case in (*EXAMPLES, *DRAWING)],
)


# Cases that every run leaves out, where the other style or a like one says enough; that
# the styles compute the same is a test of its own
LEFT_OUT = {case.id for i, case in enumerate(BENCH) if (i // 2 + i) % 2}
LEFT_OUT |= {case.id for i, case in enumerate(BOOK) if i % 2}


def a_style_of_each(cases: Iterable[Case]) -> pytest.MarkDecorator:
    """Return the mark of tests of these cases, some of them for the exhaustive tier."""
    params = [
        pytest.param(case, id=case.id, marks=WHOLE if case.id in LEFT_OUT else ())
        for case in cases
    ]
    return pytest.mark.parametrize("case", params)


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
