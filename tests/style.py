"""Black's style, found piece by piece: what many scripts share is looked at once."""

from functools import cache

from nngen.render.format import format_script

BETWEEN = "\n\n\n"  # two empty lines, as black leaves them around functions


@cache
def in_style(piece: str) -> bool:
    """Tell whether black leaves a piece as it is."""
    return format_script(piece) == piece


def assert_style(text: str) -> None:
    """Assert that black would leave a script as it is, and that it is ASCII."""
    assert text.endswith("\n")
    for piece in text[:-1].split(BETWEEN):
        assert in_style(f"{piece}\n"), piece
