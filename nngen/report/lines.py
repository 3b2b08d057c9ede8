"""The parts of a finding's line, with text from specs and file names made safe.

Runners of continuous integration take "::error" at the start of a line, and "##[error]"
or "##vso[" anywhere in it, for a command. Names of files and text of specs may hold
such words, so they are escaped.
"""

import re

from nngen.finding import Placed
from nngen.words import printable

OPENING = re.compile(r"^(\s*):(?=:)")
COMMAND = re.compile(r"#(?=#(?:\[|vso\[))", re.IGNORECASE)
ESCAPED = r"\x23"  # the character #, as strings write it


def safe(text: str) -> str:
    """Return text on one line, without control characters and commands to runners."""
    return OPENING.sub(r"\1\\x3a", COMMAND.sub(lambda _: ESCAPED, printable(text)))


def parts(placed: Placed) -> tuple[str, str, str]:
    """Return the parts of a finding's line: place, mark, and message with hint."""
    where = placed.where
    mark = f"{placed.level}[{placed.finding.code}]"
    said = printable(str(placed))[len(where) + len(mark) + 2 :]
    return safe(where), mark, safe(said)
