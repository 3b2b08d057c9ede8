"""Findings for programs: JSON, and the annotations of GitHub Actions."""

import json
from collections.abc import Iterable
from typing import Any

from nngen.finding import Placed, dotted
from nngen.report.lines import parts
from nngen.words import printable

# %, line ends, and in a property what ends it; % itself first
DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
PROPERTY = DATA | {":": "%3A", ",": "%2C"}


def report_json(placed: Iterable[Placed]) -> str:
    """Return findings as an array of objects, one on each line."""
    rows = ",\n".join(f"  {dump(record(item))}" for item in placed)
    return f"[\n{rows}\n]\n" if rows else "[]\n"


def record(placed: Placed) -> dict[str, Any]:
    """Return a finding as a JSON object; lines and columns count from 1.

    Of a value that --set has put there they are None.
    """
    finding, is_set = placed.finding, bool(placed.setting)
    line, column = (None, None) if is_set else placed.place
    return {
        "file": printable(placed.label),
        "line": line,
        "column": column,
        "end_line": line,
        "end_column": None if is_set else placed.end,
        "set": printable(placed.setting) if is_set else None,
        "level": placed.level,
        "code": finding.code,
        "path": dotted(finding.path),
        "message": printable(finding.message),
        "hint": printable(placed.hint),
    }


def dump(data: Any, indent: int | None = None) -> str:
    """Return JSON in ASCII, without commands to runners: see lines.py."""
    return json.dumps(data, indent=indent).replace("##", "#\\u0023")


def report_github(placed: Iterable[Placed]) -> str:
    """Return findings as workflow commands, one on each line."""
    return "".join(f"{annotation(item)}\n" for item in placed)


def annotation(placed: Placed) -> str:
    """Return a finding as a workflow command.

    It has no place for standard input and for values of --set: no file is wrong.
    """
    place = placed.place
    where = {
        "file": printable(placed.label),
        "line": place.line,
        "col": place.column,
        "endLine": place.line,
        "endColumn": placed.end,
    }
    title = {"title": f"nngen {placed.finding.code}"}
    has_place = placed.label != "<stdin>" and not placed.setting
    known = where | title if has_place else title
    listed = ",".join(f"{key}={encode(str(known[key]), PROPERTY)}" for key in known)
    at, _, said = parts(placed)
    return f"::{placed.level} {listed}::{encode(f'{at} {said}', DATA)}"


def encode(text: str, escapes: dict[str, str]) -> str:
    """Return text with some characters replaced, each once."""
    return "".join(escapes.get(char, char) for char in text)
