"""An index of source positions over an accepted TOML or JSON document.

Parsers hand back values without their places. This index gives the places, so that
a message about a value can name its line and column. It checks nothing: on text
that tomli or json refuses, what it returns or raises means nothing.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

import tomli

from nngen.finding import Path, Position

# A bare value runs to the next delimiter: a date may have a space inside it. The
# possessive ++ keeps the memory of a long string's match small. Of several parts it is
# written (?>(...)*): before Python 3.11.4, (...)*+ does not go back where a part fails.
_QUOTED = r'"(?:[^"\\]++|\\.)*+"' r"|'[^']*+'"
_MULTILINE = r'"""(?:[^"\\]++|\\.|""?(?!"))*"{3,5}' r"|'''(?:[^']++|''?(?!'))*'{3,5}"
_NAME = rf"(?:{_QUOTED}|[\w-]+)"
_KEY = rf"{_NAME}(?>(?:\s*+\.\s*+{_NAME})*)"
_VALUE = rf"(?s)[\[{{]|{_MULTILINE}|{_QUOTED}|[^,\]}}#\n]+"
# Separators are as good as white space here: brackets alone tell the structure.
_GAP = r"(?:[\s,=:]++|#.*+)*+"
_LEAF: dict[str | int, "Node"] = {}  # shared by all that hold nothing


class Node:
    """A value's offsets, and its children by name or by number."""

    __slots__ = ("children", "key", "value")

    def __init__(self, key: int, value: int) -> None:
        self.key = key
        self.value = value
        self.children = _LEAF

    def add(self, name: str | int, at: int) -> "Node":
        """Put a value under a name and return its node."""
        if self.children is _LEAF:
            self.children = {}
        # JSON lets a name come twice; as in the parser, the last one replaces all.
        child = self.children[name] = Node(at, at)
        return child

    def latest(self) -> "Node":
        """Return the table that naming this means: of an array its last element."""
        return self.children[len(self.children) - 1] if 0 in self.children else self


class Scanner:
    """Reads an accepted document and notes where each key and value stands."""

    def __init__(self, text: str, decode: Callable[[str], str]) -> None:
        self.text = text
        self.decode = decode
        self.at = 0
        self._name, self._key = re.compile(_NAME), re.compile(_KEY)
        self._value, self._gap = re.compile(_VALUE), re.compile(_GAP)
        self.root = Node(0, 0)
        # Names that came again, each with its table and its places
        self.met: list[tuple[Node, str, int, int, int]] | None = None

    def take(self, pattern: re.Pattern[str]) -> str:
        """Move over what a pattern matches, and return it."""
        match = pattern.match(self.text, self.at)
        assert match, "the document was accepted by its parser"
        self.at = match.end()
        return match[0]

    def skip(self) -> str:
        """Move to what comes next and return its first character, "" at the end."""
        self.take(self._gap)
        return self.text[self.at : self.at + 1]

    def key(self) -> list[tuple[str, int]]:
        """Read a key and return its names with their offsets."""
        start = self.at
        self.take(self._key)
        names = self._name.finditer(self.text, start, self.at)
        return [(self.decode(name[0]), name.start()) for name in names]

    def meet(self, table: Node, name: str, at: int) -> Node | None:
        """Return what a table has under a name, and note that it is met."""
        found = table.children.get(name)
        if found and self.met is not None:
            self.met.append((table, name, found.key, found.value, at))
        return found

    def descend(self, node: Node, parts: Iterable[tuple[str, int]]) -> Node:
        """Return the table that names lead to, made where there is none."""
        for name, at in parts:
            node = (self.meet(node, name, at) or node.add(name, at)).latest()
        return node

    def pair(self, table: Node) -> Node:
        """Read a key up to its value and return the value's node."""
        *parents, (name, at) = self.key()
        self.skip()
        table = self.descend(table, parents)
        if self.meet(table, name, at) and self.met is not None:
            return Node(at, at)  # the first stays where it is found
        return table.add(name, at)

    def item(self, container: Node) -> Node:
        """Return the node of the next value in an array or a table."""
        if self.text[container.value] == "[":
            return container.add(len(container.children), self.at)
        return self.pair(container)

    def value(self, node: Node) -> None:
        """Read a value and everything inside it."""
        # A list, not recursion: json may accept deeper nesting than Python's stack.
        opened: list[Node] = []
        while True:
            node.value = self.at
            if self.take(self._value) in ("[", "{"):
                opened.append(node)
            while opened and self.skip() in "]}":
                self.at += 1
                opened.pop()
            if not opened:
                return
            node = self.item(opened[-1])

    def header(self) -> Node:
        """Read a table's header and return the table's node."""
        start = self.at
        width = 2 if self.text.startswith("[[", start) else 1
        self.at += width
        self.skip()
        *parents, (name, at) = self.key()
        self.at = self.text.index("]", self.at) + width
        table = self.descend(self.root, parents)
        node = self.meet(table, name, at) or table.add(name, at)
        if node.key == node.value == at:
            node.value = start
        if width == 2:
            return node.add(len(node.children), start)
        # The node may be there already, implied by the header of a sub-table.
        node.key, node.value = at, start
        return node

    def toml(self) -> Node:
        """Read a TOML document and return its root."""
        table = self.root
        while char := self.skip():
            if char == "[":
                table = self.header()
            else:
                self.value(self.pair(table))
        return self.root

    def json(self) -> Node:
        """Read a JSON document and return its root."""
        self.skip()
        self.root.key = self.at
        self.value(self.root)
        return self.root


def walk(root: Node) -> Iterator[tuple[Path, Node]]:
    """Yield every node with its path, a table before what it holds."""
    yield (), root
    path: list[str | int] = []
    todo = [iter(root.children.items())]
    while todo:
        name, node = next(todo[-1], ("", None))
        if node is None:
            todo.pop()
            del path[-1:]
            continue
        path.append(name)
        yield tuple(path), node
        todo.append(iter(node.children.items()))


def toml_name(part: str) -> str:
    """Return the name that a part of a TOML key stands for."""
    if part[0] != '"':
        return part.strip("'")
    (name,) = tomli.loads(f"{part} = 0")
    return name


class Mark(NamedTuple):
    """Where a path's key stands and where its value starts.

    An array's element and the root have no key: theirs is where the value starts.
    A table that is only implied has no text of its own: both are its name's place.
    """

    key: Position
    value: Position


class Clash(NamedTuple):
    """A name that is there already: offsets of its key, its value, and it again."""

    path: Path
    key: int
    value: int
    again: int


class Index(Mapping[Path, Mark]):
    """The marks of a document, worked out when the first of them is looked up."""

    def __init__(self, text: str, read: Callable[[], Node]) -> None:
        self._text = text
        self._read = read

    @cached_property
    def _root(self) -> Node:
        return self._read()

    @cached_property
    def _starts(self) -> list[int]:
        # Not splitlines: to both parsers a line ends at "\n" and nowhere else.
        return [0, *(newline.end() for newline in re.finditer("\n", self._text))]

    def _position(self, at: int) -> Position:
        line = bisect_right(self._starts, at)
        return Position(line, at - self._starts[line - 1] + 1)

    def __getitem__(self, path: Path) -> Mark:
        node = self._root
        for step in path:
            node = node.children[step]
        return Mark(self._position(node.key), self._position(node.value))

    def __iter__(self) -> Iterator[Path]:
        return (path for path, _ in walk(self._root))

    def __len__(self) -> int:
        return sum(1 for _ in walk(self._root))


def index_toml(text: str) -> Index:
    """Index a TOML document, relying on tomli having accepted it."""
    return Index(text, lambda: Scanner(text, toml_name).toml())


def index_json(text: str) -> Index:
    """Index a JSON document, relying on json having accepted it."""
    return Index(text, lambda: Scanner(text, json.loads).json())


def clash(text: str, json_text: bool) -> Clash:
    """Return the name that a document has twice, which is known to be there.

    Of a JSON document it is the first; a TOML document is one that tomli refuses for
    the last name in it.
    """
    scanner = Scanner(text, json.loads if json_text else toml_name)
    scanner.met = []
    root = scanner.json() if json_text else scanner.toml()
    table, name, key, value, again = scanner.met[0 if json_text else -1]
    path = next(path for path, node in walk(root) if node is table)
    return Clash((*path, name), key, value, again)


def beyond(text: str, json_text: bool, depth: int) -> int:
    """Return where an accepted document has the first path longer than that."""
    scanner = Scanner(text, json.loads if json_text else toml_name)
    root = scanner.json() if json_text else scanner.toml()
    return next(node.key for path, node in walk(root) if len(path) > depth)
