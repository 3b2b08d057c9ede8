"""What holds of all findings, whatever document they are of."""

import re
from collections.abc import Sequence

from nngen.finding import Placed

STRANGE = ["pydantic", "NoneType", "<class", "Traceback", "input_value", "object at 0x"]
PYTHON = re.compile(r"\{'|\('|\['|\b(None|True|False)\b|',\)")
TEXT = re.compile(r'"(?:[^"\\]|\\.)*"')
PIECE = re.compile("`([^`]*)`")
OPEN = re.compile(r"\.\.\.(?![\]}])|(?<![\[{])\.\.\.")


def breaches(placed: Sequence[Placed]) -> list[str]:
    """Return what findings of one document must not be."""
    found = [f"{rule}: {item}" for item in placed for rule in one(item)]
    places = [item.place for item in placed]
    if places != sorted(places):
        found.append(f"not in order: {places}")
    said = [
        (p.finding.code, p.place, p.finding.path, p.finding.message) for p in placed
    ]
    found += [f"said twice: {row}" for row in set(said) if said.count(row) > 1]
    return found


def one(placed: Placed) -> list[str]:
    """Return what a finding must not be."""
    finding, hint = placed.finding, placed.hint
    told = TEXT.sub('""', f"{finding.message}; {hint}")
    rules = {
        "not printable": not str(placed).isprintable(),
        "a word of Python": any(word in told for word in STRANGE),
        "as Python writes it": PYTHON.search(told),
        "an open value": finding.code != "NN002"
        and any(OPEN.search(TEXT.sub('""', p)) for p in pieces(hint)),
        "no message": not finding.message,
        "an empty piece": "``" in hint,
        "an open backtick": hint.count("`") % 2,
        "beyond its line": placed.place.column > len(placed.text) + 1,
    }
    return [rule for rule, broken in rules.items() if broken]


def pieces(hint: str) -> list[str]:
    """Return the lines to write in a hint."""
    return PIECE.findall(hint)
