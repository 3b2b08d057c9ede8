"""Why a document does not parse: in plain words, with the line to write instead."""

import json
import re

import tomli

from nngen.reading.json_syntax import json_trouble
from nngen.reading.repeats import repeated_toml
from nngen.reading.toml_syntax import toml_trouble
from nngen.reading.trouble import LONGEST, Edit, Spot, Trouble, changed, look
from nngen.reading.values import value_meant

Refusal = tomli.TOMLDecodeError | json.JSONDecodeError

_TRIES = 9  # mistakes in one line
_LARGEST = 50_000  # characters of a document that is parsed as often as that
_TOML = r"(?m)(?:\s|#.*+)*+(?:\[\[?[\w. -]+\]\]?[ \t]*(?:#.*)?$|[\w-]+[ \t]*=[^=])"
_PAIR = r"([\w-]+):[ \t]*(.*?)[ \t]*(?:#.*)?"
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
    "unclosed array": "the [ is not closed",
    "unclosed inline table": "the { is not closed",
    "expected '=' after a key in a key/value pair": "= is missing behind the key",
    "expected ']' at the end of a table declaration": "the header is not closed",
    "expected ']]' at the end of an array declaration": "the header is not closed",
}
_CONFLICT = r"<{7}|={7}|>{7}|\|{7}"
# A part of a line that stands for itself: what is between commas and brackets
_PART = r"""(?:"(?:[^"\\\n]|\\.)*+"?|[^"\[\]{},#\n])++|.|\n"""


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
    if trouble.edit and (part := _part(text, trouble.edit, json_text)):
        signs = re.fullmatch(r"\W+", part) and trouble.hint
        return trouble if signs else trouble._replace(hint=f"write `{part}`")
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
        return Trouble(0, "the document is YAML", f"a spec is TOML: {_first(filled)}")
    return None


def _first(lines: list[str]) -> str:
    """Return what the first key of YAML, and what is below it, is in TOML."""
    pairs = filter(None, (re.fullmatch(_PAIR, line) for line in lines))
    match = next(pairs, None)
    if match is None:
        return "pairs such as `seed = 0`"
    key, value = match.groups()
    if not value:
        return (
            f"`[[{key}]]` above each layer's keys" if key == "layers" else f"`[{key}]`"
        )
    known = value_meant(value, False)
    return f"`{key} = {known.instead if known and known.instead else value}`"


def _diagnose(text: str, at: int, message: str, json_text: bool) -> Trouble | None:
    """Return what is wrong where a parser stops, None if nobody knows."""
    if re.compile(_CONFLICT).match(text, at):
        message = "git could not merge what stands below and above"
        return Trouble(at, message, "keep one of both, and delete the marks")
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
        if len(text) - start > LONGEST or len(text) > _LARGEST:
            return ""
        again = _refusal(text, json_text)
        if again is None or (goes_on and not text[again.pos :].strip()):
            open_end = look(text, len(text), json_text).open_end
            return "" if open_end else _written(text[start:])
        found = _diagnose(text, again.pos, again.msg, json_text)
        edit = found.edit if found else None
    return ""


def _part(text: str, edit: Edit, json_text: bool) -> str:
    """Return the part of a long line around a mended mistake, "" if it is not."""
    start, end = edit.start, edit.start + len(edit.new)
    begin = text.rfind("\n", 0, start) + 1
    line = changed(text, edit)[begin:].partition("\n")[0]
    if len(text) <= _LARGEST and len(line) <= LONGEST:
        return ""
    again = _refusal(changed(text, edit), json_text)
    if again and again.pos <= end:
        return ""
    wide = len(edit.new.strip()) < 2  # a sign needs what stands beside it
    low, high = start - begin - wide, end - begin + wide
    parts = [
        match[0]
        for match in re.finditer(_PART, line)
        if match.start() < high and match.end() > low
    ]
    part = "".join(parts).strip().rstrip(",")
    return _written(part) if len(part) <= LONGEST else ""


def _refusal(text: str, json_text: bool) -> Refusal | None:
    try:
        json.loads(text) if json_text else tomli.loads(text)
    except (json.JSONDecodeError, tomli.TOMLDecodeError) as error:
        return error
    except (
        RecursionError,
        ValueError,
    ):  # no mend helps what is too deep, or too long
        return json.JSONDecodeError("", text, 0)
    return None


def _written(line: str) -> str:
    """Return a line as a hint may hold it, "" if it cannot."""
    line = re.sub(r'"[^"]*"|\t', _visible, line.strip())
    return line if line.isprintable() and "`" not in line else ""


def _visible(match: re.Match[str]) -> str:
    """Return a string without its tabs, or a tab between other things as a space."""
    return match[0].replace("\t", " " if match[0] == "\t" else r"\t")


def phrase(message: str) -> str:
    """Return a parser's sentence as a phrase of ours."""
    start = message[:1] if message[1:2].isupper() else message[:1].lower()
    message = start + message[1:].rstrip(".: ")
    return _PHRASES.get(message, "the document cannot be read from here on")
