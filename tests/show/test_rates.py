"""The learning rate of a run, as a table and as a curve."""

from typing import Any

import pytest

from nngen.show.plot import HEIGHT, WIDTH, plot
from nngen.show.rates import rates
from tests.helpers import SPECS as PATHS
from tests.helpers import Spec, make_graph, spec_of

SPECS = {path.stem: spec_of(path) for path in PATHS}
WHOLE = {"training": {"epochs": 1000}}
UNKNOWN: Spec = {
    "data": {"type": "csv", "path": "no.csv", "target": "y", "inputs": 2, "classes": 3},
    "training": {"epochs": 9, "batch_size": 8},
}


def shown(
    schedule: Spec | None = None, steps: int | None = None, **changes: Any
) -> list[str]:
    """Return the lines that tell of a schedule."""
    optimizer = {"type": "sgd", "learning_rate": 0.5}
    if schedule:
        optimizer["schedule"] = schedule
    spec = SPECS["vertical"] | WHOLE | {"optimizer": optimizer} | changes
    return rates(make_graph(spec), steps).splitlines()


def table(lines: list[str]) -> dict[str, str]:
    """Return the rates that lines tell, by steps."""
    rows = [line.split() for line in lines[3:]]
    end = rows.index([]) if [] in rows else len(rows)
    return {row[0]: row[-1] for row in rows[:end]}


def test_a_constant_rate() -> None:
    assert shown() == [
        "vertical: the learning rate in the 1,000 steps of a run",
        "",
        "step  epoch  rate",
        "   0      0   0.5",
        " 999    999   0.5",
    ]


def test_telling_steps() -> None:
    falls = {"type": "multi_step", "boundaries": [200, 300], "decay_rate": 0.1}
    found = table(shown({**falls, "warmup_steps": 100}))
    assert len(found) == 12
    told = {"0": "0.005", "100": "0.5", "299": "0.5", "300": "0.05", "399": "0.05"}
    told |= {"400": "0.005", "999": "0.005"}
    assert told.items() <= found.items()


def test_many_boundaries_are_thinned() -> None:
    falls = {"type": "multi_step", "decay_rate": 0.9}
    found = table(shown({**falls, "boundaries": list(range(10, 900, 10))}))
    assert len(found) == 12 and {"0", "9", "890", "999"} <= found.keys()


def test_what_lies_beyond_the_steps_is_left_out() -> None:
    schedule = {"type": "cosine", "decay_steps": 900, "warmup_steps": 100}
    lines = shown(schedule, steps=50)
    assert lines[0] == "vertical: the learning rate in 50 steps"
    found = table(lines)
    assert (min(found, key=int), max(found, key=int)) == ("0", "49")


def test_batches_count_epochs() -> None:
    training = {"epochs": 10, "batch_size": 32}
    decay = {"type": "sgd", "learning_rate": 0.5, "decay": 0.1}
    lines = shown(training=training, optimizer=decay)
    assert lines[0].endswith("in the 100 steps of a run")
    assert lines[2].split() == ["step", "epoch", "rate"]
    assert lines[14].split() == ["99", "9", "0.0458716"]
    assert lines[16].split()[0] == "0.5"


def test_rows_that_only_a_run_knows() -> None:
    lines = shown(**UNKNOWN)
    assert lines[0] == (
        "vertical: the learning rate in 1,000 steps; "
        "how many a run takes only the run will know"
    )
    assert [line.split() for line in lines[2:]] == [
        ["step", "rate"],
        ["0", "0.5"],
        ["999", "0.5"],
    ]
    assert shown(steps=1, **UNKNOWN)[2:] == ["step  rate", "   0   0.5"]


def test_a_curve() -> None:
    lines = plot(lambda step: 1 - step / 590, 591)
    assert len(lines) == HEIGHT + 2
    assert lines[0] == "  1 |***" and lines[HEIGHT - 1].endswith("***")
    assert lines[HEIGHT // 2].startswith("0.5 |")
    assert lines[-2] == "    +" + "-" * WIDTH
    assert lines[-1].split() == ["0", "step", "590"]
    assert all(line.isascii() and len(line) < 80 for line in lines)
    columns = [line[5:].ljust(WIDTH) for line in lines[:HEIGHT]]
    for i in range(WIDTH):
        assert [column[i] for column in columns].count("*") == 1


def test_a_fall_is_an_upright_line() -> None:
    lines = plot(lambda step: 0.1 if step < 30 else 0.0, 60)
    place = 6 + 30
    assert [line[place : place + 1] for line in lines[:HEIGHT]] == [
        "",
        *["|"] * (HEIGHT - 2),
        "*",
    ]


@pytest.mark.parametrize(
    ("base", "bottom"), [(0.9, "5.98e-07"), (0.999, "0")], ids=["powers", "plain"]
)
def test_powers_where_the_rest_would_lie_at_the_bottom(
    base: float, bottom: str
) -> None:
    lines = plot(lambda step: base**step * 1.0, 137)
    assert lines[HEIGHT - 1].split()[0] == bottom
