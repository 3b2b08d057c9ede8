"""Why a document does not parse: in plain words, with the line to write instead."""

import json
import re

import tomli

from nngen.load.json_syntax import json_trouble
from nngen.load.repeats import repeated_toml
from nngen.load.toml_syntax import toml_trouble
from nngen.load.trouble import Edit, Spot, Trouble, changed, look

Refusal = tomli.TOMLDecodeError | json.JSONDecodeError

_LONGEST = 200  # characters of a line that is worth writing
_TRIES = 9  # mistakes in one line
_LARGEST = 50_000  # characters of a document that is parsed as often as that
_TOML = r"(?m)\s*(?:\[\[?[\w. -]+\]\]?[ \t]*(?:#.*)?$|[\w-]+[ \t]*=[^=]|#)"
_YAML = r"[ \t]*(?:-[ \t]+)?(?:[\w-]+:(?:[ \t].*)?|-[ \t].*|#.*|---)?"
_PHRASES = {
    "expected newline or end of document after a statement": "the line goes on",
    "invalid value": "this is not a TOML value",
    "invalid statement": "this is not a line of TOML",
    "expecting value": "a value is missing",
    "expecting property name enclosed in double quotes": "a key is missing",
    "expecting ',' delimiter": "a comma is missing",
    "expecting ':' delimiter": "a colon is missing",
    "extra data": "text stands behind the end of the document",
}


def explain(text: str, error: Refusal) -> Trouble:
    """Return what is wrong with a text, given its parser's refusal.

    The lines of a TOML text have to end as tomli counts them, with one character.
    """
    json_text = isinstance(error, json.JSONDecodeError)
    if json_text and not text.strip():
        return Trouble(0, "the document is empty", "a spec is one object: `{ ... }`")
    if other := _other_language(text, json_text):
        return other
    trouble = _diagnose(text, error.pos, error.msg, json_text)
    if trouble is None:
        return Trouble(error.pos, phrase(error.msg))
    if trouble.edit and (line := _mended(text, trouble, json_text)):
        return trouble._replace(hint=f"write `{line}`")
    return trouble


def _other_language(text: str, json_text: bool) -> Trouble | None:
    """Say that a document is of another language than its file's name."""
    start = text[:2000].lstrip()
    if not json_text and (start[:1] == "{" or re.match(r"\[\s*\{", start)):
        message = "the document is JSON and is read as TOML"
        return Trouble(0, message, "let the file's name end in .json")
    if json_text and re.match(_TOML, start):
        message = "the document is TOML and is read as JSON"
        return Trouble(0, message, "let the file's name end in .toml")
    lines = start.splitlines()[:-1] if len(text) > 2000 else start.splitlines()
    filled = [line for line in lines if line.strip()]
    if len(filled) > 2 and all(re.fullmatch(_YAML, line) for line in filled):
        return Trouble(0, "the document is YAML", "a spec is TOML or JSON")
    return None


def _diagnose(text: str, at: int, message: str, json_text: bool) -> Trouble | None:
    """Return what is wrong where a parser stops, None if nobody knows."""
    if json_text:
        return json_trouble(_look_json(text, at, message), message)
    spot = look(text, at, json_text)
    if message.startswith(("Cannot ", "Duplicate ")):
        return repeated_toml(spot)
    return toml_trouble(spot)


def _look_json(text: str, at: int, message: str) -> Spot:
    """Return what a place stands in; json names the start of a string or its middle."""
    starts = message.startswith("Unterminated")
    spot = look(text, at + starts, True)
    return Spot(text, at, 0, spot.opened, spot.token, spot.open_end)


def _mended(text: str, trouble: Trouble, json_text: bool) -> str:
    """Return the line with all its mistakes mended, "" if that cannot be done."""
    edit = trouble.edit
    if edit and not json_text:  # a statement stands for itself
        start = look(text, edit.start, json_text).start
        text, edit = text[start:], Edit(edit.start - start, edit.end - start, edit.new)
    goes_on = False
    for _ in range(_TRIES):
        if edit is None:
            return ""
        text = changed(text, edit)
        start, end = text.rfind("\n", 0, edit.start) + 1, text.find("\n", edit.start)
        if end >= 0:
            text, goes_on = text[:end], True
        if len(text) - start > _LONGEST or len(text) > _LARGEST:
            return ""
        again = _refusal(text, json_text)
        if again is None or (goes_on and not text[again.pos :].strip()):
            open_end = look(text, len(text), json_text).open_end
            return "" if open_end else _written(text[start:])
        found = _diagnose(text, again.pos, again.msg, json_text)
        edit = found.edit if found else None
    return ""


def _refusal(text: str, json_text: bool) -> Refusal | None:
    try:
        json.loads(text) if json_text else tomli.loads(text)
    except (json.JSONDecodeError, tomli.TOMLDecodeError) as error:
        return error
    return None


def _written(line: str) -> str:
    """Return a line as a hint may hold it, "" if it cannot."""
    line = line.strip()
    return line if line.isprintable() and "`" not in line else ""


def phrase(message: str) -> str:
    """Return a parser's sentence as a phrase of ours, without Python's spelling."""
    start = message[:1] if message[1:2].isupper() else message[:1].lower()
    message = start + message[1:].rstrip(".: ")
    return _PHRASES.get(message, message)
