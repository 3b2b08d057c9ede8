"""A finding as one line that nobody but nngen has written: its parts, made safe.

Logs of continuous integration obey lines: a runner takes "::error" at the start of a
line, and "##[error]" or "##vso[" anywhere in it, for an order. Names of files and text
of specs may hold such words, so what could be taken for one is escaped.
"""

import re

from nngen.finding import Placed
from nngen.words import printable

OPENING = re.compile(r"^(\s*):(?=:)")
ORDER = re.compile(r"#(?=#(?:\[|vso\[))", re.IGNORECASE)
ESCAPED = r"\x23"  # the sign #, as strings may have it


def safe(text: str) -> str:
    """Return text on one line, without control characters, that gives no orders."""
    return OPENING.sub(r"\1\\x3a", ORDER.sub(lambda _: ESCAPED, printable(text)))


def parts(placed: Placed) -> tuple[str, str, str]:
    """Return the parts of a finding's line: where it is, its mark, what it says."""
    place = placed.place
    where = f"{printable(placed.label)}:{place.line}:{place.column}:"
    mark = f"{placed.level}[{placed.finding.code}]"
    said = printable(str(placed))[len(where) + len(mark) + 2 :]
    return safe(where), mark, safe(said)
