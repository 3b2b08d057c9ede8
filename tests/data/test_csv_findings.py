"""What is wrong with a table is found when the spec is checked, with its line."""

import os
from pathlib import Path
from typing import Any

import pytest

from nngen.script.constants import seen_from

from ..bench.specs import Spec, base_spec
from ..tables import GOOD, HEAD, graph_of, put, said, table_spec

CELL = "; fix the file"

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
            'NN032] data.target: t.csv has no column "q"; '
            'write one that it has, "a", "b", "kind"',
            'NN032] data.features[1]: t.csv has no column "zz"; '
            'write one that it has, "a", "b", "kind"',
        ],
    ),
    (
        GOOD,
        {"features": ["a", "a", "kind"]},
        [
            'NN032] data.features[1]: "a" is in the list already; leave it out',
            'NN032] data.features[2]: "kind" is the target; leave it out',
        ],
    ),
    (
        "1,2,x\n3,4,y\n",
        {},
        [
            "NN032] data.target: t.csv:1: the first row looks like data, not like "
            'names of columns; add a row with the columns\' names, "kind" among them'
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
            'write `features = ["a"]`, or give it a name'
        ],
    ),
    (
        HEAD + "1,2,x\n3,four,y\n\n5,six,y\n",
        {},
        [
            'NN032] data.features: t.csv:3: column "b": "four" is not a number, '
            "and 1 more in it" + CELL
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
            "write the names of the columns into its first row"
        ],
    ),
    (HEAD, {}, ["NN032] data.path: t.csv:1: there are no rows below the header"]),
    (
        HEAD + "1,2,x\n3,4,x\n",
        {},
        [
            'NN032] data.target: every row is of the class "x"; '
            "write the column of the classes, or add rows of another class"
        ],
    ),
    (
        "a;b;kind\n1;2;x\n",
        {},
        [
            'NN032] data.delimiter: t.csv:1: the header is one cell, "a;b;kind"; '
            'write `delimiter = ";"`'
        ],
    ),
    (
        "a\tb\tkind\n1\t2\tx\n",
        {},
        [
            'NN032] data.delimiter: t.csv:1: the header is one cell, "a\\tb\\tkind"; '
            'write `delimiter = "\\t"`'
        ],
    ),
    (
        "kind\nx\ny\n",
        {},
        [
            "NN032] data.features: t.csv:1: there is no column but the target; "
            "add a column for each feature"
        ],
    ),
    (GOOD, {"inputs": 3}, ["NN032] data.inputs: the file has 2 features, not 3; "]),
    (
        GOOD,
        {"classes": 4},
        [
            "NN032] data.classes: the file has 3 classes, not 4; write `classes = 3`: "
            'they are "x", "y", "z"'
        ],
    ),
    (
        GOOD,
        {"class_map": {"x": "one", "yy": "two", "z": "one"}},
        [
            'NN032] data.class_map: the label "y" has no name; did you mean "yy"? '
            'else add `y = "y"` to it',
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
            "NN032] data.inputs: features has 1 column, not 2; write `inputs = 1`",
            "NN032] data.classes: class_map has 1 label, not 3; write `classes = 1`",
        ],
    ),
    (
        GOOD,
        {"delimiter": '"'},
        ['NN032] data.delimiter: "\\"" cannot stand between cells; '],
    ),
]


LATER = "put it there, as seen from the spec's folder, or state inputs and classes "
LATER += "and let it come later"
READABLE = 'write the path of a file that can be read, as `path = "data/table.csv"`'
STATED = {"inputs": 2, "classes": 3}


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
        ("no.csv", f"there is no file no.csv; {LATER}"),
        (".", f". is not a regular file; {READABLE}"),
        ("pipe", f"pipe is not a regular file; {READABLE}"),
        ("x/\0", f"a path cannot hold such characters; {READABLE}"),
        ("x" * 300, f"{'x' * 300} cannot be read: File name too long; {READABLE}"),
    ],
)
def test_files_that_cannot_be_had(path: str, what: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    spec = table_spec({"path": path})
    assert said(spec, tmp_path) == [f"NN031] data.path: {what}"]


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
    assert facts.data.seen == facts.names
    assert facts.data.tally == ((1, 3), (1, 1), (2, 0))


def test_a_file_of_a_like_name_is_named(tmp_path: Path) -> None:
    put(tmp_path)
    (found,) = said(table_spec({"path": "tt.csv"}), tmp_path)
    assert found == 'NN031] data.path: there is no file tt.csv; did you mean "t.csv"?'


def test_a_path_seen_from_elsewhere_is_put_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path)
    (tmp_path / "specs").mkdir()
    monkeypatch.chdir(tmp_path)
    (found,) = said(table_spec({"path": "t.csv"}), Path("specs"))
    assert "it is seen from the spec's folder: write `" in found
    assert "../t.csv" in found


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    (found,) = said(table_spec({"path": "no/t.csv"}), tmp_path)
    assert found == f"NN031] data.path: there is no file no/t.csv; {LATER}"


def test_numbers_with_fractions_are_no_classes(tmp_path: Path) -> None:
    rows = "".join(f"{i},{i / 7:.2f},{i / 9:.3f}\n" for i in range(40))
    put(tmp_path, HEAD + rows)
    (found,) = said(table_spec(), tmp_path)
    assert found.startswith(
        "NN032] data.target: 40 numbers with fractions are no classes"
    )
    put(tmp_path, HEAD + "1,2,0.5\n2,3,1.5\n" * 20)
    assert said(table_spec(units=2), tmp_path) == []


def test_a_decimal_comma_is_named(tmp_path: Path) -> None:
    put(tmp_path, "a;b;kind\n1,5;2;x\n2;3;y\n")
    (found,) = said(table_spec({"delimiter": ";"}), tmp_path)
    assert (
        't.csv:2: column "a": "1,5" is not a number, since decimals have a point'
        in found
    )


def test_columns_of_text_are_told_apart(tmp_path: Path) -> None:
    rows = "".join(f"C{i},{i},{'no' if i == 5 else i},xy{i % 2}\n" for i in range(9))
    put(tmp_path, "id,size,age,kind\n" + rows)
    text, cell = said(table_spec(units=2), tmp_path)
    assert text == (
        'NN032] data.features: t.csv:2: column "id": "C0" is not a number, '
        'and 8 more in it; write `features = ["size", "age"]`, or make it numbers'
    )
    assert cell == (
        'NN032] data.features: t.csv:7: column "age": "no" is not a number; '
        "fix the file"
    )


def test_many_columns_of_text_are_told_in_part(tmp_path: Path) -> None:
    names = [f"c{i}" for i in range(9)]
    rows = "".join(",".join(["x"] * 9) + f",{i},k{i % 2}\n" for i in range(4))
    put(tmp_path, ",".join([*names, "size", "kind"]) + "\n" + rows)
    found = said(table_spec(units=2), tmp_path)
    assert len(found) == 5
    assert (
        "and 3 more in it; and 4 more columns are wrong; write `features" in found[-1]
    )


def test_a_generator_has_no_file_and_its_labels_are_numbers(tmp_path: Path) -> None:
    assert graph_of(base_spec(), tmp_path).data.files == {}
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
