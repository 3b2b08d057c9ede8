"""Why a document cannot be read: in plain words, with the line to write instead."""

import json
import re

from nngen.reading.json_mistakes import json_mistake
from nngen.reading.limits import DEEPEST, deep
from nngen.reading.mends import LARGEST, Refusal, ends_well, refusal
from nngen.reading.mistake import Edit, Mistake, Spot, line_end, line_start, look
from nngen.reading.repeats import repeated_toml
from nngen.reading.toml_mistakes import toml_mistake

_TRIES = 9  # mistakes in one line that are repaired
_LONGEST = 200  # characters of a line to write
_WORD = 60  # characters of a piece to write where the line cannot be given
_TOML = r"(?m)(?:\s|#.*+)*+(?:\[\[?[\w. -]+\]\]?[ \t]*(?:#.*)?$|[\w-]+[ \t]*=[^=])"
_YAML = r"[ \t]*(?:-[ \t]+)?(?:[\w-]+:(?:[ \t].*)?|-[ \t].*|#.*|---)?"
_CONFLICT = r"<{7}|={7}|>{7}|\|{7}"
# What the parsers say, in our words
_PHRASES = {
    "invalid statement": "this is not a line of TOML",
    "expecting value": "a value is missing",
    "expecting property name enclosed in double quotes": "a key is missing",
    "expecting ',' delimiter": "a comma is missing",
    "expecting ':' delimiter": "a colon is missing",
    "extra data": "text stands after the end of the document",
    "unclosed array": "the [ is not closed",
    "unclosed inline table": "the { is not closed",
    "expected '=' after a key in a key/value pair": "= is missing after the key",
    "expected ']' at the end of a table declaration": "] belongs after the name",
    "expected ']]' at the end of an array declaration": "]] belongs after the name",
    "invalid initial character for a key part": "a name is missing",
}


def explain(text: str, error: Refusal) -> Mistake:
    """Return the mistake in a text, given the error of its parser.

    The lines of a TOML text end in one character, as tomli counts them.
    """
    json_text = isinstance(error, json.JSONDecodeError)
    if json_text and not text.strip():
        return Mistake(0, "the document is empty", "a spec is one object: `{ ... }`")
    spot = _spot(text, error)
    if len(spot.opened) > DEEPEST:
        return deep(spot.opened[DEEPEST])
    if other := _other_language(text, json_text):
        return other
    mistake = _diagnose(spot, error.msg)
    if mistake is None:
        return Mistake(error.pos, phrase(error.msg))
    if mistake.edit is None:
        return mistake
    written, new = _repaired_line(spot, mistake.edit), mistake.edit.new
    if not written and len(new) <= _WORD and re.search(r"\w", new):
        written = _shown(new)
    return mistake._replace(hint=f"write `{written}`") if written else mistake


def _other_language(text: str, json_text: bool) -> Mistake | None:
    """Return the mistake of a document in another language than its file's name."""
    start = text[:2000].lstrip()
    if not json_text and re.match(r"\{|\[\s*\{", start):
        message = "the document is JSON and is read as TOML"
        return Mistake(0, message, "let the file's name end in .json")
    if json_text and re.match(_TOML, start):
        message = "the document is TOML and is read as JSON"
        return Mistake(0, message, "let the file's name end in .toml")
    lines = start.splitlines()[:-1] if len(text) > 2000 else start.splitlines()
    filled = [line for line in lines if line.strip()]
    if len(filled) > 2 and all(re.fullmatch(_YAML, line) for line in filled):
        hint = "a spec is TOML: `seed = 0`, with `[data]` above the keys of a table"
        return Mistake(0, "the document is YAML", hint)
    return None


def _spot(text: str, error: Refusal) -> Spot:
    """Return the place where a parser stopped."""
    json_text = isinstance(error, json.JSONDecodeError)
    # json names the start of a string that does not end: look inside it
    inside = error.msg.startswith("Unterminated") and json_text
    return look(text, error.pos + inside, json_text)._replace(at=error.pos)


def _diagnose(spot: Spot, message: str) -> Mistake | None:
    """Return the mistake where a parser stops, None where it is not known."""
    if re.compile(_CONFLICT).match(spot.text, spot.at):
        message = "git could not merge what stands below and above"
        return Mistake(spot.at, message, "keep one of both, and delete the marks")
    if spot.json_text:
        return json_mistake(spot, message)
    if message.startswith(("Cannot ", "Duplicate ")):
        return repeated_toml(spot)
    return toml_mistake(spot)


def _repaired_line(spot: Spot, edit: Edit | None) -> str:
    """Return the line with all its mistakes repaired, "" if that cannot be done.

    What is returned parses, at least up to the end of the line.
    """
    text, goes_on = spot.text, False
    if edit:  # what stands before the statement changes nothing
        text = text[spot.start :]
        edit = Edit(edit.start - spot.start, edit.end - spot.start, edit.new)
    for _ in range(_TRIES):
        if edit is None:
            break
        text = edit.apply(text)
        start, end = line_start(text, edit.start), line_end(text, edit.start)
        goes_on = goes_on or end < len(text)
        text = text[:end]
        if len(text) - start > _LONGEST or len(text) > LARGEST[spot.json_text]:
            break
        error = refusal(text, spot.json_text)
        if error is None or (goes_on and ends_well(text, error, spot.json_text)):
            return _shown(text[start:])
        mistake = _diagnose(_spot(text, error), error.msg)
        edit = mistake.edit if mistake else None
    return ""


def _shown(line: str) -> str:
    """Return a line as a hint can hold it, "" if it cannot."""
    line = line.strip()
    return line if line.isprintable() and "`" not in line else ""


def phrase(message: str) -> str:
    """Return a parser's message in our words."""
    start = message[:1] if message[1:2].isupper() else message[:1].lower()
    message = start + message[1:].rstrip(".: ")
    return _PHRASES.get(message, "the document cannot be read from here on")
