"""What comes in at a script's doors: targets of other shapes, tables that are short."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from .bench.scripts import load_script
from .bench.specs import Spec, base_spec, dense
from .helpers import WAYS, each_way, make_script, run_script
from .tables import put, table_spec, written

THREE = {"type": "vertical", "samples": 1, "classes": 3}
SIGMOID = [dense(3, activation="sigmoid")]
ENDS: list[Spec] = [{}, {"layers": SIGMOID}]
each_end = pytest.mark.parametrize("end", ENDS, ids=["fused", "apart"])


def gradient(script: Any, x: Any, y: Any) -> Any:
    """Return the gradient that a script finds."""
    script.forward(x)
    script.loss(y)
    script.backward(x, y)
    return script.grad.copy()


@each_way
@each_end
def test_a_column_of_classes_is_evaluated_as_a_row(end: Spec, way: str) -> None:
    split = {"split": {"validation": 0.34, "method": "stratified"}}
    script: Any = load_script(make_script(base_spec(**end, **split, **WAYS[way])))
    script.initialize()
    _, _, x, y = script.load_data()
    assert script.evaluate(x, y[:, None]) == script.evaluate(x, y)
    for wrong in (y[:2], y[:1], np.r_[y, y]):
        with pytest.raises(ValueError, match="reshape"):
            script.evaluate(x, wrong)


@each_end
def test_fast_losses_take_a_column_of_classes(end: Spec) -> None:
    script = load_script(make_script(base_spec(data=THREE, **end, **WAYS["fast"])))
    x, y = script.load_data()  # as many rows as classes, where shapes may be mistaken
    script.initialize()
    assert np.array_equal(gradient(script, x, y[:, None]), gradient(script, x, y))
    for wrong in (y[:2], y[:1], np.r_[y, y]):
        with pytest.raises(ValueError, match="reshape"):
            script.loss(wrong)


@each_way
@each_end
def test_one_hot_rows_may_be_whole_numbers(end: Spec, way: str) -> None:
    data = THREE | {"targets": "one_hot"}
    script = load_script(make_script(base_spec(data=data, **end, **WAYS[way])))
    x, y = script.load_data()
    script.initialize()
    right = gradient(script, x, y)
    assert np.array_equal(gradient(script, x, y.astype(np.uint8)), right)
    if way == "fast":
        with pytest.raises(ValueError, match="reshape"):
            script.loss(y.argmax(axis=1))


def test_a_scale_of_zero_is_a_scale(tmp_path: Path) -> None:
    scale = {"type": "scale", "scale": 0.0}
    script = load_script(make_script(base_spec(preprocess={"features": scale})))
    assert not script.load_data()[0].any()


STATED = {"inputs": 2, "classes": 2, "class_map": {"x": "one", "y": "two"}}
ALL = {"validation": 0.4, "test": 0.4}
LATER: list[tuple[Spec, str]] = [
    ({"split": ALL, "preprocess": {"features": "standardize"}}, "all parts"),
    ({"split": {"validation": 0.2}}, "all parts"),
    ({"split": {"validation": 0.9, "method": "stratified"}}, "all parts"),
    ({"training": {"epochs": 1, "batch_size": 8, "drop_last": True}}, "a batch"),
    (
        {
            "split": {"validation": 0.5},
            "training": {"epochs": 1, "batch_size": 2, "drop_last": True},
        },
        "a batch",
    ),
]


@pytest.mark.parametrize(("changes", "what"), LATER)
def test_a_table_that_comes_later_and_is_short(
    changes: Spec, what: str, tmp_path: Path
) -> None:
    path = written(table_spec(STATED, units=2, **changes), tmp_path)
    put(tmp_path, "a,b,kind\n1,2,x\n2,1,y\n")
    done = run_script(path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith(f"t.csv: 2 rows are too few for {what}\n")


def test_what_is_no_number_is_a_text_in_both_orders(tmp_path: Path) -> None:
    put(tmp_path, "a,b,kind\n1,2,10\n2,1,nan\n3,2,9\n")
    found = load_script(written(table_spec(), tmp_path).read_text())
    stated = {"inputs": 2, "classes": 3}
    later = load_script(written(table_spec(stated), tmp_path).read_text())
    data = [s.load_data(tmp_path / "t.csv") for s in (found, later)]
    assert found.CLASSES == ("10", "9", "nan")
    assert data[0][1].tolist() == data[1][1].tolist() == [0, 2, 1]
