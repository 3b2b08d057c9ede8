"""What is said alike of TOML and of JSON."""

from nngen.reading.trouble import CLOSING, LONGEST, Edit, Spot, Trouble, brief
from nngen.reading.values import value_meant


def of_value(spot: Spot, start: int, end: int, json_text: bool) -> Trouble | None:
    """Return what is wrong with a value; None if nobody knows."""
    piece = spot.text[start:end]
    value = value_meant(piece, json_text) if end - start <= LONGEST else None
    if value is None:
        return None
    edit = Edit(start, end, value.instead) if value.instead else None
    message = value.message.replace(piece, brief(piece))
    return Trouble(start, message, value.hint, edit)


def odd_character(spot: Spot) -> Trouble | None:
    """Return what is said of a character that is no space, but looks like one."""
    known = spot.char.isprintable() or spot.char in "\n\r\t"
    if known and spot.char != "\xa0":
        return None
    message = f"the character U+{ord(spot.char):04X} stands where a space may"
    new = " " if spot.char.isspace() else ""
    return Trouble(spot.at, message, "", Edit(spot.at, spot.at + 1, new))


def wrong_closer(spot: Spot) -> Trouble:
    """Return what is said of a bracket that does not close the one before it."""
    opener = spot.opened[-1]
    bracket, closer = spot.text[opener], CLOSING[spot.text[opener]]
    where = (
        f" of line {line}" if (line := spot.line(opener)) != spot.line(spot.at) else ""
    )
    message = f"{spot.char} cannot close the {bracket}{where}"
    edit = Edit(spot.at, spot.at + 1, closer)
    outer = spot.opened[-2:-1]
    if outer and CLOSING[spot.text[outer[0]]] == spot.char:
        before = len(spot.text[: spot.at].rstrip())
        edit = Edit(before, before, closer)
    return Trouble(spot.at, message, "", edit)


def no_opener(at: int, closer: str) -> Trouble:
    """Return what is said of a bracket that closes nothing."""
    return Trouble(at, f"nothing is open that {closer} could close", "delete it")
