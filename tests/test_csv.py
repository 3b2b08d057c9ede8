"""Scripts that read tables: what they give, what they refuse, where they look."""

from pathlib import Path

import numpy as np
import pytest

from .bench.specs import Spec
from .tables import HEAD, load, put, table_spec, written

MAP = {"x": "one", "y": "two", "z": "three"}
FORMS: dict[str, Spec] = {
    "known": {},
    "mapped": {"class_map": MAP},
    "chosen": {"features": ["a", "b"]},
    "open": {"inputs": 2, "classes": 3},
    "open classes": {"inputs": 2, "classes": 3, "features": ["a", "b"]},
    "open columns": {"inputs": 2, "classes": 3, "class_map": MAP},
}
every_form = pytest.mark.parametrize("form", FORMS)


@every_form
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_rows_and_classes(form: str, dtype: str, folder: Path) -> None:
    spec = table_spec(FORMS[form], numerics={"dtype": dtype})
    script = load(written(spec, folder))
    x, y = script.load_data()
    assert (x.dtype, y.dtype) == (np.dtype(dtype), np.uint8)
    assert np.array_equal(x, [[i, -i / 2] for i in range(30)])
    assert np.array_equal(y, [i % 3 for i in range(30)])
    names = {"mapped": tuple(MAP.values()), "open columns": tuple(MAP.values())}
    expected = (
        None if form in ("open", "open classes") else names.get(form, tuple("xyz"))
    )
    # class_map's names stand in the order of their labels
    assert getattr(script, "CLASSES", None) == expected


@every_form
def test_targets_as_rows(form: str, folder: Path) -> None:
    spec = table_spec({**FORMS[form], "targets": "one_hot"})
    y = load(written(spec, folder)).load_data()[1]
    assert y.dtype == np.float64 and np.array_equal(y, np.eye(3)[np.arange(30) % 3])


@pytest.mark.parametrize("form", ["known", "open"])
def test_classes_are_ordered_by_number_if_all_are(form: str, folder: Path) -> None:
    for labels, order in (("10 9 -1 1.0", [3, 2, 0, 1]), ("10 9 x B", [0, 1, 3, 2])):
        rows = "".join(f"1,2,{label}\n" for label in labels.split())
        put(folder, HEAD + rows)
        data = {"inputs": 2, "classes": 4} if form == "open" else {}
        script = load(written(table_spec(data, units=4), folder))
        assert script.load_data()[1].tolist() == order


def test_many_classes(folder: Path) -> None:
    put(folder, HEAD + "".join(f"1,2,{i}\n" for i in range(300)))
    y = load(written(table_spec(units=300), folder)).load_data()[1]
    assert y.dtype == np.intp and np.array_equal(y, np.arange(300))


def test_other_cells_are_nobodys_business(folder: Path) -> None:
    text = "note;kind;b;a\r\n" + "".join(
        f'"x;\n{i}";{k};{i};7\r\n' for i, k in [*enumerate("yxz")]
    )
    put(folder, "\ufeff" + text)
    spec = table_spec({"features": ["a", "b"], "delimiter": ";"})
    x, y = load(written(spec, folder)).load_data()
    assert x.tolist() == [[7, 0], [7, 1], [7, 2]] and y.tolist() == [1, 0, 2]
