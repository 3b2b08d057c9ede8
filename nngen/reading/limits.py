"""What no spec needs, refused before it costs memory or time."""

import re
from collections.abc import Iterator
from typing import Any

from nngen.reading.positions import beyond
from nngen.reading.trouble import JSON, OPEN, TOML, Trouble, tokens

DEEPEST = 100  # levels; a spec has five
_FLATTER = "a spec has five levels"
_SHORTER = "write it as 1e9 is written"
_MOST = 2**16  # names in dotted keys: parsers spend much more on them than on others
_DIGITS = 4300  # of a number: Python's own limit
_NUMBER = (
    r"(?<![0-9A-Za-z_])(?:0[xob][0-9A-Fa-f_]"
    rf"{{{_DIGITS + 1},}}+|[0-9][0-9_]{{{_DIGITS},}}+)"
)
_NAME = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]++|\\[^\n])*+"|'[^'\n]*+')"""
_CHAIN = rf"[0-9]++\.[0-9]++(?![\w.-])|{_NAME}(?:[ \t]*+\.[ \t]*+{_NAME})++"


def excess(text: str, json_text: bool) -> Trouble | None:
    """Return what is beyond measure in a text that is not parsed yet."""
    if len(text) > _DIGITS and re.search(_NUMBER, text):
        for match in _outside(text, _NUMBER, json_text):
            return Trouble(
                match.start(), f"a number has over {_DIGITS} digits", _SHORTER
            )
    if json_text or text.count(".") < DEEPEST:
        return None
    names = 0
    for match in _outside(text, _CHAIN, json_text):
        parts = len(re.findall(_NAME, match[0]))
        names += 0 if match[0][0].isdigit() and parts == 2 else parts
        if parts > DEEPEST:
            return Trouble(match.start(), f"a key has over {DEEPEST} parts", _FLATTER)
        if names > _MOST:
            message = f"the document has over {_MOST} names in dotted keys"
            return Trouble(match.start(), message, _FLATTER)
    return None


def _outside(text: str, wanted: str, json_text: bool) -> Iterator[re.Match[str]]:
    """Yield what matches outside of strings and comments."""
    others = JSON if json_text else TOML
    pattern = re.compile(f"(?P<wanted>{wanted})|{others}", re.DOTALL)
    for match in pattern.finditer(text):
        if match[0] in OPEN:  # no parser gets past it, and looking on takes long
            return
        if match["wanted"]:
            yield match


def too_deep(text: str, data: Any, json_text: bool) -> Trouble | None:
    """Return where accepted data go beyond the depth that is looked at."""
    if sum(map(text.count, ".[{")) <= DEEPEST:
        return None
    level = [data]
    for _ in range(DEEPEST + 1):
        level = [child for value in level for child in _children(value)]
        if not level:
            return None
    return _deep(beyond(text, json_text, DEEPEST))


def _children(value: Any) -> list[Any]:
    """Return the tables and arrays in a table or an array."""
    children = value.values() if isinstance(value, dict) else value
    return [child for child in children if isinstance(child, dict | list)]


def nested_too_deeply(text: str, json_text: bool) -> Trouble | None:
    """Return where the brackets of a text that no parser accepts go too deep."""
    if len(text) <= DEEPEST:
        return None
    depth = 0
    for match in tokens(text, json_text):
        if match[0] in OPEN:
            return None
        depth += (match[0] in ("[", "{")) - (match[0] in ("]", "}"))
        if depth > DEEPEST:
            return _deep(match.start())
    return None


def _deep(at: int) -> Trouble:
    message = f"the document is nested over {DEEPEST} levels deep"
    return Trouble(at, message, _FLATTER)
