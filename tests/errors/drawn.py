"""Broken documents, drawn: examples with something changed, in their data or text."""

import copy
import json
import random
from typing import Any

from .documents import Document, examples
from .odd import odd, step, trees
from .writing import Raw, write


def drop(drawn: random.Random, data: Any, json_text: bool) -> None:
    """Leave something out."""
    tree = drawn.choice([tree for tree in trees(data) if tree])
    del tree[step(drawn, tree)]


def replace(drawn: random.Random, data: Any, json_text: bool) -> None:
    """Write another value."""
    tree = drawn.choice([tree for tree in trees(data) if tree])
    tree[step(drawn, tree)] = odd(drawn, json_text)


def add(drawn: random.Random, data: Any, json_text: bool) -> None:
    """Write a key too many."""
    tree = drawn.choice([tree for tree in trees(data) if isinstance(tree, dict)])
    tree[drawn.choice(["units", "type", "learning rate", "", "a.b", "$schema"])] = odd(
        drawn, json_text
    )


def move(drawn: random.Random, data: Any, json_text: bool) -> None:
    """Put something elsewhere, by another key or its own."""
    tree = drawn.choice([tree for tree in trees(data) if tree])
    key = step(drawn, tree)
    value = copy.deepcopy(tree[key])
    if drawn.randrange(2):
        del tree[key]
    other = drawn.choice(trees(data))
    if isinstance(other, list):
        other.insert(drawn.randrange(len(other) + 1), value)
    else:
        other[key if isinstance(key, str) else "layers"] = value


def wrap(drawn: random.Random, data: Any, json_text: bool) -> None:
    """Put a value into an array, a table, or text."""
    tree = drawn.choice([tree for tree in trees(data) if tree])
    key = step(drawn, tree)
    ways = [[tree[key]], {"type": tree[key]}, [tree[key]] * 3, str(tree[key]), Raw("x")]
    tree[key] = drawn.choice(ways)


def mix(drawn: random.Random, data: Any, json_text: bool) -> None:
    """Take a table from another example."""
    other = copy.deepcopy(drawn.choice(examples()).data)
    key = drawn.choice(list(other))
    data[drawn.choice([key, *data])] = other[key]


CHANGES = [drop, replace, replace, add, move, move, wrap, mix]


def by_data(drawn: random.Random, json_text: bool) -> str:
    """Return a document with up to four changes to its data."""
    data = copy.deepcopy(drawn.choice(examples()).data)
    for _ in range(drawn.choice((1, 1, 2, 4))):
        if isinstance(data, dict) and data:
            drawn.choice(CHANGES)(drawn, data, json_text)
    if not drawn.randrange(50):
        data = odd(drawn, json_text)
    return write(data, json_text)


SIGNS = [
    *"\"'[]{}=,.:#\\ \n\t-+_0aeé",
    "\r\n",
    "[[",
    "]]",
    '"""',
    "\x00",
    "\ufeff",
    "= =",
]


def by_text(drawn: random.Random, json_text: bool) -> str:
    """Return a document with up to four changes to its text."""
    text = original(drawn, json_text)
    for _ in range(drawn.choice((1, 1, 2, 4))):
        text = change(drawn, text, json_text)
    return text


def original(drawn: random.Random, json_text: bool) -> str:
    """Return the text of an example."""
    found = [d for d in examples() if d.json_text == json_text]
    text: str = drawn.choice(found).text
    return text


def change(drawn: random.Random, text: str, json_text: bool) -> str:
    """Return a text with one change."""
    at = drawn.randrange(len(text) + 1)
    end = min(len(text), at + drawn.choice((1, 1, 2, 9, 80)))
    lines = text.split("\n")
    row = drawn.randrange(len(lines))
    sign: str = drawn.choice(SIGNS)
    match drawn.randrange(8):
        case 0:
            return text[:at] + text[end:]
        case 1:
            return text[:at] + text[at:end] + text[at:]
        case 2:
            return text[:at] + sign + text[at:]
        case 3:
            return text[:at] + sign + text[end:]
        case 4:
            lines[row:row] = [lines[drawn.randrange(len(lines))]]
        case 5:
            del lines[row]
        case 6:
            other = original(drawn, json_text)
            return text[:at] + other[drawn.randrange(len(other)) :]
        case 7:
            lines[row] = lines[row][::-1]
    return "\n".join(lines)


def broken(number: int) -> tuple[bytes, str]:
    """Return a drawn document, and its suffix."""
    drawn = random.Random(number)
    json_text = drawn.random() < 0.4
    way = drawn.choice([by_data, by_data, by_text])
    raw = way(drawn, json_text).encode("utf-8", "surrogatepass")
    if not drawn.randrange(20):
        at = drawn.randrange(len(raw) + 1)
        raw = raw[:at] + drawn.randbytes(drawn.choice((1, 2, 50))) + raw[at:]
    return raw, ".json" if json_text else ".toml"


def plain(document: Document) -> str:
    """Return the text of a document without a change, as it would be drawn."""
    return write(json.loads(json.dumps(document.data)), document.json_text)
