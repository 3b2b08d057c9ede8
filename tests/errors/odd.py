"""Values and texts that no spec has, and both languages' ways to write them."""

import json
import random
from collections.abc import Callable
from typing import Any

TREE = dict[str, Any] | list[Any]


class Raw(str):
    """Text that stands in a document as it is."""


WORDS = ["", "x", "relu", "dense", "csv", "SGD", " adam ", "a.b", "input", "spiral"]
WORDS += [
    "name",
    "class_map",
    "\n",
    "\t",
    "\x1b[2J",
    "\x7f",
    "\x85",
    "\u2028",
    "\u202e",
]
WORDS += [
    "\xe9" * 70,
    "\U0001f600",
    "\ufb01",
    "e\u0301",
    "\uffff",
    "`",
    "`x`",
    '"',
    "'",
]
WORDS += ["\\", "${x}", "{0}", "%s", "::error::x", "##[error]", "-", "1", "1.5", "true"]
WORDS += ["x" * 61, "x" * 1001, "y" * 70000, "../x", "/dev/null", ".", "data/iris.csv"]
HUGE = [10**15, 2**32, 2**63, 10**400, 10**4299, -(10**30), -1, 0, 1, 2, 7, 2**31]
FLOATS = [0.5, -0.0, 1e308, 5e-324, 1e300, -1.5, 3.0, 1e16, 0.1 + 0.2]
TOML = ["inf", "-inf", "nan", "1e999", "1979-05-27", "07:32:00", "1979-05-27T07:32:00Z"]
TOML += ["0xff", "0b1", "1_000", '"""x"""', "'''\nx'''", "{}", "[[], [[]]]", "-nan"]
TOML += ['"\\uD7FF"', "1" * 4301, "[" * 99 + "]" * 99, "[" * 3000 + "]" * 3000, "=", ""]
JSON = [
    "null",
    "NaN",
    "-Infinity",
    "1e999",
    '"\\ud800"',
    '"\\udc00\\ud800"',
    "{}",
    "01",
]
JSON += ["1" * 4301, "[" * 99 + "]" * 99, "[" * 9000 + "]" * 9000, "-0", "[[], [[]]]"]
JSON += [
    '{"a": 1, "a": 2}',
    "'x'",
    "undefined",
    '"\t"',
    "1.0E+2",
    "",
    "[1,]",
    "/* x */",
]


def odd(drawn: random.Random, json_text: bool, depth: int = 2) -> Any:
    """Return a value of any type."""
    kind = drawn.randrange(9 if depth else 6)
    if kind < 2:
        return drawn.choice(WORDS)
    if kind < 4:
        return drawn.choice([drawn.choice(HUGE), drawn.choice(FLOATS), drawn.random()])
    if kind == 4:
        return drawn.choice([True, False])
    if kind == 5:
        return Raw(drawn.choice(JSON if json_text else TOML))
    items = [
        odd(drawn, json_text, depth - 1) for _ in range(drawn.choice((0, 1, 2, 12)))
    ]
    if kind == 6:
        return items
    return {drawn.choice([*WORDS[:12], "type", "units", "value"]): i for i in items}


def write(data: Any, json_text: bool) -> str:
    """Return data as a document."""
    if json_text or not isinstance(data, dict):
        return value(data, json_text)
    plain = {k: v for k, v in data.items() if not headed(k, v)}
    text = "".join(f"{name(k)} = {value(v, False)}\n" for k, v in plain.items())
    for key, tables in data.items():
        if headed(key, tables):
            many = isinstance(tables, list)
            for table in tables if many else [tables]:
                text += f"\n[[{key}]]\n" if many else f"\n[{key}]\n"
                text += "".join(
                    f"{name(k)} = {value(v, False)}\n" for k, v in table.items()
                )
    return text


def headed(key: str, tables: Any) -> bool:
    """Tell whether a table of the top level stands under a header."""
    inner = tables if isinstance(tables, list) else [tables]
    return (
        key.isidentifier() and bool(inner) and all(isinstance(t, dict) for t in inner)
    )


def name(key: str) -> str:
    """Return a key of TOML."""
    return key if key.isidentifier() and key.isascii() else value(key, False)


def value(data: Any, json_text: bool) -> str:
    """Return a value; that of JSON has lines."""
    if isinstance(data, Raw):
        return str(data)
    end = "\n" if json_text else " "
    if isinstance(data, dict):
        sign = ":" if json_text else " ="
        write_key = json.dumps if json_text else name
        pairs = [f"{write_key(k)}{sign} {value(v, json_text)}" for k, v in data.items()]
        return f"{{{end}{f',{end}'.join(pairs)}{end}}}"
    if isinstance(data, list):
        return f"[{f',{end}'.join(value(item, json_text) for item in data)}]"
    if isinstance(data, str) and "\ud800" <= max(data, default="") < "\ue000":
        return json.dumps(data)
    return json.dumps(data, ensure_ascii=len(str(data)) % 2 == 0).replace(
        "\x7f", "\\u007f"
    )


def trees(data: Any) -> list[TREE]:
    """Return all tables and arrays in data, and data itself."""
    found = [data] if isinstance(data, dict | list) else []
    children = data.values() if isinstance(data, dict) else data
    return (
        [*found, *(tree for child in children for tree in trees(child))]
        if found
        else []
    )


def step(drawn: random.Random, tree: TREE) -> Any:
    """Return a key of a table, or an index of an array."""
    return drawn.choice(list(tree) if isinstance(tree, dict) else range(len(tree)))


Change = Callable[[random.Random, Any, bool], None]
