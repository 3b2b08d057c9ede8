"""What is wrong with the header of a TOML table."""

import re

import tomli

from nngen.reading.shared import no_opener
from nngen.reading.trouble import Edit, Spot, Trouble, brief
from nngen.reading.values import QUOTES

NAME = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
KEY = rf"{NAME}(?:\s*\.\s*{NAME})*"
_WORDS = r"[A-Za-z0-9_-]+(?:\s+[A-Za-z0-9_-]+)*"


def header_trouble(spot: Spot, start: int) -> Trouble | None:
    """Return what is wrong with a header, or behind it."""
    line = uncommented(spot.rest(start))
    match = re.match(r"(\[\s*\[?)([^\[\]#=]*)((?:\s*\])*)", line)
    inner = match[2].strip() if match else ""
    if match is None or not inner:
        hint = "write its name between the brackets"
        return Trouble(start, "the header names no table", hint)
    if inner[-1] in "})":
        inner = inner[:-1].strip()
    if trouble := no_name(start + match.start(2), inner):
        return trouble
    name = as_key(inner)
    double = name == "layers" or f"[[{name}]]" in spot.text or "[[" in match[1]
    edit = Edit(start, start + match.end(), f"[[{name}]]" if double else f"[{name}]")
    if name != inner:
        return Trouble(start + match.start(2), f"{brief(inner)} is not a key", "", edit)
    if match[0].strip() in (f"[{inner}]", f"[[{inner}]]"):
        return _behind_header(
            spot, start, match[0].strip(), line[match.end() :].strip()
        )
    return Trouble(start, f"the header {brief(line)} {_fault(match)}", "", edit)


def _fault(match: re.Match[str]) -> str:
    """Return what is wrong with a header's brackets."""
    opening, closing = match[1].count("["), match[3].count("]")
    if closing < opening:
        return "is not closed"
    return "is closed twice" if closing > opening else "has spaces in its brackets"


def _behind_header(spot: Spot, start: int, header: str, rest: str) -> Trouble | None:
    if rest in (":", ",", ";", "="):
        at = spot.text.index(rest, start + len(header))
        edit = Edit(start, at + 1, header)
        sign = "a colon" if rest == ":" else rest
        return Trouble(at, f"{sign} stands behind the header", "", edit)
    return behind(spot, header)


def behind(spot: Spot, done: str) -> Trouble | None:
    """Return what is said of a line that goes on behind its end."""
    rest = uncommented(spot.rest())
    if not rest:
        return None
    if spot.char in "]})":
        return no_opener(spot.at, spot.char)
    message = f"{brief(rest)} stands behind the end of the line"
    if hint := apart(f"{done} {rest}"):
        return Trouble(spot.at, message, hint)
    edit = None
    if rest in "\"'":
        edit = Edit(spot.at, spot.at + 1, "")
    elif re.fullmatch(r"\w[\w ]*", rest):
        before = len(spot.text[: spot.at].rstrip(" \t"))
        edit = Edit(before, spot.at, "  # ")
    return Trouble(spot.at, message, "", edit)


def apart(line: str) -> str:
    """Return the hint that writes statements of one line below each other, or ""."""
    line = line.strip().rstrip(",;")
    lines = re.split(rf"\s*[;,\s]\s*(?={KEY}\s*=)", line)
    if len(lines) < 2 or "`" in line or not all(map(parses, lines)):
        return ""
    return "write " + " and below it ".join(f"`{line}`" for line in lines)


def no_name(at: int, words: str) -> Trouble | None:
    """Return what is said of points without a name beside them."""
    if re.fullmatch(KEY, words) or not re.search(r"^\.|\.\s*\.|\.$", words):
        return None
    return Trouble(at, f"{brief(words)} lacks a name beside its point")


def as_key(words: str) -> str:
    """Return the key that words between brackets or before = must mean."""
    if re.fullmatch(KEY, words):
        return words
    words = words.strip(QUOTES)
    if re.fullmatch(_WORDS, words):
        return "_".join(words.split())
    return '"' + re.sub(r'["\\]', "", words) + '"'


def uncommented(rest: str) -> str:
    """Return the rest of a line without its comment."""
    match = re.match(r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^#"']|["'])*""", rest)
    return (match[0] if match else rest).strip()


def parses(text: str) -> bool:
    """Tell whether a line is TOML."""
    try:
        tomli.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
