"""Text for people: shown safely, quoted, counted, and as TOML writes it."""

import json
import re
from typing import Any

BARE = re.compile(r"[A-Za-z0-9_-]+")  # a key of TOML without quotes


def printable(text: str) -> str:
    """Return text for a terminal or a log: on one line, without control characters."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def quoted(text: str, most: int = 60) -> str:
    """Return text in quotes, on one line, cut to so many characters.

    It is a string of TOML, and of JSON too but for unseen characters beyond four
    digits; and without a backtick, which would end the line to write that it may
    stand in.
    """
    if len(text) > most:
        text = text[: most - 3] + "..."
    return f'"{"".join(map(escaped, text))}"'


def escaped(char: str) -> str:
    """Return a character as it stands in a string."""
    if char.isprintable() and char not in '"\\`':
        return char
    if char > "\uffff":
        return f"\\U{ord(char):08x}"
    return f"\\u{ord(char):04x}" if char == "`" else json.dumps(char)[1:-1]


def listing(names: list[str], most: int = 10) -> str:
    """Return names in quotes, as an array of a spec has them; only the first."""
    more = f", and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(map(quoted, names[:most])) + more


def written(value: Any) -> str:
    """Return a value as TOML writes it; tables are inline."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return quoted(value, 1000)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, dict):
        pairs = ", ".join(f"{key(k)} = {written(v)}" for k, v in value.items())
        return f"{{ {pairs} }}"
    return str(value)


def plain(number: float) -> float:
    """Return a number in six digits, without a point where it is whole."""
    short = float(f"{number:g}")
    return int(short) if short == int(short) else short


def key(name: str) -> str:
    """Return a key as TOML writes it, in quotes where it needs them."""
    return name if BARE.fullmatch(name) else quoted(name, 1000)


def shown(value: Any) -> str:
    """Return what a document says, for a message: on one line, cut to 60 characters."""
    if value is None:
        return "null"
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "an array"
    if isinstance(value, str):
        return quoted(value)
    try:
        text = printable(written(value))
    except ValueError:  # Python writes no more digits than 4300
        return "a number of over 4300 digits"
    return text if len(text) <= 60 else f"{text[:57]}..."


def count(number: int, noun: str) -> str:
    """Return a number of things: 1 class, 2 classes."""
    plural = "es" if noun.endswith("s") else "s"
    return f"{number} {noun}{plural if number != 1 else ''}"


def script_name(name: str) -> str:
    """Return the file name of the script of a spec, which can be imported."""
    return name.replace("-", "_") + ".py"
