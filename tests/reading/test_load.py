"""From a source to a spec: names, places, whole documents."""

import json
import tomllib
from pathlib import Path

import pytest

from nngen.check import check
from nngen.graph.graph import digest
from nngen.reading.load import Misfit, Source, load_spec
from tests.helpers import ROOT, SPECS

TABLES = "is not an array of tables; write `[[layers]]`, an array of tables"
NAME = 'write `{"name": "my-net"}`'
BLOCK = 'write `[[layers]]`, `type = "dense"`, `units = 64`'
INLINE = 'write `{ type = "dense", units = 64 }`'
BODY = """\
[data]
type = "spiral"
samples = 5
classes = 3

[loss]
type = "categorical_crossentropy"

[optimizer]
type = "sgd"

[training]
epochs = 3
"""
LAYERS = '[[layers]]\ntype = "dense"\nunits = 3\nactivation = "softmax"\n'
WHOLE = BODY + LAYERS
RULE = "a name is a small letter, then small letters, digits, - and _: "
RULE += 'write `name = "my-net"`'


def said(source: Source) -> list[str]:
    """Return the lines that a source gets."""
    with pytest.raises(Misfit) as caught:
        load_spec(source)
    return [str(placed) for placed in caught.value.placed]


@pytest.mark.parametrize(
    ("file", "text", "name"),
    [
        ("small-net.toml", WHOLE, "small-net"),
        ("Other Net.toml", 'name = "mine"\n' + WHOLE, "mine"),
        ("small_net.json", json.dumps(tomllib.loads(WHOLE)), "small_net"),
        ("bom.toml", "\ufeff" + WHOLE, "bom"),
    ],
)
def test_a_file_lends_its_name(tmp_path: Path, file: str, text: str, name: str) -> None:
    path = tmp_path / file
    path.write_text(text, "utf-8")
    source = Source.from_file(path)
    assert source.label == path.as_posix()
    assert load_spec(source).spec.name == name


@pytest.mark.parametrize("stem", ["My Net", "2nets", "-", "x" * 65, "x\n", "x.y"])
def test_a_stem_that_cannot_be_a_name(stem: str) -> None:
    (line,) = said(Source("spec.toml", WHOLE.encode(), stem))
    assert line.startswith("spec.toml:1:1: error[NN")
    assert "] name: " in line


def test_a_bad_stem_is_shown() -> None:
    line = f'spec.toml:1:1: error[NN021] name: "My Net" cannot name a script; {RULE}'
    assert said(Source("spec.toml", WHOLE.encode(), "My Net")) == [line]


def test_standard_input_has_no_name() -> None:
    assert said(Source.from_input(WHOLE.encode())) == [
        '<stdin>:1:1: error[NN011] name: missing key; write `name = "my-net"`'
    ]


@pytest.mark.parametrize("lead", [b"", b" \n\t"])
def test_standard_input_is_json_behind_a_brace(lead: bytes) -> None:
    spec = {"name": "piped"} | tomllib.loads(WHOLE)
    source = Source.from_input(lead + json.dumps(spec).encode())
    assert source.json_text
    assert load_spec(source).spec.name == "piped"


def test_standard_input_with_a_byte_order_mark_is_json() -> None:
    spec = {"name": "piped"} | tomllib.loads(WHOLE)
    raw = b"\xef\xbb\xbf" + json.dumps(spec).encode()
    assert load_spec(Source.from_input(raw)).spec.name == "piped"


@pytest.mark.parametrize(
    ("layers", "line"),
    [
        ("", f"1:1: error[NN011] layers: missing table; {BLOCK}"),
        ("layers = []", f"1:10: error[NN014] layers: it is empty; {BLOCK}"),
        (
            "layers = 3",
            f"1:10: error[NN013] layers: 3 is not an array of tables; {BLOCK}",
        ),
        (
            "layers = {}",
            f"1:10: error[NN013] layers: a table is not an array of tables; {BLOCK}",
        ),
        (
            "layers = [32]",
            "1:11: error[NN013] layers[0]: 32 is not a table; "
            'write `{ type = "dense", units = 32 }`',
        ),
        (
            'layers = ["x"]',
            f'1:11: error[NN013] layers[0]: "x" is not a table; {INLINE}',
        ),
        (
            'layers = { type = "dense", units = 3, activation = "softmax" }',
            f"1:10: error[NN013] layers: a table {TABLES}",
        ),
    ],
)
def test_layers_of_another_kind(layers: str, line: str) -> None:
    text = f"{layers}\n{BODY}"
    assert said(Source("spec.toml", text.encode(), "x")) == [f"spec.toml:{line}"]


@pytest.mark.parametrize("raw", ["[]", "3", "null", '"x"', "true"])
def test_a_document_that_is_no_table(raw: str) -> None:
    value = raw.replace("[]", "an array")
    what = f"the document is {value}, not a table"
    line = f"x.json:1:2: error[NN013] {what}; {NAME}"
    assert said(Source("x.json", f" {raw}".encode(), "x", True)) == [line]


@pytest.mark.parametrize("text", ["data = [1, {a = 2}]\n", 'data = "spiral"\n'])
def test_a_value_where_a_table_belongs(text: str) -> None:
    rest = WHOLE[WHOLE.index("[loss]") :]
    (line,) = said(Source("spec.toml", (text + rest).encode(), "x"))
    assert line.startswith("spec.toml:1:8: error[NN013] data: ")
    assert " is not a table; write `[data]`" in line


def test_a_long_value_is_cut() -> None:
    text = 'name = "' + "X" * 90 + '"\n' + WHOLE
    (line,) = said(Source("spec.toml", text.encode()))
    assert len(line) < 200


def test_a_table_below_a_layer_is_that_layers() -> None:
    text = WHOLE + '[layers.kernel_initializer]\ntype = "normal"\nstdev = 1\n'
    (line,) = said(Source("s", text.encode(), "x"))
    path = "layers[0].kernel_initializer.stdev"
    assert line == f's:20:1: error[NN012] {path}: unknown key; did you mean "stddev"?'


def test_half_a_character_is_not_text() -> None:
    twin = json.dumps({"description": "\ud800", "name": "x"} | tomllib.loads(WHOLE))
    assert said(Source("s", twin.encode(), "x", True)) == [
        r"s:1:17: error[NN013] description: half of a surrogate pair is no character; "
        "write the character itself"
    ]


def test_an_unreadable_document_gets_one_line() -> None:
    assert said(Source("spec.toml", b"a = 1\nb = \xff")) == [
        "spec.toml:2:5: error[NN001] byte 0xff is not UTF-8; save the file as UTF-8"
    ]


def test_findings_stand_in_the_order_of_the_document() -> None:
    text = 'zz = 1\nseed = -1\nname = "X"\n' + WHOLE.replace("= 5", "= 0") + "q = 1\n"
    places = [line.split(": ")[0] for line in said(Source("s", text.encode()))]
    assert places == ["s:1:1", "s:2:8", "s:3:8", "s:6:11", "s:21:1"]


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_an_example_and_its_json_twin_are_one_spec(path: Path) -> None:
    source = Source.from_file(path)
    twin = json.dumps(tomllib.loads(source.raw.decode())).encode()
    spec = load_spec(source).spec
    assert spec == load_spec(Source("x.json", twin, path.stem, True)).spec
    assert check(source).spec == spec


def test_the_digest_changes_with_a_value() -> None:
    one, two = (
        digest(load_spec(Source("x", text.encode(), "x")).spec)
        for text in (WHOLE, WHOLE.replace("= 5", "= 6"))
    )
    assert one != two and len(one) == len(two) == 16


def test_examples_exist() -> None:
    assert SPECS and all(path.is_relative_to(ROOT) for path in SPECS)
