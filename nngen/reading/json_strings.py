"""What is wrong in a string of JSON."""

import re

from nngen.reading.trouble import LONGEST, Edit, Spot, Trouble, escaped
from nngen.reading.values import QUOTES

_ESCAPE = r'\\(?!["\\/bfnrt]|u[\da-fA-F]{4})'


def in_string(spot: Spot, token: tuple[int, int]) -> Trouble:
    """Return what is wrong in the string that a place stands in."""
    start, end = token
    if match := re.compile(_ESCAPE).search(
        spot.text, max(start, spot.at - 2), spot.at + 2
    ):
        return _escape(spot, match.start(), start, end)
    if spot.char not in ("", "\n", "\r") and spot.at > start:
        message = f"the string holds the control character U+{ord(spot.char):04X}"
        edit = Edit(spot.at, spot.at + 1, escaped(spot.char))
        return Trouble(spot.at, message, "", edit)
    return Trouble(
        start, "the string is not closed", 'close it with "', _closed(spot, start)
    )


def _escape(spot: Spot, at: int, start: int, end: int) -> Trouble:
    """Say that a backslash begins nothing."""
    letter = spot.text[at + 1 : at + 2]
    message = f"\\{letter} is not an escape"
    if letter == "u":
        message = "\\u is not followed by 4 hexadecimal digits"
    if spot.open_end:
        return Trouble(at, message, r"a backslash is written \\")
    piece = re.sub(_ESCAPE, r"\\\\", spot.text[start:end])
    return Trouble(at, message, "", Edit(start, end, piece))


def _closed(spot: Spot, start: int) -> Edit:
    """Return the edit that closes a string where it must end."""
    rest = spot.text[start + 1 : min(spot.end(start), start + LONGEST)]
    key = re.match(r"[\w.$-]+(?=\s*:)", rest)
    body = key[0] if key else re.sub(r"[\s,\]}]+$", "", rest)
    end = start + 1 + len(body)
    other = bool(body) and body[-1] in QUOTES + "'"
    return Edit(end - 1 if other else end, end, '"')
