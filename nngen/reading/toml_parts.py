"""What is wrong inside a TOML value: its strings, and what brackets hold."""

import re

from nngen.reading.shared import of_value, wrong_closer
from nngen.reading.trouble import CLOSING, LONGEST, Edit, Spot, Trouble, brief, escaped
from nngen.reading.values import QUOTES

_ESCAPE = r'\\(?![btnfre"\\]|u[\da-fA-F]{4}|U[\da-fA-F]{8}|x[\da-fA-F]{2})'
_KEY = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')"""
_DIGITS = {"u": 4, "U": 8, "x": 2}


def in_token(spot: Spot, token: tuple[int, int]) -> Trouble:
    """Return what is wrong in the string or the comment that a place stands in."""
    start, end = token
    opening = spot.text[start : start + 3]
    control = spot.char and spot.char != "\n" and not spot.char.isprintable()
    if (control and spot.at < end) or opening[0] == "#" or (control and spot.open_end):
        return _control(spot, "comment" if opening[0] == "#" else "string", opening)
    at = _backslash(spot, start)
    escape = opening[0] == '"' and re.compile(_ESCAPE).match(spot.text, at)
    if escape or (at < spot.at and not spot.open_end):
        return _escape(spot, at, start, end)
    if not spot.open_end:
        return Trouble(start, f"{brief(spot.text[start:end])} is not a key")
    if opening in ('"""', "'''"):
        return Trouble(start, "the string is not closed", f"close it with {opening}")
    hint = f"close it with {opening[0]}"
    return Trouble(start, "the string is not closed", hint, _closed(spot, start))


def _backslash(spot: Spot, start: int) -> int:
    """Return the place of the last backslash before a place, or that place."""
    at = spot.text.rfind("\\", start, spot.at)
    return spot.at if at < 0 else at


def _control(spot: Spot, what: str, opening: str) -> Trouble:
    if spot.char == "\r":
        return carriage_return(spot)
    message = f"the {what} holds the control character U+{ord(spot.char):04X}"
    if opening[0] == '"':
        edit = Edit(spot.at, spot.at + 1, escaped(spot.char))
        return Trouble(spot.at, message, "", edit)
    return Trouble(spot.at, message, "delete it")


def carriage_return(spot: Spot) -> Trouble:
    """Return what is said of a carriage return without a line feed."""
    message = "a line ends in a carriage return alone"
    return Trouble(spot.at, message, "save the file with the line ends of Unix")


def _escape(spot: Spot, at: int, start: int, end: int) -> Trouble:
    """Say that a backslash begins nothing."""
    letter = spot.text[at + 1 : at + 2]
    message = f"\\{letter} is not an escape"
    if letter in _DIGITS:
        message = f"\\{letter} is not followed by {_DIGITS[letter]} hexadecimal digits"
        if spot.at > at + 2:
            message = f"{brief(spot.text[at : spot.at])} is not a character"
    if spot.open_end:
        return Trouble(at, message, r"a backslash is written \\")
    if spot.text.startswith('"""', start):
        return Trouble(at, message, "", Edit(at, at + 1, r"\\"))
    inner = spot.text[start + 1 : end - 1]
    if "'" in inner or '\\"' in inner:
        doubled = re.sub(_ESCAPE, r"\\\\", spot.text[start:end])
        return Trouble(at, message, "", Edit(start, end, doubled))
    literal = inner.replace("\\\\", "\\")
    return Trouble(at, message, "", Edit(start, end, f"'{literal}'"))


def _closed(spot: Spot, start: int) -> Edit:
    """Return the edit that closes a string where it must end."""
    text, quote = spot.text, spot.text[start]
    rest = text[start + 1 : min(spot.end(start), start + LONGEST)]
    key = re.match(r"[\w .-]+?(?=\s*=)", rest)
    if key and not text[spot.start : start].strip():
        return Edit(start + 1 + key.end(), start + 1 + key.end(), quote)
    body = re.split(r"\s+#", rest, maxsplit=1)[0].rstrip()
    if spot.opened:
        body = re.split(rf",\s*{_KEY}\s*=", body, maxsplit=1)[0]
        body = re.sub(r"[\s,\]}]+$", "", body)
    end = start + 1 + len(body)
    other = body[-1:] in QUOTES + "\"'" and body
    return Edit(end - 1 if other else end, end, quote)


def inside(spot: Spot) -> Trouble | None:
    """Return what is wrong in the array or the inline table around a place."""
    opener = spot.opened[-1]
    bracket = spot.text[opener]
    if _left_open(spot, bracket):
        return _unclosed(spot, opener)
    if spot.char in "]})":
        return wrong_closer(spot)
    if spot.char == ",":
        edit = Edit(spot.at, spot.at + 1, "")
        return Trouble(spot.at, "a value is missing before the comma", "", edit)
    if bracket == "{" and (trouble := _entry(spot)):
        return trouble
    return _half_quoted(spot) or _element(spot) or _no_comma(spot)


def _left_open(spot: Spot, bracket: str) -> bool:
    """Tell whether what stands at a place is the next statement already."""
    if not spot.char:
        return True
    begin = spot.text.rfind("\n", 0, spot.at) + 1
    if spot.text[begin : spot.at].strip() or begin < spot.opened[-1]:
        return False
    line = spot.text[spot.at : spot.end()]
    if re.match(rf"\[\[?\s*{_KEY}(?:\.{_KEY})*\s*\]\]?\s*(?:#.*)?$", line):
        return True
    comma = spot.text[: spot.at].rstrip().endswith(",")
    pair = re.match(rf"{_KEY}(?:\.{_KEY})*\s*=", line)
    return bool(pair) and (bracket == "[" or not comma)


def _unclosed(spot: Spot, opener: int) -> Trouble:
    bracket = spot.text[opener]
    before = spot.text[: spot.at].rstrip()
    message = f"the {bracket} is not closed"
    hint = f"write `{CLOSING[bracket]}` before line {spot.line(spot.at)}"
    if not spot.char:
        hint = f"write `{CLOSING[bracket]}` at the end"
    if "\n" in before[opener:] or "#" in before[opener:]:
        return Trouble(opener, message, hint)
    end = len(before.removesuffix(","))
    closers = "".join(CLOSING[spot.text[at]] for at in reversed(spot.opened))
    edit = Edit(end, len(before), closers)
    return Trouble(opener, message, hint, edit)


def _entry(spot: Spot) -> Trouble | None:
    """Return what is wrong with a key of an inline table."""
    if match := re.compile(r"\s*:\s*").match(spot.text, spot.at):
        edit = Edit(len(spot.text[: spot.at].rstrip()), match.end(), " = ")
        return Trouble(spot.at, "a colon stands where = belongs", "", edit)
    before = spot.text[: spot.at].rstrip()
    key = re.search(rf"[{{,]\s*({_KEY})$", before[-LONGEST:])
    if key and re.match(r"[\w.\"'+-]", spot.char):
        edit = Edit(len(before), spot.at, " = ")
        return Trouble(spot.at, f"= is missing behind {key[1]}", "", edit)
    return None


def _element(spot: Spot) -> Trouble | None:
    """Return what is wrong with the value at a place, which may be its middle."""
    before = re.search(
        r"[^\s,\[\]{}=\"']*$", spot.text[max(0, spot.at - LONGEST) : spot.at]
    )
    start = spot.at - len(before[0] if before else "")
    match = re.compile(r"\([^()\n]*\)|[^,\[\]{}\n#]{0,200}").match(spot.text, start)
    piece = match[0].rstrip() if match else ""
    return of_value(spot, start, start + len(piece), False)


def _half_quoted(spot: Spot) -> Trouble | None:
    """Say where the quote behind a value is missing."""
    begin, line = spot.around()
    if not line.count('"') % 2:
        return None
    if match := re.search(r'([\[,=]\s*"[^",=\[\]{}]*?)\s*[,\]}]', line):
        at = begin + match.end(1)
        return Trouble(at, "a quote is missing", "", Edit(at, at, '"'))
    return None


def _no_comma(spot: Spot) -> Trouble | None:
    match = re.compile(r"[^\s,\]}]{1,200}").match(spot.text, spot.at)
    before = spot.text[: spot.at].rstrip()
    if not match or before[-1:] in "=,[{":
        return None
    message = f"a comma is missing before {brief(match[0])}"
    return Trouble(len(before), message, "", Edit(len(before), len(before), ","))
