"""What is wrong with a spec: records that stages report and the command prints."""

import difflib
import json
from dataclasses import dataclass

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Finding:
    """One thing wrong: its code, where in the spec, what, and what to write instead.

    `path` leads from the top of the document to the place, keys as text and array
    indices as numbers from 0; `message` and `hint` are whole phrases without a stop.
    """

    code: str
    path: Path
    message: str
    hint: str = ""


def printable(text: str) -> str:
    """Return text for a terminal or a log: on one line, without control characters."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def nearest(word: str, words: list[str]) -> str:
    """Return the word most like the given one, "" where none is like it."""
    return next(iter(difflib.get_close_matches(word, words, 1, 0.6)), "")


def quoted(text: str, most: int = 60) -> str:
    """Return text in quotes, on one line, cut to so many characters."""
    if len(text) > most:
        text = text[: most - 3] + "..."
    return json.dumps(text)


def listing(names: list[str], most: int = 10) -> str:
    """Return names in quotes, as an array of a spec has them; only the first."""
    more = f", and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(map(quoted, names[:most])) + more


class Rejected(Exception):
    """A stage could not accept the spec; `findings` says all it found."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(*findings)
        self.findings = findings
