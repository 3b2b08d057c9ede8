"""What a hint says to do, done to the data."""

import copy
import json
import re
from typing import Any

from nngen.edits import Edit, as_hint
from nngen.finding import Finding, Path

from .documents import at

MEANT = re.compile(r'did you mean ("(?:[^"\\]|\\.)*")')
CODES = ("NN011", "NN012", "NN013", "NN014", "NN015")


def edits(finding: Finding) -> list[Edit]:
    """Return the lines to write in a hint."""
    return [part for part in as_hint(finding.hint).parts if isinstance(part, Edit)]


def meant(finding: Finding) -> str:
    """Return the word that a hint asks for, "" if none."""
    found = MEANT.search(str(finding.hint))
    return str(json.loads(found[1])) if found else ""


def repaired(data: Any, finding: Finding) -> tuple[Any, Path] | None:
    """Return data as a finding's hint wants it, and where the place is then.

    None stands for hints that leave something to the reader.
    """
    data, path, hint = copy.deepcopy(data), finding.path, str(finding.hint)
    if finding.code == "NN012":
        return data, renamed(data, finding)
    if found := re.search(r"write (\d+) at most$", hint):
        return shortened(data, path, int(found[1])), path
    if finding.code == "NN015" and (word := meant(finding)):
        at(data, path[:-1])[path[-1]] = word
        return data, path
    if found := re.search(r"^leave (\w+) out", hint):
        last = -1 if found[1] == "it" else -2  # or the table that it is in
        del at(data, path[:last])[path[last]]
        return data, path
    return put(data, path, edits(finding)[0]) if edits(finding) else None


def put(data: Any, path: Path, edit: Edit) -> tuple[Any, Path]:
    """Write lines at a path, whose key may be another then."""
    if not path:
        return edit.value, path
    parent, step = at(data, path[:-1]), path[-1]
    if edit.header and edit.keys is None:
        there = parent[step]
        parent[step] = there[0] if isinstance(there, list) else [there]
    elif isinstance(step, int):
        parent[step] = edit.value
    else:
        parent.pop(step, None)
        parent |= held(edit)
        path = (*path[:-1], next(iter(held(edit))))
    return data, path


def held(edit: Edit) -> dict[str, Any]:
    """Return what lines hold: keys, or a table under its header."""
    keys = dict(edit.keys or {})
    return {edit.header: [keys] if edit.array else keys} if edit.header else keys


def shortened(data: Any, path: Path, most: int) -> Any:
    """Return data with fewer elements at a path."""
    parent, key = at(data, path[:-1]), path[-1]
    whole = parent[key]
    is_list = isinstance(whole, list)
    parent[key] = whole[:most] if is_list else dict(list(whole.items())[:most])
    return data


def renamed(data: Any, finding: Finding) -> Path:
    """Give an unknown key its right name, or its place, or leave it out."""
    *above, key = finding.path
    parent = at(data, tuple(above))
    moved = parent.pop(key)
    hint, word = str(finding.hint), meant(finding)
    lines = [dict(edit.keys) for edit in edits(finding) if edit.keys]
    header = next((edit for edit in edits(finding) if edit.header), None)
    if "leave" in hint or "each hidden layer" in hint:
        return finding.path
    if "at the top" in hint or "above all tables" in hint:
        data |= held(edits(finding)[0]) if "write" in hint else {key: moved}
        return (key,)
    if header and header.keys is None:
        new = {word: moved} if word else {}
        return home(data, header, {**(lines or [{}])[0], **(lines or [{}])[-1], **new})
    if word and isinstance(moved, list) and isinstance(parent.get(word), list):
        parent[word] += moved
    elif word:  # did you mean "units" of `type = "dense"`?
        parent |= {**(lines or [{}])[0], word: moved}
    else:
        parent |= lines[0] | ({key: moved} if "it is a key of" in hint else {})
    return (*above, word or key)


def home(data: Any, header: Edit, keys: dict[str, Any]) -> Path:
    """Write keys under a header."""
    found = data.setdefault(header.header, [{}] if header.array else {})
    if found == []:
        found.append({})
    table = found[0] if isinstance(found, list) else found
    table |= keys
    return (header.header, *((0,) if table is not found else ()), list(keys)[-1])
