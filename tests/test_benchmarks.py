"""The benchmarks: their table, and the scripts and classes that they measure."""

import io
from contextlib import redirect_stdout
from pathlib import Path

import numpy as np
import pytest

from benchmarks.notebook import rounded_dot, train
from benchmarks.report import ratio_row, seconds_row, skipped_row, table
from benchmarks.scripts import STYLES, load_script
from benchmarks.steps import WORKS, batches, numpy_step, spec_of

LOG = Path(__file__).parent / "data" / "notebook_momentum.txt"


def test_a_table_says_what_holds() -> None:
    rows = [
        ratio_row("a run", [0.5, 0.25, 0.75], 0.5),
        seconds_row("a build", 31.0, 30),
        skipped_row("a step", 0.7, "PyTorch is not installed"),
    ]
    assert table(rows) == (
        "| work    | measured                 | bar  | holds   |\n"
        "| ------- | ------------------------ | ---- | ------- |\n"
        "| a run   | 0.500 (0.250 to 0.750)   | 0.50 | yes     |\n"
        "| a build | 31.00 s                  | 30 s | no      |\n"
        "| a step  | PyTorch is not installed | 0.70 | skipped |\n"
    )


def test_the_yardstick_trains_as_the_notebook_did() -> None:
    with redirect_stdout(io.StringIO()) as text:
        train(101, rounded_dot)
    assert text.getvalue().splitlines() == LOG.read_text("ascii").splitlines()[:2]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", WORKS)
def test_steps_that_are_measured_lower_the_loss(
    name: str, style: str, tmp_path: Path
) -> None:
    script = load_script(spec_of(name, tmp_path), style)
    x, y = next(batches(script))
    step = numpy_step(script, WORKS[name].arguments)
    losses = [step(x, y, number) for number in range(200)]
    assert np.mean(losses[-5:]) < 0.7 * losses[0]
