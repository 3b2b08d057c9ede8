"""When there is colour: on terminals, unless somebody says otherwise."""

from io import StringIO

import pytest

from nngen.report.color import RED, paint, use_color


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environ", "terminal", "file"),
    [
        ({}, True, False),
        ({"TERM": "xterm"}, True, False),
        ({"TERM": "dumb"}, False, False),
        ({"NO_COLOR": ""}, True, False),
        ({"NO_COLOR": "1"}, False, False),
        ({"NO_COLOR": "0"}, False, False),
        ({"FORCE_COLOR": ""}, True, False),
        ({"FORCE_COLOR": "1"}, True, True),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, True, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": ""}, True, True),
    ],
)
def test_who_decides(environ: dict[str, str], terminal: bool, file: bool) -> None:
    assert use_color(Terminal(), environ) == terminal
    assert use_color(StringIO(), environ) == file


def test_paint() -> None:
    assert paint("x", RED, True) == "\x1b[1;31mx\x1b[0m"
    assert paint("x", RED, False) == "x" and paint("", RED, True) == ""
