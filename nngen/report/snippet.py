"""A line of a source as a terminal can show it, and carets under a part of it."""

from typing import NamedTuple
from unicodedata import category, east_asian_width

from nngen.report.lines import COMMAND, ESCAPED
from nngen.words import printable

ROOM = 86  # columns for the line: 100 with its number before it and dots around it
LEAD = 40  # columns of it that may stand before the part
DOTS = "..."
TAB = "    "


class Snippet(NamedTuple):
    """The shown part of a line, and where the carets start and how many they are."""

    text: str
    left: int
    carets: int


def cut(text: str, start: int, end: int) -> Snippet:
    """Return what to show of a line, around its characters from start to end."""
    start = min(start, len(text))
    low = max(0, start - ROOM)  # what is further away has no room
    cells = show(text[low : start + ROOM])
    before, after = cells[: start - low], cells[start - low :]
    behind = columns(after[: fit(after, ROOM)])
    ahead = fit(before[::-1], max(LEAD, ROOM - behind))
    before = before[len(before) - ahead :]
    after = after[: fit(after, ROOM - columns(before))]
    opening = DOTS if ahead < start else ""
    closing = DOTS if start + len(after) < len(text) else ""
    shown = opening + "".join(before + after) + closing
    carets = columns(after[: end - start])
    return Snippet(shown, len(opening) + columns(before), max(1, carets))


def show(text: str) -> list[str]:
    """Return each character as it is shown: itself, an escape, or spaces."""
    cells = [TAB if char == "\t" else printable(char) for char in text]
    for match in COMMAND.finditer(text):
        cells[match.start()] = ESCAPED
    return cells


def fit(cells: list[str], room: int) -> int:
    """Return how many cells, from the first, fit into a number of columns."""
    for number, cell in enumerate(cells):
        room -= width(cell)
        if room < 0:
            return number
    return len(cells)


def columns(cells: list[str]) -> int:
    """Return the number of columns of some cells."""
    return sum(map(width, cells))


def width(cell: str) -> int:
    """Return the number of columns of a character, or an escape, on a terminal.

    0 for what combines with the character before, marks and the vowels of a Korean
    syllable; 2 for wide characters.
    """
    if len(cell) > 1:
        return len(cell)
    if category(cell) in ("Mn", "Me") or "\u1160" <= cell <= "\u11ff":
        return 0
    return 2 if east_asian_width(cell) in "WF" else 1
