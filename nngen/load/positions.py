"""An index of source positions over an accepted TOML or JSON document.

Parsers hand back values without their places. This index gives the places, so that
a message about a value can name its line and column. It checks nothing: on text
that tomli or json refuses, what it returns or raises means nothing.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

import tomli

from nngen.finding import Path, Position


class Mark(NamedTuple):
    """Where a path's key stands and where its value starts.

    An array's element and the root have no key: theirs is where the value starts.
    A table that is only implied has no text of its own: both are its name's place.
    """

    key: Position
    value: Position


# A bare value runs to the next delimiter: a date may have a space inside it. The
# possessive ++ keeps the memory of a long string's match small.
_QUOTED = r'"(?:[^"\\]++|\\.)*"' r"|'[^']*'"
_MULTILINE = r'"""(?:[^"\\]++|\\.|""?(?!"))*"{3,5}' r"|'''(?:[^']++|''?(?!'))*'{3,5}"
_NAME = re.compile(rf"(?:{_QUOTED}|[\w-]+)")
_KEY = re.compile(rf"{_NAME.pattern}(?:\s*\.\s*{_NAME.pattern})*")
_VALUE = re.compile(rf"[\[{{]|{_MULTILINE}|{_QUOTED}|[^,\]}}#\n]+", re.DOTALL)
# Separators are as good as white space here: brackets alone tell the structure.
_GAP = re.compile(r"(?:[\s,=:]|#.*)*")


@dataclass(slots=True)
class _Node:
    """A value's offsets, and its children by name or by number."""

    key: int
    value: int
    children: dict[str | int, "_Node"] = field(default_factory=dict)

    def add(self, name: str | int, at: int) -> "_Node":
        # JSON lets a name come twice; as in the parser, the last one replaces all.
        child = self.children[name] = _Node(at, at)
        return child

    def descend(self, parts: Iterable[tuple[str, int]]) -> "_Node":
        node = self
        for name, at in parts:
            node = node.children.get(name) or node.add(name, at)
            # Only an array has a child 0, and naming it means its latest element.
            if 0 in node.children:
                node = node.children[len(node.children) - 1]
        return node


class _Scanner:
    """A place in the text that moves over one construct at a time."""

    def __init__(self, text: str, decode: Callable[[str], str]) -> None:
        self.text = text
        self.decode = decode
        self.at = 0

    def take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        assert match, "the document was accepted by its parser"
        self.at = match.end()
        return match[0]

    def skip(self) -> str:
        """Move to what comes next and return its first character, "" at the end."""
        self.take(_GAP)
        return self.text[self.at : self.at + 1]

    def key(self) -> list[tuple[str, int]]:
        start = self.at
        self.take(_KEY)
        names = _NAME.finditer(self.text, start, self.at)
        return [(self.decode(name[0]), name.start()) for name in names]

    def pair(self, table: _Node) -> _Node:
        """Read a key up to its value and return the value's node."""
        *parents, (name, at) = self.key()
        self.skip()
        return table.descend(parents).add(name, at)

    def item(self, container: _Node) -> _Node:
        if self.text[container.value] == "[":
            return container.add(len(container.children), self.at)
        return self.pair(container)

    def value(self, node: _Node) -> None:
        """Read a value with all that it holds."""
        # A list, not recursion: json may accept deeper nesting than Python's stack.
        opened: list[_Node] = []
        while True:
            node.value = self.at
            if self.take(_VALUE) in ("[", "{"):
                opened.append(node)
            while opened and self.skip() in "]}":
                self.at += 1
                opened.pop()
            if not opened:
                return
            node = self.item(opened[-1])

    def header(self, root: _Node) -> _Node:
        """Read a table's header and return the table's node."""
        start = self.at
        width = 2 if self.text.startswith("[[", start) else 1
        self.at += width
        self.skip()
        *parents, (name, at) = self.key()
        self.at = self.text.index("]", self.at) + width
        node = root.descend(parents).children.setdefault(name, _Node(at, start))
        if width == 2:
            return node.add(len(node.children), start)
        # The node may be there already, implied by the header of a sub-table.
        node.key, node.value = at, start
        return node


def index_toml(text: str) -> dict[Path, Mark]:
    """Index a TOML document, relying on tomli having accepted it."""
    scanner = _Scanner(text, _toml_name)
    root = table = _Node(0, 0)
    while char := scanner.skip():
        if char == "[":
            table = scanner.header(root)
        else:
            scanner.value(scanner.pair(table))
    return _marks(text, root)


def index_json(text: str) -> dict[Path, Mark]:
    """Index a JSON document, relying on json having accepted it."""
    scanner = _Scanner(text, json.loads)
    scanner.skip()
    root = _Node(scanner.at, scanner.at)
    scanner.value(root)
    return _marks(text, root)


def _toml_name(part: str) -> str:
    if part[0] != '"':
        return part.strip("'")
    (name,) = tomli.loads(f"{part} = 0")
    return name


def _marks(text: str, root: _Node) -> dict[Path, Mark]:
    # Not splitlines: to both parsers a line ends at "\n" and nowhere else.
    starts = [0, *(newline.end() for newline in re.finditer("\n", text))]

    def position(at: int) -> Position:
        line = bisect_right(starts, at)
        return Position(line, at - starts[line - 1] + 1)

    marks: dict[Path, Mark] = {}
    todo: list[tuple[Path, _Node]] = [((), root)]
    while todo:
        path, node = todo.pop()
        value = position(node.value)
        # In a big document most nodes are elements: one position serves for both.
        key = value if node.key == node.value else position(node.key)
        marks[path] = Mark(key, value)
        todo += [((*path, name), child) for name, child in node.children.items()]
    return marks
