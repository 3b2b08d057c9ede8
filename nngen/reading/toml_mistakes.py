"""The commonest mistakes in TOML."""

import re

from nngen.reading.mends import (
    PLACE,
    Mend,
    bracket_mistake,
    mended,
    no_value,
    odd_character,
    unclosed_string,
    value_mistake,
)
from nngen.reading.mistake import Edit, Mistake, Spot, brief, line_start

_NAME = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_KEY = rf"{_NAME}(?:[ \t]*\.[ \t]*{_NAME})*"
_QUOTED_HEADER = r"\[\[?\s*[\x22']([\w-]+)\]\]?\s*(?:#.*)?$"
_HEADER = rf"\[\s*\[?\s*({_KEY})((?:\s*[\]}})])*)[ \t]*[:,;=]?[ \t\r]*(?:#.*)?$"
_ESCAPE = r'\\(?![btnfre"\\]|u[\da-fA-F]{4}|U[\da-fA-F]{8}|x[\da-fA-F]{2})'
_YAML = "a line that begins with - is YAML"
_ARRAY = "write an array as `[1, 2]`, and `[[layers]]` above each layer's keys"
_TABLE = "a table has its name in brackets"
_HALF = r'([\[,=]\s*"[^",=\[\]{}]*?)(\s*[,\]}])'

_MENDS = (
    Mend(rf"(?m)^[ \t]*(?:-[ \t]{PLACE}|---+{PLACE})", _YAML, hint=_ARRAY),
    Mend(rf"(?m)^(\s*)(layers){PLACE}\s*:\s*$", _TABLE, r"\1[[\2]]"),
    Mend(rf"(?m)^(\s*)({_KEY}){PLACE}\s*:\s*$", _TABLE, r"\1[\2]"),
    Mend(
        rf"{PLACE}(//|;(?!.*=))\s*(\S.*)",
        r"a comment begins with #, not with \1",
        r"# \2",
    ),
    Mend(
        rf"\s*{PLACE}:=?\s*(?![\w-]+\s*=[^=])",
        "a colon stands where = belongs",
        " = ",
    ),
    Mend(
        rf"(?<=[\w\"'])\s*=?\s*{PLACE}(?:\+=|[=>]+|->)\s*",
        "{} stands where = belongs",
        " = ",
    ),
    Mend(rf"((?!-){_KEY})[ \t]+{PLACE}(?![^=]*=)", r"= is missing after \1", r"\1 = "),
    Mend(rf"{PLACE}([,;])\s*$", r"a line of TOML has no \1 at its end", ""),
    Mend(rf"(?<=[,\[{{])(\s*){PLACE},", "a value is missing before the comma", r"\1"),
    Mend(_HALF, "a quote is missing", r'\1"\2', whole=True),
    Mend(
        rf"(\s*){PLACE}(\"[^\"]*\"|[\w+.-]+)", r"a comma is missing before \2", r",\1\2"
    ),
)


def toml_mistake(spot: Spot) -> Mistake | None:
    """Return the mistake at a place where tomli stops, None where it is not known."""
    if odd := odd_character(spot):
        return odd
    if spot.token:
        return _in_string(spot, *spot.token)
    line = spot.rest(spot.start)
    start = spot.start + len(line) - len(line.lstrip())
    if spot.text.startswith("[", start):
        return _in_header(spot, start) or _other(spot, start)
    if spot.bracket and (not spot.char or _is_next_statement(spot)):
        return bracket_mistake(spot)
    if spot.char and spot.char in "]})" and (mistake := bracket_mistake(spot)):
        return mistake
    mistake = value_mistake(spot) or mended(spot, _MENDS) or no_value(spot)
    return mistake or _other(spot, start)


def _in_string(spot: Spot, start: int, end: int) -> Mistake | None:
    """Return the mistake in the string or the comment around a place."""
    opening = spot.text[start]
    at = spot.text.rfind("\\", start, spot.at + 1)
    if opening == '"' and at >= 0 and (not spot.open_end or spot.char not in "\n"):
        return _escape(spot, at, start, end)
    if not spot.open_end:
        return None
    if spot.text.startswith(3 * opening, start):
        hint = f"close it with {3 * opening}"
        return Mistake(start, "the string is not closed", hint)
    if found := re.match(_QUOTED_HEADER, line := spot.rest(spot.start)):
        edit = Edit(spot.start, spot.start + len(line.rstrip()), _header(spot, found))
        return Mistake(start, "the quotes in the header are not closed", "", edit)
    is_key = not spot.text[spot.start : start].strip()
    ends = r"\s*=" if is_key else r"\s+#"
    ends += rf"|,\s*{_NAME}\s*=" if spot.bracket == "{" else ""
    return unclosed_string(spot, start, ends)


def _escape(spot: Spot, at: int, start: int, end: int) -> Mistake:
    """Return the mistake of a backslash, as in the path of a file on Windows."""
    message = f"{spot.text[at : at + 2]} is not an escape"
    inner = spot.text[start + 1 : end - 1]
    if spot.open_end or "'" in inner or '"' in inner:
        return Mistake(at, message, r"a backslash is written \\")
    literal = inner.replace("\\\\", "\\")
    return Mistake(at, message, "", Edit(start, end, f"'{literal}'"))


def _in_header(spot: Spot, start: int) -> Mistake | None:
    """Return the mistake in the brackets of a header."""
    line = spot.rest(start)
    match = re.match(_HEADER, line)
    if match is None:
        return None
    written = line.partition("#")[0].strip()
    edit = Edit(start, start + len(written), _header(spot, match))
    closed = match[2].count("]") >= written[: match.start(1)].count("[")
    fault = "has wrong brackets" if closed else "is not closed"
    return Mistake(start, f"the header {brief(written)} {fault}", "", edit)


def _header(spot: Spot, match: re.Match[str]) -> str:
    """Return a header with the brackets that it should have."""
    name, text = match[1], match[0]
    double = text[1] == "[" or name == "layers" or f"[[{name}]]" in spot.text
    return f"[[{name}]]" if double else f"[{name}]"


def _is_next_statement(spot: Spot) -> bool:
    """Return whether a place that brackets surround begins a header or a pair."""
    begin = line_start(spot.text, spot.at)
    if spot.text[begin : spot.at].strip() or begin < spot.opened[-1]:
        return False
    line = spot.rest(spot.at)
    in_table = spot.bracket == "{" and spot.text[: spot.before].endswith(",")
    header = re.match(rf"\[\[?\s*{_KEY}\s*\]\]?\s*(?:#.*)?$", line)
    return bool(header or (re.match(rf"{_KEY}\s*=", line) and not in_table))


def _other(spot: Spot, start: int) -> Mistake | None:
    """Return the mistake of a key with other letters, or of text after a statement."""
    done = spot.text[start : spot.at].strip()
    if spot.bracket and not done.endswith("]"):
        return None
    key, equals, _ = spot.rest(start).partition("=")
    if equals and start + len(key) >= spot.at and done[:1] != "[":
        if not key:
            return Mistake(start, "a key is missing before =")
        hint = "a key is letters, digits, - and _, or stands in quotes"
        return Mistake(start, f"{brief(key)} is not a key", hint)
    rest = spot.rest(spot.at).strip().lstrip(",; ")
    if not done or not rest or done.endswith("="):
        return None
    if (quote := spot.text[spot.at - 1]) in "\"'" and spot.char.isalnum():
        hint = r"write \" for it" if quote == '"' else 'put the string in "'
        return Mistake(spot.at - 1, "a quote stands inside the string", hint)
    message = f"{brief(rest)} stands after the end of the line"
    return Mistake(spot.at, message, "write it on a line of its own, or delete it")
