"""How many steps a run has, and schedules that are made for a longer one."""

import json
from typing import Any

import pytest

from nngen.check import Checked, check
from nngen.graph.length import steps_of_run
from nngen.reading.load import Source

from ..bench.csv_rows import POINTS
from ..bench.specs import base_spec
from ..helpers import Spec

NO_FILE = {
    "type": "csv",
    "path": "not-there-yet.csv",
    "target": "kind",
    "features": ["a", "b"],
    "inputs": 2,
    "classes": 3,
}


def checked(**changes: Any) -> Checked:
    """Return a network of 21 rows that can be trained."""
    raw = json.dumps(base_spec(**changes)).encode()
    return check(
        Source(label="x.json", raw=raw, stem=None, json_text=True, folder=POINTS.parent)
    )


def scheduled(training: Spec, **schedule: Any) -> list[tuple[str, str, str]]:
    """Return key, message and hint of what is said of a schedule."""
    optimizer = {"type": "adam", "schedule": schedule}
    found = checked(training=training, optimizer=optimizer).warnings
    assert all(placed.level == "warning" for placed in found)
    assert all(placed.finding.code == "NN045" for placed in found)
    assert all(p.finding.path[:2] == ("optimizer", "schedule") for p in found)
    return [(str(p.finding.path[2]), p.finding.message, p.hint) for p in found]


@pytest.mark.parametrize(
    ("training", "steps"),
    [
        ({}, 10),
        ({"batch_size": 21}, 10),
        ({"batch_size": 20}, 20),
        ({"batch_size": 20, "drop_last": True}, 10),
        ({"batch_size": 7, "drop_last": True}, 30),
        ({"batch_size": 1}, 210),
    ],
)
def test_steps_of_a_run(training: Spec, steps: int) -> None:
    graph = checked(training={"epochs": 10, **training}).graph
    assert steps_of_run(graph) == steps


def test_steps_of_rows_that_are_not_there_yet() -> None:
    batches = {"epochs": 10, "batch_size": 4}
    late = {"type": "sgd", "schedule": {"type": "cosine", "decay_steps": 10**9}}
    found = checked(data=NO_FILE, training=batches, optimizer=late)
    assert steps_of_run(found.graph) is None and found.warnings == ()
    whole = checked(data=NO_FILE, training={"epochs": 10}).graph
    assert steps_of_run(whole) == 10


RUN = "the run has 60 steps, "
END = f"{RUN}so the rate never comes to its end"
IDLE = f"{RUN}and the rate of the last 20 is 0"
FALL = f"{RUN}so the rate never falls"


@pytest.mark.parametrize(
    ("schedule", "found"),
    [
        ({"type": "cosine", "decay_steps": 60}, []),
        ({"type": "cosine", "decay_steps": 61}, [("decay_steps", END, 60)]),
        ({"type": "cosine", "decay_steps": 50, "warmup_steps": 10}, []),
        ({"type": "cosine", "decay_steps": 55}, []),
        ({"type": "cosine", "decay_steps": 40}, [("decay_steps", IDLE, 60)]),
        ({"type": "cosine", "decay_steps": 40, "alpha": 0.01}, []),
        ({"type": "polynomial", "decay_steps": 40}, []),
        (
            {"type": "polynomial", "decay_steps": 51, "warmup_steps": 10},
            [("decay_steps", END, 50)],
        ),
        ({"type": "step", "decay_steps": 59, "decay_rate": 0.5}, []),
        (
            {"type": "step", "decay_steps": 60, "decay_rate": 0.5},
            [("decay_steps", FALL, 30)],
        ),
        (
            {
                "type": "step",
                "decay_steps": 2,
                "decay_rate": 0.5,
                "warmup_steps": 59,
            },
            [("decay_steps", FALL, None)],
        ),
        ({"type": "multi_step", "boundaries": [5, 59], "decay_rate": 0.5}, []),
        (
            {"type": "multi_step", "boundaries": [5, 60, 70], "decay_rate": 0.5},
            [("boundaries", f"{RUN}so boundary 60 is never met", [5])],
        ),
        (
            {"type": "multi_step", "boundaries": [90], "decay_rate": 0.5},
            [("boundaries", f"{RUN}so boundary 90 is never met", [30, 45])],
        ),
        (
            {
                "type": "multi_step",
                "boundaries": [9],
                "decay_rate": 0.5,
                "warmup_steps": 59,
            },
            [("boundaries", f"{RUN}so boundary 9 is never met", None)],
        ),
        ({"type": "exponential", "decay_steps": 10**6, "decay_rate": 0.5}, []),
        ({"type": "inverse_time", "decay_rate": 0.5, "warmup_steps": 59}, []),
        (
            {"type": "inverse_time", "decay_rate": 0.5, "warmup_steps": 60},
            [("warmup_steps", f"{RUN}so the warm-up never ends", 6)],
        ),
    ],
    ids=str,
)
def test_a_schedule_for_a_longer_run(
    schedule: Spec, found: list[tuple[str, str, Any]]
) -> None:
    training = {"epochs": 20, "batch_size": 8}
    said = scheduled(training, **schedule)
    lines = {key: f'write `"{key}": {value}`' for key, _, value in found}
    none = "leave the schedule out"
    hints = [lines[key] if value else none for key, _, value in found]
    expected = [(k, m, h) for (k, m, _), h in zip(found, hints, strict=True)]
    assert said == expected
    for key, _, value in found:  # what is to be written is well
        if value:
            assert scheduled(training, **schedule | {key: value}) == []
