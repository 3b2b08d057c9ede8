"""What is wrong with a spec: records that stages report and the command prints."""

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


class Rejected(Exception):
    """A stage could not accept the spec; `findings` says all it found."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(*findings)
        self.findings = findings
