"""Colour on terminals: whether, and how. It adds to a text and changes none of it."""

from collections.abc import Mapping
from typing import IO

BOLD, RED, YELLOW, CYAN = "1", "1;31", "1;33", "36"


def use_color(stream: IO[str], environ: Mapping[str, str]) -> bool:
    """Tell whether a stream is to have colour.

    NO_COLOR and FORCE_COLOR count where they are not empty, the first before the
    other: https://no-color.org, https://force-color.org. Else a terminal decides.
    """
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR"):
        return True
    return environ.get("TERM") != "dumb" and stream.isatty()


def paint(text: str, style: str, color: bool) -> str:
    """Return text in a style, or as it is."""
    return f"\x1b[{style}m{text}\x1b[0m" if color and text else text
