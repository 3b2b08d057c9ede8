"""What a script draws is what it computes; without matplotlib it says what to do."""

import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from .bench.plots import PLOTS
from .bench.scripts import Script, load_script
from .helpers import EXAMPLES, environment, script_of

pytestmark = pytest.mark.no_cover  # others execute the same lines

PNG = b"\x89PNG\r\n\x1a\n"
REGIONS = [name for name in PLOTS if name.startswith("regions")]
MATRICES = [name for name in PLOTS if name.startswith("a matrix")]
# Run a script as a program that cannot import matplotlib
WITHOUT = """
import runpy, sys
sys.modules["matplotlib"] = None
runpy.run_path(sys.argv[1], run_name="__main__")
"""


@cache
def drawn(name: str) -> tuple[Script, list[dict[str, Any]], Any]:
    """Return a script that was trained, its log, and what it draws."""
    script: Script = load_script(script_of(name))
    log = script.train(verbose=False)
    return script, log, script.plot(log)


def panels(figure: Any) -> dict[str, Any]:
    """Return the panels of a figure by what they show: the log's names, the result."""
    found = {axis.get_label(): axis for axis in figure.axes}
    return {name: axis for name, axis in found.items() if name != "<colorbar>"}


def result(name: str) -> Any:
    """Return the panel of a script's results."""
    return panels(drawn(name)[2])["result"]


def texts(labels: list[Any]) -> list[str]:
    """Return the texts of labels."""
    return [label.get_text() for label in labels]


def raw(script: Script, x: Any) -> Any:
    """Return rows as they were before prepare."""
    x = np.asarray(x, np.float64)
    if hasattr(script, "center"):
        return x * script.spread + script.center
    if hasattr(script, "low"):
        return x * script.span + script.low
    return (x + 1) / 2 if hasattr(script, "SCALE") else x  # 2 x - 1 in the bench


def prepared(script: Script, x: Any) -> Any:
    """Return raw rows as the network takes them."""
    return script.prepare(x) if hasattr(script, "prepare") else x


def chosen(script: Script, x: Any) -> list[int]:
    """Return the class that a network chooses for each row."""
    answers = script.predict(x)
    if answers.shape[1] > 1:
        return [int(np.argmax(row)) for row in answers]
    half = 0.0 if "scores" in script.predict.__doc__ else 0.5
    return [int(row[0] > half) for row in answers]


def shown_name(name: str) -> str:
    """Return a name as a label: not too long, and no mathematics between dollars."""
    return name[:20].replace("$", r"\$")


def indices(y: Any) -> list[int]:
    """Return targets as indices of classes."""
    if y.ndim == 1:
        return [int(value) for value in y]
    return [int(np.argmax(row) if len(row) > 1 else row[0]) for row in y]


@pytest.mark.parametrize("name", PLOTS)
def test_curves_are_those_of_the_log(name: str) -> None:
    script, log, figure = drawn(name)
    found = panels(figure)
    metrics = [key for key in log[0] if key in ("acc", "mae", "r2")]
    picture = [] if name.startswith("no picture") else ["result"]
    assert sorted(found) == sorted(["loss", *metrics, *picture])
    for key in ("loss", *metrics):
        lines = {line.get_label(): line for line in found[key].lines}
        seen, *others = found[key].lines
        assert list(seen.get_xdata()) == [row["epoch"] for row in log]
        assert list(seen.get_ydata()) == [row[key] for row in log]
        assert ("validation" in lines) == (f"val_{key}" in log[0])
        if "validation" in lines:
            values = [row[f"val_{key}"] for row in log]
            assert list(lines["validation"].get_ydata()) == values
        assert ("best epoch" in lines) == hasattr(script, "PATIENCE")
        assert found[key].get_ylabel() == key
        assert len(lines) > 1 or not others
    penalized = "data_loss" in log[0]
    labels = [line.get_label() for line in found["loss"].lines]
    assert ("training, no penalty" in labels) == penalized
    if penalized:
        assert list(found["loss"].lines[-1].get_ydata()) == [
            row["data_loss"] for row in log
        ]


def test_the_best_epoch_is_marked() -> None:
    script, log, figure = drawn("regions of named classes, stopped")
    best = min(log, key=lambda row: row["val_loss"])["epoch"]
    for name in ("loss", "acc"):
        (line,) = (
            line
            for line in panels(figure)[name].lines
            if line.get_label() == "best epoch"
        )
        assert list(line.get_xdata()) == [best, best] == [script.best_epoch] * 2


def test_a_log_of_another_run_has_no_best_epoch() -> None:
    name = "regions of named classes, stopped"
    script, (_, log, _) = load_script(script_of(name)), drawn(name)
    script.initialize()
    line = panels(script.plot(log))["loss"].lines[-1]
    assert line.get_label() == "best epoch" and np.isnan(line.get_xdata()).all()


@pytest.mark.parametrize(
    ("losses", "scale"),
    [
        ([1.0, 0.02], "linear"),
        ([1.0, 0.009], "log"),
        ([1.0, 0.009, np.nan, np.inf], "log"),
        ([1.0, 0.0], "linear"),
        ([1.0], "linear"),
        ([], "linear"),
    ],
    ids=str,
)
def test_a_wide_range_of_losses_gets_a_log_scale(
    losses: list[float], scale: str
) -> None:
    script, log, _ = drawn("answers")
    rows = [
        {**log[0], "epoch": i, "loss": loss, "mae": loss, "r2": loss}
        for i, loss in enumerate(losses)
    ]
    found = panels(script.plot(rows))
    scales = [found[name].get_yscale() for name in ("loss", "mae", "r2")]
    assert scales == [scale, scale, "linear"]


@pytest.mark.parametrize("name", REGIONS)
def test_regions_are_what_is_predicted_there(name: str) -> None:
    script, _, figure = drawn(name)
    axis = result(name)
    (image,) = axis.images
    left, right, bottom, top = image.get_extent()
    u, v = np.linspace(left, right, 200), np.linspace(bottom, top, 200)
    shown = np.asarray(image.get_array())
    assert image.origin == "lower"
    grid = prepared(script, [[width, height] for height in v for width in u])
    assert shown.ravel().tolist() == chosen(script, grid)
    data = script.load_data()
    parts = [data[:2], data[2:4]] if data[2:] else [data[:2]]
    assert len(axis.collections) == len(parts)
    for dots, (x, y) in zip(axis.collections, parts, strict=True):
        np.testing.assert_allclose(dots.get_offsets(), raw(script, x), rtol=1e-5)
        assert dots.get_array().tolist() == indices(y)
        assert dots.get_clim() == image.get_clim()
    (key,) = (axis for axis in figure.axes if axis.get_label() == "<colorbar>")
    names = [shown_name(name) for name in getattr(script, "CLASSES", [])]
    numbers = [str(i) for i in range(int(image.get_clim()[1]) + 1)]
    assert texts(key.get_yticklabels()) == (names or numbers)


@pytest.mark.parametrize("name", MATRICES)
def test_a_matrix_counts_the_rows_of_each_class(name: str) -> None:
    script, _, _ = drawn(name)
    axis, data = result(name), script.load_data()
    x, y = data[2:4] if data[2:] else data
    pairs = Counter(zip(indices(y), chosen(script, x), strict=True))
    number = max(2, len(getattr(script, "CLASSES", script.predict(x[:1])[0])))
    counts = [[pairs[i, j] for j in range(number)] for i in range(number)]
    (image,) = axis.images
    for i in range(number):
        share = image.get_array()[i] * max(1, sum(counts[i]))
        np.testing.assert_allclose(share, counts[i])
    few = number <= 20
    cells = {text.get_position(): text.get_text() for text in axis.texts}
    numbers = range(number) if few else ()
    assert cells == {(j, i): str(counts[i][j]) for i in numbers for j in numbers}
    assert (axis.get_xlabel(), axis.get_ylabel()) == ("predicted class", "true class")
    assert axis.get_title().endswith(", validation rows" if data[2:] else "matrix")
    if few and hasattr(script, "CLASSES"):
        names = [shown_name(name) for name in script.CLASSES]
        assert texts(axis.get_xticklabels()) == names
        assert texts(axis.get_yticklabels()) == names


@pytest.mark.parametrize("name", ["a curve", "a curve, many rows"])
def test_a_curve_goes_through_what_is_predicted(name: str) -> None:
    script, _, _ = drawn(name)
    *points, curve = result(name).lines
    data = script.load_data()
    for i, dots in enumerate(points):
        x, y = data[2 * i : 2 * i + 2]
        np.testing.assert_allclose(dots.get_xdata(), raw(script, x)[:, 0], atol=1e-6)
        assert np.array_equal(dots.get_ydata(), y[:, 0])
    assert len(points) == len(data) // 2
    rows = np.asarray(curve.get_xdata())[:, None]
    answers = script.predict(prepared(script, rows))
    np.testing.assert_allclose(curve.get_ydata(), answers[:, 0], atol=1e-7)
    ends = [f(np.concatenate([raw(script, x) for x in data[::2]])) for f in (min, max)]
    np.testing.assert_allclose(rows[[0, -1]], ends, atol=1e-6)


def test_answers_stand_over_the_targets() -> None:
    script, _, _ = drawn("answers")
    axis, data = result("answers"), script.load_data()
    *points, equal = axis.lines
    assert [dots.get_label() for dots in points] == ["training", "test"]
    for dots, x, y in zip(points, data[::2], data[1::2], strict=True):
        assert np.array_equal(dots.get_xdata(), y[:, 0])
        assert np.array_equal(dots.get_ydata(), script.predict(x)[:, 0])
    assert equal.get_slope() == 1
    assert [axis.get_xlabel(), axis.get_ylabel()] == ["true height", "predicted height"]


@pytest.mark.parametrize(
    "name", ["a matrix of renamed classes", "regions of renamed classes"]
)
def test_odd_names_can_be_drawn(name: str) -> None:
    assert drawn(name)[2]._repr_png_().startswith(PNG)


def test_a_script_that_is_not_asked_to_does_not_draw() -> None:
    for case in EXAMPLES[:6]:
        words = script_of(case.id)
        assert "plot" not in words and "import io" not in words


def program(tmp_path: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run the program that draws regions, in a folder of its own."""
    (tmp_path / "script.py").write_text(script_of("regions"))
    return subprocess.run(
        [sys.executable, *command, "script.py"],
        cwd=tmp_path,
        env=environment(MPLBACKEND="TkAgg", DISPLAY=""),  # a window would be an error
        capture_output=True,
        text=True,
        timeout=300,
    )


def test_a_program_saves_its_picture_without_a_screen(tmp_path: Path) -> None:
    done = program(tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "bench.png").read_bytes().startswith(PNG)


def test_without_matplotlib_a_line_says_what_to_install(tmp_path: Path) -> None:
    done = program(tmp_path, "-c", WITHOUT)
    assert done.returncode == 0 and done.stdout.startswith("epoch: 0, ")
    (line,) = done.stderr.splitlines()
    assert line.startswith("no plot, ") and line.endswith(": pip install matplotlib")
    assert not (tmp_path / "bench.png").exists()
