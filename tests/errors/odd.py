"""Values and texts that no spec has."""

import random
from typing import Any

from .writing import Raw

TREE = dict[str, Any] | list[Any]


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
