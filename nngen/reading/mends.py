"""Ways to repair a mistake: tried on the text, and kept if its parser gets further."""

import json
import re
from collections.abc import Iterable
from typing import NamedTuple

import tomli

from nngen.reading.mistake import CLOSING, Edit, Mistake, Spot, brief, line_end, look
from nngen.reading.values import QUOTES, value_meant

Refusal = tomli.TOMLDecodeError | json.JSONDecodeError
PLACE = "\0"  # where the parser stopped; no text holds this character

LARGEST = {True: 200_000, False: 20_000}  # characters of JSON, and of a TOML statement
_HEAD, _TAIL = 200, 1000  # characters before and after the place that patterns see
_WORD = rf"[^\s,:=\[\]{{}}\"'{QUOTES}]*"
# What may be meant as a value: in other quotes, in digits with commas, in words
_PIECES = (
    rf"{PLACE}(?:'(?:[^'\\]|\\.)*'|[{QUOTES}][^{QUOTES}\"']*[{QUOTES}\"'])",
    rf"[+-]?\d[\d, ]*{PLACE}[\d, ]*\d",
    rf"{_WORD}{PLACE}(?>(?:[^,:=\[\]{{}}\"'#\n]|:(?=[\\/]))*)(?![\"'])",
    rf"{_WORD}{PLACE}[^\s,\[\]{{}}#\"']*+(?![\"'])",
)


class Mend(NamedTuple):
    """A mistake as it looks around the place where the parser stops, and its repair.

    In the message {} stands for what the pattern matches. Without `new` there is only
    the hint; with `whole` the line must be right afterwards.
    """

    pattern: str
    message: str
    new: str | None = None
    hint: str = ""
    whole: bool = False


def mended(spot: Spot, mends: Iterable[Mend]) -> Mistake | None:
    """Return the mistake that is repaired by the first of the mends that helps."""
    start = max(0, spot.at - _HEAD)
    head, tail = spot.text[start : spot.at], spot.rest(spot.at, _TAIL)
    for mend in mends:
        mark = PLACE if PLACE in mend.pattern else ""
        match = re.search(mend.pattern, head + mark + tail)
        if match is None:
            continue
        begin, end = (
            start + at - (at > len(head) and mark != "") for at in match.span()
        )
        piece = spot.text[begin:end]
        message = match.expand(mend.message).replace("{}", brief(piece))
        edit = None
        if mend.new is not None:
            edit = _least(spot.text, Edit(begin, end, match.expand(mend.new)))
            if not gets_further(spot, edit, mend.whole):
                continue
            begin, piece = edit.start, spot.text[edit.start : edit.end]
        blanks = len(piece) - len(piece.lstrip()) if piece.strip() else 0
        return Mistake(begin + blanks, message, mend.hint, edit)
    return None


def _least(text: str, edit: Edit) -> Edit:
    """Return an edit without what is the same before and after it."""
    start, end, new = edit
    while start < end and new and text[start] == new[0]:
        start, new = start + 1, new[1:]
    while start < end and new and text[end - 1] == new[-1]:
        end, new = end - 1, new[:-1]
    return Edit(start, end, new)


def gets_further(spot: Spot, edit: Edit, whole: bool = False) -> bool:
    """Return whether a text's parser, after an edit, passes this and the place."""
    if min(edit.start, spot.at) < spot.start:
        return False
    text = edit.apply(spot.text)
    passed = max(edit.start + len(edit.new), spot.at + len(text) - len(spot.text))
    text = text[spot.start : line_end(text, passed)]
    if len(text) > LARGEST[spot.json_text]:
        return False
    error = refusal(text, spot.json_text)
    if error is None or whole:
        return error is None or ends_well(text, error, spot.json_text)
    return spot.start + error.pos >= passed


def ends_well(text: str, error: Refusal, json_text: bool) -> bool:
    """Return whether only more lines are missing in a text that does not parse."""
    rest = text[error.pos :].strip()
    return not rest and not look(text, len(text), json_text).open_end


def refusal(text: str, json_text: bool) -> Refusal | None:
    """Return the error of a text's parser, None if it parses."""
    try:
        json.loads(text) if json_text else tomli.loads(text)
    except (json.JSONDecodeError, tomli.TOMLDecodeError) as error:
        return error
    except (RecursionError, ValueError):  # too deep, or a number too long
        return json.JSONDecodeError("", text, 0)
    return None


def value_mistake(spot: Spot) -> Mistake | None:
    """Return the mistake of a value that the language does not have.

    Parsers stop before such a value, or in the middle of a number.
    """
    start = max(spot.start, spot.at - _HEAD)
    window = spot.text[start : spot.at] + PLACE + spot.rest(spot.at)
    for pattern in _PIECES[:1] + _PIECES[1 + (spot.bracket == "[") :]:
        match = re.search(pattern, window)
        if match is None or not _is_value(spot, start + match.start()):
            continue
        begin, piece = start + match.start(), match[0].replace(PLACE, "").rstrip()
        meant = value_meant(piece, spot.json_text) if piece else None
        if meant:
            edit = Edit(begin, begin + len(piece), meant.instead)
            message = meant.message.replace(piece, brief(piece))
            return Mistake(begin, message, meant.hint, edit if meant.instead else None)
    return None


def no_value(spot: Spot) -> Mistake | None:
    """Return the mistake of a place where a value belongs and none is recognized."""
    if not _is_value(spot, spot.at) or (spot.char and spot.char in ",:]}"):
        return None
    piece = brief(spot.rest(spot.at).strip(" ,\r]}"))
    if not piece:
        return Mistake(spot.at, "a value is missing")
    language = "JSON" if spot.json_text else "TOML"
    return Mistake(spot.at, f"{piece} is not a {language} value")


def _is_value(spot: Spot, at: int) -> bool:
    """Return whether a value belongs at a place, as far as the sign before it says."""
    last = spot.text[max(0, at - _HEAD) : at].rstrip()[-1:]
    signs = ("", ":") if spot.json_text else ("=",)
    return last in (*signs, "[", ",") if spot.bracket == "[" else last in signs


def odd_character(spot: Spot) -> Mistake | None:
    """Return the mistake of a character that nobody sees, None if it is another."""
    char = spot.char
    if (char.isprintable() or char == "\n") and char != "\xa0":
        return None
    if char == "\r":
        message = "a line ends in a carriage return alone"
        return Mistake(spot.at, message, "save the file with the line ends of Unix")
    if spot.token is None:
        new = " " if char.isspace() else ""
        message = f"the character U+{ord(char):04X} stands where a space may"
        return Mistake(spot.at, message, "", Edit(spot.at, spot.at + 1, new))
    what = "comment" if spot.text[spot.token[0]] == "#" else "string"
    message = f"the {what} holds the control character U+{ord(char):04X}"
    edit = Edit(spot.at, spot.at + 1, r"\t") if char == "\t" else None
    return Mistake(spot.at, message, "delete it", edit)


def bracket_mistake(spot: Spot) -> Mistake | None:
    """Return the mistake of a bracket that does not fit, or that is missing."""
    if not spot.bracket:
        message = f"nothing is open that {spot.char} could close"
        return Mistake(spot.at, message, "delete it") if spot.char in "]})" else None
    opener, closer = spot.opened[-1], CLOSING[spot.bracket]
    if spot.char and spot.char in "]})":
        if spot.char == closer:
            return None
        outer = [CLOSING[spot.text[at]] for at in spot.opened[-2:-1]]
        edit = Edit(spot.at, spot.at + 1, closer)
        if outer == [spot.char]:
            edit = Edit(spot.before, spot.before, closer)
        message = f"{spot.char} cannot close the {spot.bracket}"
        if "\n" in spot.text[opener : spot.at]:
            message += f" of line {spot.text.count(chr(10), 0, opener) + 1}"
        return Mistake(spot.at, message, "", edit)
    where = f"before line {spot.text.count(chr(10), 0, spot.at) + 1}"
    hint = f"write `{closer}` {where if spot.char else 'at the end'}"
    comma = spot.text[: spot.before].endswith(",")
    closers = "".join(CLOSING[spot.text[at]] for at in reversed(spot.opened))
    edit = Edit(spot.before - comma, spot.before, closers)
    over_lines = re.search("[\n#]", spot.text[opener : spot.before])
    message = f"the {spot.bracket} is not closed"
    return Mistake(opener, message, hint, None if over_lines else edit)


def unclosed_string(spot: Spot, start: int, end: str) -> Mistake:
    """Return the mistake of a string that does not end on its line.

    It is closed before what the pattern `end` matches.
    """
    quote, rest = spot.text[start], spot.rest(start + 1)
    body = re.split(end, rest, maxsplit=1)[0].rstrip()
    body = body.rstrip(" \t\r,]}") if spot.bracket else body
    at = start + 1 + len(body)
    other = body[-1:] and body[-1:] in QUOTES + "\"'"  # it ends in another quote
    edit = Edit(at - 1 if other else at, at, quote)
    return Mistake(start, "the string is not closed", f"close it with {quote}", edit)
