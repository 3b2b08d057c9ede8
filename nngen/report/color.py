"""Colour on terminals: when to use it, and the codes around a text."""

from collections.abc import Mapping
from typing import IO

BOLD, RED, YELLOW, CYAN = "1", "1;31", "1;33", "36"


def use_color(stream: IO[str], environ: Mapping[str, str]) -> bool:
    """Return whether to write colour to a stream.

    NO_COLOR, then FORCE_COLOR, decide if they are set and not empty
    (https://no-color.org, https://force-color.org); else a terminal gets colour.
    """
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR"):
        return True
    return environ.get("TERM") != "dumb" and stream.isatty()


def paint(text: str, style: str, color: bool) -> str:
    """Return text in a style, or as it is."""
    return f"\x1b[{style}m{text}\x1b[0m" if color and text else text
