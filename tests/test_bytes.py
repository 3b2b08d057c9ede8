"""A spec's script is the same bytes everywhere, and already in black's style."""

import hashlib
import json
import locale
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from nngen.build import build_script
from nngen.check import check
from nngen.files import BLANK, SEAL
from nngen.reading.load import Source
from nngen.render.format import format_script
from nngen.shipped import shipped

from .bench.specs import Case
from .helpers import (
    EVERY,
    EXAMPLES,
    GENERATED,
    ROOT,
    SPECS,
    STYLES,
    WAYS,
    Spec,
    a_share_of_every_script,
    environment,
    make_script,
    raw_script,
    script_of,
    script_path,
    spec_of,
)
from .style import assert_style

pytestmark = pytest.mark.no_cover  # others execute the same lines

# Print the digest of each script; arguments are the names of cases, none means all
DIGESTS = """
import hashlib, json, sys
from tests.helpers import EVERY, script_of
names = sys.argv[1:] or EVERY
texts = {name: script_of(name) for name in names}
print(json.dumps({n: hashlib.sha256(t.encode()).hexdigest() for n, t in texts.items()}))
"""

# Sets of names have their say in networks of many values
FEW = [
    *(case.id for case in EXAMPLES),
    *(f"functions in a row, {way}" for way in WAYS),
    *(f"widths up and down, {style}" for style in STYLES),
]

SEEDS = ("0", "1", "12345")  # of hashes, one for each
ENVIRONMENTS: dict[str, dict[str, str]] = {
    "ASCII": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "time": {"TZ": "Asia/Kathmandu", "SOURCE_DATE_EPOCH": "0", "PYTHONOPTIMIZE": "1"},
    "Turkish": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
}


@a_share_of_every_script
def test_templates_write_blacks_style(case: Case) -> None:
    assert_style(script_of(case.id))


def test_a_template_out_of_style_is_found(tmp_path: Path) -> None:
    folder = shutil.copytree(shipped("templates"), tmp_path / "templates")
    part = folder / "numpy" / "parts" / "prediction.py.jinja"
    text = part.read_text()
    part.write_text(text.replace("    return forward(x)", "    return (forward(x))"))
    raw = raw_script(EXAMPLES[0].spec, folder)
    assert raw != format_script(raw)
    with pytest.raises(AssertionError):
        assert_style(raw)


@a_share_of_every_script
def test_the_header_holds_the_texts_digest(case: Case) -> None:
    text = script_of(case.id)
    (found,) = SEAL.findall(text)
    blank = SEAL.sub(rf"\g<1>{BLANK}\g<3>", text)
    assert found[1] == hashlib.sha256(blank.encode()).hexdigest()[:16]


def test_generated_is_current() -> None:
    assert SPECS
    kept = {path.name for path in (ROOT / "generated").glob("*.py")}
    assert kept == {script_path(path).name for path in SPECS}
    for path in SPECS:
        expected = build_script(check(Source.from_file(path)).graph, GENERATED).encode(
            "ascii"
        )
        assert script_path(path).read_bytes() == expected, path.name


def digests(
    folder: Path, *names: str, python: str = sys.executable, **changes: str
) -> dict[str, str]:
    """Return the digests of scripts that another process builds in a folder."""
    done = subprocess.run(
        [python, "-c", DIGESTS, *names],
        cwd=folder,
        env=environment(PYTHONPATH=str(ROOT), PYTHONDONTWRITEBYTECODE="1") | changes,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, str] = json.loads(done.stdout)
    return found


def expected_digests(*names: str) -> dict[str, str]:
    """Return the digests of scripts that this process builds."""
    texts = {name: script_of(name) for name in names or EVERY}
    return {n: hashlib.sha256(t.encode()).hexdigest() for n, t in texts.items()}


@pytest.mark.parametrize(("name", "seed"), [*zip(ENVIRONMENTS, SEEDS, strict=True)])
def test_the_environment_changes_no_byte(name: str, seed: str, tmp_path: Path) -> None:
    changes = ENVIRONMENTS[name] | {"PYTHONHASHSEED": seed}
    if not has_locale(changes.get("LANG", "C")):
        pytest.skip(f"this machine has no locale {changes['LANG']}")
    assert digests(tmp_path, *FEW, **changes) == expected_digests(*FEW)


@pytest.mark.exhaustive
@pytest.mark.parametrize("seed", SEEDS)
def test_the_hash_seed_changes_no_byte_anywhere(tmp_path: Path, seed: str) -> None:
    assert digests(tmp_path, PYTHONHASHSEED=seed) == expected_digests()


def has_locale(name: str) -> bool:
    """Tell whether this machine has a locale."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        locale.setlocale(locale.LC_CTYPE, name)
    except locale.Error:
        return False
    locale.setlocale(locale.LC_CTYPE, before)
    return True


def turned(value: Any) -> Any:
    """Return a document with the keys of every table in reverse order."""
    if isinstance(value, dict):
        return {key: turned(value[key]) for key in reversed(value)}
    return [turned(each) for each in value] if isinstance(value, list) else value


def twins(path: Path) -> dict[str, bytes]:
    """Return the other ways to write a spec, by file name."""
    text = path.read_text("utf-8")
    spec = tomllib.loads(text)
    bare = re.sub(r"(?m) *#.*$", "", text)
    return {
        f"{path.stem}.json": json.dumps(spec).encode(),
        f"turned/{path.stem}.json": json.dumps(turned(spec), indent=4).encode(),
        f"dos/{path.stem}.toml": text.replace("\n", "\r\n").encode(),
        f"bare/{path.stem}.toml": bare.encode(),
    }


def test_twins_in_toml_and_json_give_one_script(
    spec_path: Path, tmp_path: Path
) -> None:
    expected = build_script(check(Source.from_file(spec_path)).graph, GENERATED)
    for name, raw in twins(spec_path).items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(raw)
        source = replace(Source.from_file(file), folder=spec_path.parent)
        assert build_script(check(source).graph, GENERATED) == expected, name


def test_a_whole_number_is_the_float_it_equals() -> None:
    spec = spec_of(ROOT / "specs" / "spiral.toml")
    assert spec["optimizer"]["learning_rate"] == 1.0
    whole: Spec = spec | {"optimizer": spec["optimizer"] | {"learning_rate": 1}}
    assert make_script(whole) == make_script(spec)
