"""Keys and tables that are written twice in a document."""

import re

from nngen.finding import dotted
from nngen.reading.mistake import CLOSING, Mistake, Spot
from nngen.reading.positions import Clash, clash

_MORE = r"""(?:[\w-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')\s*\."""


def repeated_json(text: str) -> Mistake | None:
    """Return the first key that an object of an accepted document has twice."""
    found = clash(text, json_text=True)
    return _repeat(
        found, f"written twice, first on line {_line(text, found)}", "keep one"
    )


def repeated_toml(spot: Spot) -> Mistake:
    """Return the name that tomli refuses at a place because it is taken."""
    closers = "".join(CLOSING[spot.text[at]] for at in reversed(spot.opened))
    found = clash(spot.text[: spot.at] + closers, json_text=False)
    statement = spot.text[spot.start : spot.at].lstrip()
    last = not re.compile(_MORE).match(spot.text, found.again)
    if statement.startswith("[") and last:
        return _header(spot.text, found, statement.startswith("[["))
    return _pair(spot.text, found) if last else _table(spot.text, found)


def _pair(text: str, found: Clash) -> Mistake:
    """Return the mistake of a key that is taken."""
    line = _line(text, found)
    if found.value > found.key:
        return _repeat(found, f"written twice, first on line {line}", "keep one")
    message = f"a table since line {line}, and cannot be a value too"
    return _repeat(found, message, "keep one")


def _header(text: str, found: Clash, double: bool) -> Mistake:
    """Return the mistake of a header whose name is taken."""
    line, name = _line(text, found), _name(found)
    opening = text[found.value : found.value + 2]
    if found.value >= found.key or opening == "[[":
        return _table(text, found)
    if double:
        message = f"a table since line {line}, and cannot be an array too"
        return _repeat(found, message, f"write `[[{name}]]` on line {line} too")
    hint = "keep one, with the keys of both"
    if name == "layers":
        hint = f"write `[[layers]]` above each layer, on line {line} too"
    return _repeat(found, f"written twice, first on line {line}", hint)


def _table(text: str, found: Clash) -> Mistake:
    """Return why a name that is taken cannot be a table here."""
    line, name = _line(text, found), _name(found)
    if found.value > found.key and text[found.value] == "{":
        message = f"written in braces on line {line}, which hold all its keys"
        return _repeat(found, message, "write the keys inside them")
    if found.value > found.key:
        message = f"a value since line {line}, and cannot be a table too"
        return _repeat(found, message, "keep one")
    if found.value == found.key:
        hint = "write its keys in one place"
        return _repeat(found, f"made by the dotted key of line {line}", hint)
    if text.startswith("[[", found.value):
        return _repeat(found, f"an array since line {line}", f"write `[[{name}]]`")
    return _repeat(
        found, f"has its own header on line {line}", "write the key below that"
    )


def _name(found: Clash) -> str:
    """Return the last name as a header has it, without backticks."""
    return dotted(found.path[-1:]).replace("`", "\\u0060")


def _line(text: str, found: Clash) -> int:
    return text.count("\n", 0, found.key) + 1


def _repeat(found: Clash, message: str, hint: str) -> Mistake:
    return Mistake(found.again, message, hint, None, "NN003", found.path)
