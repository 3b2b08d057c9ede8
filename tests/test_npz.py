"""Archives of arrays: what is wrong with them is said when the spec is checked."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from nngen.finding import Rejected
from nngen.language.place import broken

from .array_cases import CLASSES, Arrays
from .array_files import (
    X,
    Y,
    idx_spec,
    npz_spec,
    put_npz,
    values_spec,
)
from .bench.specs import Spec, dense
from .tables import HEAD, graph_of, put, said

NUMBERS: list[tuple[Arrays, Spec, list[str]]] = [
    (
        {"y": np.where(np.arange(12) == 7, np.nan, Y)},
        {},
        ["y: t.npz: y[7] is nan, which is not a finite number; mend the file"],
    ),
    (
        {"y": np.where(np.arange(12) == 3, -np.inf, Y)},
        {},
        ["y: t.npz: y[3] is -inf, which is not a finite number; mend the file"],
    ),
    (
        {"y": np.where(np.arange(12) == 3, 1e39, Y)},
        {},
        ["y: t.npz: y[3] is 1e+39, which is too large; mend the file"],
    ),
    (
        {"y": Y * 0 + 2},
        {},
        ["y: every target is 2; write an array of numbers that differ"],
    ),
    ({}, {"classes": 3}, ["classes: the targets are numbers, which have no classes; "]),
]

FLOAT32: Spec = {"numerics": {"dtype": "float32"}}
LATER = "put it there, as seen from the spec's folder, or state inputs and classes "
LATER += "and let it come later"
READABLE = 'write the path of a file that can be read, as `path = "data/digits.npz"`'


def assert_said(spec: Spec, folder: Path, lines: list[str]) -> None:
    """Assert that these lines are said of the data; one may be a beginning."""
    found = said(spec, folder)
    assert len(found) == len(lines), found
    for line, expected in zip(found, lines, strict=True):
        assert line.partition("] ")[2].startswith(f"data.{expected}"), line
        assert line.endswith(expected) or expected[-1] == " ", line


@pytest.mark.parametrize(("arrays", "data", "lines"), CLASSES)
def test_classes(
    arrays: dict[str, Any], data: Spec, lines: list[str], tmp_path: Path
) -> None:
    put_npz(tmp_path, **arrays)
    assert_said(npz_spec(data, **FLOAT32), tmp_path, lines)


@pytest.mark.parametrize(("arrays", "data", "lines"), NUMBERS)
def test_numbers(
    arrays: dict[str, Any], data: Spec, lines: list[str], tmp_path: Path
) -> None:
    put_npz(tmp_path, packed=False, **arrays)
    assert_said(values_spec(data, **FLOAT32), tmp_path, lines)


STATED = {"inputs": 6, "classes": 3}


def test_stated_arrays_may_come_later(tmp_path: Path) -> None:
    spec = npz_spec(STATED, layers=[dense(3, activation="softmax")])
    for _ in range(2):  # whether or not they are there
        facts = graph_of(spec, tmp_path).facts
        assert (facts.rows, facts.shape, facts.classes) == (None, (6,), 3)
        assert facts.names is None
        put_npz(tmp_path)
    named = {**STATED, "class_map": {"0": "a", "1": "b", "2": "c"}}
    assert graph_of(npz_spec(named), tmp_path).facts.names == ("a", "b", "c")
    wrong = {**STATED, "path": "no.npz", "class_map": {"0": "a", "1": "b", "7": "c"}}
    found = said(npz_spec(wrong), tmp_path)
    assert [line.split(";")[0] for line in found] == [
        'NN032] data.class_map: the label "2" has no name',
        'NN032] data.class_map.7: the data has no label "7"',
    ]
    put_npz(tmp_path, y=Y + 9)
    assert said(spec, tmp_path)


def test_stated_numbers_may_come_later(tmp_path: Path) -> None:
    spec = values_spec({"inputs": 6})
    facts = graph_of(spec, tmp_path).facts
    assert (facts.rows, facts.shape, facts.classes) == (None, (6,), 0)
    put_npz(tmp_path)
    found = graph_of(spec, tmp_path).facts.data
    assert found and (found.rows, found.span) == (None, (0, 2))


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("no.npz", f"there is no file no.npz; {LATER}"),
        ("tt.npz", 'there is no file tt.npz; did you mean "t.npz"?'),
        (".", f". is not a regular file; {READABLE}"),
        ("pipe", f"pipe is not a regular file; {READABLE}"),
        ("/dev/zero", f"/dev/zero is not a regular file; {READABLE}"),
        ("x/\0", f"a path cannot hold such characters; {READABLE}"),
        ("x" * 300, f"{'x' * 300} cannot be read: File name too long; {READABLE}"),
    ],
)
def test_files_that_cannot_be_had(path: str, what: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    put_npz(tmp_path)
    assert said(npz_spec({"path": path}), tmp_path) == [f"NN031] data.path: {what}"]


@pytest.fixture
def sick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let each look at a file fail as on a disk that is sick."""

    def fail(*args: Any) -> Any:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("nngen.language.npz_data.list_members", fail)
    monkeypatch.setattr("nngen.language.idx_data.read_shape", fail)
    monkeypatch.setattr("nngen.language.table.read_rows", fail)
    yield


def test_a_disk_that_is_sick(sick: None, tmp_path: Path) -> None:
    put_npz(tmp_path)
    (line,) = said(npz_spec(), tmp_path)
    why = "cannot be read: Input/output error; "
    assert line == f"NN031] data.path: t.npz {why}{READABLE}"
    put(tmp_path, HEAD, "t.csv")
    data = {"type": "csv", "path": "t.csv", "target": "kind"}
    (line,) = said(npz_spec() | {"data": data}, tmp_path)
    assert line.startswith(f"NN031] data.path: t.csv {why}")
    spec = idx_spec({"images": "t.csv", "labels": "t.npz"})
    (line,) = said(spec, tmp_path)
    assert line.startswith(f"NN031] data.images: t.csv {why}")


def test_an_error_without_words_is_told_too() -> None:
    assert (
        "cannot be read: odd"
        in Rejected(broken("t", "path", "t", OSError("odd"))).findings[0].message
    )


def test_validation_arrays_are_like_the_data(tmp_path: Path) -> None:
    put_npz(tmp_path, a=X[:, :, :2], b=X[:3, 0], c=Y + 1, d=Y[:3], z=Y)
    data = {"type": "npz", "path": "t.npz"}

    def found(**other: str | int) -> list[str]:
        spec = npz_spec(data=data, validation_data=data | other)
        return [
            line.removeprefix("NN035] validation_data.")
            for line in said(spec, tmp_path)
        ]

    assert found(y="z") == []
    assert found(x="a") == [
        "x: its rows have the shape (2, 2), those of the data (2, 3); "
        "give it rows of that shape"
    ]
    assert found(y="c") == [
        'y: the data has no class "3"; leave its rows out: '
        'the data has "0", "1", "2"'
    ]
    assert found(x="b", y="d", inputs=3)[0].startswith(
        "x: its rows have the shape (3,)"
    )
    csv = {"type": "csv", "path": "t.csv", "target": "kind"}
    put(tmp_path, HEAD + "1,2,0\n3,4,1\n", "t.csv")
    spec = npz_spec(data=data, validation_data=csv)
    assert said(spec, tmp_path) == [
        "NN035] validation_data.type: its file is of another kind than that of the "
        'data; write `type = "npz"`, as in `[data]`'
    ]
