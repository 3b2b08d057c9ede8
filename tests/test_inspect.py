"""What is wrong with a table is said when the spec is checked, with its line."""

import os
from pathlib import Path

import pytest

from .bench.specs import Spec
from .table_cases import FILES
from .tables import HEAD, graph_of, put, said, table_spec

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
        "mend the file"
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
