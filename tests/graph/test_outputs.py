"""Files that training would write over its data, or over each other."""

import pytest

from ..bench.specs import Spec
from ..helpers import make_graph
from .helpers import said, spec_with

COMMAND = {"command_line": True}
TABLE = {"type": "csv", "path": "./net.checkpoint.npz", "target": "kind"}
ARRAYS = {"type": "npz", "path": "net.npz"}
TRAINING = {"epochs": 2, "checkpoint": {}}
RENAME = 'write `name = "net-net"`'
ELSEWHERE = 'write `path = "net.saved.npz"`'
OVER = "would be written over another file"

CASES: dict[str, tuple[Spec, tuple[str, str, str]]] = {
    "the network over its data": (
        {"data": ARRAYS, "script": COMMAND},
        (
            "name",
            '"net.npz" holds the data, and training would save the network so',
            RENAME,
        ),
    ),
    "a checkpoint over the data": (
        {"data": TABLE, "training": TRAINING},
        (
            "training.checkpoint",
            f'"net.checkpoint.npz" {OVER}',
            'write `checkpoint = { path = "net.saved.npz" }`',
        ),
    ),
    "a checkpoint over the network": (
        {
            "script": COMMAND,
            "training": {"epochs": 2, "checkpoint": {"path": "net.npz"}},
        },
        ("training.checkpoint.path", f'"net.npz" {OVER}', ELSEWHERE),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_files_that_exclude_each_other(name: str) -> None:
    changes, expected = CASES[name]
    found = said(spec_with(name="net", **changes))
    assert ("NN022", *expected) in found


def test_files_that_go_together() -> None:
    training = {"epochs": 2, "checkpoint": {"path": "net.npz"}}
    assert make_graph(spec_with(name="net", training=training))
    assert make_graph(spec_with(name="net", script=COMMAND, training=TRAINING))
