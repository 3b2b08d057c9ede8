"""What is wrong with a statement of TOML, said of the text as it stands."""

import re

from nngen.reading.shared import no_opener, odd_character, of_value
from nngen.reading.toml_header import (
    KEY,
    apart,
    as_key,
    behind,
    header_trouble,
    no_name,
    parses,
    uncommented,
)
from nngen.reading.toml_parts import carriage_return, in_token, inside
from nngen.reading.trouble import LONGEST, Edit, Spot, Trouble, brief

_SIGNS = {":": "a colon"}


def toml_trouble(spot: Spot) -> Trouble | None:
    """Return what is wrong at a place that tomli does not get past, None if unknown."""
    if spot.token:
        return in_token(spot, spot.token)
    if spot.char == "\r":
        return carriage_return(spot)
    if trouble := odd_character(spot):
        return trouble
    line = spot.rest(spot.start)
    start = spot.start + len(line) - len(line.lstrip())
    if spot.text[start : start + 1] == "[":
        return header_trouble(spot, start)
    if spot.opened:
        return inside(spot)
    if spot.at - start > LONGEST:
        end = spot.at + len(uncommented(spot.rest()))
        value = re.search(r"=\s?$", spot.text[start : spot.at])
        return (value and of_value(spot, spot.at, end, False)) or behind(spot, "")
    match = re.match(rf"\s*({KEY})\s*=[ \t]*", line)
    if match and spot.at > spot.start + match.end(1):
        return _value(spot, match[1], spot.start + match.end())
    return _key(spot, start)


def _value(spot: Spot, key: str, start: int) -> Trouble | None:
    """Say what is wrong with the value of a pair, or behind it."""
    piece = uncommented(spot.text[start : spot.at] + spot.rest())
    end = start + len(piece)
    if not piece:
        return Trouble(start, f"{brief(key)} has no value", "write a value behind it")
    if match := re.match(r"(?:[=:~]+|-*>)\s*", piece):
        space = " " if spot.text[start - 1] == "=" else ""
        edit = Edit(start, start + match.end(), space)
        return Trouble(start, "one = is enough", "", edit)
    if hint := apart(spot.text[spot.start : end]):
        rest = brief(uncommented(spot.rest()).lstrip(",; "))
        return Trouble(spot.at, f"{rest} stands behind the end of the line", hint)
    if piece[-1] in ",;":
        message = f"a line of TOML has no {piece[-1]} at its end"
        return Trouble(end - 1, message, "", Edit(end - 1, end, ""))
    match = re.search(r"\s*(?:(?<!:)//|/\*|;|(?<=\s)--)", piece)
    if match and match.start() and not piece[: match.start()].count('"') % 2:
        return _comment(start + match.start(), match[0].strip(), spot)
    if trouble := of_value(spot, start, end, False) or _quotes(spot, start, piece):
        return trouble
    if spot.at <= start:
        return Trouble(start, f"{brief(piece)} is not a TOML value")
    return behind(spot, spot.text[spot.start : spot.at].strip())


def _quotes(spot: Spot, start: int, piece: str) -> Trouble | None:
    """Say that a string holds its own quotes."""
    inner, quote = piece[1:-1], piece[0]
    inside = quote in "\"'" and quote == piece[-1] and spot.char.isalnum()
    other = "'" if quote == '"' else '"'
    if not inside or "\\" in inner or other in inner:
        return None
    edit = Edit(start, start + len(piece), other + inner + other)
    return Trouble(spot.at - 1, "a quote stands inside the string", "", edit)


def _comment(at: int, sign: str, spot: Spot) -> Trouble:
    """Say how a comment begins."""
    begin = spot.text.index(sign, at)
    body = spot.text[begin + len(sign) : spot.end(at)].removesuffix("*/").strip()
    new = f"  # {body}" if spot.text[spot.start : at].strip() else f"# {body}"
    message = f"a comment begins with #, not with {sign}"
    return Trouble(begin, message, "", Edit(at, spot.end(at), new))


def _key(spot: Spot, start: int) -> Trouble | None:
    """Say what is wrong with a line that is no pair."""
    line = uncommented(spot.rest(start))
    if match := re.match(r"//|/\*|;|--(?!-)|%", line):
        return _comment(start, match[0], spot)
    if line[:1] in "]})":
        return no_opener(start, line[0])
    if re.match(r"-\s|---", line):
        message = "a line that begins with - is YAML"
        hint = "write an array as `[1, 2]`, and `[[layers]]` above each layer's keys"
        return Trouble(start, message, hint)
    if match := re.fullmatch(rf"({KEY})\s*:", line):
        key = match[1].strip("\"'")
        header = f"[[{key}]]" if key == "layers" else f"[{key}]"
        edit = Edit(start, start + len(line), header)
        return Trouble(start, "a table has its name in brackets", "", edit)
    if match := re.match(
        rf"({KEY})\s*(?!:[\w-]+\s*=)(:=|=>|->|<-|[:+*-]=?)\s*(?=\S)", line
    ):
        edit = Edit(start + match.end(1), start + match.end(), " = ")
        sign = _SIGNS.get(match[2], match[2])
        message = f"{sign} stands where = belongs"
        return Trouble(start + match.start(2), message, "", edit)
    return _odd_key(start, line) or _no_equals(start, line)


def _odd_key(start: int, line: str) -> Trouble | None:
    """Say what is wrong with what stands before =."""
    match = re.match(r"([^=\"']*?)\s*=", line)
    if not match:
        return None
    words = match[1]
    if re.fullmatch(r"[\w-]+(?::[\w-]+)+", words):
        edit = Edit(start, start + len(words), words.replace(":", ""))
        return Trouble(start, f"{brief(words)} is not a key", "", edit)
    if not words:
        return Trouble(start, "a key is missing before =")
    if place := re.match(r"(\w+)\[\d+\]\s*\.", words):
        rest = line[place.end() :].strip()
        hint = f"write `{rest}` below its own `[[{place[1]}]]`" if parses(rest) else ""
        return Trouble(start, "a key has no number in brackets", hint)
    if trouble := no_name(start, words):
        return trouble
    message = f"{brief(words)} is not a key"
    return Trouble(start, message, "", Edit(start, start + len(words), as_key(words)))


def _no_equals(start: int, line: str) -> Trouble | None:
    """Say that = is missing."""
    match = re.match(rf"({KEY})(\s*)", line)
    if not match:
        return Trouble(start, f"{brief(line)} is not a line of TOML") if line else None
    if match.end() == len(line):
        return Trouble(
            start, f"{brief(line)} has no value", "write = and a value behind it"
        )
    at = start + match.end()
    message = f"= is missing behind {brief(match[1])}"
    return Trouble(at, message, "", Edit(start + match.end(1), at, " = "))
