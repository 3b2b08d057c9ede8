"""Words for people: text shown safely, and the word that a misspelt one must mean."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

Words = Iterable[str] | Mapping[str, Iterable[str]]
LOOSE = 8  # how unlike words are of which one but begins like the other
CLOSE = 6
BARE = re.compile(r"[A-Za-z0-9_-]+")  # a key of TOML without quotes


def printable(text: str) -> str:
    """Return text for a terminal or a log: on one line, without control characters."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def quoted(text: str, most: int = 60) -> str:
    """Return text in quotes, on one line, cut to so many characters.

    It is a string of TOML, and of JSON too but for unseen characters beyond four
    digits; and without a backtick, which would end the line to write that it may
    stand in.
    """
    if len(text) > most:
        text = text[: most - 3] + "..."
    return f'"{"".join(map(escaped, text))}"'


def escaped(char: str) -> str:
    """Return a character as it stands in a string."""
    if char.isprintable() and char not in '"\\`':
        return char
    if char > "\uffff":
        return f"\\U{ord(char):08x}"
    return f"\\u{ord(char):04x}" if char == "`" else json.dumps(char)[1:-1]


def listing(names: list[str], most: int = 10) -> str:
    """Return names in quotes, as an array of a spec has them; only the first."""
    more = f", and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(map(quoted, names[:most])) + more


def written(value: Any) -> str:
    """Return a value as TOML writes it; tables are inline."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return quoted(value, 1000)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, dict):
        pairs = ", ".join(f"{key(k)} = {written(v)}" for k, v in value.items())
        return f"{{ {pairs} }}"
    return str(value)


def key(name: str) -> str:
    """Return a key as TOML writes it, in quotes where it needs them."""
    return name if BARE.fullmatch(name) else quoted(name, 1000)


def shown(value: Any) -> str:
    """Return what a document says, for a message: on one line, cut to 60 characters."""
    if value is None:
        return "null"
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "an array"
    if isinstance(value, str):
        return quoted(value)
    try:
        text = printable(written(value))
    except ValueError:  # Python writes no more digits than 4300
        return "a number of over 4300 digits"
    return text if len(text) <= 60 else f"{text[:57]}..."


def count(number: int, noun: str) -> str:
    """Return a number of things: 1 class, 2 classes."""
    plural = "es" if noun.endswith("s") else "s"
    return f"{number} {noun}{plural if number != 1 else ''}"


def script_name(name: str) -> str:
    """Return the file name of the script of a spec, which can be imported."""
    return name.replace("-", "_") + ".py"


def did_you_mean(word: str, words: Words) -> str:
    """Return a question after what is most like a word, "" where nothing is."""
    found = near(word, words)
    return f"did you mean {' or '.join(map(quoted, found))}?" if found else ""


def near(word: str, words: Words, most: int = LOOSE) -> list[str]:
    """Return the words most like the given one, three at most.

    Alike are words that differ in case and separators alone, in one letter of three,
    and what is shortened: init is initializer. `most` says how unlike they may be:
    so many letters, or LOOSE. A mapping has other names for each.
    """
    if len(word) > 60:
        return []
    others = words if isinstance(words, Mapping) else dict.fromkeys(words, ())
    far = {name: least_distance(word, name, more) for name, more in others.items()}
    least = min(far.values(), default=9)
    return [name for name in others if far[name] == least <= most][:3]


def least_distance(word: str, name: str, others: Iterable[str]) -> int:
    """Return how unlike a word is to a name, 0 where it is another name for it."""
    if fold(word) in map(fold, others):
        return 0
    return distance(word, name)


def distance(word: str, other: str) -> int:
    """Return how unlike two words are: 0 the same but for case, 9 not alike at all."""
    a, b = fold(word), fold(other)
    if a == b:
        return 0
    most = min(4, max(1, min(len(a), len(b)) // 3))
    if abs(len(a) - len(b)) <= most:
        steps = edits(a, b, most)
        if steps <= most and steps < max(len(a), len(b)):
            return steps
    parts = other.lower().replace("-", "_").split("_")
    if len(a) > 1 and a == "".join(part[:1] for part in parts):
        return 7
    if len(a) > 2 and (b.startswith(a) or a in parts):
        return 7
    if len(a) > 2 and any(part.startswith(a) for part in parts):
        return LOOSE
    pairs = zip(a, b, strict=False)
    same = next((i for i, (x, y) in enumerate(pairs) if x != y), min(len(a), len(b)))
    return LOOSE if same > 4 and same > 0.6 * min(len(a), len(b)) else 9


def fold(word: str) -> str:
    """Return a word without what people write in different ways."""
    return word.lower().replace("-", "").replace("_", "").replace(" ", "")


def edits(a: str, b: str, most: int) -> int:
    """Return how many letters to drop, add, change or swap to make a into b.

    What is over `most` may be less than it is. Optimal string alignment: Damerau 1964,
    no letter edited twice.
    """
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, last, row = row, before, [i]
        for j, y in enumerate(b, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and y == a[i - 2]:
                best = min(best, last[j - 2] + 1)
            row.append(best)
        if min(row) > most + 1:  # a swap looks two rows back
            return min(row)
    return row[-1]
