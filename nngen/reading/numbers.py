"""Numbers as people write them elsewhere, and as TOML and JSON have them."""

import re
from collections.abc import Callable
from typing import NamedTuple

Match = re.Match[str]

NUMBER = r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?"
_DASHES = "\u2010-\u2015\u2212"
_SIGNED = r"(?P<sign>[+-]?)"


class Value(NamedTuple):
    """Why a piece of text is no value, and what it must mean, or else a hint."""

    message: str
    instead: str = ""
    hint: str = ""


def language(json_text: bool) -> str:
    """Return the name of a document's language."""
    return "JSON" if json_text else "TOML"


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
    return Value(f"{match[0]} is not a {language(json_text)} number", instead)


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


def _dashed(match: Match, json_text: bool) -> Value:
    number = re.sub(f"[{_DASHES}]", "-", match[0])
    known = number if re.fullmatch(NUMBER, number) else ""
    return Value(f"{match[0]} has a dash for a minus", known)


def _no_number(match: Match, json_text: bool) -> Value:
    hint = "write a number, or quotes around it"
    return Value(f"{match[0]} is not a number", "", hint)


def _plain(number: str, json_text: bool) -> str:
    """Return a number without what JSON forbids."""
    return number.removeprefix("+") if json_text else number


# In this order: the first pattern that is all of the piece
NUMBERS: dict[str, Callable[[Match, bool], Value]] = {
    r"(?i:[+-]?(?:nan|inf|infinity))": _not_finite,
    rf"{_SIGNED}\.(?P<rest>\d+(?:[eE][+-]?\d+)?)": _point_first,
    r"(?P<whole>[+-]?\d+)\.(?P<rest>(?:[eE][+-]?\d+)?)": _point_last,
    r"[+-]?\d+(?:,\d+)+": _comma,
    rf"{_SIGNED}0+(?P<rest>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)": _zeros,
    r"[+-]?\d[\d_]*(?:[ '_]\d+)+_*|\d+_+": _spaced,
    r"0[xX][\da-fA-F]+|0[oO][0-7]+|0[bB][01]+": _based,
    rf"\+{NUMBER}": _positive,
    rf"(?P<number>{NUMBER})%": _percent,
    rf"(?P<number>{NUMBER})[fFdDLlj]": _suffixed,
    rf"(?P<a>{NUMBER})\s*(?P<sign>/|\*\*|\*|\^)\s*(?P<b>{NUMBER})": _sum,
    rf"(?=.*[{_DASHES}])[\d.eE+{_DASHES}]+": _dashed,
    r"[+-]?\d[\w.+:-]*": _no_number,
}
