"""Values as people write them elsewhere, and as TOML and JSON have them."""

import json
import re
from collections.abc import Callable

from nngen.reading.numbers import NUMBER, NUMBERS, Match, Value, language
from nngen.words import CLOSE, near

QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2018\u2019\u201a\u2032\u2033\u00b4`"
_TRUTHS = ("true", "false")
_JSON_VALUE = r"true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?"
_TOML_VALUE = _JSON_VALUE.replace("|null", "").replace("-?", "[+-]?", 1)


def value_meant(piece: str, json_text: bool) -> Value | None:
    """Return what a piece of text that is no value must mean; None if nobody knows."""
    if re.fullmatch(_JSON_VALUE if json_text else _TOML_VALUE, piece):
        return None
    for pattern, rule in (NUMBERS | _RULES).items():
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
    if word in _TRUTHS:
        return Value(f"{match[0]} is written in small letters", word)
    return Value(
        f"{match[0]} is neither true nor false",
        "true" if word in ("yes", "on") else "false",
    )


def _nothing(match: Match, json_text: bool) -> Value:
    what = "key out, and it" if json_text else "line out, and the key"
    hint = f"leave the {what} has its default"
    return Value(f"{match[0]} is not a {language(json_text)} value", "", hint)


def _call(match: Match, json_text: bool) -> Value:
    message = f"{match['name']}(...) is a call, and a spec calls no functions"
    pairs = re.findall(rf"(\w+)\s*=\s*({NUMBER})", match["inner"])
    name = match["name"].rpartition(".")[2].lower()
    if name in ("dict", "list", "set", "tuple", "array") or not pairs:
        known = match["inner"].strip() or name in ("dict", "list", "set", "tuple")
        return Value(message, "" if known else f'"{name}"')
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


def _half_quoted(match: Match, json_text: bool) -> Value:
    instead = string(match["inner"], json_text)
    return Value(f"{match[0]} has no quote before it", instead)


def _bare(match: Match, json_text: bool) -> Value:
    if truth := near(match[0], _TRUTHS, CLOSE):
        return Value(f"{match[0]} is neither true nor false", truth[0])
    return Value(
        f"{match[0]} is not in quotes", string(match[0], json_text), "put it in quotes"
    )


# In this order: the first pattern that is all of the piece
_RULES: dict[str, Callable[[Match, bool], Value]] = {
    r"(?i:true|false|yes|no|on|off)": _truth,
    r"(?i:none|null|nil|undefined|nothing)": _nothing,
    r"(?P<name>[A-Za-z_][\w.]*)\((?P<inner>[^()]*)\)": _call,
    r"\((?P<inner>[^()]*)\)": _tuple,
    r"(?P<prefix>[rRbBfFuU]{1,2})(?P<q>[\"'])(?P<inner>[^\"']*)(?P=q)": _prefixed,
    rf"(?=.*[{QUOTES}])[{QUOTES}\"'](?P<inner>[^{QUOTES}\"']*)[{QUOTES}\"']": _curly,
    r"'(?P<inner>(?:[^'\\]|\\.)*)'": _single,
    r"\.\.\.|\u2026|\?+|<[^<>]*>": _placeholder,
    r"(?P<inner>[A-Za-z_][^\"'`]*)[\"']": _half_quoted,
    r"[A-Za-z_.~/$\\\u00c0-\U0010ffff][^\"'`=\[\]{}]*": _bare,
}
