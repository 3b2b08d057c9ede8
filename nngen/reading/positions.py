"""An index of source positions over an accepted TOML or JSON document.

Parsers hand back values without their places. This index gives the places, so that
a message about a value can name its line and column. It checks nothing: on text
that tomli or json refuses, what it returns or raises means nothing.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from nngen.finding import Path, Position
from nngen.reading.scanner import Node, Scanner, toml_name, walk


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
