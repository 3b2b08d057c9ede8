"""Values as people write them elsewhere, and what to write instead."""

import json
import re
from collections.abc import Callable
from typing import NamedTuple

from nngen.hints.near import misspelt

QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2018\u2019\u201a\u2032\u2033\u00b4`"
_DASHES = "\u2010-\u2015\u2212"
_POWER = r"(?:[eE][+-]?\d+)?"
_NUMBER = rf"\d+(?:\.\d+)?{_POWER}"
_DASHED = rf"(?=.*[{_DASHES}])[+{_DASHES}-]?\d+(?:\.\d+)?(?:[eE][+{_DASHES}-]?\d+)?"
_VALID = rf"true|false|-?(?:0|[1-9]\d*)(?:\.\d+)?{_POWER}"


class Meant(NamedTuple):
    """Why a piece of text is no value, and what to write instead, or else a hint."""

    message: str
    instead: str
    hint: str


def _string(match: re.Match[str]) -> str:
    return json.dumps(match[1].replace("\\'", "'"), ensure_ascii=False)


def _digits(match: re.Match[str]) -> str:
    return re.sub("[ ,_]", "", match[0])


def _minus(match: re.Match[str]) -> str:
    return re.sub(f"[{_DASHES}]", "-", match[0])


def _percent(match: re.Match[str]) -> str:
    return f"{float(match[1]) / 100:.12g}"


_Row = tuple[str, str, str | Callable[[re.Match[str]], str], str]
# The first pattern that matches the whole piece; what is said of it; what to write
_ROWS: tuple[_Row, ...] = (
    (r"(?i:[+-]?(?:nan|inf|infinity))", "is not a number", "", "write a finite number"),
    (rf"([+-]?)(\.\d+{_POWER})", "has no digit before its point", r"\g<1>0\2", ""),
    (rf"([+-]?\d+\.)({_POWER})", "has no digit after its point", r"\g<1>0\2", ""),
    (r"[+-]?\d{1,3}(?:,\d{3})+", "has a comma between its digits", _digits, ""),
    (r"([+-]?\d+),(\d+)", "has a comma for a point", r"\1.\2", ""),
    (rf"([+-]?)0+({_NUMBER})", "begins with a zero", r"\1\2", ""),
    (r"[+-]?\d{1,3}(?:[ _]\d{3})+", "is not a number", _digits, ""),
    (_DASHED, "has a dash for a minus", _minus, ""),
    (rf"\+({_NUMBER})", "begins with a +", r"\1", ""),
    (rf"([+-]?{_NUMBER})%", "is not a number", _percent, ""),
    (
        r"[+-]?\d(?:[\w.+:/*^-]*\w)?",
        "is not a number",
        "",
        "write one, or put it in quotes",
    ),
    ("(?i:yes|on)", "is neither true nor false", "true", ""),
    ("(?i:no|off)", "is neither true nor false", "false", ""),
    (
        "(?i:none|null|nil|undefined)",
        "is not a value",
        "",
        "leave the key out, and it has its default",
    ),
    (r"'((?:[^'\\]|\\.)*)'", "is in single quotes", _string, ""),
    (
        rf"(?=.*[{QUOTES}])[{QUOTES}\"']([^{QUOTES}\"']*)[{QUOTES}\"']",
        "has typographic quotes",
        _string,
        "",
    ),
    (
        rf"(?!\.+$)([A-Za-z_.~/\\\u00c0-\u024f][^\"'=\[\](){{}}<>{QUOTES}]*)",
        "is not in quotes",
        _string,
        "put it in quotes",
    ),
)


def value_meant(piece: str, json_text: bool) -> Meant | None:
    """Return what is meant by text that is not a value, None where nobody knows."""
    if re.fullmatch(_VALID, piece):
        return None
    if truths := misspelt(piece, ("true", "false")):
        how = "is written in small letters" if truths[0] == piece.lower() else ""
        return Meant(f"{piece} {how or 'is neither true nor false'}", truths[0], "")
    for pattern, message, instead, hint in _ROWS:
        if match := re.fullmatch(pattern, piece):
            new = match.expand(instead) if isinstance(instead, str) else instead(match)
            if instead is _string and not json_text and "\\" in piece:
                new = f"'{match[1]}'"  # without escapes, which is easier to read
            return Meant(f"{piece} {message}", new.removeprefix("+"), hint)
    return None
