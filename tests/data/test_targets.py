"""Targets that data or loss cannot have, and the lines that are to be written."""

from pathlib import Path

import pytest

from ..bench.specs import Spec, base_spec, dense
from ..tables import GOOD, HEAD, graph_of, put, said

CROSS = {"type": "categorical_crossentropy"}
SQUARED = {"type": "mean_squared_error"}
BINARY = {"type": "binary_crossentropy"}
SINE = {"type": "sine", "samples": 30}
ARMS = {"type": "spiral", "samples": 20, "classes": 2}
LABELS = {"type": "csv", "path": "labels.csv", "target": "kind"}
NUMBERS = {"type": "csv", "path": "numbers.csv", "target": "kind"}

TO_SQUARED = '`type = "mean_squared_error"` in `[loss]`'
TO_CROSS = '`type = "categorical_crossentropy"` in `[loss]`'
ROWS = "the targets are numbers, which have no classes; leave it out"
FRACTIONS = "data.target: 30 numbers with fractions are no classes; "
FRACTIONS += "write the column of the classes, or "
TEXT = (
    'data.target: labels.csv:2: column "kind": "x" is not a number, and 29 more in it; '
)
TEXT += "write a column of numbers, or "
THREE = 'binary targets are of two classes, not 3: "x", "y", "z"; write '

CASES: list[tuple[Spec, Spec, list[str]]] = [
    (
        SINE,
        CROSS,
        [
            "NN036] data.type: the targets of sine are numbers, "
            f'which cannot be "classes"; write {TO_SQUARED}'
        ],
    ),
    (
        {**SINE, "targets": "classes"},
        CROSS,
        [
            "NN036] data.targets: the targets of sine are numbers, which cannot be "
            f'"classes"; write `targets = "values"`, and {TO_SQUARED}'
        ],
    ),
    (
        {**SINE, "targets": "one_hot"},
        SQUARED,
        [
            "NN036] data.targets: the targets of sine are numbers, "
            'which cannot be "one_hot"; write `targets = "values"`'
        ],
    ),
    (
        SINE,
        BINARY,
        [
            "NN036] data.type: the targets of sine are numbers, "
            f'which cannot be "binary"; write {TO_SQUARED}'
        ],
    ),
    (
        {**SINE, "class_map": {"0": "low"}},
        SQUARED,
        [f"NN036] data.class_map: {ROWS}"],
    ),
    (
        ARMS,
        SQUARED,
        [
            "NN036] data.type: the targets of spiral are classes, which cannot be "
            f'"values"; write `targets = "one_hot"`, or {TO_CROSS}'
        ],
    ),
    (
        {**ARMS, "type": "vertical", "targets": "values"},
        CROSS,
        [
            "NN036] data.targets: the targets of vertical are classes, which cannot be "
            '"values"; write `targets = "classes"`, or `targets = "one_hot"`'
        ],
    ),
    (
        {**ARMS, "targets": "classes"},
        BINARY,
        [
            "NN036] data.targets: binary_crossentropy does not take targets that are "
            '"classes"; write `targets = "binary"`, or `targets = "one_hot"`, '
            f"or {TO_CROSS}"
        ],
    ),
    (
        {**NUMBERS, "targets": "values"},
        CROSS,
        [
            "NN036] data.targets: categorical_crossentropy does not take targets that "
            'are "values"; write `targets = "classes"`, or `targets = "one_hot"`, '
            f"or {TO_SQUARED}"
        ],
    ),
    (
        {**ARMS, "classes": 3},
        BINARY,
        [
            "NN036] data.classes: binary targets are of two classes, not 3; "
            f'write `classes = 2`, or `targets = "one_hot"`, or {TO_CROSS}'
        ],
    ),
    (
        {**LABELS, "targets": "binary"},
        BINARY,
        [f'NN036] data.target: {THREE}`targets = "one_hot"`'],
    ),
    (
        {**LABELS, "classes": 3},
        BINARY,
        [
            f"NN036] data.classes: {THREE}`classes = 2`, "
            f'or `targets = "one_hot"`, or {TO_CROSS}'
        ],
    ),
    (
        {**LABELS, "path": "one.csv"},
        BINARY,
        [
            'NN032] data.target: every row is of the class "x"; write the column of '
            "the classes, or add rows of another class"
        ],
    ),
    (LABELS, SQUARED, [f'NN032] {TEXT}`targets = "one_hot"`, or {TO_CROSS}']),
    ({**LABELS, "targets": "values"}, SQUARED, [f'NN032] {TEXT}`targets = "one_hot"`']),
    (NUMBERS, CROSS, [f"NN032] {FRACTIONS}{TO_SQUARED}"]),
    (
        {**NUMBERS, "targets": "classes"},
        CROSS,
        [f'NN032] {FRACTIONS}`targets = "values"`, and {TO_SQUARED}'],
    ),
    (
        {**NUMBERS, "targets": "one_hot"},
        SQUARED,
        [f'NN032] {FRACTIONS}`targets = "values"`'],
    ),
    (
        {**NUMBERS, "classes": 2, "class_map": {"a": "b"}},
        SQUARED,
        [
            f"NN036] data.{key}: {ROWS}, or write in `[data]` "
            f'`targets = "one_hot"`, or {TO_CROSS}'
            for key in ("classes", "class_map")
        ],
    ),
    (
        {**NUMBERS, "inputs": 3},
        SQUARED,
        ["NN032] data.inputs: the file has 2 features, not 3; write `inputs = 2`"],
    ),
]

VALIDATION: list[tuple[Spec, Spec, Spec, list[str]]] = [
    (SINE, SINE, SQUARED, []),
    ({**NUMBERS, "features": ["a"]}, SINE, SQUARED, []),
    (SINE, {**NUMBERS, "features": ["b"], "targets": "values"}, SQUARED, []),
    (
        NUMBERS,
        ARMS,
        SQUARED,
        [
            "NN035] validation_data.type: the targets of spiral are classes, unlike "
            'those of the data; write `type = "csv"`, as in `[data]`'
        ],
    ),
    (
        ARMS,
        SINE,
        BINARY,
        [
            "NN035] validation_data.type: the targets of sine are numbers, unlike "
            'those of the data; write `type = "spiral"`, as in `[data]`'
        ],
    ),
    (
        NUMBERS,
        {**NUMBERS, "classes": 3, "targets": "one_hot"},
        SQUARED,
        [
            f"NN036] validation_data.classes: {ROWS}, or write in `[data]` "
            f'`targets = "one_hot"`, or {TO_CROSS}',
            "NN035] validation_data.targets: its targets would not be as the data's; "
            'write `targets = "values"`',
        ],
    ),
    (
        NUMBERS,
        {**LABELS, "features": ["a", "b"]},
        SQUARED,
        [
            'NN032] validation_data.target: labels.csv:2: column "kind": "x" is not a '
            "number, and 29 more in it; write a column of numbers, "
            f'or `targets = "one_hot"`, or {TO_CROSS}'
        ],
    ),
]


@pytest.fixture(name="folder")
def with_tables(tmp_path: Path) -> Path:
    """Return a folder with tables of labels and of numbers."""
    put(tmp_path, GOOD, "labels.csv")
    put(tmp_path, HEAD + "1,2,x\n3,4,x\n", "one.csv")
    rows = "".join(f"{i},{-i},{i / 7:.3f}\n" for i in range(30))
    put(tmp_path, HEAD + rows, "numbers.csv")
    return tmp_path


def spec_of(data: Spec, loss: Spec, **changes: Spec) -> Spec:
    """Return a spec of some data and a loss, with one output."""
    function = "sigmoid" if loss == BINARY else "linear"
    layers = [dense(1, activation=function)]
    numerics = {"dtype": "float32"}
    return base_spec(data=data, loss=loss, layers=layers, numerics=numerics, **changes)


@pytest.mark.parametrize(("data", "loss", "lines"), CASES)
def test_findings(data: Spec, loss: Spec, lines: list[str], folder: Path) -> None:
    assert said(spec_of(data, loss), folder) == lines


def test_numbers_under_a_loss_of_classes(folder: Path) -> None:
    found = said(spec_of({**SINE, "targets": "values"}, CROSS), folder)
    message = 'categorical_crossentropy does not take targets that are "values"'
    assert found == [f"NN036] data.targets: {message}; write {TO_SQUARED}"]


@pytest.mark.parametrize(("data", "more", "loss", "lines"), VALIDATION)
def test_validation_data(
    data: Spec, more: Spec, loss: Spec, lines: list[str], folder: Path
) -> None:
    assert said(spec_of(data, loss, validation_data=more), folder) == lines


SPLITS: list[tuple[Spec, list[str]]] = [
    ({"validation": 0.2, "test": 0.2}, []),
    ({"validation": 0.97, "method": "last"}, []),
    (
        {"validation": 0.2, "method": "stratified"},
        [
            "split.method: the targets are numbers: there are no classes to hold "
            'shares of; write `method = "random"`'
        ],
    ),
    (
        {"validation": 0.01},
        [
            "split.validation: 0.01 of 30 rows is no row; "
            "write `validation = 0.03` or more"
        ],
    ),
    (
        {"test": 0.99},
        ["split: of 30 rows none is left for training; write less, as `test = 0.1`"],
    ),
]


@pytest.mark.parametrize("data", [SINE, NUMBERS, {**NUMBERS, "inputs": 2}])
@pytest.mark.parametrize(("split", "lines"), SPLITS)
def test_splits(data: Spec, split: Spec, lines: list[str], folder: Path) -> None:
    found = said(spec_of(data, SQUARED, split=split), folder)
    assert found == [f"NN033] {line}" for line in lines]


# cells of the target, and what is said of them
CELLS = [
    ("1e39", '3: column "kind": "1e39" is too large; fix the file'),
    ("inf", '3: column "kind": "inf" is not a finite number; fix the file'),
    ("x", '3: column "kind": "x" is not a number; fix the file'),
    (" ", '3: column "kind": the cell is empty; fix the file'),
]


@pytest.mark.parametrize(("cell", "line"), CELLS)
@pytest.mark.parametrize("features", ["none", "standardize"])
def test_cells_of_the_target(
    cell: str, line: str, features: str, tmp_path: Path
) -> None:
    put(tmp_path, HEAD + f"1,2,0.5\n3,4,{cell}\n5,6,7\n", "numbers.csv")
    spec = spec_of(NUMBERS, SQUARED, preprocess={"features": features})
    assert said(spec, tmp_path) == [f"NN032] data.target: numbers.csv:{line}"]


def test_decimal_commas_make_no_labels(tmp_path: Path) -> None:
    put(tmp_path, "a;kind\n1;1,5\n2;2,5\n", "numbers.csv")
    (line,) = said(spec_of({**NUMBERS, "delimiter": ";"}, SQUARED), tmp_path)
    assert line.endswith("since decimals have a point, and 1 more in it; fix the file")


def test_a_table_of_numbers_may_come_later(folder: Path) -> None:
    later = spec_of({**NUMBERS, "path": "t9.csv"}, SQUARED)
    (line,) = said(later, folder)
    assert line.endswith(
        "seen from the spec's folder, or state inputs and let it come later"
    )
    later["data"]["inputs"] = 2
    assert not said(later, folder)
    for spec, rows in ((later, None), (spec_of(NUMBERS, SQUARED), 30)):
        facts = graph_of(spec, folder).facts
        assert (facts.rows, facts.features, facts.classes) == (rows, 2, 0)
        assert facts.names is None


def test_two_labels_are_binary_by_their_order(tmp_path: Path) -> None:
    put(tmp_path, HEAD + "1,2,yes\n3,4,no\n5,6,yes\n", "labels.csv")
    facts = graph_of(spec_of(LABELS, BINARY), tmp_path).facts
    assert (facts.classes, facts.names) == (2, ("no", "yes"))
