"""What is refused before it costs memory or time, and where."""

import json

import pytest

from nngen.reading.text import Unreadable, parse
from tests.reading.test_cost import is_linear

DEEP = "the document is nested over 100 levels deep"
DIGITS = "a number has over 4300 digits"
PARTS = "a key has over 100 parts"
NAMES = "the document has over 65536 names in dotted keys"
NINES = "9" * 4301
LONG = ".".join("a" * 101)

REFUSED = [
    (f"a = {NINES}", False, (1, 5), DIGITS),
    (f"# {NINES}\na = '{NINES}'\nb = [\n -{NINES}]", False, (4, 3), DIGITS),
    (f"a = '''\n'{NINES}'''\nb = {NINES}.5", False, (3, 5), DIGITS),
    ("a = 0x" + "f" * 4301, False, (1, 5), DIGITS),
    ("a = " + "1_" * 2200 + "1", False, (1, 5), DIGITS),
    (f'{{"a": "{NINES}",\n "b": -{NINES}}}', True, (2, 8), DIGITS),
    (f"x = 1\n{LONG} = 1", False, (2, 1), PARTS),
    (f"[{LONG}]", False, (1, 2), PARTS),
    (f"x = {{ {' . '.join(LONG.split('.'))} = 1 }}", False, (1, 7), PARTS),
    (f"x = 1.5\n# {LONG}\ny = '{LONG}'\n'.'.{LONG} = 1", False, (4, 1), PARTS),
    ("[a.b.c]\n" * 30_000, False, (21846, 2), NAMES),
    ("a=" + "[" * 101 + "]" * 101, False, (1, 103), DEEP),
    ("a=" + "[" * 10**5, False, (1, 103), DEEP),
    ("a=" + "{b=" * 101 + "1" + "}" * 101, False, (1, 301), DEEP),
    (".".join("a" * 60) + " = {" + ".".join("b" * 60) + "=1}", False, (1, 204), DEEP),
    ("[" * 102 + "]" * 102, True, (1, 102), DEEP),
    ("[" * 101 + "relu", True, (1, 101), DEEP),
    ("[" * 10**5, True, (1, 101), DEEP),
    ('{"a":\n' * 10**5, True, (101, 1), DEEP),
]
ACCEPTED = [
    (f"a = '{NINES}'\n# {NINES}\n\"{NINES}\" = 1", False),
    ("a = " + "9" * 4300, False),
    ("a" * 5000 + " = 1", False),
    (".".join("a" * 99) + " = 1", False),
    ("a = [" + "0.5, " * 40_000 + "]", False),
    ("a = [" + '"a.b", ' * 40_000 + "]", False),
    ("a=" + "[" * 98 + "]" * 98, False),
    ("[" * 100 + "]" * 100, True),
    (json.dumps({f"a.{i}": [{}] for i in range(200)}), True),
]


@pytest.mark.parametrize(
    ("text", "json_text", "place", "message"), REFUSED, ids=range(len(REFUSED))
)
def test_refused(
    text: str, json_text: bool, place: tuple[int, int], message: str
) -> None:
    with pytest.raises(Unreadable) as caught:
        parse(text, json_text)
    (finding,) = caught.value.findings
    assert (finding.code, finding.message) == ("NN002", message)
    assert caught.value.place == place


@pytest.mark.parametrize(("text", "json_text"), ACCEPTED, ids=range(len(ACCEPTED)))
def test_accepted(text: str, json_text: bool) -> None:
    marks = parse(text, json_text).marks
    assert marks[()].key == (1, 1)


OPEN = 'a = "\nb = ' + "1" * 5000 + '\nc = "'


@pytest.mark.parametrize(
    "lead", [OPEN, 'a = "', 'x"', "a = 1." + "1" * 5000 + '\nb = ["']
)
@pytest.mark.parametrize("json_text", [False, True])
def test_an_open_string_of_quotes(lead: str, json_text: bool) -> None:
    def text(size: int) -> str:
        return lead + '\\"' * size

    assert is_linear(text(50_000), text(25_000), json_text)
