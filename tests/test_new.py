"""nngen new: what it writes for each example, and what it leaves as it is."""

import re
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner, Result

from nngen.cli import main
from nngen.new import SCHEMA, adapt

from .helpers import ROOT, SPECS, spec_of

OURS = (ROOT / "schema" / SCHEMA).read_bytes()
IRIS = ROOT / "specs" / "iris.toml"
TABLE, TOLD = Path("data/iris.csv"), Path("data/README.md")
OPENING = f"#:schema {SCHEMA}\n\ndescription = "


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def nngen(*arguments: str) -> Result:
    """Run the command in this process; only SystemExit may leave it."""
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def tree() -> dict[Path, bytes | None]:
    """Return all that stands in the current folder; None is a folder."""
    found = Path().rglob("*")
    return {path: path.read_bytes() if path.is_file() else None for path in found}


def load(script: Path) -> ModuleType:
    """Import a script as a module of its own."""
    module = ModuleType(script.stem)
    module.__file__ = str(script)
    exec(compile(script.read_text("utf-8"), script, "exec"), module.__dict__)
    return module


def test_each_example_is_a_valid_spec_that_trains(spec_path: Path) -> None:
    result = nngen("new", "my-net", "--example", spec_path.stem)
    assert (result.exit_code, result.stdout) == (0, "")
    *wrote, told = result.stderr.splitlines()
    assert told == "train it: nngen run my-net.toml"
    assert wrote[-2:] == [f"wrote {SCHEMA}", "wrote my-net.toml"]
    assert {line.removeprefix("wrote ") for line in wrote} == {
        path.as_posix() for path, raw in tree().items() if raw is not None
    }
    assert nngen("validate", "my-net.toml").output == "1 valid spec\n"
    assert nngen("build", "my-net.toml").exit_code == 0
    script: Any = load(Path("generated/my_net.py"))
    script.EPOCHS = 2
    assert [row["epoch"] for row in script.train()][-1] == 1


def test_it_says_what_the_example_says(spec_path: Path) -> None:
    assert nngen("new", "a", "--example", spec_path.stem).exit_code == 0
    text = Path("a.toml").read_text("utf-8")
    assert text.startswith(OPENING) and text.count("#:schema") == 1
    found, example = tomllib.loads(text), spec_of(spec_path)
    asked = {"command_line": True, "progress": True}  # a program of one's own
    assert found.pop("script") == asked | example.pop("script", {})
    assert example == found | {"name": spec_path.stem}
    assert Path(SCHEMA).read_bytes() == OURS


def test_an_example_loses_its_name_and_no_layer_does() -> None:
    body = '\n[[layers]]\nname = "stem"\n'
    for opening in ("", "#:schema ../x.json\n\n", "#:schema ../x.json\n"):
        text = f'{opening}name = "old"\ndescription = "d"\n{body}'
        program = "\n[script]\ncommand_line = true\nprogress = true\n"
        assert adapt(text) == f'{OPENING}"d"\n{program}{body}'


def test_the_default_is_told_and_the_examples_are_listed() -> None:
    assert "[default: spiral]" in nngen("new", "--help").output
    result = nngen("new")
    assert (result.exit_code, tree()) == (0, {})
    for spec, line in zip(SPECS, result.stdout.splitlines(), strict=True):
        assert re.split(" {2,}", line) == [spec.stem, spec_of(spec)["description"]]
    assert nngen("new", "a").exit_code == 0
    assert 'description = "Three spiral arms' in Path("a.toml").read_text("utf-8")


@pytest.mark.parametrize("example", SPECS, ids=lambda path: path.stem)
def test_examples_name_the_schema_in_their_first_line(example: Path) -> None:
    first, second, *_ = example.read_text("utf-8").split("\n")
    assert second == ""
    schema = example.parent / first.removeprefix("#:schema ")
    assert schema.samefile(ROOT / "schema" / SCHEMA)


def test_data_come_with_what_is_told_of_them() -> None:
    result = nngen("new", "deep/er/flowers.toml", "--example", "iris")
    assert result.stderr.splitlines()[:2] == [
        "wrote deep/er/data/iris.csv",
        "wrote deep/er/data/README.md",
    ]
    for name in (TABLE, TOLD):
        assert ("deep/er" / name).read_bytes() == (IRIS.parent / name).read_bytes()
    assert nngen("validate", "deep/er").output == "1 valid spec\n"


def test_a_name_with_spaces_before_it_is_quoted_for_a_shell() -> None:
    told = nngen("new", "my specs/a").stderr.splitlines()[-1]
    assert told == "train it: nngen run 'my specs/a.toml'"


def test_a_second_spec_shares_what_is_there() -> None:
    assert nngen("new", "a", "--example", "iris").exit_code == 0
    result = nngen("new", "b", "--example", "iris")
    assert result.stderr == "wrote b.toml\ntrain it: nngen run b.toml\n"
    assert nngen("validate", ".").output == "2 valid specs\n"


def test_another_schema_is_left_and_told() -> None:
    Path("specs").mkdir()
    old = Path("specs", SCHEMA)
    old.write_text("{}")
    result = nngen("new", "specs/a")
    assert result.exit_code == 0 and old.read_text() == "{}"
    told = f"{old}: left as it is; nngen schema prints this nngen's"
    assert result.stderr.splitlines() == [
        "wrote specs/a.toml",
        told,
        "train it: nngen run specs/a.toml",
    ]


@pytest.mark.parametrize("link", [False, True], ids=["file", "link"])
def test_another_readme_is_left_and_told(link: bool) -> None:
    TOLD.parent.mkdir()
    Path("mine").write_text("mine")
    TOLD.symlink_to(Path("mine").absolute()) if link else TOLD.write_text("mine")
    result = nngen("new", "a", "--example", "iris")
    assert result.exit_code == 0 and TOLD.read_text() == "mine"
    assert result.stderr.splitlines() == [
        f"wrote {TABLE.as_posix()}",
        f"wrote {SCHEMA}",
        "wrote a.toml",
        f"{TOLD}: left as it is; the example has another one",
        "train it: nngen run a.toml",
    ]
    assert nngen("validate", "a.toml").output == "1 valid spec\n"


def test_a_readme_that_is_none_is_left() -> None:
    TOLD.parent.mkdir()
    TOLD.symlink_to("nowhere")
    assert nngen("new", "a", "--example", "iris").exit_code == 0
    assert TOLD.is_symlink() and not TOLD.exists()
