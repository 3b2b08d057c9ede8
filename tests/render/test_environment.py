"""Compiled templates are kept on disk, and no build depends on it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment

from nngen.render.environment import make_cache, make_environment
from nngen.shipped import shipped

PAGE = "random/pcg64.py.jinja"


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder that is the system's temporary one for a test."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def templates(tmp_path: Path, temporary: Path) -> Iterator[Path]:
    """Return a copy of some templates, whose cache is in `temporary`."""
    source = shipped("templates") / "common" / "random"
    shutil.copytree(source, tmp_path / "templates" / "common" / "random")
    yield tmp_path / "templates"
    assert not list(temporary.rglob("*.tmp"))


def load(templates: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, bool]:
    """Return what a template prints in a new process, and whether it was compiled."""
    compiled = []
    original = Environment.compile

    def watch(*args: str, **options: str) -> object:
        compiled.append(args)
        return original(*args, **options)  # type: ignore[call-overload]

    with monkeypatch.context() as patch:
        patch.setattr(Environment, "compile", watch)
        fresh = make_environment.__wrapped__(templates, ("common",))
        return str(fresh.get_template(PAGE).module), bool(compiled)


def test_a_template_is_compiled_once_and_anew_when_it_changes(
    templates: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, compiled = load(templates, monkeypatch)
    assert compiled and load(templates, monkeypatch) == (text, False)
    page = templates / "common" / PAGE
    page.write_text("# edited\n" + page.read_text("utf-8"), "utf-8")
    assert load(templates, monkeypatch) == ("# edited\n" + text, True)
    assert load(templates, monkeypatch) == ("# edited\n" + text, False)


def test_a_damaged_file_is_replaced(
    templates: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, _ = load(templates, monkeypatch)
    (file,) = temporary.rglob("*.cache")
    good = file.read_bytes()
    start = good.index(b"\x80", 3)  # the pickle of the source's digest
    for raw in (b"", good[:start], good[: start + 4], good[:-1], good[:start] + b"x"):
        file.write_bytes(raw)
        assert load(templates, monkeypatch) == (text, True)
        assert file.read_bytes() == good


def test_a_cache_that_cannot_be_written_is_done_without(
    templates: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, _ = load(templates, monkeypatch)

    def full(*args: object, **options: object) -> None:
        raise OSError(28, "No space left on device")

    (file,) = temporary.rglob("*.cache")
    file.unlink()
    with monkeypatch.context() as patch:
        patch.setattr("jinja2.bccache.tempfile.NamedTemporaryFile", full)
        assert load(templates, monkeypatch) == (text, True)
    file.mkdir()
    assert load(templates, monkeypatch) == (text, True)
    shutil.rmtree(temporary)
    assert make_cache() is None
    assert load(templates, monkeypatch) == (text, True)


@pytest.mark.skipif(os.name == "nt", reason="a temporary folder is a user's own there")
def test_a_folder_that_others_could_have_filled_is_not_read(
    templates: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, _ = load(templates, monkeypatch)
    (folder,) = temporary.iterdir()
    assert folder.stat().st_mode & 0o777 == 0o700
    real = folder.rename(temporary / "real")
    folder.symlink_to(real)
    assert make_cache() is None
    folder.unlink()
    real.rename(folder)
    monkeypatch.setattr(os, "getuid", lambda: folder.stat().st_uid)
    assert make_cache() is not None
    owner = folder.stat().st_uid + 1
    monkeypatch.setattr(os, "getuid", lambda: owner)
    (temporary / f"_jinja2-cache-{owner}").mkdir()
    assert make_cache() is None
    assert load(templates, monkeypatch) == (text, True)
