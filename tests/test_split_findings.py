"""Splits that cannot be, or that may well leave a class out."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from nngen.data.split import absence

from .bench.specs import Spec, base_spec
from .tables import HEAD, put, said, table_spec

CLUSTERS = {"type": "vertical", "samples": 31, "classes": 3}

TEN = HEAD + "1,2,x\n" * 5 + "1,2,y\n" * 5
FEW = HEAD + "1,2,x\n" * 60 + "1,2,y\n" * 2
STRATIFIED = '; write `method = "stratified"`'
IMPOSSIBLE: list[tuple[str, Spec, list[str]]] = [
    (TEN, {}, ["split: no part is asked for; write `validation = 0.2`"]),
    (TEN, {"validation": 0}, ["split: no part is asked for; write `validation = 0.2`"]),
    (
        TEN,
        {"validation": 0.6, "test": 0.4},
        [
            "split: validation and test take 1 of the rows, and leave none; "
            "write less, as `validation = 0.2` and `test = 0.2`"
        ],
    ),
    (
        TEN,
        {"validation": 0.04, "test": 0.3},
        [
            "split.validation: 0.04 of 10 rows is no row; "
            "write `validation = 0.1` or more"
        ],
    ),
    (
        TEN,
        {"validation": 0.97},
        [
            "split: of 10 rows none is left for training; "
            "write less, as `validation = 0.1`"
        ],
    ),
    (
        TEN,
        {"test": 0.5, "method": "last"},
        [
            'split.method: the class "y" stands in the last rows alone, '
            "so training would never see it" + STRATIFIED
        ],
    ),
    (
        FEW,
        {"test": 0.1, "validation": 0.1, "method": "stratified"},
        [
            'split: the class "y" (line 62) has 2 rows for 3 parts; '
            "give it more rows, or leave it out"
        ],
    ),
    (
        FEW,
        {"test": 0.1},
        [
            "split.method: a part lacks a class with a chance of 82%, "
            'most likely test the class "y"' + STRATIFIED
        ],
    ),
]


@pytest.mark.parametrize(("text", "split", "lines"), IMPOSSIBLE)
def test_splits_that_cannot_be(
    text: str, split: Spec, lines: list[str], tmp_path: Path
) -> None:
    put(tmp_path, text)
    found = said(table_spec(units=2, split=split), tmp_path)
    assert found == [f"NN033] {line}" for line in lines]


def test_a_misspelt_label_is_told_by_line_and_neighbour(tmp_path: Path) -> None:
    put(tmp_path, HEAD + "1,2,high\n" * 9 + "1,2,hihg\n1,2,lwo\n" + "1,2,low\n" * 9)
    split = {"validation": 0.2, "method": "stratified"}
    assert said(table_spec(units=4, split=split), tmp_path) == [
        'NN033] split: the class "hihg" (line 11) has 1 row for 2 parts, '
        'and 1 more have too few; did you mean "high"? '
        "else give it more rows, or leave it out"
    ]


def test_rows_are_held_out_once(tmp_path: Path) -> None:
    spec = base_spec(split={"validation": 0.3}, validation_data=CLUSTERS)
    assert said(spec, tmp_path) == [
        "NN033] split: rows are held out of the data, and [validation_data] has "
        "others; leave out `[split]` or `[validation_data]`"
    ]


def test_generated_rows_come_class_by_class(tmp_path: Path) -> None:
    (line,) = said(base_spec(split={"test": 0.5, "method": "last"}), tmp_path)
    assert line.startswith('NN033] split.method: the class "2" stands in the last')
    assert not said(base_spec(data=CLUSTERS, split={"validation": 0.3}), tmp_path)


def test_the_chance_is_that_of_draws() -> None:
    stream = np.random.default_rng(0)
    lacks = Counter(
        min(stream.permutation(20)[:4], default=9) < 3 for _ in range(20000)
    )
    assert absence(20, 3, 4) == pytest.approx(lacks[False] / 20000, abs=0.01)
    assert absence(20, 3, 18) == 0
