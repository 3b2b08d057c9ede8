"""The Data section is in black's style as templates write it, whatever is asked for."""

from itertools import product
from pathlib import Path
from typing import Any

import pytest

from nngen.engines.engines import make_page
from nngen.render.script import render_script

from ..bench.specs import Spec, base_spec, dense
from ..style import assert_style
from ..tables import GOOD, HEAD, graph_of, put, table_spec

pytestmark = pytest.mark.no_cover  # others execute the same lines

CLUSTERS = {"type": "vertical", "samples": 40, "classes": 3}
PARTS: list[Spec | None] = [None]
PARTS += [
    shares | {"method": method}
    for shares in ({"validation": 0.2}, {"test": 0.2}, {"validation": 0.2, "test": 0.1})
    for method in ("random", "stratified", "last")
]
RULES: list[Any] = ["none", "standardize", "min_max", {"type": "scale", "scale": 0.5}]
RULES += [{"type": "scale", "scale": 0.5, "offset": 1.0}]
TABLES: list[Spec] = [{}, {"inputs": 2, "classes": 3}, {"delimiter": ";"}]
TABLES += [{"class_map": {"x": "a", "y": "b", "z": "c"}, "targets": "one_hot"}]
CURVE: Spec = {"loss": {"type": "mean_squared_error"}, "layers": [dense(1)]}
YES_OR_NO: Spec = {
    "loss": {"type": "binary_crossentropy"},
    "layers": [dense(1, activation="sigmoid")],
}
FROZEN = {"dtype": "float64", "rng": "mt19937"}
NUMERICS = [
    {"dtype": "float32"},
    pytest.param(FROZEN, marks=pytest.mark.exhaustive),
]


def check_style(spec: Spec, folder: Path) -> None:
    """Assert that a script's raw text is black's, in narrow lines and real ASCII."""
    raw = render_script(make_page(graph_of(spec, folder), folder))
    assert_style(raw)
    assert not [line for line in raw.split("\n") if len(line) > 88]


@pytest.mark.parametrize("numerics", NUMERICS, ids=str)
@pytest.mark.parametrize("table", TABLES, ids=str)
def test_tables(table: Spec, numerics: Spec, tmp_path: Path) -> None:
    text = GOOD.replace(",", ";") if "delimiter" in table else GOOD
    put(tmp_path, text + text.split("\n", 1)[1] * 5)
    for split, rule in zip(PARTS * 2, RULES * 4, strict=True):
        more: Spec = {"split": split} if split else {}
        more["preprocess"] = {"features": rule}
        check_style(table_spec(table, numerics=numerics, **more), tmp_path)
    spec = table_spec(table, numerics=numerics)
    check_style(spec | {"validation_data": spec["data"]}, tmp_path)
    check_style(spec | {"validation_data": CLUSTERS} if table == {} else spec, tmp_path)


@pytest.mark.parametrize("numerics", NUMERICS, ids=str)
@pytest.mark.parametrize("kind", ["spiral", "vertical"])
def test_drawn_rows(kind: str, numerics: Spec, tmp_path: Path) -> None:
    for targets, rule in product(("auto", "one_hot"), RULES):
        data = CLUSTERS | {"type": kind, "targets": targets}
        common: Spec = {"numerics": numerics, "preprocess": {"features": rule}}
        spec = base_spec(data=data, **common)
        check_style(spec, tmp_path)
        check_style(spec | {"split": PARTS[2]}, tmp_path)
        for samples in (40, 7):
            more = CLUSTERS | {"samples": samples}
            check_style(spec | {"validation_data": more}, tmp_path)


@pytest.mark.parametrize("numerics", NUMERICS, ids=str)
@pytest.mark.parametrize("form", [{}, {"inputs": 2}, {"features": ["a"]}], ids=str)
def test_numbers(form: Spec, numerics: Spec, tmp_path: Path) -> None:
    text = put(tmp_path, HEAD + "".join(f"{i},{-i},{i / 7}\n" for i in range(200)))
    table = {"type": "csv", "path": text.name, "target": "kind", **form}
    curve: Spec = {"type": "sine", "samples": 200}
    for data, split, rule in product((curve, table), PARTS[:4:3], RULES[:3]):
        common: Spec = CURVE | {"numerics": numerics, "preprocess": {"features": rule}}
        spec = base_spec(data=data, **common)
        check_style(spec | ({"split": split} if split else {}), tmp_path)
        check_style(spec | {"split": PARTS[1]}, tmp_path)
        check_style(spec | {"validation_data": data}, tmp_path)
    pair = {"data": curve, "validation_data": {**curve, "samples": 7}}
    check_style(base_spec(numerics=numerics, **pair, **CURVE), tmp_path)


@pytest.mark.parametrize("numerics", NUMERICS, ids=str)
def test_two_classes(numerics: Spec, tmp_path: Path) -> None:
    put(tmp_path, HEAD + "".join(f"{i},{-i},{'xy'[i % 2]}\n" for i in range(200)))
    for form in (CLUSTERS | {"classes": 2}, table_spec()["data"]):
        spec = base_spec(data=form, numerics=numerics, **YES_OR_NO)
        check_style(spec, tmp_path)
        for split in PARTS[1:3]:
            check_style(spec | {"split": split}, tmp_path)
        check_style(spec | {"validation_data": form}, tmp_path)


def test_long_settings_are_lists(tmp_path: Path) -> None:
    names = [f"measurement_{i}" for i in range(9)]
    rows = "".join(f"{'1,' * 9}{k}\n" for k in "xy")
    put(tmp_path, ",".join([*names, "kind"]) + "\n" + rows)
    check_style(table_spec(units=2), tmp_path)
