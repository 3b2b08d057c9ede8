"""The commonest mistakes in JSON."""

import re

from nngen.reading.mends import (
    PLACE,
    Mend,
    bracket_mistake,
    mended,
    no_value,
    odd_character,
    unclosed_string,
    value_mistake,
)
from nngen.reading.mistake import Edit, Mistake, Spot
from nngen.reading.values import QUOTES

_ESCAPE = r'\\(?!["\\/bfnrt]|u[\da-fA-F]{4})'
_QUOTE = "a quote is missing"
_COMMENT = "JSON has no comments"
_COMMA = r"a comma stands before the closing \2"
_TOML = "leave it out, or write the spec in TOML"
_BRACES = "keys with their values stand in braces of their own"

_COMMENTS = (
    Mend(rf"[ \t]*{PLACE}(?:(?://|#).*|/\*.*?\*/)", _COMMENT, "", hint=_TOML),
    Mend(rf"{PLACE}(?://|#|/\*)", _COMMENT, hint=_TOML),
)
_MENDS = (
    Mend(rf",(\s*){PLACE}([}}\]])", _COMMA, r"\1\2"),
    Mend(rf"{PLACE},(\s*)([}}\]])", _COMMA, r"\1\2"),  # from Python 3.13 on
    # a quote after a key, before one, before a value, after one
    Mend(r'("[\w$.-]+)(\s*:)', _QUOTE, r'\1"\2', whole=True),
    Mend(r'([{,\s]|^)([A-Za-z_$][\w$.-]*"\s*:)', _QUOTE, r'\1"\2', whole=True),
    Mend(r'(:\s*)([A-Za-z_][^",:\[\]{}]*")', _QUOTE, r'\1"\2', whole=True),
    Mend(r'(:\s*"[^",:\[\]{}]*?)(\s*(?:[,}\]]|$))', _QUOTE, r'\1"\2', whole=True),
    Mend(rf'(?<="){PLACE}"', "one quote is enough", "", whole=True),
    Mend(
        rf"{PLACE}[{QUOTES}']?([^{QUOTES}'\"\s:=,{{}}\[\]()]+)[{QUOTES}']?(?=\s*[:=])",
        "the key {} is not in double quotes",
        r'"\1"',
    ),
    Mend(rf"{PLACE},", "a value is missing before the comma", ""),
    Mend(rf"\s*{PLACE}(?:=>|->|:=|=)?\s*", "a colon is missing after the key", ": "),
    Mend(rf"{PLACE};", "; stands where a comma belongs", ","),
    Mend(
        rf"(?<=[\w\"\]}}])\s*{PLACE}:",
        "a colon stands where a comma belongs",
        None,
        _BRACES,
    ),
    Mend(
        rf"(\s*){PLACE}(\"[^\"\n]*\"|[^\s,\]}}]+)",
        r"a comma is missing before \2",
        r",\1\2",
    ),
)


def json_mistake(spot: Spot, message: str) -> Mistake | None:
    """Return the mistake at a place where json stops, None where it is not known."""
    if spot.token and message.startswith(("Unterminated", "Invalid")):
        return _in_string(spot, *spot.token)
    at_end = spot.char in "]}" if spot.char else bool(spot.opened)
    if at_end and (mistake := bracket_mistake(spot)):
        return mistake
    if mistake := mended(spot, _COMMENTS):
        return mistake
    if not spot.opened and spot.before:
        hint = "one object is the whole document"
        return Mistake(spot.at, "text stands after the end of the document", hint)
    odd = odd_character(spot) if spot.char.strip() or spot.char == "\xa0" else None
    quotes = mended(spot, (mend for mend in _MENDS if mend.whole))
    mistake = odd or quotes or value_mistake(spot) or mended(spot, _MENDS)
    return mistake or no_value(spot)


def _in_string(spot: Spot, start: int, end: int) -> Mistake:
    """Return the mistake in the string around a place."""
    near = max(start, spot.at - 2)
    if match := re.compile(_ESCAPE).search(spot.text, near, spot.at + 2):
        message = f"{spot.text[match.start() : match.end() + 1]} is not an escape"
        if spot.open_end:
            return Mistake(match.start(), message, r"a backslash is written \\")
        doubled = re.sub(_ESCAPE, r"\\\\", spot.text[start:end])
        return Mistake(match.start(), message, "", Edit(start, end, doubled))
    odd = odd_character(spot) if spot.at > start and spot.char != "\r" else None
    key = r"\s*:" if re.match(r"[\w.$-]+\s*:", spot.rest(start + 1)) else "$"
    return odd or unclosed_string(spot, start, key)
