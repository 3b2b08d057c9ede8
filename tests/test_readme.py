"""The commands, examples and links of the README and of docs/ work."""

import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import tomli
from click.testing import CliRunner

from nngen.cli import FORMATS, main
from nngen.finding import Finding, Placed, Position
from nngen.report.machine import record
from nngen.sources import OTHERS

from .explained import Example, judged, source
from .helpers import ROOT

PAGES = {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
    for path in (
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/*.md"),
        *ROOT.glob("specs/**/*.md"),
    )
}
README, COMMAND = PAGES["README.md"], PAGES["docs/command.md"]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")


def fenced(page: str, language: str) -> list[str]:
    """Return a page's blocks of a language."""
    return [body for found, body in FENCE.findall(page) if found == language]


def anchors(page: str) -> set[str]:
    """Return what a link can name in a page: its headings, as GitHub writes them."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", page), re.MULTILINE)
    return {
        re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-") for text in headings
    }


@pytest.mark.parametrize("name", PAGES)
def test_links_resolve(name: str) -> None:
    for target in LINK.findall(FENCE.sub("", PAGES[name])):
        if target.startswith("https://"):
            continue
        path, _, anchor = target.partition("#")
        file = (ROOT / name).parent.joinpath(path).resolve() if path else ROOT / name
        assert file.exists(), target
        if anchor:
            assert anchor in anchors(file.read_text("utf-8")), target


@pytest.mark.parametrize("name", PAGES)
def test_commands_have_the_verbs_and_options_that_are_used(name: str) -> None:
    blocks = [body for _, body in FENCE.findall(PAGES[name])]
    lines = re.findall(r"^(?:\$ |- run: )?nngen (.*)$", "\n".join(blocks), re.MULTILINE)
    for line in lines:
        verb, *words = re.split(r" {2,}| > | -- ", line)[0].split()
        known = {
            option for param in main.commands[verb].params for option in param.opts
        }
        used = {word for word in words if word.startswith("-") and word != "-"}
        assert used <= known, line


def test_the_spec_and_the_excerpt_are_those_of_an_example() -> None:
    spec, script = "specs/spiral.toml", "generated/spiral.py"
    assert (ROOT / spec).read_text("utf-8").endswith("\n" + fenced(README, "toml")[0])
    text = (ROOT / script).read_text("utf-8")
    for part in fenced(README, "python")[0].rstrip("\n").split("\n\n\n"):
        assert f"\n{part}\n" in text


@pytest.mark.parametrize("name", PAGES)
def test_specs_and_parts_of_specs_are_of_the_language(
    name: str, tmp_path: Path
) -> None:
    for text in fenced(PAGES[name], "toml"):
        tomli.loads(text)
        if text.startswith("["):
            _, placed = judged(source(Example(text), tmp_path))
            # of the language; shapes and files are not those of the parts shown
            assert not [item for item in placed if item.finding.code < "NN020"], text


def shell(page: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Assert that the commands that a page shows print what it shows."""
    monkeypatch.chdir(folder)
    for block in fenced(page, "console"):
        command, _, output = block.partition("\n")
        result = CliRunner().invoke(main, command.removeprefix("$ nngen ").split())
        assert result.stdout + result.stderr == output, command


def test_commands_print_what_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "specs", tmp_path / "specs")
    wrong = fenced(README, "toml")[0].replace("units = 64", "unit = 64")
    wrong = wrong.replace("momentum", "momentumm")
    (tmp_path / "my-net.toml").write_text(wrong, "utf-8")
    shell(COMMAND, tmp_path, monkeypatch)


def used(code: str, folder: Path) -> list[str]:
    """Return the lines that code prints which imports a folder's scripts."""
    head = f"import sys; sys.path.insert(0, {str(folder)!r})\n"
    run = [sys.executable, "-B", "-c", head + code]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def penguins() -> str:
    """Return the README's table, each of its rows sixty times, a little different."""
    header, *rows = fenced(README, "csv")[0].splitlines()
    rng = random.Random(0)
    lines = [header]
    for row in rows * 60:
        *numbers, species = row.split(",")
        cells = [f"{float(text) * rng.gauss(1, 0.03):.1f}" for text in numbers]
        lines.append(",".join([*cells, species]))
    return "\n".join(lines) + "\n"


def test_the_way_to_a_table_of_ones_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("penguins.csv").write_text(penguins(), "utf-8")
    start, train = re.findall(r"^nngen ((?:new|run) .*)$", README, re.MULTILINE)
    assert CliRunner().invoke(main, start.split()).exit_code == 0
    spec, edit = Path("penguins.toml"), fenced(README, "toml")[1]
    text = spec.read_text("utf-8")
    said, table = edit.split("\n\n")
    right = re.sub(r"^description.*$", said, text, flags=re.MULTILINE)
    place = re.compile(r"^\[data\].*?(?=^\[split\])", re.MULTILINE | re.DOTALL)
    right = place.sub(table + "\n", right)
    assert right.count("penguin") == 2
    spec.write_text(right.replace('"species"', '"kind"'), "utf-8")
    first, second = re.findall(
        r"^```console\n.*?^```$", README, re.MULTILINE | re.DOTALL
    )
    shell(first, tmp_path, monkeypatch)
    spec.write_text(right, "utf-8")
    shell(second, tmp_path, monkeypatch)
    command = [sys.executable, "-m", "nngen", *train.split()]
    done = subprocess.run(
        command, env={"PYTHONPATH": str(ROOT)}, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    (predict,) = re.findall(r"^python (generated/.*)$", README, re.MULTILINE)
    shutil.copy("penguins.csv", "new.csv")
    subprocess.run([sys.executable, *predict.split()], check=True)
    assert len(Path("classes.csv").read_text().splitlines()) == 181
    *_, species = used(fenced(README, "python")[1], tmp_path / "generated")
    assert species == "Adelie"


def test_scripts_are_used_as_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = fenced(PAGES["docs/using-a-script.md"], "python")
    head = "import numpy as np\n"
    head += f"path = {str(ROOT / 'specs' / 'data' / 'iris.csv')!r}\n"
    check = "assert np.array_equal(iris.theta, np.load('iris.npz')['theta'])\n"
    lines = used(head + "\n".join(blocks) + check, ROOT / "generated")
    assert "setosa" in lines


def test_every_kind_is_listed() -> None:
    language = PAGES["docs/language.md"]
    tables = re.findall(r"\| `type` \| what it is \|\n.*\n((?:\| .*\n)+)", language)
    kinds = set(re.findall(r"^\| `(\w+)` \|", "".join(tables), re.MULTILINE))
    assert len(kinds) > 50
    assert kinds <= set(re.findall(r"`(\w+)`", README))


def test_every_option_format_and_skipped_file_is_listed() -> None:
    params = [param for verb in main.commands.values() for param in verb.params]
    options = {word for param in params for word in param.opts if word[0] == "-"}
    fields = set(record(Placed("", Position(1, 1), "", Finding("", (), ""))))
    listed = set(re.findall(r"[\w.-]+", COMMAND))
    assert options | fields | set(FORMATS) | OTHERS <= listed
