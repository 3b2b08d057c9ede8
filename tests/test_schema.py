"""The JSON Schema of the language: current, told in full, as strict as can be."""

import copy
import json
import re
import subprocess
import sysconfig
import tomllib
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator  # type: ignore[import-untyped]
from pydantic import ValidationError

from nngen.check import check
from nngen.cli import main
from nngen.language.base import CONFLICT
from nngen.language.schema import schema_text
from nngen.language.spec import Spec
from nngen.reading.load import Source

from .helpers import EVERY, ROOT, SPECS
from .reading.test_problems import CASES, SPEC, changed, rows

FILE = ROOT / "schema" / "nngen.schema.json"
SCHEMA: dict[str, Any] = json.loads(schema_text())
VALID = Draft7Validator(SCHEMA)
TABLES = [SCHEMA, *SCHEMA["definitions"].values()]
KEYS = sorted({key for table in TABLES for key in table["properties"]} - {"$schema"})
# To JSON Schema 5.0 is a whole number, and there are neither infinities nor dates; the
# library has Python's $, which a last newline passes; nor does it weigh values (NN016)
BEYOND = re.compile(r"= 5\.0$|= 1e3$|= (inf|nan|1e999|1979.*)$|stddev = nan|\\n\"$")


def wrong() -> list[tuple[str, str]]:
    """Return the wrong documents that a schema can refuse, and what each changes."""
    cases = [
        (old, new)
        for old, new, said in rows(CASES)
        if not BEYOND.search(new) and not any("NN016" in line for line in said)
    ]
    return [(f"{old} => {new}", changed(old, new)) for old, new in cases]


def within(schema: Any) -> Iterator[dict[str, Any]]:
    """Return a schema and all within it."""
    if isinstance(schema, dict):
        yield schema
        for part in schema.values():
            yield from within(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from within(part)


def test_the_file_is_current() -> None:
    assert json.loads(FILE.read_text("utf-8")) == SCHEMA  # 0 or 0.0, as pydantic likes
    result = CliRunner().invoke(main, ["schema"])
    assert (result.exit_code, result.stdout) == (0, schema_text())


def test_it_is_a_schema_with_the_label_of_draft_07() -> None:
    Draft7Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "http://json-schema.org/draft-07/schema#"


def test_every_key_is_described_and_no_title_is_noise() -> None:
    keys = [
        (name, key)
        for part in within(SCHEMA)
        for name, key in part.get("properties", {}).items()
        if part.get("additionalProperties") is False
    ]
    assert len(keys) > 50
    for name, key in keys:
        assert re.fullmatch(r"[A-Z\[][^\n]+\.", key["description"]), name
    assert sum("title" in part for part in within(SCHEMA)) == 1


def test_defaults_and_examples_are_what_it_takes() -> None:
    told = 0
    definitions = {"definitions": SCHEMA["definitions"]}
    for part in within(SCHEMA):
        if isinstance(part.get("description"), str):
            values = part.get("examples", [])
            values = values + ([part["default"]] if "default" in part else [])
            told += len(values)
            for value in values:
                Draft7Validator(part | definitions).validate(value)
    assert told > 40


def test_keys_have_a_default_or_an_example() -> None:
    for part in within(SCHEMA):
        if part.get("additionalProperties") is False:
            for name, key in part["properties"].items():
                told = {"default", "examples", "const"} & key.keys()
                is_table = "$ref" in key or "$ref" in json.dumps(key.get("items"))
                assert told or is_table or name == "$schema", name


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_it_takes_every_example_and_its_twin(path: Path) -> None:
    data = tomllib.loads(path.read_text("utf-8"))
    VALID.validate(data)
    twin = {"$schema": "../schema/nngen.schema.json", **data}
    VALID.validate(twin)
    source = Source("x.json", json.dumps(twin).encode(), path.stem, True, path.parent)
    assert check(source).spec.name == path.stem


def test_it_takes_every_spec_of_the_tests() -> None:
    for case in EVERY.values():
        assert VALID.is_valid(json.loads(json.dumps(case.spec))), case.id


@pytest.mark.parametrize(("change", "text"), wrong())
def test_it_refuses_what_is_wrong(change: str, text: str) -> None:
    assert not VALID.is_valid(tomllib.loads(text)), change


ODD: list[Any] = [
    None,
    True,
    -1,
    0,
    1,
    3,
    0.5,
    1.5,
    1e-40,
    10**12,
    "",
    "a",
    "input",
    "relu",
]
ODD += ["nothing", "Ä", "x" * 61, "x" * 1001, [], [1], ["a"], [[]], {}, {"a": "b"}]
ODD += [{"type": name} for name in ("relu", "elu", "adam", "dense", "step", "Relu")]


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the paths of all keys and elements of a document."""
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield (*path, key)
            yield from places(value[key], (*path, key))


@given(st.data())
def test_it_takes_what_the_language_takes_and_nothing_else(data: st.DataObject) -> None:
    case = data.draw(st.sampled_from(sorted(EVERY)))
    document = json.loads(json.dumps(EVERY[case].spec))
    for _ in range(data.draw(st.integers(1, 2))):
        *path, last = data.draw(st.sampled_from([*places(document)]))
        inside = document
        for key in path:
            inside = inside[key]
        match data.draw(st.sampled_from(["change", "rename", "leave out"])):
            case "change":
                inside[last] = copy.deepcopy(data.draw(st.sampled_from(ODD)))
            case "rename" if isinstance(inside, dict):
                keys = st.sampled_from(["unknown", *KEYS])
                inside[data.draw(keys)] = inside.pop(last)
            case _:
                del inside[last]
    assert VALID.is_valid(document) == is_taken({"name": "x", **document}), document


def is_taken(document: Any) -> bool:
    """Return whether the language has a document; values may still be in conflict."""
    try:
        Spec.model_validate(document)
    except ValidationError as error:
        return all(found["type"] == CONFLICT for found in error.errors())
    return True


@pytest.mark.parametrize(
    ("old", "new", "place", "named"),
    [
        ("units = 4", "units = 4\nunitz = 4", ["layers", 0], "unitz"),
        ("units = 4", 'units = "4"', ["layers", 0, "units"], "integer"),
        ("units = 4", "units = 0", ["layers", 0, "units"], "minimum"),
        ('"dense"', '"dens"', ["layers", 0, "type"], "'dens' is not one of"),
        ("learning_rate", "lerning_rate", ["optimizer"], "lerning_rate"),
        ('"relu"', '{ type = "elu", beta = 1 }', ["layers", 0, "activation"], "beta"),
    ],
)
def test_an_error_is_that_of_the_kind_and_no_other(
    old: str, new: str, place: list[str | int], named: str
) -> None:
    (error,) = VALID.iter_errors(tomllib.loads(SPEC.replace(old, new, 1)))
    assert list(error.absolute_path) == place
    assert named in error.message


def tombi(*paths: Path) -> subprocess.CompletedProcess[str]:
    """Return what the linter says of files, whose first lines name the schema."""
    # Beside this Python, whether or not its environment is an activated one
    command = which("tombi", path=sysconfig.get_path("scripts"))
    assert command, "the extra test has it"
    run = [command, "lint", "--offline", *map(str, paths)]
    return subprocess.run(run, capture_output=True, text=True, cwd=ROOT)


def test_the_linter_takes_every_example() -> None:
    done = tombi(*SPECS)
    assert done.returncode == 0 and "arning" not in done.stderr, done.stderr


def test_the_linter_refuses_what_is_wrong(tmp_path: Path) -> None:
    cases = wrong()
    files = [tmp_path / f"{i}.toml" for i in range(len(cases))]
    for file, (_, text) in zip(files, cases, strict=True):
        file.write_text(f"#:schema {FILE}\n\n{text}", "utf-8")
    fine = tmp_path / "fine.toml"
    fine.write_text(f"#:schema {FILE}\n\n{SPEC}", "utf-8")
    done = tombi(*files, fine)
    refused = {Path(name).name for name in re.findall(r"(\S+\.toml):\d+", done.stderr)}
    assert done.returncode == 1
    assert fine.name not in refused
    missed = [cases[i][0] for i, file in enumerate(files) if file.name not in refused]
    assert missed == []
