"""What keeps a text from being read: where, why, and the edit that mends it."""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from nngen.finding import Path, Position

# What holds brackets or ends lines that mean nothing; a quote alone opens what does
# not end. A string of one line ends with it.
_LINE = r'"(?:[^"\\\n]++|\\[^\n])*+"'
JSON = _LINE + r'|"|[\[\]{}]'
TOML = (
    r'(?s:"""(?:[^"\\]++|\\.|""?(?!"))*+"{3,5})'
    r"|'''(?:[^']++|''?(?!'))*+'{3,5}"
    rf"|\"\"\"|'''|{_LINE}|'[^'\n]*+'|#[^\n]*+|[\"'\[\]{{}}\n]"
)
LONGEST = 200  # characters of a piece that is looked at, or written
OPEN = ('"', "'", '"""', "'''")
CLOSING = {"[": "]", "{": "}"}


class Edit(NamedTuple):
    """A part of a text, and what to write instead."""

    start: int
    end: int
    new: str


class Trouble(NamedTuple):
    """What is wrong at an offset of a text, and how to mend it, as far as known."""

    at: int
    message: str
    hint: str = ""
    edit: Edit | None = None
    code: str = "NN002"
    path: Path = ()


class Spot(NamedTuple):
    """A place in a text up to which its parser was content, and what it stands in.

    `start` is that of its statement, `opened` are the brackets around it, `token` is
    the string or the comment that it stands in, `open_end` if that does not end.
    """

    text: str
    at: int
    start: int = 0
    opened: tuple[int, ...] = ()
    token: tuple[int, int] | None = None
    open_end: bool = False

    @property
    def char(self) -> str:
        """The character at the place, "" at the end."""
        return self.text[self.at : self.at + 1]

    def end(self, at: int | None = None) -> int:
        """Return where the line of an offset, or of the place, ends."""
        end = self.text.find("\n", self.at if at is None else at)
        return len(self.text) if end < 0 else end

    def rest(self, at: int | None = None) -> str:
        """Return the rest of a line, or as much of it as is looked at."""
        at = self.at if at is None else at
        return self.text[at : min(self.end(at), at + LONGEST)]

    def around(self) -> tuple[int, str]:
        """Return the line of the place and where it starts, or the part around it."""
        begin = self.text.rfind("\n", 0, self.at) + 1
        if self.end() - begin > LONGEST:
            low = max(begin, self.at - LONGEST // 2)
            begin = self.text.find(",", low, self.at) + 1 or low
        return begin, self.text[begin : self.at] + self.rest()

    def line(self, at: int) -> int:
        """Return the number of an offset's line."""
        return self.text.count("\n", 0, at) + 1


def tokens(text: str, json_text: bool) -> Iterator[re.Match[str]]:
    """Yield the strings, the brackets and what else has structure."""
    return re.finditer(JSON if json_text else TOML, text)


def look(text: str, at: int, json_text: bool) -> Spot:
    """Return what a place stands in; the text before it has to be in order."""
    start, opened = 0, list[int]()
    for match in tokens(text, json_text):
        token, begin, end = match[0], *match.span()
        if begin >= at:
            break
        if token in ("[", "{"):
            opened.append(begin)
        elif token in ("]", "}"):
            del opened[-1:]
        elif token == "\n":
            start = start if opened else end
        elif end > at or token in OPEN:
            return Spot(text, at, start, tuple(opened), (begin, end), token in OPEN)
    return Spot(text, at, start, tuple(opened))


def position(text: str, at: int) -> Position:
    """Return the line and the column of an offset."""
    return Position(text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def changed(text: str, edit: Edit) -> str:
    """Return a text with a part of it replaced."""
    return text[: edit.start] + edit.new + text[edit.end :]


def brief(text: str, most: int = 40) -> str:
    """Return a piece of a document for a message: on one line and not too long."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 3] + "..."


def escaped(char: str) -> str:
    """Return a character as a string has it that cannot hold it."""
    short = json.dumps(char)[1:-1]
    return f"\\u{ord(char):04x}" if short == char else short
