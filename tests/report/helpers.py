"""Findings to show, and a reader of logs that obeys what it takes for orders."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from nngen.finding import Finding, Placed, Position
from nngen.reading.load import Source
from nngen.sources import check_all

from ..test_hostile import ATTACKS, documents

LABELS = ["specs/x.toml", "<stdin>", "::error file=y::x.toml", " ::warning::.toml"]
LABELS += ["##[error]x.toml", "a##vso[task.complete]b.toml", "100%,a=b:c.toml"]
LABELS += ["x\n::error::y.toml", "x\r\x1b[2J\u202e.toml", "x\udc80.toml", "\x85.json"]
# What runners of GitHub Actions know, src/Runner.Worker/ActionCommandManager.cs
COMMANDS = {"error", "warning", "notice", "debug", "group", "endgroup", "echo"}
COMMANDS |= {"add-mask", "add-matcher", "remove-matcher", "stop-commands"}
COMMANDS |= {"set-output", "save-state", "set-env", "add-path"}


def made(
    text: str,
    column: int = 1,
    *,
    line: int = 12,
    label: str = "specs/x.toml",
    warning: bool = False,
    hint: str = "",
) -> Placed:
    """Return a finding about a place in a line."""
    finding = Finding("NN012", ("optimizer", "m"), "unknown key", hint, warning)
    return Placed(label=label, place=Position(line, column), text=text, finding=finding)


@cache
def hostile() -> list[Placed]:
    """Return findings of specs and files that are out to be misread."""
    found = [document for text in ATTACKS for document in documents(text)]
    sources = [
        Source(
            label=LABELS[i % len(LABELS)],
            raw=raw,
            stem=None,
            json_text=suffix == ".json",
            folder=Path(),
        )
        for i, (suffix, raw) in enumerate(found)
    ]
    placed = [*check_all(sources).findings]
    strange = [Finding("NN041", (text,), text, text, True) for text in ATTACKS]
    return placed + [
        Placed(label="x", place=Position(1, 1), text="", finding=finding)
        for finding in strange
    ]


class Order(NamedTuple):
    """What a log's reader does."""

    command: str
    properties: dict[str, str]
    data: str


def orders(log: str) -> list[Order]:
    """Return what a runner takes for orders: both of its forms, as it reads them."""
    found = [read(line) or read_old(line) for line in re.split(r"\r\n|\r|\n", log)]
    return [order for order in found if order]


def read(line: str) -> Order | None:
    """Return the order of a line: ::command key=value,key=value::data."""
    match = re.match(r"\s*::(.*?)::(.*)", line)
    if not match:
        return None
    command, _, listed = match[1].partition(" ")
    pairs = [pair.split("=", 1) for pair in listed.split(",") if "=" in pair]
    known = {key: decode(value, ":,\r\n%") for key, value in pairs}
    found = Order(command, known, decode(match[2], "\r\n%"))
    return found if command in COMMANDS else None


def read_old(line: str) -> Order | None:
    """Return the order anywhere in a line: ##[command key=value;key=value]data."""
    match = re.search(r"##(?:\[|vso\[)([^\]]*)\](.*)", line, re.IGNORECASE)
    return Order(match[1].split()[0], {}, match[2]) if match and match[1] else None


def decode(text: str, signs: str) -> str:
    """Return text with %0A and the like replaced, % itself last."""
    for sign in signs:
        text = text.replace(f"%{ord(sign):02X}", sign)
    return text
