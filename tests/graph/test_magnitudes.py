"""Features that are too large, or closer together than their format can hold."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ..array_files import idx, put_idx
from .helpers import Spec, dense, spec_with, warnings

STANDARDIZE = 'write `[preprocess]`, `features = "standardize"`'
BYTES = "write `[preprocess]`, `features = { type = "
BYTES += '"scale", scale = 0.00392156862745098 }`'
END = dense(3, "softmax")
FLAT = {"type": "flatten"}
Found = list[tuple[str, str, str]]


def of_table(folder: Path, columns: dict[str, Any], **changes: Any) -> Found:
    """Return path, message and hint of the warnings about a table of three classes."""
    columns = columns | {"kind": [f"k{i % 3}" for i in range(12)]}
    rows = [columns, *zip(*columns.values(), strict=True)]
    text = "".join(",".join(map(str, row)) + "\n" for row in rows)
    (folder / "t.csv").write_text(text, "ascii")
    return judged(folder, {"type": "csv", "path": "t.csv", "target": "kind"}, changes)


def of_array(folder: Path, x: Any, **changes: Any) -> Found:
    """Return path, message and hint of the warnings about an array of rows."""
    np.savez_compressed(folder / "t.npz", x=x, y=np.arange(len(x)) % 3)
    changes = {"layers": [FLAT, END]} | changes
    return judged(folder, {"type": "npz", "path": "t.npz"}, changes)


def judged(folder: Path, data: Spec, changes: Spec) -> Found:
    """Return code and path, message and hint of the warnings about some data."""
    found = warnings(spec_with(data=data, **{"layers": [END], **changes}), folder)
    return [(f"{code} {path}", text, hint) for code, path, text, hint in found]


def prepared(rule: Any) -> Spec:
    """Return a [preprocess]."""
    return {"preprocess": {"features": rule}}


TIMES: dict[str, list[int]] = {"p": [1600000000 + 60 * i for i in range(12)]}
CLOSE = 'column "p" varies by 660 at 1.6e+09, where numbers of float32 are 128 apart'
RULE = {"type": "scale", "scale": 1e-9}


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, (CLOSE, STANDARDIZE)),
        (prepared("standardize"), None),
        (prepared("min_max"), None),
        (
            prepared(RULE),
            (
                'column "p" varies by 6.6e-07 at 1.6, '
                "where numbers of float32 are 1.19e-07 apart",
                'write `features = "standardize"` in `[preprocess]`',
            ),
        ),
        # The offset is added in float64
        (prepared({"type": "scale", "scale": 0.01, "offset": -16e6}), None),
        ({"numerics": {"dtype": "float64"}}, "large"),
    ],
)
def test_times_a_minute_apart(tmp_path: Path, changes: Spec, found: Any) -> None:
    told = of_table(tmp_path, TIMES, **changes)
    if found == "large":
        text = 'column "p" reaches 1.6e+09, and layers[0] takes it as it is'
        assert told == [("NN053 data.features", text, STANDARDIZE)]
    else:
        assert told == [("NN052 data.features", *f) for f in [found] if f]


def test_what_float32_makes_of_times() -> None:
    assert len(np.unique(np.array(TIMES["p"], np.float32))) < len(TIMES["p"])


def test_a_column_that_varies_by_rounding(tmp_path: Path) -> None:
    third = [0.3, 0.1 + 0.2, *[0.3] * 10]
    columns = {"p": range(12), "q": third, "r": [7.5] * 12, "s": third}
    message = 'column "q" varies by 5.55e-17 at 0.3, where numbers of float64 are '
    message += "5.55e-17 apart, and 1 more like it"
    hint = 'write `features = ["p", "r"]`'
    told = of_table(tmp_path, columns, **prepared("standardize"))
    assert told == [("NN052 data.features", message, hint)]
    del columns["p"], columns["r"], columns["s"]
    ((*_, hint),) = of_table(tmp_path, columns, **prepared("min_max"))
    assert hint == "leave it out of the rows"


def test_a_column_that_never_changes_is_nothing_to_warn_of(tmp_path: Path) -> None:
    assert of_table(tmp_path, {"p": range(12), "q": [1e-3] * 12}) == []


NORMAL = {"type": "layer_normalization"}


@pytest.mark.parametrize(
    ("layers", "place"),
    [
        ([END], 0),
        ([{"type": "dropout", "rate": 0.0}, FLAT, END], 2),
        ([{"type": "dropout", "rate": 0.1}, END], 1),
        ([NORMAL, END], None),
        ([dense(4), NORMAL, END], None),
        ([{"type": "activation", "function": "tanh"}, END], None),
        (
            [
                dense(4, "relu", name="ash"),
                {**NORMAL, "inputs": ["input"]},
                dense(4, name="elm"),
                {"type": "add", "inputs": ["ash", "elm"]},
                END,
            ],
            0,
        ),
    ],
)
def test_large_columns(tmp_path: Path, layers: list[Spec], place: int | None) -> None:
    columns = {"p": range(12), "q": [-2500, 300] * 6, "r": [60] * 12}
    told = of_table(tmp_path, columns, layers=layers)
    text = f'column "q" reaches -2500, and layers[{place}] takes it as it is'
    expected = ("NN053 data.features", text, STANDARDIZE)
    assert told == [expected] * (place is not None)


def test_columns_that_are_not_large(tmp_path: Path) -> None:
    assert of_table(tmp_path, {"p": [50, -50] * 6}) == []
    assert len(of_table(tmp_path, {"p": [51, 0] * 6})) == 1
    columns = {"p": [400, 0] * 6}
    assert of_table(tmp_path, columns, **prepared("standardize")) == []
    assert of_table(tmp_path, columns, **prepared({**RULE, "scale": 0.1})) == []
    ((_, _, hint),) = of_table(tmp_path, columns, **prepared({**RULE, "scale": 0.5}))
    assert hint == 'write `features = "standardize"` in `[preprocess]`'


def pixels(rows: int, dtype: str = "u1") -> Any:
    """Return images of 5 x 4 pixels, the last of a row the brightest."""
    x = np.arange(rows * 20).reshape(rows, 5, 4) % 200
    x[:, 4, 3] = 255
    return x.astype(dtype)


def test_pixels(tmp_path: Path) -> None:
    for x in (pixels(12), pixels(20_000), pixels(12, ">f8"), pixels(12, "<i2")):
        text = "x[:, 4, 3] reaches 255, and layers[1] takes it as it is"
        assert of_array(tmp_path, x) == [("NN053 data.x", text, BYTES)]
        rule = {"type": "scale", "scale": 1 / 255}
        assert of_array(tmp_path, x, **prepared(rule)) == []
    assert of_array(tmp_path, pixels(12)[:, :1]) != []


def test_files_of_bytes(tmp_path: Path) -> None:
    put_idx(tmp_path, idx(pixels(12)))
    data = {"type": "idx", "images": "images", "labels": "labels"}
    text = "images[:, 4, 3] reaches 255, and layers[1] takes it as it is"
    told = judged(tmp_path, data, {"layers": [FLAT, END]})
    assert told == [("NN053 data.images", text, BYTES)]


def test_arrays_in_the_order_of_fortran(tmp_path: Path) -> None:
    x = np.arange(24.0).reshape(12, 2) * [1, 100]
    text = "x[:, 1] reaches 2300, and layers[1] takes it as it is"
    for order in (np.ascontiguousarray, np.asfortranarray):
        told = of_array(tmp_path, order(x))
        assert told == [("NN053 data.x", text, STANDARDIZE)]


def test_of_a_large_array_the_first_rows_are_looked_at(tmp_path: Path) -> None:
    x = np.linspace(1.6e9, 1.6e9 + 100, 400_000).reshape(-1, 2)
    x[-1] = 0
    ((where, *_),) = of_array(tmp_path, x)
    assert where == "NN053 data.x"  # the last rows may be far away, as here
    ((where, *_),) = of_array(tmp_path, x[:1000])
    assert where == "NN052 data.x"


def test_numbers_that_are_not_finite_are_for_the_script_to_refuse(
    tmp_path: Path,
) -> None:
    x = np.full((12, 2), np.nan)
    assert of_array(tmp_path, x) == []
    assert of_array(tmp_path, x * 0 + np.inf) == []
    x[1:] = np.inf
    assert of_array(tmp_path, x) == []


def test_a_file_that_comes_later(tmp_path: Path) -> None:
    data = {"type": "csv", "path": "later.csv", "target": "y", "inputs": 2}
    data |= {"classes": 3, "features": ["a", "b"]}
    assert judged(tmp_path, data, {}) == []
