"""What `nngen show` says of rows, layers and memory."""

from typing import Any

import pytest

from nngen.show.columns import size
from nngen.show.overview import overview
from tests.bench.scripts import load_script
from tests.bench.specs import base_spec, dense
from tests.bench.tables import dropout
from tests.helpers import FAST, Spec, make_graph, make_script, spec_of
from tests.helpers import SPECS as PATHS

SPECS = {path.stem: spec_of(path) for path in PATHS}
IRIS = """\
iris: Three kinds of iris, told apart by four measurements of the flower.

rows      120 to train on, 30 to validate on
features  4
classes   3: "setosa", "versicolor", "virginica"
steps     320, 8 in each of 40 epochs

layer      type            inputs     output  parameters
layers[0]  dense, relu     input      (16,)           80
layers[1]  dense, softmax  layers[0]  (3,)            51
                                                     131

theta   524 B, as much for each of grad, velocity
values  2.38 KiB, for 16 rows in a step
"""
BRANCHES = """\
layer      type            inputs       output  parameters
stem       dense, relu     input        (64,)          192
left       dense, tanh     stem         (32,)        2,080
right      dense, relu     stem         (32,)        2,080
joined     concatenate     left, right  (64,)            0
mixed      add             joined, stem (64,)            0
layers[5]  dense, softmax  mixed        (3,)           195
                                                     4,547
"""


def said(spec: Spec, **changes: Any) -> list[str]:
    """Return the lines that are said of a spec, its name aside."""
    return overview(make_graph(spec | changes)).splitlines()


def test_an_example() -> None:
    assert overview(make_graph(SPECS["iris"])) == IRIS


def test_branches() -> None:
    table = overview(make_graph(SPECS["branches"]))
    for line in BRANCHES.splitlines():
        assert " ".join(line.split()) in " ".join(table.split()), line


def test_targets_that_are_no_classes() -> None:
    lines = said(
        SPECS["vertical"],
        data={"type": "sine", "samples": 9},
        layers=[{"type": "dense", "units": 1}],
        loss={"type": "mean_squared_error"},
    )
    assert "targets   values" in lines
    assert not [line for line in lines if line.startswith("classes")]


def test_a_function_of_its_own() -> None:
    layers = [{"type": "activation", "function": "tanh"}, *SPECS["vertical"]["layers"]]
    assert "layers[0]  activation, tanh  input" in "\n".join(
        said(SPECS["vertical"], layers=layers)
    )


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        (
            {"split": {"validation": 0.25, "test": 0.1, "method": "random"}},
            "rows 195 to train on, 75 to validate on, 30 to test on",
        ),
        (
            {"split": {"test": 0.335, "method": "stratified"}},
            "rows 198 to train on, 102 to test on",
        ),
        (
            {"validation_data": {"type": "vertical", "samples": 7, "classes": 3}},
            "rows 300 to train on, 21 to validate on",
        ),
        ({}, "steps 501, 1 in each of 501 epochs"),
        (
            {"training": {"epochs": 9, "batch_size": 32, "drop_last": True}},
            "steps 81, 9 in each of 9 epochs",
        ),
        (
            {
                "training": {
                    "epochs": 9,
                    "early_stopping": {"monitor": "loss", "patience": 2},
                }
            },
            "steps 9 at most, 1 in each of 9 epochs",
        ),
    ],
)
def test_rows_and_steps(changes: Spec, line: str) -> None:
    lines = said(SPECS["vertical"], **changes)
    assert line in [" ".join(found.split()) for found in lines]


def test_rows_that_only_a_run_knows() -> None:
    data = {"type": "csv", "path": "no.csv", "target": "y", "inputs": 2, "classes": 3}
    lines = said(SPECS["vertical"], data=data)
    assert "rows      as many as a run finds" in lines
    assert not [line for line in lines if line.startswith("buffers")]
    assert "steps     501, 1 in each of 501 epochs" in lines
    training = {"epochs": 9, "batch_size": 32}
    batches = said(SPECS["vertical"], data=data, training=training)
    assert not [line for line in batches if line.startswith("steps")]
    assert batches[-1].endswith("for 32 rows in a step")


@pytest.mark.parametrize(("style", "spare"), [("plain", ""), ("fast", "spare, ")])
def test_what_is_kept_of_running_is_as_large_as_running(style: str, spare: str) -> None:
    spec = SPECS["digits"] | {"script": {"style": style}}
    theta, running, _ = said(spec)[-3:]
    script = load_script(make_script(spec))
    assert theta.endswith(f" m, v, {spare}best_theta")
    assert running.startswith(f"running  {size(script.running.nbytes)}, ")
    assert running.endswith("; as much for best_running")


@pytest.mark.parametrize("name", ["early-stopping", "spiral-adam", "iris", "l2"])
def test_memory_is_what_a_fast_script_has(name: str) -> None:
    spec = SPECS[name] | {"script": FAST}
    script = load_script(make_script(spec))
    theta, buffers = said(spec)[-2:]
    first, names = theta.removeprefix("theta").split(", as much for each of ")
    assert first.strip() == size(script.theta.nbytes)
    module = {k: v for k, v in vars(script).items() if hasattr(v, "nbytes")}
    alike = [k for k, v in module.items() if v.shape == script.theta.shape]
    listed = [k for k in names.split(", ") if k != "best_theta"]  # train's own
    assert sorted(listed) == sorted(set(alike) - {"theta"})
    training = spec["training"]
    n = training.get("batch_size") or 300
    script.allocate(n)
    owned = {
        id(v): v.nbytes
        for k, v in vars(script).items()
        if hasattr(v, "nbytes") and v.base is None and n in v.shape and k != "rows"
    }
    assert buffers == f"buffers  {size(sum(owned.values()))}, for {n} rows in a step"


def test_memory_of_a_plain_step_is_what_forward_computes() -> None:
    layers = [dense(5, activation="tanh"), dropout(0.5), dense(3, activation="softmax")]
    spec = base_spec(layers=layers)
    # Z1, A1, the mask, D1, Z2, P, 21 rows each of numbers of 8 bytes
    numbers = 8 * 21 * (4 * 5 + 2 * 3)
    assert said(spec)[-1] == f"values  {size(numbers)}, for 21 rows in a step"


def test_what_is_collected_has_memory_too() -> None:
    spec = SPECS["batch-normalization"]
    script = load_script(make_script(spec))
    (line,) = (line for line in said(spec) if line.startswith("running"))
    room = size(script.running.nbytes)
    assert line.split() == f"running {room}, collected, not trained".split()


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1000 B"),
        (1023, "1023 B"),
        (1024, "1 KiB"),
        (1536, "1.5 KiB"),
        (1023 * 1024, "1023 KiB"),
        (5 * 2**20, "5 MiB"),
        (3 * 2**40, "3072 GiB"),
    ],
)
def test_sizes(number: int, text: str) -> None:
    assert size(number) == text


def test_text_of_a_spec_gives_no_orders() -> None:
    title, *_ = said(SPECS["vertical"], description="##[error] a\x1b[1m\n::error::b")
    assert title == r"vertical: \x23#[error] a\x1b[1m\n::error::b"
