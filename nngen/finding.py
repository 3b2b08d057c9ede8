"""What is wrong with a spec: records that stages report and the command prints."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from nngen.words import printable, quoted

Path = tuple[str | int, ...]
BARE = re.compile(r"[A-Za-z0-9_$-]+")
# A bare word, a string, a table's header, or whatever character stands there
TOKEN = re.compile(
    r'"(?:[^"\\]++|\\.)*+"|\'[^\']*+\'|\[\[?[\w\s".-]+\]\]?|[\w.+-]+|.', re.DOTALL
)


class Position(NamedTuple):
    """A place in the text: line and column from 1, columns in characters."""

    line: int
    column: int


@dataclass(frozen=True)
class Finding:
    """One thing wrong: its code, where in the spec, what, and what to write instead.

    `path` leads from the top of the document to the place, keys as text and array
    indices as numbers from 0; `message` and `hint` are whole phrases without a stop.
    Lines to write stand in a hint between backticks, in TOML. A warning is of what
    works, but hardly as it is meant to.
    """

    code: str
    path: Path
    message: str
    hint: str = ""
    warning: bool = False


@dataclass(frozen=True)
class Placed:
    """A finding and its place in a source, whose line it is, "" where there is none.

    The hint's lines to write are in the source's own language.
    """

    label: str
    place: Position
    text: str
    finding: Finding

    def __str__(self) -> str:
        """Return the finding as one line that editors can follow."""
        finding = self.finding
        where = dotted(finding.path)
        what = f"{where}: {finding.message}" if where else finding.message
        tail = f"; {finding.hint}" if finding.hint else ""
        head = f"{printable(self.label)}:{self.place.line}:{self.place.column}"
        return f"{head}: {self.level}[{finding.code}] {what}{tail}"

    @property
    def level(self) -> str:
        """Either "error" or "warning"."""
        return "warning" if self.finding.warning else "error"

    @property
    def end(self) -> int:
        """The column after the word, string or header at its place."""
        start = self.place.column - 1
        match = TOKEN.match(self.text, start)
        return (match.end() if match else start) + 1


class Rejected(Exception):
    """A stage could not accept the spec; `findings` says all it found."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(*findings)
        self.findings = findings


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
