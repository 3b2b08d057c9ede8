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

from nngen.plan.make import make_plan
from nngen.plan.plan import Plan
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
from .helpers import GENERATED, ROOT, environment, make_graph
from .seeding import WHOLE, seed, some

pytestmark = pytest.mark.no_cover  # others execute the same lines

Texts = list[list[str]]  # scripts natively, and in the notebook's arithmetic
STARTS = "starts"  # the network of which only the start is checked
SPECS = 20  # of so many scripts that are right the first is checked in a new process
NUMERICS = (
    {"dtype": "float64"},
    {"arithmetic": "notebook", "rng": "mt19937", "discard": 7},
)


@cache
def specs(notebook: bool) -> list[Spec]:
    """Return specs that between them read every template, in one arithmetic."""
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
    turns = zip_longest(ways.values(), networks, PENALTIES.values())
    changes = [*first, *filter(None, chain.from_iterable(turns))]
    found = [base_spec(**change) for change in changes]
    numerics = {"numerics": NUMERICS[notebook]}
    return [spec | numerics for spec in found if in_book(spec) or not notebook]


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
def plan_of(notebook: bool, i: int) -> Plan:
    """Return the plan of one of the specs."""
    return make_plan(make_graph(specs(notebook)[i]), GENERATED)


@cache
def right(notebook: bool) -> list[str]:
    """Return the scripts of all specs as they should be."""
    count = len(specs(notebook))
    return [render_script(plan_of(notebook, i)) for i in range(count)]


def known(each: int) -> Texts:
    """Return all that are right, but one of so many, which is checked anew."""
    both = right(False), right(True)
    return [[s if i % each else "" for i, s in enumerate(texts)] for texts in both]


@np.errstate(all="ignore")
def defect(folder: Path, passed: Texts, *arithmetics: bool) -> str:
    """Return what the bench finds wrong with the scripts of a folder's templates.

    A script that has passed already is not checked again.
    """
    for notebook in arithmetics:
        for i, spec in enumerate(specs(notebook)):
            try:
                text = render_script(plan_of(notebook, i), folder)
                if text == passed[notebook][i]:
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
found = defect(Path("templates"), json.load(sys.stdin), False, True)
print(nngen.__path__[0], found)"""
    env = environment(PYTHONPATH=str(tree), PYTHONDONTWRITEBYTECODE="1")
    run = [sys.executable, "-W", "ignore", "-c", code]
    told = json.dumps(passed)
    done = subprocess.run(
        run, cwd=tree, env=env, input=told, capture_output=True, text=True
    )
    assert done.stdout.startswith(f"{tree}/nngen "), done
    return done.stdout.removeprefix(f"{tree}/nngen ").strip()


@WHOLE
@pytest.mark.parametrize("notebook", [False, True])
def test_what_is_right_passes(notebook: bool) -> None:
    assert defect(ROOT / "templates", known(1), notebook) == ""


@pytest.mark.parametrize("each", [SPECS, pytest.param(1, marks=WHOLE)])
def test_what_is_right_passes_in_a_new_process(each: int, tmp_path: Path) -> None:
    seed(tmp_path, ("nngen/__main__.py", "python -m", "Python -m"))
    assert run_bench(tmp_path, known(each)) == ""


def test_faults_are_of_texts_that_are_there_once() -> None:
    times = {
        fault: (ROOT / fault[0]).read_text("utf-8").count(fault[1]) for fault in FAULTS
    }
    assert [fault for fault, number in times.items() if number != 1] == []
    assert len(times) == len(FAULTS) > 200


@pytest.mark.parametrize("fault", some(FAULTS))
def test_fault_is_caught(fault: Fault, tmp_path: Path) -> None:
    seed(tmp_path, fault)
    if fault[0].startswith("nngen/"):
        assert run_bench(tmp_path, [right(False), right(True)])
    else:
        arithmetics = (True,) if "/notebook/" in fault[0] else (False, True)
        assert defect(tmp_path / "templates", [right(False), right(True)], *arithmetics)
