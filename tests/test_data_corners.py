"""Corners of the data's language that other tests do not come by."""

import os
from pathlib import Path
from typing import Any

import pytest

from nngen.plan.constants import seen_from

from .bench.specs import base_spec
from .tables import HEAD, graph_of, put, said, table_spec


def test_a_generator_has_no_file_and_its_labels_are_numbers(tmp_path: Path) -> None:
    assert graph_of(base_spec(), tmp_path).spec.data.files == {}
    data = {"type": "spiral", "samples": 3, "classes": 2, "class_map": {"0": "a"}}
    assert said(base_spec(data=data), tmp_path) == [
        'NN032] data.class_map: the label "1" has no name; add `1 = "1"` to it'
    ]


def test_labels_that_are_no_numbers(tmp_path: Path) -> None:
    put(tmp_path, HEAD + "1,2,10\n1,2,nan\n1,2,9\n")
    assert graph_of(table_spec(), tmp_path).facts.names == ("10", "9", "nan")


def test_too_many_labels(tmp_path: Path) -> None:
    put(tmp_path, HEAD + "".join(f"1,2,{i}\n" for i in range(2**16 + 1)))
    assert said(table_spec(), tmp_path) == [
        "NN032] data.target: the column has 65537 labels, over 65536; "
        "write the column of the classes"
    ]


def test_more_classes_than_stated(tmp_path: Path) -> None:
    put(tmp_path)
    (line,) = said(table_spec({"classes": 2}), tmp_path)
    assert line.startswith("NN032] data.classes: the file has 3 classes, not 2; write")


def test_shares_that_leave_a_class_nothing(tmp_path: Path) -> None:
    put(tmp_path, HEAD + "1,2,x\n" * 40 + "1,2,y\n" * 3)
    split = {"validation": 0.5, "test": 0.45, "method": "stratified"}
    (line,) = said(table_spec(units=2, split=split), tmp_path)
    assert "has 3 rows for 3 parts and such shares leave none for training" in line


def test_generated_features_are_two(tmp_path: Path) -> None:
    put(tmp_path, HEAD.replace("b", "b,c") + "1,2,3,0\n1,2,3,1\n")
    table = table_spec()["data"]
    (line,) = said(base_spec(validation_data=table), tmp_path)
    assert line == (
        "NN035] validation_data.features: it has 3 features, the data 2; "
        "give it as many"
    )


def test_another_drive(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*paths: Any) -> str:
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    monkeypatch.setattr(os.path, "relpath", fail)
    here = Path.cwd().as_posix()
    assert seen_from(Path("out"), Path("specs"), "t.csv") == f"{here}/specs/t.csv"
