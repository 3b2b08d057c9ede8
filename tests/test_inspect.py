"""What is wrong with a table is said when the spec is checked, with its line."""

import os
from pathlib import Path

import pytest

from .bench.specs import Spec
from .tables import GOOD, HEAD, graph_of, put, said, table_spec

LATER = "put it there, or write inputs = ... and classes = ... and let it come later"
STATED = {"inputs": 2, "classes": 3}
CELL = "; mend the file"

# what stands in the file, what the spec says of it, what is said
FILES: list[tuple[str | bytes, Spec, list[str]]] = [
    (
        GOOD,
        {"target": "kinds"},
        [
            'NN032] data.target: t.csv has no column "kinds"; did you mean "kind"? '
            'it has "a", "b", "kind"'
        ],
    ),
    (
        GOOD,
        {"target": "q", "features": ["a", "zz"]},
        [
            'NN032] data.target: t.csv has no column "q"; it has "a", "b", "kind"',
            'NN032] data.features[1]: t.csv has no column "zz"; '
            'it has "a", "b", "kind"',
        ],
    ),
    (
        GOOD,
        {"features": ["a", "a", "kind"]},
        [
            'NN032] data.features[1]: "a" stands in the list already; leave it out',
            'NN032] data.features[2]: "kind" is the target; leave it out',
        ],
    ),
    (
        "1,2,x\n3,4,y\n",
        {},
        [
            "NN032] data.target: t.csv:1: the first row looks like data, not like names "
            'of columns; add a row with the columns\' names, "kind" among them'
        ],
    ),
    (
        "a,b,kind,kind\n1,2,x,x\n",
        {},
        [
            'NN032] data.target: t.csv:1: 2 columns are called "kind"; '
            "give each its own name"
        ],
    ),
    (
        "a,,kind\n1,2,x\n",
        {},
        [
            "NN032] data.features: t.csv:1: column 2 has no name; "
            'write features = ["a"], or give it a name'
        ],
    ),
    (
        HEAD + "1,2,x\n3,four,y\n\n5,six,y\n",
        {},
        [
            'NN032] data.features: t.csv:3: column "b": "four" is not a number, '
            "and 1 more like it" + CELL
        ],
    ),
    (
        HEAD + "1,2,x\n3, ,y\n",
        {},
        ['NN032] data.features: t.csv:3: column "b": the cell is empty' + CELL],
    ),
    (
        HEAD + "1,2,x\n3,4,\n",
        {},
        ['NN032] data.target: t.csv:3: column "kind": the cell is empty' + CELL],
    ),
    (
        HEAD + "1,2,x\n3,nan,y\n",
        {},
        [
            'NN032] data.features: t.csv:3: column "b": "nan" is not a finite number'
            + CELL
        ],
    ),
    (
        HEAD + "1,1e39,x\n3,4,y\n",
        {},
        ['NN032] data.features: t.csv:2: column "b": "1e39" is too large' + CELL],
    ),
    (
        HEAD + '1,2,"x\nx"\n3,y\n',
        {},
        ["NN032] data.path: t.csv:4: 2 cells under 3 columns" + CELL],
    ),
    (
        HEAD + "1,2,x,4\n",
        {},
        ["NN032] data.path: t.csv:2: 4 cells under 3 columns" + CELL],
    ),
    (
        HEAD.encode() + b"1,2,x\n3,4,\xe9\n",
        {},
        ["NN032] data.path: t.csv:3: byte 0xe9 is not UTF-8; save the file as UTF-8"],
    ),
    (
        HEAD + "1,2,x\n" * 9 + "\n" * 20000 + '3,4,"x"y\n',
        {},
        ["NN032] data.path: t.csv:20011: ',' expected after '\"'"],
    ),
    (
        "",
        {},
        [
            "NN032] data.path: t.csv:1: there is no header; "
            "name the columns in the first row"
        ],
    ),
    (HEAD, {}, ["NN032] data.path: t.csv:1: there are no rows below the header"]),
    (
        HEAD + "1,2,x\n3,4,x\n",
        {},
        [
            'NN032] data.target: every row is of the class "x"; '
            "there must be two classes at least"
        ],
    ),
    (
        "a;b;kind\n1;2;x\n",
        {},
        [
            'NN032] data.delimiter: t.csv:1: the header is one cell, "a;b;kind"; '
            'write delimiter = ";"'
        ],
    ),
    (
        "a\tb\tkind\n1\t2\tx\n",
        {},
        [
            'NN032] data.delimiter: t.csv:1: the header is one cell, "a\\tb\\tkind"; '
            'write delimiter = "\\t"'
        ],
    ),
    (
        "kind\nx\ny\n",
        {},
        [
            "NN032] data.features: t.csv:1: there is no column but the target; "
            "a table has features too"
        ],
    ),
    (GOOD, {"inputs": 3}, ["NN032] data.inputs: the file has 2 features, not 3; "]),
    (
        GOOD,
        {"classes": 4},
        [
            "NN032] data.classes: the file has 3 classes, not 4; write classes = 3; "
            'they are "x", "y", "z"'
        ],
    ),
    (
        GOOD,
        {"class_map": {"x": "one", "yy": "two", "z": "one"}},
        [
            'NN032] data.class_map: the label "y" has no name; add "y" = "y"',
            'NN032] data.class_map.yy: the data has no label "yy"; did you mean "y"? '
            'it has "x", "y", "z"',
            'NN032] data.class_map.z: "one" is the name of "x" too; '
            "give each class its own name",
        ],
    ),
    (
        GOOD,
        {"features": ["a"], "inputs": 2, "class_map": {"x": "x"}, "classes": 3},
        [
            "NN032] data.inputs: features has 1 columns, not 2; write inputs = 1",
            "NN032] data.classes: class_map has 1 labels, not 3; write classes = 1",
        ],
    ),
    (
        GOOD,
        {"delimiter": '"'},
        ['NN032] data.delimiter: "\\"" cannot stand between cells; '],
    ),
]


@pytest.mark.parametrize(("text", "data", "lines"), FILES)
def test_findings(
    text: str | bytes, data: Spec, lines: list[str], tmp_path: Path
) -> None:
    put(tmp_path, text)
    found = said(table_spec(data, numerics={"dtype": "float32"}), tmp_path)
    assert len(found) == len(lines), found
    for line, expected in zip(found, lines, strict=True):
        assert line == expected or (expected[-1] == " " and expected in line), line


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("no.csv", "there is no file no.csv"),
        (".", ". is not a regular file"),
        ("pipe", "pipe is not a regular file"),
        ("x/\0", "a path cannot hold such characters"),
        ("x" * 300, f"{'x' * 300} cannot be read: File name too long"),
    ],
)
def test_files_that_cannot_be_had(path: str, what: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    spec = table_spec({"path": path})
    assert said(spec, tmp_path) == [f"NN031] data.path: {what}; {LATER}"]


@pytest.mark.parametrize(
    "raw",
    [
        b"\0" * 1000,
        bytes(range(256)) * 10,
        b'"' * 100,
        HEAD.encode() + b"1,2," + b"x" * 200_000,
        HEAD.encode() + b"1," + b"9" * 5000 + b",x\n",
        "a,b,kind\n1,2,x".encode("utf-16"),
        b"\n\n\n",
        b"\xef\xbb\xbf",
    ],
)
def test_no_file_makes_a_traceback(raw: bytes, tmp_path: Path) -> None:
    put(tmp_path, raw)
    assert said(table_spec(), tmp_path)[0].startswith("NN032] data.")


def test_a_stated_table_may_come_later(tmp_path: Path) -> None:
    spec = table_spec(STATED, split={"validation": 0.2, "method": "stratified"})
    assert not said(spec, tmp_path)
    facts = graph_of(spec, tmp_path).facts
    assert (facts.rows, facts.features, facts.classes) == (None, 2, 3)
    put(tmp_path)
    there = graph_of(spec, tmp_path).facts
    assert (there.rows, there.features, there.classes) == (None, 2, 3)
    put(tmp_path, HEAD + "1,two,x\n")
    assert said(spec, tmp_path)


def test_what_a_table_says(tmp_path: Path) -> None:
    text = "\ufeff b , kind,a\r\n1,10,2\r\n\r\n3,9,4\r\n  \r\n5, 10 ,6\r\n7,-1,8"
    put(tmp_path, text)
    facts = graph_of(table_spec(), tmp_path).facts
    assert (facts.rows, facts.features, facts.classes) == (4, 2, 3)
    assert facts.names == ("-1", "9", "10")
    assert facts.data and facts.data.columns == ("b", "a")
    assert facts.data.runs == ((2, 1), (1, 1), (2, 1), (0, 1))


def test_runs_are_few(tmp_path: Path) -> None:
    put(tmp_path, HEAD + "1,2,x\n" * 1000 + "1,2,y\n" * 500)
    found = graph_of(table_spec(units=2), tmp_path).facts.data
    assert found and found.runs == ((0, 1000), (1, 500))
