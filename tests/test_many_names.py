"""Many names of columns and labels: told while they help, whole in a line to write."""

import re
from pathlib import Path
from typing import Any

import pytest
import tomli

from nngen.data.csv import MOST_REPORTED as MOST
from nngen.data.csv import first_few
from nngen.data.labels import check_map

from .graph.helpers import said, spec_with

LONG = "x" * 70


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def table(*rows: str) -> None:
    Path("t.csv").write_text("\n".join(rows) + "\n")


def csv(**options: Any) -> dict[str, Any]:
    """Return a spec that reads the table."""
    data = {"type": "csv", "path": "t.csv", "target": "y"} | options
    return spec_with(data=data)


def line(hint: str) -> Any:
    """Return what the first line to write in a hint says."""
    piece, *_ = re.findall("`([^`]*)`", hint)
    return tomli.loads(piece)


def test_long_names_of_columns_are_whole_in_a_line_to_write() -> None:
    table(f"{LONG},text,y", "1,a,c", "2,b,d")
    ((_, _, _, hint),) = said(csv())
    assert line(hint) == {"features": [LONG]}
    table(f"{LONG},,y", "1,2,c", "2,3,d")
    ((_, _, _, hint),) = said(csv())
    assert line(hint) == {"features": [LONG]}


def test_long_lists_of_columns_are_no_line_to_write() -> None:
    header = [f"c{i}" for i in range(41)]
    table(",".join([*header, "text", "y"]), *([",".join(["1"] * 41 + ["a", "c"])] * 2))
    ((_, _, _, hint),) = said(csv())
    assert hint == "write a list of 41 columns as features, or make it numbers"
    table(
        ",".join([*header[:40], "text", "y"]), *([",".join(["1"] * 40 + ["a,c"])] * 2)
    )
    ((_, _, _, hint),) = said(csv())
    assert line(hint) == {"features": header[:40]}


def test_a_long_label_is_whole_in_a_line_to_write() -> None:
    ((finding),) = check_map({"a": "A"}, ("a", LONG))
    assert line(str(finding.hint)) == {LONG: LONG}


def test_a_long_path_is_whole_in_a_line_to_write() -> None:
    folder = Path("f" * 70)
    folder.mkdir()
    (folder / "t.csv").write_text("x,y\n1,a\n2,b\n")
    ((_, _, _, hint),) = said(csv())
    assert line(hint) == {"path": f"{folder}/t.csv"}


def test_a_long_target_is_whole_in_a_line_to_write() -> None:
    table(f"x,{LONG},y", "1,a,c", "2,b,d")
    spec = csv(target=LONG, features=["x"])
    spec["validation_data"] = spec["data"] | {"target": "y"}
    hints = [
        hint for _, path, _, hint in said(spec) if path == "validation_data.target"
    ]
    assert line(hints[0]) == {"target": LONG}


def test_a_few_wrong_labels_are_told() -> None:
    labels = tuple(str(i) for i in range(100))
    wrong = {f"{i}x": "name" for i in labels}
    found = [finding.message for finding in check_map(wrong, labels)]
    assert len(found) == 2 * MOST
    assert found[MOST - 1] == 'the label "19" has no name, and 80 more have none'
    assert found[-1] == 'the data has no label "19x", and 80 more are not there'
    alike = [
        finding.message for finding in check_map(dict.fromkeys(labels, "a"), labels)
    ]
    assert len(alike) == MOST
    assert alike[-2] == '"a" is the name of "0" too'
    assert alike[-1] == '"a" is the name of "0" too, and 79 more have names of others'


@pytest.mark.parametrize(
    "number",
    [1, MOST - 1, MOST, MOST + 1, 3 * MOST],
)
def test_a_few_wrong_columns_are_told(number: int) -> None:
    table("x,y", "1,a", "2,b")
    found = said(csv(features=[f"c{i}" for i in range(number)]))
    assert len(found) == min(number, MOST)
    told = ["more columns are wrong" in hint for *_, hint in found]
    assert told == [False] * (len(found) - 1) + [number > MOST]
    assert list(first_few(iter([]))) == []
