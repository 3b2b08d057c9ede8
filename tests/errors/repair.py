"""What a hint says to do, done to the data by rule."""

import copy
import json
import re
from typing import Any

import tomli

from nngen.finding import Finding, Path

from .documents import at
from .rules import PIECE

WORD = r'"((?:[^"\\]|\\.)*)"'
TABLE = r"`([^`]+)`(?: with `([^`]+)`(?: or `[^`]+`)*)?"
MEANT = re.compile(rf"did you mean {WORD}(?: or {WORD})*(?: of {TABLE})?\?")
THERE = re.compile(rf"it belongs (?:in|at the top, as) {TABLE}")
HEADER = re.compile(r"\[\[?(\w+)\]\]?|\"(\w+)\": ([{\[])\.\.\.[}\]]")
CODES = ("NN011", "NN012", "NN013", "NN014", "NN015")


def lines(hint: str) -> list[str]:
    """Return the pieces to write, of a table its lines together."""
    return PIECE.findall(hint.replace("`, `", "\n"))


def pairs(piece: str, json_text: bool) -> dict[str, Any]:
    """Return the keys and values of a piece."""
    data: dict[str, Any] = (
        json.loads(f"{{{piece}}}") if json_text else tomli.loads(piece)
    )
    return data


def value(piece: str, json_text: bool) -> Any:
    """Return the value that a piece without a key is."""
    return json.loads(piece) if json_text else tomli.loads(f"x = {piece}")["x"]


def repaired(data: Any, finding: Finding, json_text: bool) -> tuple[Any, Path] | None:
    """Return data as a finding's hint wants it, and where the place is then.

    None is of hints that leave something to the reader.
    """
    data, path = copy.deepcopy(data), finding.path
    if finding.code == "NN012":
        return data, rename(data, finding, json_text)
    if found := re.search(r"write (\d+) at most$", finding.hint):
        return shortened(data, path, int(found[1])), path
    if finding.code == "NN015" and (meant := MEANT.search(finding.hint)):
        step: Any = path[-1]
        at(data, path[:-1])[step] = json.loads(f'"{meant[1]}"')
        return data, path
    if not lines(finding.hint):
        return None
    piece = lines(finding.hint)[0]
    if HEADER.fullmatch(piece) and len(path) == 1:
        return unwrapped(data, path), path
    return put(data, path, piece, json_text)


def put(data: Any, path: Path, piece: str, json_text: bool) -> tuple[Any, Path]:
    """Write a piece at a path, whose key may be another then."""
    parent = at(data, path[:-1])
    if not path:
        return pairs(piece, json_text), path
    if isinstance(path[-1], int):
        parent[path[-1]] = value(piece, json_text)
        return data, path
    ((key, new),) = pairs(piece, json_text).items()
    parent.pop(path[-1], None)
    parent[key] = new
    return data, (*path[:-1], key)


def shortened(data: Any, path: Path, most: int) -> Any:
    """Return data with fewer elements at a path."""
    parent, key = at(data, path[:-1]), path[-1]
    whole = parent[key]
    if isinstance(whole, list):
        parent[key] = whole[:most]
    else:
        parent[key] = dict(list(whole.items())[:most])
    return data


def unwrapped(data: Any, path: Path) -> Any:
    """Return data with a table as an array of one, or the other way round."""
    parent, key = at(data, path[:-1]), path[-1]
    parent[key] = parent[key][0] if isinstance(parent[key], list) else [parent[key]]
    return data


def rename(data: Any, finding: Finding, json_text: bool) -> Path:
    """Give an unknown key its right name, or its place, or leave it out."""
    *above, key = finding.path
    parent = at(data, tuple(above))
    moved = parent.pop(key)
    hint = finding.hint
    if meant := MEANT.search(hint):
        if meant[3] and not HEADER.fullmatch(meant[3]):
            parent |= pairs(meant[3], json_text)
        elif meant[3]:
            return home(data, meant[3], meant[4], meant[1], moved, json_text)
        if isinstance(moved, list) and isinstance(parent.get(meant[1]), list):
            parent[meant[1]] += moved
        else:
            parent[meant[1]] = moved
        return (*above, meant[1])
    if place := THERE.search(hint):
        return home(data, place[1], place[2], str(key), moved, json_text)
    if hint.startswith("it belongs in ") and "write " in hint:
        parent |= pairs(lines(hint)[0], json_text)
        return finding.path
    if "above all tables" in hint:
        data[key] = moved
        return (key,)
    if "it is a key of" in hint:
        parent |= pairs(lines(hint)[0], json_text)
        parent[key] = moved
        return finding.path
    assert "leave" in hint, hint
    return finding.path


def home(
    data: Any, header: str, kind: str | None, key: str, moved: Any, json_text: bool
) -> Path:
    """Put a value where a header says, into a table of such a kind."""
    match = HEADER.fullmatch(header)
    assert match, header
    name = match[1] or match[2]
    if name == key:
        data[name] = moved
        return (name,)
    found = data.setdefault(name, [{}] if "[" in header[1:] else {})
    if found == []:
        found.append({})
    table = found[0] if isinstance(found, list) else found
    table |= {key: moved} | (pairs(kind, json_text) if kind else {})
    return (name, *((0,) if isinstance(found, list) else ()), key)
