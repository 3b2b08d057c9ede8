"""The position index: exact places, no path missing or made up, linear time."""

import json
import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from datetime import time as clock
from functools import partial
from random import Random
from typing import Any

import pytest
import tomli
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nngen.finding import Path, Position
from nngen.reading.positions import Index, Mark, index_json, index_toml

Places = dict[Path, tuple[int, int, int, int]]


def children(value: Any) -> list[tuple[str | int, Any]]:
    """Return what a parsed container holds, by name or by number."""
    if isinstance(value, dict):
        return list(value.items())
    return list(enumerate(value)) if isinstance(value, list) else []


def walk(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield every path of a parsed document with its value, in document order."""
    yield path, value
    for name, child in children(value):
        yield from walk(child, (*path, name))


def paths(value: Any) -> set[Path]:
    return {path for path, _ in walk(value)}


def position(text: str, at: int) -> Position:
    return Position(text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def offset(text: str, place: Position) -> int:
    lines = text.split("\n")[: place.line - 1]
    return sum(len(line) + 1 for line in lines) + place.column - 1


def expected(places: Places) -> dict[Path, Mark]:
    """Build marks from (key line, key column, value line, value column)."""
    return {
        path: Mark(Position(*place[:2]), Position(*place[2:]))
        for path, place in places.items()
    }


ROOT: Places = {(): (1, 1, 1, 1)}

TOML_PLACES: dict[str, tuple[str, Places]] = {
    "empty": ("", {}),
    "bare key": ("\n  a-1_ =  7 # c\n", {("a-1_",): (2, 3, 2, 11)}),
    "basic key": (r'"a\".#=" = 7', {('a".#=',): (1, 1, 1, 12)}),
    "escaped key": (r'"\e\x41\u00e9\U0001F600" = 7', {("\x1bAé😀",): (1, 1, 1, 28)}),
    "literal key": (r"'\"]' = 7", {('\\"]',): (1, 1, 1, 9)}),
    "empty keys": (
        "\"\" = 1\n[t]\n'' = 2",
        {("",): (1, 1, 1, 6), ("t",): (2, 2, 2, 1), ("t", ""): (3, 1, 3, 6)},
    ),
    "numbers as keys": (
        "1 = [7]\n3.14 = 8",
        {
            ("1",): (1, 1, 1, 5),
            ("1", 0): (1, 6, 1, 6),
            ("3",): (2, 1, 2, 1),
            ("3", "14"): (2, 3, 2, 8),
        },
    ),
    "dotted key": (
        "a . 'b.c'.\"d\" = 1\na.e = 2",
        {
            ("a",): (1, 1, 1, 1),
            ("a", "b.c"): (1, 5, 1, 5),
            ("a", "b.c", "d"): (1, 11, 1, 17),
            ("a", "e"): (2, 3, 2, 7),
        },
    ),
    "header": (
        ' [ a . "b.]" ] # c\nx = 1',
        {
            ("a",): (1, 4, 1, 4),
            ("a", "b.]"): (1, 8, 1, 2),
            ("a", "b.]", "x"): (2, 1, 2, 5),
        },
    ),
    "super-table after": (
        "[a.b.c]\n[a.b]\nx=1\n[a]",
        {
            ("a",): (4, 2, 4, 1),
            ("a", "b"): (2, 4, 2, 1),
            ("a", "b", "c"): (1, 6, 1, 1),
            ("a", "b", "x"): (3, 1, 3, 3),
        },
    ),
    "super-table before": (
        "[a]\n[a.b]",
        {("a",): (1, 2, 1, 1), ("a", "b"): (2, 4, 2, 1)},
    ),
    "array of tables": (
        "[[layers]]\nx=1\n[layers.options]\ny=2\n [[ layers ]]\n[layers.options]",
        {
            ("layers",): (1, 3, 1, 1),
            ("layers", 0): (1, 1, 1, 1),
            ("layers", 0, "x"): (2, 1, 2, 3),
            ("layers", 0, "options"): (3, 9, 3, 1),
            ("layers", 0, "options", "y"): (4, 1, 4, 3),
            ("layers", 1): (5, 2, 5, 2),
            ("layers", 1, "options"): (6, 9, 6, 1),
        },
    ),
    "nested arrays of tables": (
        "[[a.b]]\n[[a.b.c]]\n[d]\n[[a.b.c]]\n[[a.b]]\n[[a.b.c]]\nx.y=1",
        {
            ("a",): (1, 3, 1, 3),
            ("a", "b"): (1, 5, 1, 1),
            ("a", "b", 0): (1, 1, 1, 1),
            ("a", "b", 0, "c"): (2, 7, 2, 1),
            ("a", "b", 0, "c", 0): (2, 1, 2, 1),
            ("d",): (3, 2, 3, 1),
            ("a", "b", 0, "c", 1): (4, 1, 4, 1),
            ("a", "b", 1): (5, 1, 5, 1),
            ("a", "b", 1, "c"): (6, 7, 6, 1),
            ("a", "b", 1, "c", 0): (6, 1, 6, 1),
            ("a", "b", 1, "c", 0, "x"): (7, 1, 7, 1),
            ("a", "b", 1, "c", 0, "x", "y"): (7, 3, 7, 5),
        },
    ),
    "inline table": (
        "a = { b = 1, c.d = {}, c.'e' = 2 }",
        {
            ("a",): (1, 1, 1, 5),
            ("a", "b"): (1, 7, 1, 11),
            ("a", "c"): (1, 14, 1, 14),
            ("a", "c", "d"): (1, 16, 1, 20),
            ("a", "c", "e"): (1, 26, 1, 32),
        },
    ),
    "inline table over lines": (
        "a = { # }\n  b = 1, # ,x=1\n\n  c = 2\n  , # ]\n}\nd = 3",
        {
            ("a",): (1, 1, 1, 5),
            ("a", "b"): (2, 3, 2, 7),
            ("a", "c"): (4, 3, 4, 7),
            ("d",): (7, 1, 7, 5),
        },
    ),
    "nested arrays": (
        "a = [ # ]\n  [1,2], [ ],\n  # [\n  [[{b=3}]],\n]",
        {
            ("a",): (1, 1, 1, 5),
            ("a", 0): (2, 3, 2, 3),
            ("a", 0, 0): (2, 4, 2, 4),
            ("a", 0, 1): (2, 6, 2, 6),
            ("a", 1): (2, 10, 2, 10),
            ("a", 2): (4, 3, 4, 3),
            ("a", 2, 0): (4, 4, 4, 4),
            ("a", 2, 0, 0): (4, 5, 4, 5),
            ("a", 2, 0, 0, "b"): (4, 6, 4, 8),
        },
    ),
    "one-line strings": (
        'a = ["]#\\"", \'"]#\\\', "", \'\']',
        {
            ("a",): (1, 1, 1, 5),
            ("a", 0): (1, 6, 1, 6),
            ("a", 1): (1, 14, 1, 14),
            ("a", 2): (1, 22, 1, 22),
            ("a", 3): (1, 26, 1, 26),
        },
    ),
    "multi-line strings": (
        'a = """\n]#\'\\""" \\\n  b=1"""\nb = \'\'\'\n]#"\\\n[x]\'\'\'\nc = 1',
        {("a",): (1, 1, 1, 5), ("b",): (4, 1, 4, 5), ("c",): (7, 1, 7, 5)},
    ),
    "more closing quotes": (
        ('a = ["""x"""", """""""", ' "'''y''''', '''''''', 1]"),
        {
            ("a",): (1, 1, 1, 5),
            ("a", 0): (1, 6, 1, 6),
            ("a", 1): (1, 16, 1, 16),
            ("a", 2): (1, 26, 1, 26),
            ("a", 3): (1, 37, 1, 37),
            ("a", 4): (1, 47, 1, 47),
        },
    ),
    "CRLF": (
        '[a]\r\nb = 1 # c\r\nc = """\r\n\\\r\n"""\r\nd = [\r\n1,\r\n]\r\n',
        {
            ("a",): (1, 2, 1, 1),
            ("a", "b"): (2, 1, 2, 5),
            ("a", "c"): (3, 1, 3, 5),
            ("a", "d"): (6, 1, 6, 5),
            ("a", "d", 0): (7, 1, 7, 1),
        },
    ),
    "dates and numbers": (
        (
            "a = [1979-05-27 07:32:00, 07:32, 0xdead_beef, -inf, +nan]\n"
            "b = 1979-05-27 07:32:00-07:00 # c\nc = 1979-05-27 # 07:32\n"
            "d = {e=1_0.5e+3}"
        ),
        {
            ("a",): (1, 1, 1, 5),
            ("a", 0): (1, 6, 1, 6),
            ("a", 1): (1, 27, 1, 27),
            ("a", 2): (1, 34, 1, 34),
            ("a", 3): (1, 47, 1, 47),
            ("a", 4): (1, 53, 1, 53),
            ("b",): (2, 1, 2, 5),
            ("c",): (3, 1, 3, 5),
            ("d",): (4, 1, 4, 5),
            ("d", "e"): (4, 6, 4, 8),
        },
    ),
    "columns count characters": (
        "# \u2028\x85é😀\n\"é😀\" = ['\u2028😀', 1]",
        {
            ("é😀",): (2, 1, 2, 8),
            ("é😀", 0): (2, 9, 2, 9),
            ("é😀", 1): (2, 15, 2, 15),
        },
    ),
}

JSON_PLACES: dict[str, tuple[str, Places]] = {
    "scalar root": (' \n "a" ', {(): (2, 2, 2, 2)}),
    "bare root": ("-Infinity", {(): (1, 1, 1, 1)}),
    "object": (
        ' {"a": 1, "b":\n  {"c" : null}}',
        {
            (): (1, 2, 1, 2),
            ("a",): (1, 3, 1, 8),
            ("b",): (1, 11, 2, 3),
            ("b", "c"): (2, 4, 2, 10),
        },
    ),
    "array": (
        '[[], [1e5,\r\n"]"], {}]',
        {
            (): (1, 1, 1, 1),
            (0,): (1, 2, 1, 2),
            (1,): (1, 6, 1, 6),
            (1, 0): (1, 7, 1, 7),
            (1, 1): (2, 1, 2, 1),
            (2,): (2, 7, 2, 7),
        },
    ),
    "escaped keys": (
        r'{"\ud83d\ude00\/": 1, "a\"b\\": 2, "": 3}',
        {
            (): (1, 1, 1, 1),
            ("😀/",): (1, 2, 1, 20),
            ('a"b\\',): (1, 23, 1, 33),
            ("",): (1, 36, 1, 40),
        },
    ),
    "a name like a number": (
        '{"0": [1], "1": 2}',
        {
            (): (1, 1, 1, 1),
            ("0",): (1, 2, 1, 7),
            ("0", 0): (1, 8, 1, 8),
            ("1",): (1, 12, 1, 17),
        },
    ),
    "a name twice": (
        '{"a": {"b": [1]}, "a": {"c": 2}}',
        {(): (1, 1, 1, 1), ("a",): (1, 19, 1, 24), ("a", "c"): (1, 25, 1, 30)},
    ),
}


@pytest.mark.parametrize(("text", "places"), TOML_PLACES.values(), ids=TOML_PLACES)
def test_toml_places(text: str, places: Places) -> None:
    assert index_toml(text) == expected(ROOT | places)
    assert paths(tomli.loads(text)) == {(), *places}


@pytest.mark.parametrize(("text", "places"), JSON_PLACES.values(), ids=JSON_PLACES)
def test_json_places(text: str, places: Places) -> None:
    assert index_json(text) == expected(places)
    assert paths(json.loads(text)) == set(places)


NASTY_TOML = [
    "\n\n",
    "# only a comment [a]",
    "\t \r\n\t# c\r\n",
    "a = 1",
    "a=1#c",
    "a = true\nb=false\n",
    "a.b.c.d = 1\na.b.e = 2\na.f = 3",
    "a.b = 1\nc = 2\na.d = 3",
    "1.2.3 = 4\n-.- = 5\n_ = 6",
    "true = false\ninf = nan\n1979-05-27 = 1979-05-27",
    "''.''.\"\" = ''",
    "\"'\".'\"' = 1",
    '"\\\\" = "\\\\"\n"\\"" = "\\""',
    "a = '\\'\nb = '\\'",
    'a = "\\\\"\n["\\\\]"]\nb = 1',
    "a = '# [b]' # [c]\nd = \"# {\" # }",
    "a = ''''''\nb = \"\"\"\"\"\"\nc = 1",
    "a = '''''''\nb = ''''''''\nc = 1",
    'a = """"x"""""\nb = """"""" # """\nc = 1',
    'a = """""x""x"x"""""\nb = 1',
    'a = """\\""""""\nb = 1',
    'a = """\\\\"""\nb = 1',
    'a = """\\  \n\n  x \\\n"""\nb = 1',
    "a = '''\n''x'x'''\nb = '''\\'''\nc = 1",
    'a = """\nb = 1\n[c]\n# """\nd = 1',
    "a = '''\r\n[x]\r\n''y'''''\r\nb = 1\r\n",
    "a = [ ]\nb = [\n]\nc = [ # c\n]\nd = {}\ne = {\n}\nf = { # }\n}",
    "a = [[[[]]], [[]], []]",
    "a = [1, 2, 3,]\nb = [1 , 2 ,]\nc = [\n1\n,\n2\n,\n]",
    "a = ['],', \"],\", ''']\n,''', \"\"\"]\n,\"\"\"]\nb = 1",
    "a = [ # ]\n# [\n'x' # '\n, # ,\n{ # {\ny = 1 # }\n, # z = 1\n} # }\n] # ]\nb = 1",
    "a = {b.c.d = 1, b.c.e = [{f.g = 2}], b.h = {}}",
    'a = {\'x y\' . "z\\"" = 1,}',
    "a = {\r\n  b = 1,\r\n  c = '''\r\n}''',\r\n}\r\nd = 1",
    "[a]\n[b]\n[a.c]\n[b.c]\nx = 1",
    "[a.b.c]\n[a.b.d]\n[a]\n[a.b]\nx = 1\n[e.f]\n[e]",
    '[a]#c\nb=1\n[ \'c\' ]\n[\t"d\\"]" . e\t] # ]',
    "[a]\nb.c = 1\nb.d = 2\n[e]\nb.c = 3",
    "[a]\nb.c = 1\n[a.d]\ne = 1",
    "[[a]]\n[[a]]\n[[a]]",
    "[[a]]\nb = 1\n[a.c.d]\n[[a]]\n[[a.c]]\n[a.c.d]\n[[a.c]]",
    "[[a]]\n[b]\n[[a]]\n[c]\n[a.d]\nx = 1",
    "[a]\n[[a.b]]\nx.y = 1\n[a.c]\n[[a.b]]\nx.y = 2\n[a.b.z]",
    "[a.b]\n[[a.c]]\n[a]\nd = 1",
    "[[a.b.c]]\n[a.b]\n[a]\n[[a.b.c]]",
    "[[ ']]' . \"[[\" ]] # ]]\n[[']]'.'[[']]",
    "[[a]]\n0 = [{0 = [1]}]\n[[a]]\n1 = 2",
    "a = 0x0\nb = 0o17\nc = 0b1\nd = +1_0\ne = -1.5e-3",
    "a = inf\nb = [-inf,+inf,nan]\nc = {d=-nan}",
    "a = 1979-05-27T07:32:00Z\nb = 1979-05-27 07:32:00.5+01:00#c\nc = 07:32:00.999",
    "a = {b = 1979-05-27 07:32}\nc = [1979-05-27 07:32:00 , 1979-05-27 , 07:32]",
    "a = 'é\u2028\x85\u2029'\nb = \"😀\"\n'é' = 1",
    "a = " + "[" * 150 + "]" * 150 + "\nb = 1",
    "a = " + "{b = [" * 60 + "]}" * 60,
    ".".join("a" * 300) + " = 1\n[" + ".".join("b" * 300) + "]\nc = 2",
]

NASTY_JSON = [
    "0",
    "-1.5e-3",
    "null",
    " true\n",
    '""',
    '"\\""',
    '"[{\\"#\\\\"',
    "[]",
    "{}",
    " [ ] ",
    "\t{\r\n}\n",
    "[[[]], [], {}, [{}]]",
    "[NaN, Infinity, -Infinity, null]",
    '["", "\\\\", "\\"", "]", ","]',
    '{"": {"": {"": []}}}',
    '{"a.b": {"#": "#"}, "\'": "\'", "\\"\\"\\"": "\\"\\"\\""}',
    '{"":"","a":"","b":[""]}',
    '{"\\u0041\\n\\/": 1, "\\ud800": 2, "\u2028\x7f\x85": 3}',
    '{"a": [1, {"b": 2}], "a": [3], "c": {"a": 1, "a": 2}}',
    '{"0": {"0": [0]}, "-1": [[0]]}',
    "[1\r,\r2\r]",
    "[" * 200 + "]" * 200,
    '{"a": [' * 100 + "]}" * 100,
]


@pytest.mark.parametrize("text", NASTY_TOML)
def test_toml_paths(text: str) -> None:
    assert index_toml(text).keys() == paths(tomli.loads(text))


@pytest.mark.parametrize("text", NASTY_JSON)
def test_json_paths(text: str) -> None:
    assert index_json(text).keys() == paths(json.loads(text))


def test_nesting_is_not_bound_by_the_stack() -> None:
    depth = 3000
    assert len(index_json("[" * depth + "]" * depth)) == depth


NASTY_TEXT = st.text(
    st.sampled_from("[]{}\"'#=.,:\\\n\t ab01-_é😀\u2028\x85\x1b\x7f\r\0"), max_size=8
)
NAMES = st.one_of(st.sampled_from(["a", "b", "0", "1", "-", "inf", "a.b"]), NASTY_TEXT)
SCALARS = st.one_of(
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.booleans(),
    NASTY_TEXT,
    st.text("'\"\\ ", max_size=8),
)
DATES = st.one_of(
    st.dates(), st.times(), st.datetimes(), st.datetimes(timezones=st.just(UTC))
)


def tables(scalars: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    def containers(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        table = st.dictionaries(NAMES, inner, max_size=4)
        return table | st.lists(inner, max_size=4) | st.lists(table, max_size=3)

    values = st.recursive(scalars, containers, max_leaves=15)
    return st.dictionaries(NAMES, values, max_size=5)


Chain = tuple[tuple[str, Path], ...]


class TomlWriter:
    """Write a document in random styles and note the offset of all it writes."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.newline = random.choice(["\n", "\r\n"])
        self.pieces: list[str] = []
        self.at = 0
        self.offsets: dict[Path, tuple[int, int]] = {(): (0, 0)}

    def write(self, document: dict[str, Any]) -> str:
        self.gap()
        self.body(document, (), ())
        return "".join(self.pieces)

    def put(self, text: str) -> None:
        text = text.replace("\n", self.newline)
        self.pieces.append(text)
        self.at += len(text)

    def maybe(self) -> bool:
        return self.random.random() < 0.5

    def blank(self) -> None:
        self.put(self.random.choice(["", "", " ", "\t "]))

    def end(self) -> None:
        self.blank()
        self.put(self.random.choice(["\n", "\n\n", "# ]}'\"\n", "#\n \t# a = 1\n"]))

    def gap(self) -> None:
        """Write what may stand where newlines mean nothing."""
        self.blank()
        if self.maybe():
            self.end()
            self.blank()

    def body(self, table: dict[str, Any], path: Path, chain: Chain) -> None:
        pairs, sections = self.split(table)
        self.pairs(pairs, path)
        self.sections(sections, path, chain)

    def split(self, table: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        """Choose which of a table's members get headers of their own."""
        sections = {
            name: value
            for name, value in table.items()
            if self.maybe() and (isinstance(value, dict) or is_array_of_tables(value))
        }
        pairs = {name: table[name] for name in table if name not in sections}
        return pairs, sections

    def pairs(self, pairs: dict[str, Any], path: Path) -> None:
        for names, value in self.entries(pairs):
            self.blank()
            self.pair(names, value, path)
            self.end()

    def entries(self, table: dict[str, Any]) -> list[tuple[Path, Any]]:
        """Choose a dotted key or a plain one for each member, in random order."""
        entries: list[tuple[Path, Any]] = []
        for name, value in table.items():
            if isinstance(value, dict) and value and self.maybe():
                inner = self.entries(value)
                entries += [((name, *names), leaf) for names, leaf in inner]
            else:
                entries.append(((name,), value))
        self.random.shuffle(entries)
        return entries

    def pair(self, names: Path, value: Any, path: Path) -> None:
        chain = tuple((str(n), (*path, *names[:i])) for i, n in enumerate(names, 1))
        at = self.key(chain)
        self.put("=")
        self.blank()
        self.value(value, (*path, *names), at)

    def key(self, chain: Chain) -> int:
        """Write a dotted key, mark its parts where new, return the last one's place."""
        for i, (name, path) in enumerate(chain):
            if i:
                self.put(".")
                self.blank()
            start = self.at
            if i < len(chain) - 1:
                self.offsets.setdefault(path, (start, start))
            self.put(self.random.choice(key_styles(name, self.random)))
            self.blank()
        return start

    def value(self, value: Any, path: Path, key: int | None = None) -> None:
        self.offsets[path] = (self.at if key is None else key, self.at)
        if isinstance(value, list):
            items = enumerate(value)
            self.enclose(
                "[]", [partial(self.value, item, (*path, i)) for i, item in items]
            )
        elif isinstance(value, dict):
            entries = self.entries(value)
            self.enclose("{}", [partial(self.pair, *entry, path) for entry in entries])
        else:
            self.put(self.random.choice(scalar_styles(value, self.random)))

    def enclose(self, brackets: str, members: list[Callable[[], None]]) -> None:
        self.put(brackets[0])
        for i, member in enumerate(members):
            self.gap()
            member()
            self.gap()
            if i < len(members) - 1 or self.maybe():
                self.put(",")
        self.gap()
        self.put(brackets[1])

    def sections(self, sections: dict[str, Any], path: Path, chain: Chain) -> None:
        names = list(sections)
        self.random.shuffle(names)
        for name in names:
            inner = (*path, name)
            write = self.tables if isinstance(sections[name], list) else self.table
            write(sections[name], inner, (*chain, (name, inner)))

    def tables(self, elements: list[Any], path: Path, chain: Chain) -> None:
        for i, element in enumerate(elements):
            bracket, key = self.header(chain, "[[", "]]")
            self.offsets.setdefault(path, (key, bracket))
            self.offsets[*path, i] = (bracket, bracket)
            self.body(element, (*path, i), chain)

    def table(self, table: dict[str, Any], path: Path, chain: Chain) -> None:
        """Write a header before its sub-tables, after them, or not at all."""
        pairs, sections = self.split(table)
        late = bool(sections) and self.maybe()
        if late:
            self.sections(sections, path, chain)
        if pairs or not late or self.maybe():
            bracket, key = self.header(chain, "[", "]")
            self.offsets[path] = (key, bracket)
            self.pairs(pairs, path)
        if not late:
            self.sections(sections, path, chain)

    def header(self, chain: Chain, opening: str, closing: str) -> tuple[int, int]:
        self.blank()
        bracket = self.at
        self.put(opening)
        self.blank()
        key = self.key(chain)
        self.put(closing)
        self.end()
        return bracket, key


def is_array_of_tables(value: Any) -> bool:
    full = isinstance(value, list) and bool(value)
    return full and all(isinstance(item, dict) for item in value)


def key_styles(name: str, random: Random) -> list[str]:
    bare = [name] if re.fullmatch("[A-Za-z0-9_-]+", name) else []
    return bare + one_line_styles(name, random)


def scalar_styles(value: Any, random: Random) -> list[str]:
    if isinstance(value, str):
        return one_line_styles(value, random) + multiline_styles(value, random)
    if isinstance(value, bool):
        return [str(value).lower()]
    if isinstance(value, int):
        return [str(value), hex(value) if value >= 0 else f"{value:_}"]
    if isinstance(value, datetime):
        return [value.isoformat(sep) for sep in "T "]
    return [value.isoformat() if isinstance(value, date | clock) else repr(value)]


def one_line_styles(text: str, random: Random) -> list[str]:
    basic = '"' + "".join(escape(char, random) for char in text) + '"'
    literal = not re.search(r"['\0-\x08\x0a-\x1f\x7f]", text)
    return [basic, f"'{text}'"] if literal else [basic]


def multiline_styles(text: str, random: Random) -> list[str]:
    start = "\n" if text.startswith("\n") else random.choice(["", "\n"])
    if not text[:1].isspace():
        start = random.choice([start, "\\\n  ", "\\ \n\n\t"])
    body = "".join(c if c in '"\n\t' else escape(c, random) for c in text)
    basic = f'"""{start}' + body.replace('"""', '""\\"') + '"""'
    if "'''" in text or re.search(r"[\0-\x08\x0b-\x1f\x7f]", text):
        return [basic]
    start = "\n" if text.startswith("\n") else random.choice(["", "\n"])
    return [basic, f"'''{start}{text}'''"]


def escape(char: str, random: Random) -> str:
    code = ord(char)
    forms = [f"\\U{code:08x}"]
    forms += [f"\\u{code:04X}"] if code < 0x10000 else []
    forms += [f"\\x{code:02x}"] if code < 0x100 else []
    short = {"\n": "\\n", "\x1b": "\\e", '"': '\\"', "\\": "\\\\", "\r": "\\r"}
    plain = char == "\t" or (code >= 0x20 and char not in '"\\\x7f')
    forms += [char] * 6 if plain else [short.get(char, forms[0])] * 3
    return random.choice(forms)


HEAVY = pytest.mark.no_cover  # others execute the same lines
PROPERTY = settings(
    deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow]
)


@HEAVY
@PROPERTY
@given(tables(SCALARS | DATES), st.randoms(use_true_random=False))
def test_toml_written_in_any_style(document: dict[str, Any], random: Random) -> None:
    writer = TomlWriter(random)
    text = writer.write(document)
    assert tomli.loads(text) == document
    # Equal marks say it all: the writer noted where it wrote each key and literal.
    assert index_toml(text) == {
        path: Mark(position(text, key), position(text, value))
        for path, (key, value) in writer.offsets.items()
    }
    assert writer.offsets.keys() == paths(document)


@HEAVY
@PROPERTY
@given(
    tables(SCALARS | st.none()),
    st.sampled_from([None, 0, 1, "\t", " \n"]),
    st.booleans(),
)
def test_json_in_any_style(document: Any, indent: Any, ascii_only: bool) -> None:
    text = json.dumps(document, indent=indent, ensure_ascii=ascii_only)
    marks = index_json(text)
    assert marks.keys() == paths(document)
    decode = json.JSONDecoder().raw_decode
    last = -1
    for path, value in walk(document):
        key_at, value_at = (offset(text, place) for place in marks[path])
        assert decode(text, value_at)[0] == value
        named = bool(path) and isinstance(path[-1], str)
        assert decode(text, key_at)[0] == (path[-1] if named else value)
        # Equal values may stand elsewhere: only the order tells them apart.
        assert last < key_at and (key_at < value_at if named else key_at == value_at)
        last = value_at


SIZE = 1 << 18
CONFIG = '[[a]]\nb = "x"  # c\nd = [1, 2]\n[a.e]\n"f.g" = {h.i = 1, j = \'y\'}\n'
# A start, a piece that is repeated (with its number), an end
BIG_TOML = {
    "tables": ("", CONFIG, ""),
    "array": ("a = [", "12345,", "]"),
    "string": ('a = """', '\\n"" ', '"""'),
    "comments": ("", "# c\n", ""),
    "keys": ("", '"{:06}" = 1\n', ""),
    "headers": ("", "[a{:06}]\n", ""),
}
BIG_JSON = {
    "objects": ("[", '{"a": "x", "b": [1, 2], "c": {}}, ', "1]"),
    "array": ("[", "12345,", "1]"),
}


def repeated(start: str, piece: str, end: str, size: int) -> str:
    """Return a document of about that size."""
    number = size // len(piece)
    pieces = (piece.replace("{:06}", f"{i:06}") for i in range(number))
    return start + "".join(pieces) + end


def seconds(index: Callable[[str], Index], text: str) -> float:
    start = time.process_time()
    assert () in index(text)
    return time.process_time() - start


def is_linear(index: Callable[[str], Index], parts: tuple[str, str, str]) -> bool:
    """Return whether twice as much takes less than three times as long."""
    long, half = (repeated(*parts, size) for size in (SIZE, SIZE // 2))
    return any(seconds(index, long) < 3 * seconds(index, half) + 0.02 for _ in range(5))


@HEAVY
@pytest.mark.parametrize("parts", BIG_TOML.values(), ids=BIG_TOML)
def test_toml_takes_linear_time(parts: tuple[str, str, str]) -> None:
    assert is_linear(index_toml, parts)


@HEAVY
@pytest.mark.parametrize("parts", BIG_JSON.values(), ids=BIG_JSON)
def test_json_takes_linear_time(parts: tuple[str, str, str]) -> None:
    assert is_linear(index_json, parts)
