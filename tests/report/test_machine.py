"""Findings for programs: one object or one annotation for each, and no others."""

import json
from typing import Any

import pytest

from nngen.finding import Finding, Placed, Position, dotted
from nngen.report.machine import report_github, report_json
from nngen.words import printable

from .helpers import LABELS, hostile, made, orders

HINT = 'did you mean "momentum"?'
FOUND = [made("momentumm = 0.9", hint=HINT), made("x = 1", 5, line=3, warning=True)]


def test_json() -> None:
    assert report_json(FOUND) == (
        '[\n  {"file": "specs/x.toml", "line": 12, "column": 1, "end_line": 12, '
        '"end_column": 10, "set": null, "level": "error", "code": "NN012", '
        '"path": "optimizer.m", '
        '"message": "unknown key", "hint": "did you mean \\"momentum\\"?"},\n'
        '  {"file": "specs/x.toml", "line": 3, "column": 5, "end_line": 3, '
        '"end_column": 6, "set": null, "level": "warning", "code": "NN012", '
        '"path": "optimizer.m", '
        '"message": "unknown key", "hint": ""}\n]\n'
    )


def test_json_of_nothing() -> None:
    assert report_json([]) == "[]\n" and report_github([]) == ""


def test_github() -> None:
    assert report_github(FOUND) == (
        "::error file=specs/x.toml,line=12,col=1,endLine=12,endColumn=10,"
        "title=nngen NN012::specs/x.toml:12:1: optimizer.m: unknown key; "
        'did you mean "momentum"?\n'
        "::warning file=specs/x.toml,line=3,col=5,endLine=3,endColumn=6,"
        "title=nngen NN012::specs/x.toml:3:5: optimizer.m: unknown key\n"
    )


def test_standard_input_is_no_file_to_mark() -> None:
    line = report_github([made("x = 1", label="<stdin>")])
    assert line == (
        "::error title=nngen NN012::<stdin>:12:1: optimizer.m: unknown key\n"
    )
    (record,) = json.loads(report_json([made("x = 1", label="<stdin>")]))
    assert record["file"] == "<stdin>"


def test_what_would_end_a_property_or_a_line_is_escaped() -> None:
    finding = Finding("NN032", (), "100%,\n::error::x: %0A")
    text = report_github(
        [Placed(label="a%,b:c.toml", place=Position(1, 2), text="", finding=finding)]
    )
    assert text == (
        "::error file=a%25%2Cb%3Ac.toml,line=1,col=2,endLine=1,endColumn=2,"
        "title=nngen NN032::a%25,b:c.toml:1:2: 100%25,\\n::error::x: %250A\n"
    )


def properties(placed: Placed) -> dict[str, str]:
    """Return what an annotation must say of a finding's place."""
    line, column = placed.place
    title = {"title": f"nngen {placed.finding.code}"}
    if placed.label == "<stdin>":
        return title
    end = {"endLine": str(line), "endColumn": str(placed.end)}
    start = {"line": str(line), "col": str(column)}
    return {"file": printable(placed.label)} | start | end | title


@pytest.mark.no_cover
def test_one_annotation_for_each_finding_whatever_it_says() -> None:
    found = hostile()
    text = report_github(found)
    seen = orders(text)
    assert text.count("\n") == len(seen) == len(found) > 500
    assert all(line.isprintable() for line in text.split("\n"))
    for order, placed in zip(seen, found, strict=True):
        assert order.command == placed.level
        assert order.properties == properties(placed)
        assert dotted(placed.finding.path) in order.data or "#" in order.data


@pytest.mark.no_cover
def test_one_object_for_each_finding_whatever_it_says() -> None:
    found = hostile()
    text = report_json(found)
    assert text.isascii() and text.replace("\n", "").isprintable()
    assert orders(text) == []
    rows: list[dict[str, Any]] = json.loads(text)
    assert len(rows) == len(found) == text.count("\n") - 2
    for row, placed in zip(rows, found, strict=True):
        assert row["path"] == dotted(placed.finding.path)
        assert row["message"] == printable(placed.finding.message)
        assert (row["line"], row["column"]) == placed.place
        assert row["file"] == printable(placed.label)
        assert all(str(value).isprintable() for value in row.values())


@pytest.mark.parametrize("label", LABELS)
def test_names_of_files_give_no_orders(label: str) -> None:
    found = [made("x = 1", label=label)]
    (order,) = orders(report_github(found))
    assert order.properties == properties(found[0])
    assert orders(report_json(found)) == []
