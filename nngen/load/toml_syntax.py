"""What is wrong with a statement of TOML, said of the text as it stands."""

import re

import tomli

from nngen.load.toml_parts import carriage_return, in_token, inside
from nngen.load.trouble import Edit, Spot, Trouble, shown
from nngen.load.values import QUOTES, meant

_NAME = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_KEY = rf"{_NAME}(?:\s*\.\s*{_NAME})*"
_LONGEST = 300


def toml_trouble(spot: Spot) -> Trouble | None:
    """Return what is wrong at a place that tomli does not get past, None if unknown."""
    if spot.token:
        return in_token(spot, spot.token)
    if spot.char == "\r":
        return carriage_return(spot)
    if (spot.char and not spot.char.isprintable()) or spot.char == "\xa0":
        return _odd(spot)
    line = spot.text[spot.start : spot.end(spot.start)]
    if len(line) > _LONGEST:
        return None
    start = spot.start + len(line) - len(line.lstrip())
    if spot.text[start : start + 1] == "[":
        return _header(spot, start)
    if spot.opened:
        return inside(spot)
    match = re.match(rf"\s*({_KEY})\s*=[ \t]*", line)
    if match and spot.at >= spot.start + match.end(1) + 1:
        return _value(spot, match[1], spot.start + match.end())
    return _key(spot, start)


def _odd(spot: Spot) -> Trouble:
    """Say that a character is neither text nor a space of TOML."""
    message = f"the character U+{ord(spot.char):04X} stands where a space may"
    new = " " if spot.char.isspace() else ""
    return Trouble(spot.at, message, "", Edit(spot.at, spot.at + 1, new))


def _value(spot: Spot, key: str, start: int) -> Trouble | None:
    """Say what is wrong with the value of a pair, or behind it."""
    rest = spot.text[start : spot.end()]
    piece = _uncommented(rest)
    end = start + len(piece)
    if not piece:
        hint = "write one behind ="
        return Trouble(start, f"{shown(key)} has no value", hint)
    if match := re.match(r"[=:><~]+\s*", piece):
        edit = Edit(start, start + match.end(), "")
        return Trouble(start, "one = is enough", "", edit)
    if match := re.search(r"\s*(//|/\*|;|(?<=\s)--)(?![^\"]*\"$)", piece):
        if match.start() and not piece[: match.start()].count('"') % 2:
            return _comment(start + match.start(), match[0].strip(), spot)
    if value := meant(piece, False):
        edit = Edit(start, end, value.instead) if value.instead else None
        return Trouble(start, value.message, _leave_out(value.message), edit)
    if piece[-1] in ",;":
        edit = Edit(end - 1, end, "")
        return Trouble(
            end - 1, f"a line of TOML has no {piece[-1]} at its end", "", edit
        )
    if match := re.fullmatch(r'"([^\']*"[^\']*)"', piece):
        if "\\" not in piece and spot.at > start:
            edit = Edit(start, end, f"'{match[1]}'")
            return Trouble(spot.at, "a quote stands inside the string", "", edit)
    return _behind(spot, spot.text[spot.start : spot.at].strip(), start)


def _leave_out(message: str) -> str:
    return "leave the line out" if "left out" in message else ""


def _uncommented(rest: str) -> str:
    """Return the rest of a line without its comment."""
    match = re.match(r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^#"']|["'])*""", rest)
    return (match[0] if match else rest).strip()


def _comment(at: int, sign: str, spot: Spot) -> Trouble:
    """Say how a comment begins."""
    begin = at + len(spot.text[at:]) - len(spot.text[at:].lstrip())
    body = spot.text[begin + len(sign) : spot.end(at)].removesuffix("*/").strip()
    new = f"  # {body}" if spot.text[spot.start : at].strip() else f"# {body}"
    message = f"a comment begins with #, not with {sign}"
    return Trouble(begin, message, "", Edit(at, spot.end(at), new))


def _behind(spot: Spot, done: str, start: int) -> Trouble | None:
    """Say that a line goes on behind its end."""
    rest = spot.text[spot.at : spot.end()].strip()
    if spot.at <= start or not rest:
        return None
    if rest[0] in "]})":
        return Trouble(spot.at, f"nothing is open that {rest[0]} could close")
    hint = ""
    if re.match(rf"{_KEY}\s*=", rest) and _parses(rest) and "`" not in done + rest:
        hint = f"write `{done}` and below it `{rest}`"
    return Trouble(spot.at, f"{shown(rest)} stands behind the end of the line", hint)


def _parses(text: str) -> bool:
    try:
        tomli.loads(text)
    except ValueError:
        return False
    return True


def _header(spot: Spot, start: int) -> Trouble | None:
    """Say what is wrong with a table's header."""
    line = _uncommented(spot.text[start : spot.end(start)])
    match = re.match(r"(\[\s*\[?)([^\[\]#=]*)((?:\s*\])*)", line)
    if not match:
        return None
    inner, rest = match[2].strip(), line[match.end() :].strip()
    if not inner:
        return Trouble(start, "the header names no table")
    name = _as_key(inner)
    doubled = name == "layers" or f"[[{name}]]" in spot.text or "[[" in match[1]
    header = f"[[{name}]]" if doubled else f"[{name}]"
    edit = Edit(start, start + len(line[: match.end()]), header)
    if name != inner:
        return Trouble(start + match.start(2), f"{shown(inner)} is not a key", "", edit)
    if match[0].strip() not in (f"[{inner}]", f"[[{inner}]]"):
        sides = (
            "not closed"
            if match[3].count("]") < match[1].count("[")
            else "closed twice"
        )
        if re.search(r"\s", match[1] + match[3].strip()):
            sides = "written with a space between its brackets"
        if rest in ("}", ")"):
            edit = Edit(start, start + len(line), header)
        return Trouble(start, f"the header {shown(line)} is {sides}", "", edit)
    return _behind_header(spot, start, match[0].strip(), rest)


def _behind_header(spot: Spot, start: int, header: str, rest: str) -> Trouble | None:
    if rest in (":", ",", ";", "="):
        at = spot.text.index(rest, start + len(header))
        edit = Edit(start, at + 1, header)
        return Trouble(at, f"{rest} stands behind the header", "", edit)
    return _behind(spot, header, start)


def _as_key(words: str) -> str:
    """Return the key that words between brackets or before = must mean."""
    if re.fullmatch(_KEY, words):
        return words
    words = words.strip(QUOTES)
    if re.fullmatch(r"[A-Za-z0-9_-]+(?:\s+[A-Za-z0-9_-]+)*", words):
        return "_".join(words.split())
    return '"' + re.sub(r'["\\]', "", words) + '"'


def _key(spot: Spot, start: int) -> Trouble | None:
    """Say what is wrong with a line that is no pair."""
    line = _uncommented(spot.text[start : spot.end(start)])
    end = start + len(line)
    if match := re.match(r"//|/\*|;|--(?!-)|%", line):
        return _comment(start, match[0], spot)
    if line[:1] in "]})":
        return Trouble(
            start, f"nothing is open that {line[0]} could close", "delete it"
        )
    if match := re.match(r"-\s+(.*)", line):
        return _item(start, match[1])
    if match := re.fullmatch(rf"({_KEY})\s*:", line):
        key = match[1].strip("\"'")
        header = f"[[{key}]]" if key == "layers" else f"[{key}]"
        message = "a table has its name in brackets"
        return Trouble(start, message, "", Edit(start, end, header))
    if match := re.match(rf"({_KEY})\s*(:=|=>|->|<-|[:+*-]=?)\s*(?=\S)", line):
        edit = Edit(start + match.end(1), start + match.end(), " = ")
        at = start + match.start(2)
        return Trouble(at, f"{match[2]} stands where = belongs", "", edit)
    return _odd_key(start, line) or _no_equals(start, line)


def _item(start: int, rest: str) -> Trouble:
    """Say that a line is an item of a YAML list."""
    message = "a line that begins with - is YAML"
    hint = "write an array as `[1, 2]`, and `[[layers]]` above the keys of each layer"
    return Trouble(start, message, hint)


def _odd_key(start: int, line: str) -> Trouble | None:
    """Say what is wrong with what stands before =."""
    match = re.match(r"([^=\"']*?)\s*=", line)
    if not match:
        return None
    words = match[1]
    if not words:
        return Trouble(start, "a key is missing before =")
    if place := re.match(r"(\w+)\[\d+\]\s*\.", words):
        rest = line[place.end() :].strip()
        hint = f"write `{rest}` below its own `[[{place[1]}]]`" if _parses(rest) else ""
        return Trouble(start, "a key has no number in brackets", hint)
    if re.search(r"^\.|\.\s*\.|\.$", words):
        return Trouble(start, f"{shown(words)} lacks a name beside its point")
    message = f"{shown(words)} is not a key"
    return Trouble(start, message, "", Edit(start, start + len(words), _as_key(words)))


def _no_equals(start: int, line: str) -> Trouble | None:
    """Say that = is missing."""
    match = re.match(rf"({_KEY})(\s*)", line)
    if not match:
        return None
    if match.end() == len(line):
        return Trouble(start, f"{shown(line)} has no value")
    edit = Edit(start + match.end(1), start + match.end(), " = ")
    return Trouble(
        start + match.end(), f"= is missing behind {shown(match[1])}", "", edit
    )
