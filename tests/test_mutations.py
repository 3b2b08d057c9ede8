"""Seeded faults, each caught by the bench: in templates, formulas and the plan."""

import json
import subprocess
import sys
from functools import cache
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from nngen.engines.engines import Page, make_page
from nngen.engines.numpy.fast.effects import STATED
from nngen.render.script import render_script

from .bench.asserts import assert_close
from .bench.checks import check_all, check_shapes, doubled, load_script
from .bench.data_rows import DATA
from .bench.normalized import NORMALIZED
from .bench.records import chosen
from .bench.reference import Reference
from .bench.scripts import Script
from .bench.specs import (
    ASKED,
    COLLECTED,
    DEEP,
    DROPS,
    HELD,
    OUTPUTS,
    PENALTIES,
    PLACES,
    STOPS,
    TRAININGS,
    Spec,
    base_spec,
    cases,
    dense,
    in_book,
    network_cases,
)
from .bench.starts import starts
from .faults import FAULTS, Fault
from .helpers import GENERATED, ROOT, WAYS, environment, make_graph
from .seeding import WHOLE, seed, some

pytestmark = pytest.mark.no_cover  # others execute the same lines

Texts = dict[str, list[str]]  # scripts in each way to compute
STARTS = "starts"  # the network of which only the start is checked
FROZEN = {"rng": "mt19937"}
SPECS = 40  # of so many scripts that are right the first is checked in a new process


@cache
def specs(way: str) -> list[Spec]:
    """Return specs that between them read every template, in one way to compute."""
    normal = {"kernel_initializer": {"type": "normal", "mean": 0.5}}
    drawn = [dense(5, **normal), dense(3, activation="softmax", **normal)]
    momentum = {"learning_rate": 0.5, "decay": 0.1, "momentum": 0.9}
    first: list[Spec] = [
        {"layers": drawn, "optimizer": {"type": "sgd", **momentum}},
        {"name": STARTS, "layers": starts()},
        PLACES["initializers"]({"type": "constant", "value": 0.1}),
        PLACES["data"]({"type": "spiral", "samples": 100, "classes": 3}),
        *(
            PLACES["data"]({"type": kind, **options})
            for kind in ("csv", "npz", "idx")
            for options in DATA[kind].examples
        ),
    ]
    first += [case.spec for case in cases("losses", "metrics")]
    updates = [case.spec["optimizer"] for case in cases("optimizers", "schedules")]
    first += [{"optimizer": optimizer} for optimizer in updates]
    first += [{"layers": layers} for layers in list(NORMALIZED.values())[:3]]
    first.append(COLLECTED["averages of batches that go back"])
    networks = [{"layers": case.spec["layers"]} for case in network_cases()]
    # in turns, so that faults of either kind are met early
    ways = DROPS | OUTPUTS | HELD | STOPS | ASKED | TRAININGS | COLLECTED
    ways |= DEEP
    turns = zip_longest(ways.values(), networks, PENALTIES.values())
    changes = [*first, *filter(None, chain.from_iterable(turns))]
    found = [base_spec(**change) for change in changes]
    found = [spec | WAYS[way] for spec in found if in_book(spec) or way != "nnfs"]
    frozen = base_spec(**DROPS["dropped, by batches with some rows held back"])
    return [*found, frozen | WAYS[way] | {"numerics": FROZEN | WAYS[way]["numerics"]}]


def check_draws(script: Script, spec: Spec) -> None:
    """Compare clusters and normal kernels with draws from the streams they are due."""
    x, _ = script.load_data()
    script.initialize()
    streams: list[Any] = [np.random.default_rng([spec["seed"], k]) for k in (0, 1)]
    if "discard" in spec["numerics"]:
        streams = [np.random.RandomState(spec["seed"])] * 2
        streams[0].normal(size=spec["numerics"]["discard"])
    data, kernels = (stream.normal for stream in streams)
    clusters = [data([[k / 3], [0.5]], 0.1, (2, 7)).T for k in range(3)]
    assert_close(x, np.concatenate(clusters), "the data's draws")
    for each in Reference(spec).parameters:
        if chosen(each.initializer)[0] == "normal":
            w = script.theta[each.part].reshape(each.shape)
            assert_close(w, kernels(0.5, 0.05, each.shape), f"draws of {each.label}")


@cache
def page_of(way: str, i: int) -> Page:
    """Return the page of one of the specs."""
    return make_page(make_graph(specs(way)[i]), GENERATED)


@cache
def right(way: str) -> list[str]:
    """Return the scripts of all specs as they should be."""
    return [render_script(page_of(way, i)) for i in range(len(specs(way)))]


def known(each: int, *ways: str) -> Texts:
    """Return all that are right, but one of so many, which is checked anew."""
    return {
        way: [s if i % each else "" for i, s in enumerate(right(way))] for way in ways
    }


@np.errstate(all="ignore")
def defect(folder: Path, passed: Texts) -> str:
    """Return what the bench finds wrong with the scripts of a folder's templates.

    A script that has passed already is not checked again.
    """
    for way, texts in passed.items():
        for i, spec in enumerate(specs(way)):
            try:
                text = render_script(page_of(way, i), folder)
                if text == texts[i]:
                    continue
                script = load_script(doubled(text))
                check = check_shapes if spec["name"] == STARTS else check_all
                check(script, spec)
                if i == 0:
                    check_draws(script, spec)
            except (Exception, SystemExit) as error:
                return f"{type(error).__name__}: {error}"
    return ""


def run_bench(tree: Path, passed: Texts) -> str:
    """Return what the bench finds wrong with the nngen of a tree, in a new process."""
    code = f"""import json, sys, nngen; sys.path.insert(1, {str(ROOT)!r})
from {__name__} import Path, defect
found = defect(Path("templates"), json.load(sys.stdin))
print(nngen.__path__[0], found)"""
    env = environment(PYTHONPATH=str(tree), PYTHONDONTWRITEBYTECODE="1")
    run = [sys.executable, "-W", "ignore", "-c", code]
    told = json.dumps(passed)
    done = subprocess.run(
        run, cwd=tree, env=env, input=told, capture_output=True, text=True
    )
    assert done.stdout.startswith(f"{tree}/nngen "), done
    return done.stdout.removeprefix(f"{tree}/nngen ").strip()


def ways_of(fault: Fault) -> list[str]:
    """Return the ways to compute that a fault may change."""
    if "numpy/fast/" in fault[0]:
        return ["fast"]
    return ["plain", "nnfs"] if "numpy/plain/" in fault[0] else [*WAYS]


def is_read_by_pages(fault: Fault) -> bool:
    """Return whether a fault is in the package, or in what a template states."""
    stated = STATED.search((ROOT / fault[0]).read_text("utf-8"))
    return fault[0].startswith("nngen/") or bool(stated and fault[1] in stated[1])


@WHOLE
@pytest.mark.parametrize("way", WAYS)
def test_what_is_right_passes(way: str) -> None:
    assert defect(ROOT / "templates", known(1, way)) == ""


@pytest.mark.parametrize("each", [SPECS, pytest.param(1, marks=WHOLE)])
def test_what_is_right_passes_in_a_new_process(each: int, tmp_path: Path) -> None:
    seed(tmp_path, ("nngen/__main__.py", "python -m", "Python -m"))
    assert run_bench(tmp_path, known(each, *WAYS)) == ""


def test_faults_are_of_texts_that_are_there_once() -> None:
    times = {
        fault: (ROOT / fault[0]).read_text("utf-8").count(fault[1]) for fault in FAULTS
    }
    assert [fault for fault, number in times.items() if number != 1] == []
    assert len(times) == len(FAULTS) > 200


@pytest.mark.parametrize("fault", some(FAULTS))
def test_fault_is_caught(fault: Fault, tmp_path: Path) -> None:
    seed(tmp_path, fault)
    passed = {way: right(way) for way in ways_of(fault)}
    if is_read_by_pages(fault):
        assert run_bench(tmp_path, passed)
    else:
        assert defect(tmp_path / "templates", passed)
