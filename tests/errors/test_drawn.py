"""Whatever a document is, what is said of it is said well."""

import json
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nngen.cli import FORMATS, main
from nngen.finding import Finding, Placed, Position
from nngen.sources import check_all, collect

from ..helpers import ROOT
from .documents import examples
from .drawn import broken, plain
from .rules import breaches

Tell = Callable[[str], None]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a folder with the data of the examples."""
    shutil.copytree(ROOT / "specs" / "data", tmp_path / "data")
    return tmp_path


def validate(file: Path, form: str) -> Result:
    """Return what the command does with a file."""
    return CliRunner().invoke(main, ["validate", str(file), "--format", form])


def wrong(
    file: Path, result: Result, form: str, placed: tuple[Placed, ...]
) -> list[str]:
    """Return what is wrong with what the command does."""
    if not isinstance(result.exception, SystemExit | None):
        return [f"{result.exception!r}"]
    found = breaches(placed)
    errors = sum(not item.finding.warning for item in placed)
    if (result.exit_code == 1) != bool(errors) or result.exit_code > 2:
        found.append(f"exit {result.exit_code} with {errors} errors")
    lines = f"{result.stdout}{result.stderr}".split("\n")
    found += [f"not printable: {line!a}" for line in lines if not line.isprintable()]
    told = len(json.loads(result.stdout)) if form == "json" else len(placed)
    if told != len(placed):
        found.append(f"{told} findings of {len(placed)}")
    return found


@pytest.mark.parametrize(
    "number", [300, pytest.param(10_000, marks=pytest.mark.exhaustive)]
)
def test_broken_documents(number: int, place: Path, tell: Tell) -> None:
    exits: Counter[int] = Counter()
    codes: Counter[str] = Counter()
    problems: list[str] = []
    for i in range(number):
        raw, suffix = broken(i)
        file = place / f"spec{suffix}"
        file.write_bytes(raw)
        form = FORMATS[i % len(FORMATS)]
        result = validate(file, form)
        exits[result.exit_code] += 1
        wrong_use = result.exit_code == 2
        placed = () if wrong_use else check_all(collect((str(file),))).findings
        codes.update(item.finding.code for item in placed)
        problems += [f"{i}: {text}" for text in wrong(file, result, form, placed)]
    tell(
        f"{number} broken documents: by exit code {dict(sorted(exits.items()))}, "
        f"{codes.total()} findings of {len(codes)} codes"
    )
    assert not problems, "\n".join([f"{len(problems)}:", *problems[:20]])
    assert exits[1] > number / 2 and exits[0] > number / 50


def test_what_is_not_changed_is_valid(place: Path) -> None:
    for document in examples():
        file = place / f"spec.{'json' if document.json_text else 'toml'}"
        file.write_text(plain(document), "utf-8")
        result = validate(file, "text")
        assert result.exit_code == 0, result.stdout


def test_breaches_are_seen() -> None:
    good = Finding("NN012", ("x",), "unknown key", "write `x = 1`")
    for hint in (
        "write `x = ...`",
        "write {'x': 1}",
        "('layers',)",
        "a `piece",
        "None",
    ):
        item = Placed("f", Position(1, 1), "x", Finding("NN012", ("x",), "m", hint))
        assert len(breaches([item])) == 1, hint
    first, second = (Placed("f", Position(1, n), "xyz", good) for n in (1, 2))
    assert not breaches([first, second])
    assert breaches([second, first]) and breaches([first, first])
    assert breaches([Placed("f", Position(1, 9), "x", good)])
