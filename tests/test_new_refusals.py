"""nngen new where it cannot: one line says why, and nothing is written."""

from pathlib import Path
from typing import Any

import pytest

from nngen.words import printable

from .helpers import SPECS
from .test_new import here, nngen, tree

__all__ = ["here"]  # a fixture of these tests too


def refused(*arguments: str) -> str:
    """Return the one line that nngen new says instead of writing anything."""
    before = tree()
    result = nngen("new", *arguments)
    assert (result.exit_code, result.stdout) == (2, "") and tree() == before
    (line,) = result.stderr.splitlines()
    assert printable(line) == line
    return line.removeprefix("nngen: ")


@pytest.mark.parametrize("name", ["a.toml", "data/iris.csv"])
@pytest.mark.parametrize("link", [False, True], ids=["file", "link"])
def test_what_is_there_stays(name: str, link: bool) -> None:
    place = Path(name)
    place.parent.mkdir(exist_ok=True)
    Path("mine").write_text("mine")
    if link:
        place.symlink_to(Path("mine").absolute())
    else:
        place.write_text("mine")
    line = refused("a", "--example", "iris")
    assert line.startswith(f"{place}: is ") and "nothing was written" in line


def test_a_link_that_leads_nowhere_stays() -> None:
    Path("a.toml").symlink_to("nowhere")
    assert refused("a") == "a.toml: is there already; nothing was written"


@pytest.mark.parametrize(
    ("example", "guess"),
    [("irsi", 'did you mean "iris"? There are '), ("zzz", "there are "), ("", "there")],
)
def test_an_example_that_is_not_there(example: str, guess: str) -> None:
    line = refused("a", "--example", example)
    assert line.startswith(f'there is no example "{example}"; {guess}')
    assert line.endswith(", ".join(path.stem for path in SPECS))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("os", '"os" is a module'),
        ("lambda", '"lambda" is a word of Python'),
        ("sub/con", '"con" is a device on Windows'),
        ("MyNet", '"MyNet"'),
        ("3net", '"3net"'),
        ("a b", '"a b"'),
        ("a/b\nc", '"b\\nc"'),
        ("a\n/B", '"B"'),
        ("é", '"'),
        (".toml", '".toml"'),
        ("a.json", '"a.json"'),
        ("a.toml.toml", '"a.toml"'),
        ("a" * 51, ""),
        ("a" * 300, ""),
        ("a/../A", '"A"'),
    ],
)
def test_names_that_no_spec_can_have(name: str, told: str) -> None:
    assert refused("--", name).startswith(f"NAME: {told}")


def test_a_name_that_is_taken_gets_a_better_one() -> None:
    line = refused("specs/os")
    assert "nngen new specs/os-net" in line and "name =" not in line
    assert nngen("new", "specs/os-net").exit_code == 0


@pytest.mark.parametrize("name", ["", ".", "..", "there", "there/", "new/"])
def test_a_folder_is_no_name(name: str) -> None:
    Path("there").mkdir()
    assert f"{Path(name)}: is a folder; name the spec in it" in refused(name)


def test_an_option_that_there_is_not() -> None:
    result = nngen("new", "-x")
    assert (result.exit_code, tree()) == (2, {})
    assert "NAME: " in refused("--", "-x")


def test_a_name_may_lead_out_of_the_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("inner").mkdir()
    monkeypatch.chdir("inner")
    assert nngen("new", "../a").exit_code == 0
    assert Path("../a.toml").exists() and not any(Path().iterdir())


@pytest.mark.parametrize("name", ["file/a", "file/b/a", "n" * 300 + "/a"])
def test_a_folder_that_cannot_be(name: str) -> None:
    Path("file").write_text("mine")
    place, told = refused(name).split(": ")
    assert f"{name}.toml".startswith(place) and told[0].isupper()


@pytest.mark.parametrize("last", range(1, 5))
def test_a_full_disk_leaves_nothing(last: int, monkeypatch: pytest.MonkeyPatch) -> None:
    synced = []

    def fill(number: int) -> None:
        synced.append(number)
        if len(synced) == last:
            raise OSError(28, "No space left on device")

    Path("there").mkdir()
    monkeypatch.setattr("os.fsync", fill)
    line = refused("there/new/a", "--example", "iris")
    assert line.endswith(": No space left on device") and len(synced) == last


def test_a_folder_that_may_not_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbid(path: Path, *_: Any, **options: Any) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "mkdir", forbid)
    assert refused("locked/a") == "locked: Permission denied"
