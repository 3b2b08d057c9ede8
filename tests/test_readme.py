"""The README tells the truth: its spec, its excerpt, its keys, its commands."""

import re
import subprocess
import sys
from itertools import chain
from pathlib import Path

import pytest
from click.testing import CliRunner

from nngen.cli import FORMATS, main
from nngen.finding import Finding, Placed, Position
from nngen.language.base import Kind
from nngen.language.spec import Spec as Root
from nngen.model.model import Model
from nngen.model.tables import models
from nngen.report.machine import record
from nngen.sources import OTHERS

from .helpers import ROOT

README = (ROOT / "README.md").read_text("utf-8")
SCRIPT = (ROOT / "generated" / "spiral_fast.py").read_text("utf-8")


def fenced(language: str) -> list[str]:
    """Return the README's blocks of a language."""
    found = re.findall(rf"```{language}\n(.*?)\n *```", README, re.S)
    return [str(text) for text in found]


def tables(root: type[Model]) -> set[type[Model]]:
    """Return all tables of the language, kinds included."""
    fields = root.fields.values()
    inner = set(chain.from_iterable(models(field.type) for field in fields))
    return {root}.union(*(tables(model) for model in inner))


def test_the_specs_that_are_shown_are_the_examples() -> None:
    shown, branches = fenced("toml")
    specs = ROOT / "specs"
    assert (specs / "spiral-fast.toml").read_text("utf-8").endswith(shown + "\n")
    assert branches in (specs / "branches.toml").read_text("utf-8")


def test_the_excerpt_is_the_scripts() -> None:
    excerpt, *uses = fenced("python")
    for part in excerpt.split("\n\n\n"):
        assert f"\n{part}\n" in SCRIPT
    assert len(uses) == 3


def used(code: str, folder: Path) -> str:
    """Return what code prints that imports generated scripts, run in a folder."""
    head = f"import sys; sys.path.insert(0, {str(ROOT / 'generated')!r})\n"
    run = [sys.executable, "-B", "-c", head + code]
    done = subprocess.run(run, capture_output=True, text=True, check=True, cwd=folder)
    return done.stdout


def test_the_use_of_a_table_is_as_shown(tmp_path: Path) -> None:
    _, _, table, kept = fenced("python")
    assert used(table, tmp_path).splitlines()[-1] == "setosa"
    more = f"""
trained = [iris.theta.copy(), iris.center.copy(), iris.spread.copy()]
iris.initialize()
iris.center[:] = iris.spread[:] = np.nan
{kept[kept.index("for name"):]}
same = map(np.array_equal, trained, [iris.theta, iris.center, iris.spread])
x, y = iris.read_csv({str(ROOT / "specs" / "data" / "iris.csv")!r})
print(all(same), iris.evaluate(iris.prepare(x), y)["acc"] > 0.95)
"""
    assert used(kept + more, tmp_path).splitlines()[-1] == "True True"


def test_two_classes_are_counted_as_shown(tmp_path: Path) -> None:
    (count,) = re.findall(r"`(\(\(spiral_binary.*mean\(\))`", README)
    code = "import spiral_binary\nspiral_binary.train()\n"
    code += f"x, y = spiral_binary.load_data()\nprint({count} > 0.98)"
    assert used(code, tmp_path).splitlines()[-1] == "True"


def test_the_number_of_lines() -> None:
    (number,) = re.findall(r"(\d+) lines\.", README)
    assert int(number) == SCRIPT.count("\n")


def test_the_language_has_every_key_and_type_that_is_told() -> None:
    language = README[README.index("## The language") : README.index("## A script")]
    every = tables(Root)
    fields = {name for table in every for name in table.fields}
    kinds = {table.selector() for table in every if issubclass(table, Kind)}
    words = re.sub(r"```.*?```", "", language, flags=re.S)
    told = set(re.findall(r'[`"]([a-z][a-z0-9_]*)["`]', words))
    values = {"float32", "float64", "pcg64", "mt19937", "native", "notebook"}
    values |= {"input", "forward", "auto", "one_hot", "random", "stratified", "last"}
    values |= {"values", "binary", "val_loss", "val_"}
    assert told - fields - kinds - values == set()
    assert kinds - told == set()


def test_what_is_said_of_a_wrong_spec(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, _ = fenced("toml")
    wrong = text.replace("units = 64", "unit = 64").replace("momentum", "momentumm")
    (tmp_path / "my-net.toml").write_text(wrong + "\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["validate", "my-net.toml"])
    shown = f"$ nngen validate my-net.toml\n{result.stdout}{result.stderr}"
    assert f"```\n{shown}```\n" in README


def test_what_is_shown_of_a_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (words,) = re.findall(r"^\$ nngen (show .*)$", README, re.MULTILINE)
    result = CliRunner().invoke(main, words.split())
    assert f"```\n$ nngen {words}\n{result.stdout}```\n" in README


def test_every_format_and_field_is_told() -> None:
    section = README[README.index("## When a spec") : README.index("## The language")]
    told = set(re.findall(r"`([a-z_]+)`", section))
    fields = set(record(Placed("", Position(1, 1), "", Finding("", (), ""))))
    assert told == {*FORMATS, *fields}


def test_every_option_is_told() -> None:
    from nngen.cli import build, new, schema, show

    verbs = (build, new, schema, show)
    params = [param for verb in verbs for param in verb.params]
    told = {word for option in params for word in option.opts if word[0] == "-"}
    assert all(f"`{word}`" in README for word in told - {"--output"})


def test_the_files_of_other_tools_are_listed() -> None:
    listed = README.partition("what belongs to other tools")[2].partition("`build`")[0]
    assert set(re.findall(r"`([^`]+)`", listed)) == OTHERS
