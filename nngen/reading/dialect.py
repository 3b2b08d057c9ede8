"""Lines to write, which findings give in TOML, as JSON has them."""

import json
import re
from typing import Any

import tomli

_OPEN = r'(?<!")\.\.\.(?!")'
_WHOLE = "write `[^`]*`(, or leave it out)?"
_HEADER = r"\[\[?[^\[\]\n]+\]\]?"


def in_json(hint: str) -> str:
    """Return a hint whose lines of TOML, between backticks, are pieces of JSON.

    A table under a `[[header]]` is one element more, but where all that is to write is
    this the whole array. What is no TOML, or JSON already, stays as it is.
    """
    element = not re.fullmatch(_WHOLE, hint)
    return re.sub("`([^`]*)`", lambda m: f"`{_translated(m[1], element)}`", hint)


def in_toml(hint: str) -> str:
    """Return a hint each of whose lines of TOML stands in backticks of its own."""
    return hint.replace("\n", "`, `")


def _translated(piece: str, element: bool) -> str:
    """Return one piece as JSON: pairs, a value, or an element for a `[[header]]`."""
    if not piece.strip() or _is_json(piece):
        return piece
    if re.fullmatch(_HEADER, piece.strip()) and (header := _header(piece)):
        return header
    toml = re.sub(_OPEN, '"..."', piece)  # what the reader fills in is a string for now
    pairs = _element if element and toml.lstrip().startswith("[[") else _pairs
    for text, written in ((toml, pairs), (f"value = {toml}", _only)):
        try:
            return written(tomli.loads(text)).replace('"..."', "...") or piece
        except (ValueError, RecursionError):
            continue
    return piece


def _is_json(piece: str) -> bool:
    try:
        json.loads(piece)
    except (ValueError, RecursionError):
        return False
    return True


def _header(header: str) -> str:
    """Return a header alone as a key whose value is left open, "" if it is none."""
    try:
        data = tomli.loads(header)
    except (ValueError, RecursionError):
        return ""
    name, open_value = "", "{...}"
    while data:
        ((name, data),) = data.items()
        if isinstance(data, list):
            (data,), open_value = data, "[...]"
    return f"{_value(name)}: {open_value}"


def _pairs(data: dict[str, Any]) -> str:
    return ", ".join(f"{_value(key)}: {_value(value)}" for key, value in data.items())


def _element(data: dict[str, Any]) -> str:
    value, *others = data.values()
    alone = isinstance(value, list) and not others
    return _value(value[0]) if alone else _pairs(data)


def _only(data: dict[str, Any]) -> str:
    (value,) = data.values()
    return _value(value)


def _value(value: Any) -> str:
    """Return a value as JSON; a date, which JSON has not, as a string."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, default=str)
    return "".join(char if char.isprintable() else _escaped(char) for char in text)


def _escaped(char: str) -> str:
    """Return a character that nobody sees as a string of JSON has it."""
    return "\\u007f" if char == "\x7f" else json.dumps(char)[1:-1]
