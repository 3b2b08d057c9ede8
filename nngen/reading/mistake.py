"""A mistake that keeps a text from being read: where, why, and how to repair it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from nngen.finding import Path, Position

# Strings and comments hold brackets that mean nothing. A quote alone opens a string
# that does not end; one of a single line ends with the line.
_LINE = r'"(?:[^"\\\n]++|\\[^\n])*+"'
JSON = _LINE + r'|"|[\[\]{}]'
TOML = (
    r'(?s:"""(?>(?:[^"\\]++|\\.|""?(?!"))*)"{3,5})'
    r"|'''(?>(?:[^']++|''?(?!'))*)'{3,5}"
    rf"|\"\"\"|'''|{_LINE}|'[^'\n]*+'|#[^\n]*+|[\"'\[\]{{}}\n]"
)
OPEN = ('"', "'", '"""', "'''")
CLOSING = {"[": "]", "{": "}"}


class Edit(NamedTuple):
    """A part of a text, and what to write there instead."""

    start: int
    end: int
    new: str

    def apply(self, text: str) -> str:
        """Return the text with that part replaced."""
        return text[: self.start] + self.new + text[self.end :]


class Mistake(NamedTuple):
    """What is wrong at an offset of a text, and how to repair it, as far as known."""

    at: int
    message: str
    hint: str = ""
    edit: Edit | None = None
    code: str = "NN002"
    path: Path = ()


class Spot(NamedTuple):
    """The place where a parser stopped, and what surrounds it.

    `start` is where its statement starts, `opened` are the brackets around it, `token`
    is the string or comment around it, and `open_end` says that this does not end.
    """

    text: str
    at: int
    json_text: bool
    start: int = 0
    opened: tuple[int, ...] = ()
    token: tuple[int, int] | None = None
    open_end: bool = False

    @property
    def char(self) -> str:
        """The character at the place, "" at the end of the text."""
        return self.text[self.at : self.at + 1]

    @property
    def bracket(self) -> str:
        """The innermost bracket around the place, "" outside of all."""
        return self.text[self.opened[-1]] if self.opened else ""

    @property
    def before(self) -> int:
        """The end of what stands before the place, spaces and line ends aside."""
        return len(self.text[: self.at].rstrip())

    def rest(self, at: int, most: int = 200) -> str:
        """Return the rest of a line, or as much of it as is looked at."""
        return self.text[at : min(line_end(self.text, at), at + most)]


def line_start(text: str, at: int) -> int:
    """Return where the line of an offset starts."""
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """Return where the line of an offset ends, without its line end."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def position(text: str, at: int) -> Position:
    """Return the line and the column of an offset."""
    return Position(text.count("\n", 0, at) + 1, at - line_start(text, at) + 1)


def brief(text: str, most: int = 40) -> str:
    """Return a piece of a document for a message: on one line and not too long."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 3] + "..."


def tokens(text: str, json_text: bool) -> Iterator[re.Match[str]]:
    """Yield the strings, comments, brackets and line ends of a text."""
    return re.finditer(JSON if json_text else TOML, text)


def look(text: str, at: int, json_text: bool) -> Spot:
    """Return what surrounds a place; the text before it must have no mistakes."""
    start, opened, token = 0, list[int](), None
    open_end = False
    for match in tokens(text, json_text):
        piece, begin, end = match[0], *match.span()
        if begin >= at:
            break
        if piece in ("[", "{"):
            opened.append(begin)
        elif piece in ("]", "}"):
            del opened[-1:]
        elif piece == "\n":
            start = start if opened else end
        elif end > at or piece in OPEN:
            token, open_end = (begin, end), piece in OPEN
            break
    return Spot(text, at, json_text, start, tuple(opened), token, open_end)
