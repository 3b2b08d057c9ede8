"""Values as people write them in other languages, and as TOML and JSON have them."""

import json
import re
from collections.abc import Callable
from typing import NamedTuple

Match = re.Match[str]

QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2018\u2019\u201a\u2032\u2033\u00b4`"
_NUMBER = r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?"
_JSON_VALUE = r"true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?"
_TOML_VALUE = _JSON_VALUE.replace("|null", "").replace("-?", "[+-]?", 1)
_SIGNED = r"(?P<sign>[+-]?)"


class Value(NamedTuple):
    """Why a piece of text is no value, and what it must mean, or else a hint."""

    message: str
    instead: str = ""
    hint: str = ""


def meant(piece: str, json_text: bool) -> Value | None:
    """Return what a piece of text that is no value must mean; None if nobody knows."""
    if re.fullmatch(_JSON_VALUE if json_text else _TOML_VALUE, piece):
        return None
    for pattern, rule in _RULES.items():
        if match := re.fullmatch(pattern, piece):
            return rule(match, json_text)
    return None


def string(text: str, json_text: bool) -> str:
    """Return text as a string of a document, without escapes where that can be."""
    if not json_text and ("\\" in text or '"' in text) and "'" not in text:
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False)


def _truth(match: Match, json_text: bool) -> Value:
    word = match[0].lower()
    if word in ("true", "false"):
        return Value(f"{match[0]} is written in small letters", word)
    return Value(
        f"{match[0]} is neither true nor false",
        "true" if word in ("yes", "on") else "false",
    )


def _nothing(match: Match, json_text: bool) -> Value:
    if json_text:
        return Value(f"{match[0]} is not a JSON value", "null")
    hint = "leave the line out, and the key has its default"
    return Value(f"{match[0]} is not a TOML value", "", hint)


def _not_finite(match: Match, json_text: bool) -> Value:
    return Value(f"{match[0]} is not a number", "", "write a finite number")


def _point_first(match: Match, json_text: bool) -> Value:
    number = f"{match['sign']}0.{match['rest']}"
    return Value(f"{match[0]} has no digit before its point", _plain(number, json_text))


def _point_last(match: Match, json_text: bool) -> Value:
    number = f"{match['whole']}.0{match['rest']}"
    return Value(f"{match[0]} has no digit behind its point", _plain(number, json_text))


def _comma(match: Match, json_text: bool) -> Value:
    piece = match[0]
    if re.fullmatch(r"[+-]?[1-9]\d{0,2}(,\d{3})+", piece):
        whole = _plain(piece.replace(",", ""), json_text)
        return Value(f"{piece} has a comma between its digits", whole)
    number = _plain(piece.replace(",", "."), json_text)
    return Value(f"{piece} has a comma for a point", number)


def _zeros(match: Match, json_text: bool) -> Value:
    number = _plain(match["sign"] + match["rest"], json_text)
    return Value(f"{match[0]} begins with a zero", number)


def _spaced(match: Match, json_text: bool) -> Value:
    number = re.sub(r"[ '_]", "", match[0])
    return Value(f"{match[0]} is not a number", _plain(number, json_text))


def _based(match: Match, json_text: bool) -> Value:
    number = int(match[0], 0) if len(match[0]) < 20 else ""
    instead = str(number) if json_text else match[0].lower()
    return Value(f"{match[0]} is not a {_language(json_text)} number", instead)


def _suffixed(match: Match, json_text: bool) -> Value:
    number = _plain(match["number"], json_text)
    return Value(f"{match[0]} is not a number", number)


def _positive(match: Match, json_text: bool) -> Value:
    return Value(f"{match[0]} begins with a +", match[0][1:])


def _percent(match: Match, json_text: bool) -> Value:
    return Value(f"{match[0]} is not a number", f"{float(match['number']) / 100:.12g}")


def _sum(match: Match, json_text: bool) -> Value:
    message = f"{match[0]} is not a number: a spec has no arithmetic"
    a, sign, b = float(match["a"]), match["sign"], float(match["b"])
    try:
        result = a / b if sign == "/" else a * b if sign == "*" else a**b
        whole = abs(result) < 2**53 and result == int(result)
        return Value(message, repr(int(result) if whole else result))
    except (ArithmeticError, TypeError, ValueError):
        return Value(message)


def _call(match: Match, json_text: bool) -> Value:
    message = f"{match['name']}(...) is not a {_language(json_text)} value"
    pairs = re.findall(rf"(\w+)\s*=\s*({_NUMBER})", match["inner"])
    if not pairs:
        return Value(message)
    name = match["name"].lower()
    if json_text:
        fields = "".join(f', "{key}": {number}' for key, number in pairs)
        return Value(message, f'{{"type": "{name}"{fields}}}')
    fields = "".join(f", {key} = {number}" for key, number in pairs)
    return Value(message, f'{{ type = "{name}"{fields} }}')


def _tuple(match: Match, json_text: bool) -> Value:
    return Value("an array has [ ] around it", f"[{match['inner'].strip()}]")


def _prefixed(match: Match, json_text: bool) -> Value:
    instead = string(match["inner"], json_text)
    return Value(f"a string has no {match['prefix']} before it", instead)


def _curly(match: Match, json_text: bool) -> Value:
    instead = string(match["inner"].strip(), json_text)
    return Value(f"{match[0]} has typographic quotes", instead)


def _single(match: Match, json_text: bool) -> Value:
    inner = match["inner"].replace("\\'", "'")
    return Value(f"{match[0]} is in single quotes", string(inner, True))


def _placeholder(match: Match, json_text: bool) -> Value:
    return Value(f"{match[0]} stands where a value belongs", "", "write the value")


def _no_number(match: Match, json_text: bool) -> Value:
    return Value(f"{match[0]} is not a number")


def _bare(match: Match, json_text: bool) -> Value:
    return Value(f"{match[0]} is not in quotes", string(match[0], json_text))


def _plain(number: str, json_text: bool) -> str:
    """Return a number without what JSON forbids."""
    return number.removeprefix("+") if json_text else number


def _language(json_text: bool) -> str:
    return "JSON" if json_text else "TOML"


# In this order: the first pattern that is all of the piece
_RULES: dict[str, Callable[[Match, bool], Value]] = {
    r"(?i:true|false|yes|no|on|off)": _truth,
    r"(?i:none|null|nil|undefined|nothing)": _nothing,
    r"(?i:[+-]?(?:nan|inf|infinity))": _not_finite,
    rf"{_SIGNED}\.(?P<rest>\d+(?:[eE][+-]?\d+)?)": _point_first,
    r"(?P<whole>[+-]?\d+)\.(?P<rest>(?:[eE][+-]?\d+)?)": _point_last,
    r"[+-]?\d+(?:,\d+)+": _comma,
    rf"{_SIGNED}0+(?P<rest>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)": _zeros,
    r"[+-]?\d[\d_]*(?:[ '_]\d+)+_*|\d+_+": _spaced,
    r"0[xX][\da-fA-F]+|0[oO][0-7]+|0[bB][01]+": _based,
    rf"\+{_NUMBER}": _positive,
    rf"(?P<number>{_NUMBER})%": _percent,
    rf"(?P<number>{_NUMBER})[fFdDLlj]": _suffixed,
    rf"(?P<a>{_NUMBER})\s*(?P<sign>/|\*\*|\*|\^)\s*(?P<b>{_NUMBER})": _sum,
    r"(?P<name>[A-Za-z_][\w.]*)\((?P<inner>[^()]*)\)": _call,
    r"\((?P<inner>[^()]*)\)": _tuple,
    r"(?P<prefix>[rRbBfFuU]{1,2})(?P<q>[\"'])(?P<inner>[^\"']*)(?P=q)": _prefixed,
    rf"(?=.*[{QUOTES}])[{QUOTES}\"'](?P<inner>[^{QUOTES}\"']*)[{QUOTES}\"']": _curly,
    r"'(?P<inner>(?:[^'\\]|\\.)*)'": _single,
    r"\.\.\.|\u2026|\?+|<[^<>]*>": _placeholder,
    r"[+-]?\d[\w.+:-]*": _no_number,
    r"[A-Za-z_.~/$\\\u00c0-\U0010ffff][^\"'`=\[\]{}]*": _bare,
}
