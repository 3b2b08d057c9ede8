"""What is wrong with a JSON document, said of the text as it stands."""

import json
import re

from nngen.reading.json_strings import in_string
from nngen.reading.shared import no_opener, odd_character, of_value, wrong_closer
from nngen.reading.trouble import CLOSING, LONGEST, Edit, Spot, Trouble, brief
from nngen.reading.values import QUOTES, value_meant

_PIECE = (
    rf"'(?:[^'\\\n]|\\.)*'|[{QUOTES}][^{QUOTES}\n]*[{QUOTES}]|\([^()\n]*\)"
    r"|[A-Za-z_][\w.]*\([^()\n]*\)|[^\s,:=\[\]{}\"#/]+(?:/[^\s,\[\]{}\"/]+)*"
)
_STRING = r'"(?:[^"\\\n]|\\.)*"'
# Up to where a quote is missing: behind a key, before one, before a value, behind one
_HALVES = (
    r'("[\w$.-]+)\s*:',
    r'((?:^|[{,\s])(?=[A-Za-z_$][\w$.-]*"\s*:))',
    r'(:\s*)[A-Za-z_][^",:\[\]{}]*"',
    r'(:\s*"[^",:\[\]{}]*?)\s*(?:[,}\]]|$)',
)


def json_trouble(spot: Spot, message: str) -> Trouble | None:
    """Return what is wrong at a place that json does not get past, None if unknown."""
    if spot.token and message.startswith(("Unterminated", "Invalid")):
        return in_string(spot, spot.token)
    if message.startswith("Illegal trailing comma"):
        return _trailing(spot.text, spot.at)
    if match := re.compile(r"//|/\*|#").match(spot.text, spot.at):
        return _comment(spot, match[0])
    before = spot.text[: spot.at].rstrip()
    if spot.opened and not spot.char:
        return _unclosed(spot)
    if spot.char and spot.char in "]}":
        return _closer(spot, before)
    if not spot.opened and before:
        hint = "one object is the whole document"
        return Trouble(spot.at, "text stands behind the end of the document", hint)
    begin = spot.text.rfind("\n", 0, spot.at) + 1
    if spot.text[begin : spot.end()].replace('\\"', "").count('"') % 2:
        return _half_quoted(spot)
    return odd_character(spot) or _in_brackets(spot, before)


def _half_quoted(spot: Spot) -> Trouble:
    """Say where a quote is missing, or is one too many, on a line."""
    if spot.text[spot.at - 1 : spot.at + 1] == '""':
        return Trouble(spot.at, "one quote is enough", "", _dropped(spot))
    begin, line = spot.around()
    for pattern in _HALVES:
        if match := re.search(pattern, line):
            at = begin + match.end(1)
            return Trouble(at, "a quote is missing", "", Edit(at, at, '"'))
    return Trouble(spot.at, "a quote is missing", "write one before and behind it")


def _in_brackets(spot: Spot, before: str) -> Trouble | None:
    """Say what is wrong between two pieces of an object or an array."""
    last = before[-1:]
    in_object = bool(spot.opened) and spot.text[spot.opened[-1]] == "{"
    if in_object and last in ("{", ","):
        return _key(spot, before)
    if last in ("", "[", ",", ":"):
        return _value_missing(spot) or _value(spot, spot.at)
    if in_object and _awaits_colon(spot, before):
        match = re.compile(r"(?:=>|->|:=|=)?\s*").match(spot.text, spot.at)
        end = match.end() if match else spot.at
        return Trouble(
            spot.at if end > spot.at else len(before),
            "a colon is missing behind the key",
            "",
            Edit(len(before), end, ": "),
        )
    return _value(spot, _begin(spot)) or _no_comma(spot, before)


def _begin(spot: Spot) -> int:
    """Return where the number begins in whose middle a place is."""
    match = re.search(r"[^\s,:\[\]{}\"]*$", spot.text[: spot.at][-LONGEST:])
    return spot.at - len(match[0]) if match else spot.at


def _awaits_colon(spot: Spot, before: str) -> bool:
    """Tell whether the string before a place is a key."""
    match = re.search(r'[{,]\s*"(?:[^"\\]|\\.)*"$', before[-300:])
    return bool(match)


def _comment(spot: Spot, sign: str) -> Trouble:
    end = spot.end()
    if sign == "/*":
        close = spot.text.find("*/", spot.at)
        end = close + 2 if close >= 0 else end
    begin = len(spot.text[: spot.at].rstrip(" \t"))
    alone = not spot.text[spot.text.rfind("\n", 0, begin) + 1 : begin].strip()
    hint = "leave the line out, or write the spec in TOML" if alone else ""
    edit = Edit(begin, end, "")
    return Trouble(spot.at, "JSON has no comments", hint, edit)


def _unclosed(spot: Spot) -> Trouble:
    opener = spot.opened[-1]
    bracket = spot.text[opener]
    hint = f"write `{CLOSING[bracket]}` at the end"
    end = len(spot.text.rstrip())
    edit = Edit(end, end, "".join(CLOSING[spot.text[at]] for at in spot.opened[::-1]))
    whole = "\n" not in spot.text[:end]
    return Trouble(
        opener, f"the {bracket} is not closed", hint, edit if whole else None
    )


def _trailing(text: str, at: int) -> Trouble:
    closer = text[at + 1 :].lstrip()[:1]
    message = f"a comma stands before the closing {closer}"
    return Trouble(at, message, "", Edit(at, at + 1, ""))


def _closer(spot: Spot, before: str) -> Trouble:
    """Say what is wrong with a closing bracket."""
    if not spot.opened:
        return no_opener(spot.at, spot.char)
    if CLOSING[spot.text[spot.opened[-1]]] != spot.char:
        return wrong_closer(spot)
    if before.endswith(","):
        return _trailing(spot.text, len(before) - 1)
    return Trouble(spot.at, f"a value is missing before {spot.char}")


def _key(spot: Spot, before: str) -> Trouble | None:
    """Say what is wrong where a key belongs."""
    match = re.compile(_PIECE).match(spot.text, spot.at)
    if spot.char == ",":
        return Trouble(spot.at, "one comma is enough", "", _dropped(spot))
    if not match or len(match[0]) > LONGEST:
        return None
    piece, end = match[0], match.end()
    number = re.search(r"[:\[,]\s*([+-]?\d+,\s*)$", spot.text[: spot.at][-60:])
    if number and re.fullmatch(r"\d+(?:[eE][+-]?\d+)?", piece):
        return of_value(spot, spot.at - len(number[1]), end, True)
    value = value_meant(piece, True)
    plain = re.fullmatch(r"[\w$.-]+", piece)
    instead = (
        json.dumps(piece, ensure_ascii=False) if plain else value and value.instead
    )
    message = f"the key {brief(piece)} is not in double quotes"
    edit = Edit(spot.at, end, instead) if instead else None
    return Trouble(spot.at, message, "", edit)


def _dropped(spot: Spot) -> Edit:
    return Edit(spot.at, spot.at + 1, "")


def _value_missing(spot: Spot) -> Trouble | None:
    if spot.char == ",":
        message = "a value is missing before the comma"
        return Trouble(spot.at, message, "", _dropped(spot))
    if spot.char == ":":
        return Trouble(spot.at, "one colon is enough", "", _dropped(spot))
    return None


def _value(spot: Spot, start: int) -> Trouble | None:
    """Say what is wrong with a value, whose middle the place may be."""
    match = re.compile(_PIECE).match(spot.text, start)
    trouble = of_value(spot, start, match.end(), True) if match else None
    middle = start < spot.at and trouble and "quotes" in trouble.message
    return None if middle else trouble


def _no_brace(spot: Spot, before: str) -> Trouble | None:
    """Say that the object is not opened whose first key a colon shows."""
    match = re.search(rf"(?:({_STRING})\s*(:)|[\[,])\s*({_STRING})$", before[-LONGEST:])
    if not match:
        return None
    at = len(before) - len(match[3])
    if match[1]:
        hint = f"write `{match[1]}: {{{match[3]}: ...}}`"
        return Trouble(at, f"{{ is missing behind {brief(match[1])}", hint)
    hint = f"write `{{{match[3]}: ...}}`"
    return Trouble(at, f"{{ is missing before {brief(match[3])}", hint)


def _no_comma(spot: Spot, before: str) -> Trouble | None:
    match = re.compile(r'"[^"\n]*"|[^\s,\]}]{1,200}').match(spot.text, spot.at)
    if spot.char == ":" and (trouble := _no_brace(spot, before)):
        return trouble
    if spot.char in ";:.":
        edit = Edit(spot.at, spot.at + 1, ",")
        sign = "a colon" if spot.char == ":" else spot.char
        return Trouble(spot.at, f"{sign} stands where a comma belongs", "", edit)
    message = f"a comma is missing before {brief(match[0] if match else spot.char)}"
    edit = Edit(len(before), len(before), ",")
    return Trouble(len(before), message, "", edit)
