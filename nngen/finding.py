"""What is wrong with a spec: records that stages report and the command prints."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from nngen.edits import Hint, as_hint
from nngen.words import printable, quoted

Path = tuple[str | int, ...]
BARE = re.compile(r"[A-Za-z0-9_$-]+")
_STRING = (
    r'"""(?>(?s:[^"\\]++|\\.|""?(?!"))*)"{3,5}'
    r"|'''(?>(?:[^']++|''?(?!'))*)'{3,5}"
    r'|"(?:[^"\\]++|\\.)*+"'
    r"|'[^']*+'"
)
_DATE = r"\d{4}-\d\d-\d\d(?:[Tt ]\d[\d:.]++(?:[Zz]|[+-][\d:]++)?)?|\d\d:[\d:.]+"
# A string, a date, a bare word, or whatever character stands there
TOKEN = rf"(?s:{_STRING}|{_DATE}|[\w.+-]+|.)"
_BRACKET = rf"{_STRING}|(#)|(\[)|(\])"


class Position(NamedTuple):
    """A place in the text: line and column from 1, columns in characters."""

    line: int
    column: int


MOST = 1000  # findings of a document, as many as anybody can use
DAMAGED = "NN037"  # the code of a file that cannot be read as what it should be


@dataclass(frozen=True)
class Finding:
    """One thing wrong: its code, where in the spec, what, and what to write instead.

    `path` leads from the top of the document to the place, keys as text and array
    indices as numbers from 0. `message` and `hint` are phrases without a full stop; a
    hint holds the lines to write as data, which a reporter words in TOML or in JSON.
    A warning is about a spec that works, but hardly as intended.
    """

    code: str
    path: Path
    message: str
    hint: "str | Hint" = ""
    warning: bool = False


@dataclass(frozen=True)
class Placed:
    """A finding and its place in a source, whose line it is, "" where there is none."""

    label: str
    place: Position
    text: str
    finding: Finding
    json_text: bool = False
    """Whether the source is JSON, so that what to write is JSON too."""
    setting: str = ""
    """The KEY=VALUE of --set that the finding is about, "" if the source itself is.

    Then there is no place and no line."""

    @property
    def where(self) -> str:
        """The place as a message begins with it."""
        label = printable(self.label)
        if self.setting:
            return f"{label}: --set {cut(printable(self.setting))}:"
        return f"{label}:{self.place.line}:{self.place.column}:"

    @property
    def hint(self) -> str:
        """What to write instead, in the source's own language."""
        return as_hint(self.finding.hint).text(self.json_text)

    def __str__(self) -> str:
        """Return the finding as one line that editors can follow."""
        finding = self.finding
        where = dotted(finding.path)
        what = f"{where}: {finding.message}" if where else finding.message
        tail = f"; {self.hint}" if finding.hint else ""
        return f"{self.where} {self.level}[{finding.code}] {what}{tail}"

    @property
    def level(self) -> str:
        """Either "error" or "warning"."""
        return "warning" if self.finding.warning else "error"

    @property
    def end(self) -> int:
        """The column after the word, string, array or header at its place."""
        start = self.place.column - 1
        if self.text[start : start + 1] == "[" and (end := closed(self.text, start)):
            return end + 1
        match = re.compile(TOKEN).match(self.text, start)
        return (match.end() if match else start) + 1


def cut(text: str, most: int = 80) -> str:
    """Return text, or its beginning and dots."""
    return text if len(text) <= most else f"{text[: most - 3]}..."


def closed(text: str, start: int) -> int:
    """Return where the bracket that opens at a place is closed on its line, or 0."""
    depth = 0
    for match in re.compile(_BRACKET).finditer(text, start):
        depth += (match[2] is not None) - (match[3] is not None)
        if match[1] or not depth:
            return 0 if match[1] else match.end()
    return 0


class Rejected(Exception):
    """A stage could not accept the spec; `findings` says all it found."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(*findings)
        self.findings = findings


class Unusable(Exception):
    """What the command line asks cannot be done; the text says why."""


def dotted(path: Path) -> str:
    """Return a path as layers[1].units, keys that need it in quotes."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        elif len(step) <= 60 and BARE.fullmatch(step):
            text += f".{step}" if text else step
        else:
            text += ("." if text else "") + quoted(step)
    return text
