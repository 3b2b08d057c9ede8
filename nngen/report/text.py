"""Findings for people: a line that editors follow, and the place in its source."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from nngen.finding import Placed, Position
from nngen.report.color import BOLD, CYAN, RED, YELLOW, paint
from nngen.report.lines import parts, safe
from nngen.report.snippet import cut


def report_text(placed: Iterable[Placed], color: bool) -> str:
    """Return findings as text; those of one place share its line of the source."""
    groups = [list(items) for _, items in groupby(placed, key=spot)]
    return "".join(f"{line}\n" for group in groups for line in block(group, color))


def spot(placed: Placed) -> tuple[str, str, Position, bool]:
    """Return the key by which findings are grouped."""
    return placed.label, placed.setting, placed.place, placed.finding.warning


def block(group: list[Placed], color: bool) -> Iterator[str]:
    """Return the lines of the findings of one place."""
    last = group[-1]
    style = YELLOW if last.finding.warning else RED
    yield from (headline(placed, style, color) for placed in group)
    shown = [item for item in group if item.text.strip()]
    if shown:
        yield from quote(shown[-1], style, color)
    yield ""


def headline(placed: Placed, style: str, color: bool) -> str:
    """Return a finding's own line."""
    where, mark, said = parts(placed)
    cause = said.removesuffix(safe(placed.hint))
    hint = paint(said[len(cause) :], CYAN, color)
    return f"{paint(where, BOLD, color)} {paint(mark, style, color)} {cause}{hint}"


def quote(placed: Placed, style: str, color: bool) -> Iterator[str]:
    """Return the line of the source, and the carets below it."""
    text = placed.text.removesuffix("\r")
    shown, left, carets = cut(text, placed.place.column - 1, placed.end - 1)
    number = paint(f"{placed.place.line:5} |", CYAN, color)
    yield f"{number} {shown.rstrip()}"
    gutter, marks = paint("      |", CYAN, color), paint("^" * carets, style, color)
    yield f"{gutter} {' ' * left}{marks}"
