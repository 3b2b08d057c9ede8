"""Findings as SARIF: valid by its schema, with addresses that code scanning finds."""

import json
from functools import cache
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from nngen.report.codes import meaning, page, title
from nngen.report.sarif import report_sarif

from ..helpers import ROOT
from .helpers import LABELS, hostile, made, orders


@cache
def validator() -> Any:
    """Return what checks a document by the schema of SARIF, formats too."""
    jsonschema: Any = import_module("jsonschema")  # it has no types
    text = (ROOT / "tests/data/sarif-2.1.0.json").read_text("utf-8")
    checker = jsonschema.Draft7Validator.FORMAT_CHECKER
    return jsonschema.Draft7Validator(json.loads(text), format_checker=checker)


def run_of(text: str) -> dict[str, Any]:
    """Return the only run of a document, which must be valid."""
    assert text.isascii() and text.endswith("}\n")
    assert text.replace("\n", "").isprintable() and orders(text) == []
    document: dict[str, Any] = json.loads(text)
    validator().validate(document)
    assert document["version"] == "2.1.0"
    (run,) = document["runs"]
    assert isinstance(run, dict) and run["columnKind"] == "unicodeCodePoints"
    return run


def test_the_schema_refuses_what_is_no_sarif() -> None:
    document = json.loads(report_sarif([made("x = 1")]))
    document["runs"][0]["results"][0]["locations"][0]["line"] = 1
    assert not validator().is_valid(document)


def test_nothing_found() -> None:
    run = run_of(report_sarif([]))
    assert run["results"] == run["tool"]["driver"]["rules"] == []


def test_a_finding() -> None:
    warning = made("units = 0", 9, line=3, warning=True)
    run = run_of(report_sarif([made("momentumm = 1", hint="leave it out"), warning]))
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("nngen", version("nngen-numpy"))
    (rule,) = driver["rules"]
    assert rule["id"] == "NN012"
    assert rule["shortDescription"]["text"] == title("NN012") == "unknown key"
    assert rule["fullDescription"]["text"] == meaning("NN012")
    assert rule["help"] == {"text": page("NN012"), "markdown": page("NN012")}
    first, second = run["results"]
    region = {"startLine": 12, "startColumn": 1, "endColumn": 10}
    place = {"artifactLocation": {"uri": "specs/x.toml"}, "region": region}
    assert first == {
        "ruleId": "NN012",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "optimizer.m: unknown key; leave it out"},
        "locations": [{"physicalLocation": place}],
    }
    assert second["level"] == "warning" and second["message"] != first["message"]


@pytest.mark.parametrize(
    ("label", "uri"),
    [
        ("a b/é.toml", "a%20b/%C3%A9.toml"),
        ("c:#?%.toml", "c%3A%23%3F%25.toml"),
        ("::error::x", "%3A%3Aerror%3A%3Ax"),
        ("\udcff\n.toml", "%FF%0A.toml"),
        ("<stdin>", "%3Cstdin%3E"),
        ("../x.toml", "../x.toml"),
        ("/elsewhere/a b.toml", "file:///elsewhere/a%20b.toml"),
    ],
)
def test_addresses(label: str, uri: str) -> None:
    (result,) = run_of(report_sarif([made("x", label=label)]))["results"]
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": uri}


def test_what_lies_below_has_no_absolute_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = report_sarif([made("x", label=f"{tmp_path.as_posix()}/a b/x.toml")])
    assert '"uri": "a%20b/x.toml"' in text
    assert tmp_path.name not in text.replace("a%20b/x.toml", "")


def test_placeholders_and_links_are_none() -> None:
    found = made("x", hint="write {0} or [x](http://y)")
    (result,) = run_of(report_sarif([found]))["results"]
    text = result["message"]["text"]
    assert text.endswith("write {{0}} or [x]\\u0028http://y)")


@pytest.mark.no_cover
def test_one_result_for_each_finding_whatever_it_says() -> None:
    found = hostile()
    run = run_of(report_sarif(found))
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == sorted({item.finding.code for item in found})
    for result, placed in zip(run["results"], found, strict=True):
        assert rules[result["ruleIndex"]] == result["ruleId"] == placed.finding.code
        assert result["message"]["text"].isprintable()
        region = result["locations"][0]["physicalLocation"]["region"]
        assert (region["startLine"], region["startColumn"]) == placed.place


@pytest.mark.parametrize("label", LABELS)
def test_names_of_files_come_back(label: str) -> None:
    (result,) = run_of(report_sarif([made("x", label=label)]))["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote(uri, errors="surrogateescape") == label
