"""From bytes to data: a document's text, what it says, and where it says it."""

import json
import re
from dataclasses import dataclass
from typing import Any

import tomli

from nngen.finding import Finding, Path, Position, Rejected
from nngen.load.positions import Mark, index_json, index_toml

LARGEST = 2**20  # bytes; a spec is a page
# Strings and comments, passed over, or a number that cannot be one
ODD = re.compile(
    r'"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#.*|(-?\b(?:NaN|Infinity|[0-9][0-9_]{4300,})\b)'
)


@dataclass(frozen=True)
class Document:
    """A document that parses: its data and the place of each key and value."""

    data: Any
    marks: dict[Path, Mark]


class Unreadable(Rejected):
    """A document that does not parse; `place` is where that was noticed."""

    def __init__(
        self, code: str, message: str, place: Position, hint: str = ""
    ) -> None:
        super().__init__(Finding(code, (), message, hint))
        self.place = place


def decode(raw: bytes) -> str:
    """Return the text of a UTF-8 file, whose byte order mark is dropped.

    Raises Unreadable for other encodings, NUL bytes and files over 1 MiB.
    """
    top = Position(1, 1)
    if len(raw) > LARGEST:
        raise Unreadable("NN001", f"the file is over {LARGEST} bytes", top)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        hint = "save the file as UTF-8"
        raise Unreadable("NN001", message, Position(line, 1), hint) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise Unreadable("NN001", "the file holds a NUL byte", Position(line, 1))
    return text


def parse(text: str, json_text: bool) -> Document:
    """Return the document that text holds; raises Unreadable with the place."""
    try:
        if json_text:
            data = json.loads(
                text, object_pairs_hook=unique, parse_constant=reject_constant
            )
            return Document(data, index_json(text))
        return Document(tomli.loads(text), index_toml(text))
    except (tomli.TOMLDecodeError, json.JSONDecodeError) as error:
        place = Position(error.lineno, error.colno)
        raise Unreadable("NN002", phrase(error.msg), place) from None
    except RecursionError:
        message = "the document is nested too deeply"
        raise Unreadable("NN002", message, Position(1, 1)) from None
    except ValueError as error:  # a repeated key, NaN, a number of 4,301 digits
        message, place = odd_number(text) or (phrase(str(error)), Position(1, 1))
        raise Unreadable("NN002", message, place) from None


def odd_number(text: str) -> tuple[str, Position] | None:
    """Return what the first number that Python or JSON refuses is, and where."""
    for match in ODD.finditer(text):
        if word := match[1]:
            start = match.start()
            line = text.count("\n", 0, start) + 1
            place = Position(line, start - text.rfind("\n", 0, start))
            if word[-1].isdigit():
                return "a number has over 4300 digits", place
            return f"{word} is not a JSON number", place
    return None


def phrase(message: str) -> str:
    """Return a library's sentence as a phrase of ours."""
    start = message[:1] if message[1:2].isupper() else message[:1].lower()
    return start + message[1:].rstrip(".")


def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object's pairs as a dict; raises ValueError if a key repeats."""
    data: dict[str, Any] = {}
    for key, value in pairs:
        if key in data:
            raise ValueError(f"the key {json.dumps(key)} stands twice in one object")
        data[key] = value
    return data


def reject_constant(name: str) -> None:
    """Refuse NaN and the infinities, which JSON does not have."""
    raise ValueError(f"{name} is not a JSON number")
