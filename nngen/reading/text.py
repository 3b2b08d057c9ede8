"""From bytes to data: a document's text, its data, and the place of each value."""

import json
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import tomli

from nngen.finding import Finding, Path, Rejected
from nngen.reading.limits import excess, nested_too_deeply, too_deep
from nngen.reading.mistake import Mistake, position
from nngen.reading.positions import Mark, index_json, index_toml
from nngen.reading.repeats import repeated_json
from nngen.reading.syntax import explain
from nngen.words import printable

LARGEST = 2**20  # bytes; a spec is a page
SAVE = "save the file as UTF-8"
# The longer ones first: UTF-32's begins as UTF-16's does
_MARKED = {
    BOM_UTF32_LE: "UTF-32",
    BOM_UTF32_BE: "UTF-32",
    BOM_UTF16_LE: "UTF-16",
    BOM_UTF16_BE: "UTF-16",
}
# Strings, passed over, or a word that json takes for a number
_CONSTANT = r'"(?:\\.|[^"\\])*+"|(-?\b(?:NaN|Infinity)\b)'


@dataclass(frozen=True, kw_only=True)
class Document:
    """A document that parses: its data and the place of each key and value."""

    data: Any
    marks: Mapping[Path, Mark]


class Unreadable(Rejected):
    """A document that does not parse; `place` is where that was noticed."""

    def __init__(self, text: str, mistake: Mistake) -> None:
        message, hint = printable(mistake.message), printable(mistake.hint)
        super().__init__(Finding(mistake.code, mistake.path, message, hint))
        self.place = position(text, mistake.at)


def decode(raw: bytes) -> str:
    """Return the text of a UTF-8 file, whose byte order mark is dropped.

    Raises Unreadable for other encodings, NUL bytes and files over 1 MiB.
    """
    if len(raw) > LARGEST:
        raise _not_text(f"the file is over {LARGEST} bytes")
    for mark, name in _MARKED.items():
        if raw.startswith(mark):
            raise _not_text(f"the file is {name}", SAVE)
    raw = raw.removeprefix(BOM_UTF8)
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        message = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        raise _not_text(message, SAVE, raw[: error.start].decode()) from None
    if "\0" in text:
        at = text.index("\0")
        if at < 2 < len(text) and not text[at:40:2].strip("\0"):
            raise _not_text("the file is UTF-16", SAVE)
        raise _not_text("the file holds a NUL byte", "delete it", text[:at])
    return text


def _not_text(message: str, hint: str = "", before: str = "") -> Unreadable:
    """Return the error for bytes that are not text, after the text before them."""
    return Unreadable(before, Mistake(len(before), message, hint, None, "NN001"))


def parse(text: str, json_text: bool) -> Document:
    """Return the document that text holds; raises Unreadable with the place."""
    source = text
    text = text if json_text else text.replace("\r\n", "\n")  # as tomli counts
    mistake = excess(text, json_text)
    if mistake is None:
        try:
            data, mistake = _read(source, json_text)
        except (tomli.TOMLDecodeError, json.JSONDecodeError) as error:
            mistake = explain(text, error)
        except RecursionError:
            mistake = nested_too_deeply(text, json_text)
        except ValueError:  # Python's limit, where it is set below ours
            mistake = Mistake(0, "a number has too many digits")
    mistake = mistake or too_deep(text, data, json_text)
    if mistake:
        raise Unreadable(text, mistake)
    index = index_json if json_text else index_toml
    return Document(data=data, marks=index(text))


def _read(text: str, json_text: bool) -> tuple[Any, Mistake | None]:
    """Return the data of a text, and what json accepts although it is not JSON."""
    if not json_text:
        return tomli.loads(text), None
    odd: list[str] = []

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        data = dict(pairs)
        if len(data) < len(pairs):
            odd.append("twice")
        return data

    data = json.loads(text, object_pairs_hook=unique, parse_constant=odd.append)
    constants = [word for word in odd if word != "twice"]
    if constants:
        return data, _constant(text)
    return data, repeated_json(text) if odd else None


def _constant(text: str) -> Mistake:
    """Return the mistake of the first NaN or infinity."""
    match = next(filter(lambda found: found[1], re.finditer(_CONSTANT, text)))
    message = f"{match[1]} is not a JSON number"
    return Mistake(match.start(), message, "write a finite number")
