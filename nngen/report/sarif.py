"""Findings as SARIF 2.1.0, which code scanning reads.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html
"""

import os
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from nngen.finding import Placed
from nngen.report.codes import meaning, page, title
from nngen.report.lines import parts
from nngen.report.machine import dump

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/"


def report_sarif(placed: Sequence[Placed]) -> str:
    """Return findings as a document of one run."""
    codes = sorted({item.finding.code for item in placed})
    driver = {
        "name": "nngen",
        "version": version("nngen-numpy"),
        "rules": [rule(code) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [result(item, codes) for item in placed],
    }
    schema = f"{SCHEMA}sarif-schema-2.1.0.json"
    return dump({"$schema": schema, "version": "2.1.0", "runs": [run]}, 2) + "\n"


def rule(code: str) -> dict[str, Any]:
    """Return what a code means, as its page explains it."""
    return {
        "id": code,
        "shortDescription": {"text": title(code)},
        "fullDescription": {"text": meaning(code)},
        "help": {"text": page(code), "markdown": page(code)},
    }


def result(placed: Placed, codes: list[str]) -> dict[str, Any]:
    """Return one finding."""
    code = placed.finding.code
    where, _, said = parts(placed)
    return {
        "ruleId": code,
        "ruleIndex": codes.index(code),
        "level": placed.level,
        "message": {"text": plain(f"{where} {said}" if placed.setting else said)},
        "locations": [{"physicalLocation": place(placed)}],
    }


def place(placed: Placed) -> dict[str, Any]:
    """Return where a finding is; one about a value of --set is on no line."""
    file = {"artifactLocation": {"uri": uri(placed.label)}}
    if placed.setting:
        return file
    region = {
        "startLine": placed.place.line,
        "startColumn": placed.place.column,
        "endColumn": placed.end,
    }
    return file | {"region": region}


def plain(text: str) -> str:
    """Return text as a message without placeholders and links, {0} and [x](y)."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "]\\u0028")


def uri(label: str) -> str:
    """Return a file's address, seen from the current folder where it lies below."""
    path = Path(label)
    if not path.is_absolute():
        return quote(os.fsencode(label), safe="/")
    here = Path.cwd()
    if path.is_relative_to(here):
        return quote(os.fsencode(path.relative_to(here).as_posix()), safe="/")
    return path.as_uri()
