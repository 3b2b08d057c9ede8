"""Limits that no spec needs to pass, checked before they cost memory or time."""

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

from nngen.finding import Finding, Path
from nngen.reading.mistake import JSON, OPEN, TOML, Mistake, tokens
from nngen.reading.positions import beyond

WIDEST = 2**16  # elements of an array
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
_CHAIN = rf"[0-9]++\.[0-9]++(?![\w.-])|{_NAME}(?>(?:[ \t]*+\.[ \t]*+{_NAME})+)"


def excess(text: str, json_text: bool) -> Mistake | None:
    """Return the first number or key over the limits in a text not parsed yet."""
    if len(text) > _DIGITS and re.search(_NUMBER, text):
        for match in _outside(text, _NUMBER, json_text):
            return Mistake(
                match.start(), f"a number has over {_DIGITS} digits", _SHORTER
            )
    if json_text or text.count(".") < DEEPEST:
        return None
    names = 0
    for match in _outside(text, _CHAIN, json_text):
        parts = len(re.findall(_NAME, match[0]))
        names += 0 if match[0][0].isdigit() and parts == 2 else parts
        if parts > DEEPEST:
            return Mistake(match.start(), f"a key has over {DEEPEST} parts", _FLATTER)
        if names > _MOST:
            message = f"the document has over {_MOST} names in dotted keys"
            return Mistake(match.start(), message, _FLATTER)
    return None


def _outside(text: str, wanted: str, json_text: bool) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern outside of strings and comments."""
    others = JSON if json_text else TOML
    pattern = re.compile(f"(?P<wanted>{wanted})|{others}", re.DOTALL)
    for match in pattern.finditer(text):
        if (
            match[0] in OPEN
        ):  # the parser stops here too, and looking on would take long
            return
        if match["wanted"]:
            yield match


def too_deep(text: str, data: Any, json_text: bool) -> Mistake | None:
    """Return where a document that parses is nested too deeply."""
    if sum(map(text.count, ".[{")) <= DEEPEST:
        return None
    level = [data]
    for _ in range(DEEPEST + 1):
        level = [child for value in level for child in _children(value)]
        if not level:
            return None
    return deep(beyond(text, json_text, DEEPEST))


def too_wide(data: Any) -> Finding | None:
    """Return the finding of an array with more elements than any of a spec.

    Each wrong element costs an error with its place, so that a megabyte of them would
    cost hundreds.
    """
    level: list[tuple[Path, Any]] = [((), data)]
    while level:
        path, value = level.pop()
        if isinstance(value, list) and len(value) > WIDEST:
            message = f"{len(value)} elements, over {WIDEST}"
            return Finding("NN014", path, message, "write fewer")
        if isinstance(value, dict | list):
            items = value.items() if isinstance(value, dict) else enumerate(value)
            level += [((*path, k), v) for k, v in items if isinstance(v, dict | list)]
    return None


def _children(value: Any) -> list[Any]:
    """Return the tables and arrays in a table or an array."""
    children = value.values() if isinstance(value, dict) else value
    return [child for child in children if isinstance(child, dict | list)]


def nested_too_deeply(text: str, json_text: bool) -> Mistake:
    """Return where a text is nested too deeply for its parser."""
    brackets = (m for m in tokens(text, json_text) if m[0] in ("[", "{", "]", "}"))
    steps = ((m.start(), 1 if m[0] in ("[", "{") else -1) for m in brackets)
    depths = accumulate(steps, lambda last, step: (step[0], last[1] + step[1]))
    return deep(next((at for at, depth in depths if depth > DEEPEST), 0))


def deep(at: int) -> Mistake:
    """Return the mistake of a bracket that is nested too deeply."""
    message = f"the document is nested over {DEEPEST} levels deep"
    return Mistake(at, message, _FLATTER)
