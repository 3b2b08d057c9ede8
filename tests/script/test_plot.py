"""What is decided about the pictures of a script."""

from pathlib import Path
from typing import Any

import pytest

from nngen.script.plot import Plot, change
from nngen.script.script import make_script

from ..bench.plots import PLOTS
from ..helpers import draft, make_graph
from ..helpers import make_script as write
from ..tables import graph_of, put, table_spec

KEYS = ("result", "class_names", "features", "target")
TWO = ('"feature 1"', '"feature 2"')
CUT = r'[name[:20].replace("$", r"\$") for name in CLASSES]'
COLUMNS = ("FEATURES[0]", "FEATURES[1]")
# What shows the results; the names of classes, of features and of the target
DECIDED = {
    "regions": ("regions", "", TWO, ""),
    "regions of renamed classes": ("regions", CUT, COLUMNS, "TARGET"),
    "a matrix": ("matrix", "CLASSES", COLUMNS, "TARGET"),
    "a matrix of many classes": ("matrix", "", TWO, ""),
    "no picture of more classes": ("", "", TWO, ""),
    "a curve": ("curve", "", ('"feature 1"',), ""),
    "answers": ("answers", "", COLUMNS, "TARGET"),
}


def plot_of(spec: dict[str, Any]) -> Plot:
    """Return what the script of a spec draws."""
    plot = make_script(make_graph(spec), Path()).plot
    assert plot is not None
    return plot


@pytest.mark.parametrize("name", DECIDED)
def test_the_picture_and_its_labels(name: str) -> None:
    plot = plot_of(PLOTS[name])
    assert tuple(getattr(plot, key) for key in KEYS) == DECIDED[name]


# What sizes and kinds of outputs become in the text of a script
PIECES = {
    "regions of named classes, stopped": ["figsize=(11, 4.5)", "s=16,"],
    "regions of scores, many rows": ["s=4,", "(predict(rows)[:, 0] > 0).astype(int)"],
    "a matrix of renamed classes": ["figsize=(11, 5.7)", "rotation=45"],
    "a matrix of two classes": ["(predict(x)[:, 0] > 0.5).astype(int)"],
    "a matrix of many classes": ["predict(x).argmax(axis=1)", "figsize=(11, 4.5)"],
    "a matrix": ["set_yticks(range(3), CLASSES)"],
    "a curve, many rows": ['".", markersize=2'],
    "answers": ["figsize=(11, 4.8)", '"o", alpha=0.5'],
}


@pytest.mark.parametrize("name", PIECES)
def test_the_text_that_depends_on_sizes(name: str) -> None:
    text = write(PLOTS[name])
    assert [piece for piece in PIECES[name] if piece not in text] == []


def test_a_long_name_of_a_column_is_cut() -> None:
    assert change(["a" * 41, "$"], 40) == r'[:40].replace("$", r"\$")'
    assert change(["a" * 40], 40) == ""


@pytest.mark.parametrize(("classes", "has_small"), [(12, False), (13, True)])
def test_numbers_of_many_classes_are_small(
    classes: int, has_small: bool, tmp_path: Path
) -> None:
    rows = (f"{i},{i % 5},{i % 7},{chr(97 + i % classes)}\n" for i in range(60))
    put(tmp_path, "a,b,c,kind\n" + "".join(rows))
    spec = table_spec(units=classes, script={"plot": True})
    text = draft(graph_of(spec, tmp_path), tmp_path)
    assert f"np.zeros(({classes}, {classes}), int)" in text
    assert ("size=6" in text) == has_small
