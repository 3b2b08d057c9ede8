"""The JSON Schema of the language: current, told in full, as strict as can be."""

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
from jsonschema import Draft7Validator  # type: ignore[import-untyped]

from nngen.check import check
from nngen.cli import main
from nngen.language.pages import schema_text
from nngen.reading.load import Source

from .helpers import EVERY, ROOT, SPECS
from .reading.test_problems import CASES, SPEC, changed, rows

FILE = ROOT / "schema" / "nngen.schema.json"
SCHEMA: dict[str, Any] = json.loads(schema_text())
VALID = Draft7Validator(SCHEMA)
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
    assert FILE.read_text("utf-8") == schema_text()
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
        if part.get("type") == "object"
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


def test_optional_keys_have_a_default_or_an_example() -> None:
    for part in within(SCHEMA):
        if part.get("type") == "object" and "properties" in part:
            for name, key in part["properties"].items():
                tables = key.get("type") == "object" and "properties" in key
                told = {"default", "examples", "const"} & key.keys()
                assert told or tables or name == "$schema", name


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_it_takes_every_example_and_its_twin(path: Path) -> None:
    data = tomllib.loads(path.read_text("utf-8"))
    VALID.validate(data)
    twin = {"$schema": "../schema/nngen.schema.json", **data}
    VALID.validate(twin)
    source = Source("x.json", json.dumps(twin).encode(), path.stem, True, path.parent)
    assert check(source).graph.spec.name == path.stem


def test_it_takes_every_spec_of_the_tests() -> None:
    for case in EVERY.values():
        assert VALID.is_valid(json.loads(json.dumps(case.spec))), case.id


@pytest.mark.parametrize(("change", "text"), wrong())
def test_it_refuses_what_is_wrong(change: str, text: str) -> None:
    assert not VALID.is_valid(tomllib.loads(text)), change


def tombi(*paths: Path) -> subprocess.CompletedProcess[str]:
    """Return what the linter says of files, whose first lines name the schema."""
    # Beside this Python, whether or not its environment is an activated one
    command = which("tombi", path=sysconfig.get_path("scripts"))
    assert command, "the extra test has it"
    run = [command, "lint", "--offline", *map(str, paths)]
    return subprocess.run(run, capture_output=True, text=True, cwd=ROOT)


def test_the_linter_takes_every_example() -> None:
    done = tombi(*SPECS)
    assert done.returncode == 0, done.stderr


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
