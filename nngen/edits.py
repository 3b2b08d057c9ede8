"""What to write instead, as data: printed in TOML or in JSON, as the document is.

A hint is a sentence with such edits in it, joined by +:

    "write " + pair("units", 64) + ", or leave it out"
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nngen.words import key, written


@dataclass(frozen=True)
class Edit:
    """Keys, under the header of a table or without one; or a value alone.

    `keys` are None for a header that stands for its table, whatever that holds. `array`
    is for `[[header]]`: a JSON document gets the element, or with `whole` an array that
    holds it alone.
    """

    header: str = ""
    keys: Mapping[str, Any] | None = None
    array: bool = False
    whole: bool = False
    value: Any = None

    def toml(self) -> str:
        """Return the lines of TOML, each in backticks."""
        if not self.header and self.keys is None:
            return f"`{written(self.value)}`"
        brackets = ("[[", "]]") if self.array else ("[", "]")
        lines = [self.header.join(brackets)] if self.header else []
        lines += [f"{key(k)} = {written(v)}" for k, v in (self.keys or {}).items()]
        return ", ".join(f"`{line}`" for line in lines)

    def json(self) -> str:
        """Return the piece of JSON, in backticks."""
        if not self.header:
            text = as_json(self.value) if self.keys is None else members(self.keys)
        elif self.keys is None:
            text = f"{as_json(self.header)}: {'[...]' if self.array else '{...}'}"
        elif self.array and not self.whole:
            text = as_json(self.keys)
        else:
            table = [self.keys] if self.array else self.keys
            text = f"{as_json(self.header)}: {as_json(table)}"
        return f"`{text}`"


class Hint:
    """Text with edits in it."""

    def __init__(self, *parts: "str | Edit") -> None:
        self.parts = tuple(part for part in parts if part != "")

    def __add__(self, other: "str | Hint") -> "Hint":
        return Hint(*self.parts, *as_hint(other).parts)

    def __radd__(self, other: str) -> "Hint":
        return Hint(other, *self.parts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Hint) and self.parts == other.parts

    def __hash__(self) -> int:
        return hash(repr(self.parts))

    def __bool__(self) -> bool:
        return bool(self.parts)

    def __repr__(self) -> str:
        return f"Hint{self.parts!r}"

    def __format__(self, spec: str) -> str:
        raise TypeError("a hint is joined by +: only a reporter knows its language")

    def __str__(self) -> str:
        return self.text(json_text=False)

    def text(self, json_text: bool) -> str:
        """Return the hint with its edits in TOML or in JSON."""
        return "".join(
            part if isinstance(part, str) else part.json() if json_text else part.toml()
            for part in self.parts
        )


def as_hint(text: "str | Hint") -> Hint:
    """Return a hint, which plain text is too."""
    return text if isinstance(text, Hint) else Hint(text)


def pair(name: str, value: Any) -> Hint:
    """Return `name = value`."""
    return Hint(Edit(keys={name: value}))


def pairs(table: Mapping[str, Any]) -> Hint:
    """Return keys with their values, a line each."""
    return Hint(Edit(keys=table))


def value(value: Any) -> Hint:
    """Return a value alone, as an array's element."""
    return Hint(Edit(value=value))


def header(name: str, array: bool = False) -> Hint:
    """Return `[name]`, or `[[name]]`: a table, whatever it holds."""
    return Hint(Edit(header=name, array=array))


def table(name: str, keys: Mapping[str, Any]) -> Hint:
    """Return a table under `[name]`."""
    return Hint(Edit(header=name, keys=keys))


def element(name: str, keys: Mapping[str, Any], whole: bool = False) -> Hint:
    """Return a table under `[[name]]`; with `whole` it is all that the array holds."""
    return Hint(Edit(header=name, keys=keys, array=True, whole=whole))


def members(table: Mapping[str, Any]) -> str:
    """Return keys and values as they stand in a JSON object."""
    return ", ".join(f"{as_json(k)}: {as_json(v)}" for k, v in table.items())


def as_json(value: Any) -> str:
    """Return a value as JSON, a date as a string, without characters nobody sees."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, default=str)
    return "".join(map(_visible, text)).replace("`", "\\u0060")


def _visible(char: str) -> str:
    """Return a character as a string of JSON shows it."""
    return char if char.isprintable() else json.dumps(char)[1:-1]
