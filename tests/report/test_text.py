"""Findings for people: their lines, the carets under the place, and no false orders."""

import re
from time import process_time
from unicodedata import category, east_asian_width

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nngen.finding import Finding, Placed, Position
from nngen.report.snippet import ROOM, cut
from nngen.report.text import report_text
from nngen.words import printable

from .helpers import hostile, made, orders

DAY = "1979-05-27 07:32:00.5"
EXHAUSTIVE = pytest.mark.exhaustive
HINT = 'did you mean "momentum"?'
HEAD = "specs/x.toml:12:1: error[NN012] optimizer.m: unknown key"
STYLE = re.compile(r"\x1b\[[0-9;]*m")


def test_a_finding_and_its_place() -> None:
    shown = report_text([made("momentumm = 0.9", hint=HINT)], False)
    assert shown == (
        f"{HEAD}; {HINT}\n" "   12 | momentumm = 0.9\n" "      | ^^^^^^^^^\n" "\n"
    )


def test_findings_of_one_place_share_their_line() -> None:
    first, other = made("type = 1"), made("type = 1", 8)
    shown = report_text([first, first, other], False)
    lines = "   12 | type = 1\n      |", "^^^^\n\n", "       ^\n\n"
    assert shown == (
        f"{first}\n{first}\n{lines[0]} {lines[1]}{other}\n{lines[0]} {lines[2]}"
    )


def test_a_warning_and_an_error_do_not_share() -> None:
    pair = [made("x = 1"), made("x = 1", warning=True)]
    assert report_text(pair, False).count("| x = 1\n") == 2
    assert "specs/x.toml:12:1: warning[NN012] " in report_text(pair, False)


def test_a_place_without_a_line_shows_none() -> None:
    finding = Finding("NN011", ("data",), "missing table")
    placed = Placed(label="x.toml", place=Position(1, 1), text="", finding=finding)
    assert report_text([placed], False) == f"{placed}\n\n"


@pytest.mark.parametrize("text", ["", "  ", "\r"])
def test_an_empty_line_is_not_shown(text: str) -> None:
    assert report_text([made(text)], False) == f"{HEAD}\n\n"


@pytest.mark.parametrize(
    ("text", "column", "shown", "carets"),
    [
        ("x = 1\r", 5, "x = 1", "    ^"),
        ("x = 1", 6, "x = 1", "     ^"),
        ("x = 1", 9, "x = 1", "     ^"),
        ("\tx = 1", 2, "    x = 1", "    ^"),
        ("日本 = 語x", 6, "日本 = 語x", "       ^^^"),
        ("é\u0301e\u0301 = ab", 8, "é\u0301e\u0301 = ab", "     ^^"),
        ("\uac00 \u1100\u1161 = q", 8, "\uac00 \u1100\u1161 = q", "        ^"),
        ('"\x1b[2J" = 1', 1, r'"\x1b[2J" = 1', "^^^^^^^^^"),
        ('a = "\u202e"', 5, r'a = "\u202e"', "    ^^^^^^^^"),
        ("a = ##[error]b", 13, r"a = \x23#[error]b", "               ^"),
        ("[[ layers ]]  # x", 1, "[[ layers ]]  # x", "^^^^^^^^^^^^"),
        ('a = ["x]", [1]]  #', 5, 'a = ["x]", [1]]  #', "    ^^^^^^^^^^^"),
        ("a = [1, # ]", 5, "a = [1, # ]", "    ^"),
        ("a = [[1],", 5, "a = [[1],", "    ^"),
        ('a = """x"""', 5, 'a = """x"""', "    ^^^^^^^"),
        ("a = '''x'''", 5, "a = '''x'''", "    ^^^^^^^"),
        ("a = 1979-05-27T07:32:00Z", 5, "a = 1979-05-27T07:32:00Z", "    " + "^" * 20),
        (
            "a = 1979-05-27 07:32:00.5",
            5,
            "a = 1979-05-27 07:32:00.5",
            "    " + "^" * 21,
        ),
        ("a = 07:32:00, 1", 5, "a = 07:32:00, 1", "    ^^^^^^^^"),
    ],
)
def test_carets_stand_below(text: str, column: int, shown: str, carets: str) -> None:
    lines = report_text([made(text, column)], False).splitlines()
    assert lines[1:] == [f"   12 | {shown}", f"      | {carets}", ""]


def test_long_lines_are_cut_around_the_place() -> None:
    text = "a" * 300 + " key " + "b" * 300
    head, shown, carets, _ = report_text([made(text, 302)], False).splitlines()
    left = 8 + 3 + 40
    assert shown == "   12 | ..." + "a" * 39 + " key " + "b" * 42 + "..."
    assert carets == "      | " + " " * (left - 8) + "^^^" and len(shown) == 100
    assert head == str(made(text, 302))
    assert cut("a" * ROOM, 0, 1).text == "a" * ROOM
    assert cut("a" * 90 + "bb", 90, 92) == ("..." + "a" * 84 + "bb", 87, 2)
    assert cut("a" * 99, 0, 99) == ("a" * ROOM + "...", 0, ROOM)


def columns(line: str) -> list[str]:
    """Return what a terminal has in its columns: no marks, wide signs take two."""
    found: list[str] = []
    for sign in line:
        if category(sign) not in ("Mn", "Me") and not 0x1160 <= ord(sign) <= 0x11FF:
            found += [sign] + [""] * (east_asian_width(sign) in ("W", "F"))
    return found


SIGNS = st.sampled_from('a ="#[:\t\x1b\u202e\x85日\uff21é\u0301\U0001f600\u20dd\u1161~')


@pytest.mark.parametrize("count", [200, pytest.param(5000, marks=EXHAUSTIVE)])
def test_carets_stand_below_whatever_stands_before(count: int) -> None:
    @settings(max_examples=count, deadline=None)
    @given(st.text(SIGNS | st.characters(), max_size=300), st.data())
    def check(text: str, data: st.DataObject) -> None:
        column = data.draw(st.integers(1, len(text) + 1))
        placed = made(text.replace("\n", "n").replace("##", "#"), column)
        lines = report_text([placed], False).split("\n")
        if len(lines) < 5:
            assert not placed.text.strip()
            return
        assert len(columns(lines[1])) <= 100
        start, end = lines[2].index("^"), len(lines[2])
        marked = "".join(columns(lines[1].ljust(120))[start:end])
        token = placed.text.removesuffix("\r")[column - 1 : placed.end - 1]
        cells = ["    " if char == "\t" else printable(char) for char in token]
        shown = "".join(columns("".join(cells))) or marked  # a mark alone, or the end
        cropped = lines[1].endswith("...") and shown.startswith(marked)
        assert marked == shown or cropped

    check()


def seconds_to_cut(size: int) -> float:
    """Return the least time of some cuts out of a line of many brackets."""
    text, times = "[" * size, []
    for _ in range(5):
        started = process_time()
        for column in (1, size // 2, size):
            cut(text, column, column + 1)
        times.append(process_time() - started)
    return min(times)


def test_a_long_line_takes_no_longer_than_a_short_one() -> None:
    assert seconds_to_cut(2**20) < 8 * seconds_to_cut(2**10)


def test_colour_changes_no_text() -> None:
    found = [made("x = 1", hint=HINT), made("\x1b[31m = 1", 3, warning=True)]
    plain, painted = (report_text(found, color) for color in (False, True))
    assert STYLE.sub("", painted) == plain and "\x1b" not in plain
    assert "\x1b[1;31merror[NN012]\x1b[0m optimizer.m: unknown key" in painted
    assert f"; \x1b[36m{HINT}\x1b[0m\n" in painted
    assert "\x1b[1;33mwarning[NN012]\x1b[0m" in painted


@pytest.mark.no_cover
def test_nothing_is_forged() -> None:
    found = hostile()
    text = report_text(found, False)
    lines = [line for line in text.split("\n") if "error[NN" in line[:99]]
    assert orders(text) == [] and text.replace("\n", "").isprintable()
    assert len(lines) >= sum(not item.finding.warning for item in found)
    painted = report_text(found, True)
    assert orders(STYLE.sub("", painted)) == orders(painted) == []
    assert STYLE.sub("", painted) == text
