"""Scripts on disk: whose they are, and that they are written whole or not at all."""

import os
from pathlib import Path
from typing import Any

import pytest

from nngen.files import BLANK, State, orphans, read, seal, state, write

from .helpers import SPECS, make_script, spec_of

SCRIPT = make_script(spec_of(SPECS[0]))


def full_disk(*args: Any) -> None:
    """Fail as a full disk does."""
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SCRIPT, State.INTACT),
        (SCRIPT + "\n", State.EDITED),
        (SCRIPT.replace("EPOCHS = ", "EPOCHS = 1"), State.EDITED),
        (SCRIPT.replace("\n", "\r\n"), State.INTACT),
        (SCRIPT.replace(", this file", ", that file"), State.FOREIGN),
        ("# mine\n" + SCRIPT, State.FOREIGN),
        ("", State.FOREIGN),
        ("print('hello')\n", State.FOREIGN),
    ],
    ids=["intact", "longer", "edited", "CRLF", "no seal", "below", "empty", "other"],
)
def test_state(tmp_path: Path, text: str, expected: State) -> None:
    path = tmp_path / "script.py"
    path.write_bytes(text.encode())
    assert state(path) is expected
    assert read(path) == text


def test_state_of_what_is_not_text(tmp_path: Path) -> None:
    path = tmp_path / "script.py"
    path.write_bytes(b"\xff\xfe")
    assert state(path) is State.FOREIGN
    assert read(path) == "\ufffd\ufffd"


def test_state_of_nothing(tmp_path: Path) -> None:
    assert state(tmp_path / "script.py") is State.ABSENT
    assert read(tmp_path / "script.py") == ""


def test_a_link_is_foreign_wherever_it_leads(tmp_path: Path) -> None:
    (tmp_path / "target.py").write_text(SCRIPT)
    for name in ("target.py", "nowhere.py"):
        link = tmp_path / f"to_{name}"
        link.symlink_to(name)
        assert state(link) is State.LINK


def test_a_folder_is_foreign(tmp_path: Path) -> None:
    assert state(tmp_path) is State.FOREIGN


def test_seal_is_of_the_text_with_a_blank_seal() -> None:
    header = f"Digests: spec {BLANK}, this file {BLANK}."
    one, two = seal(f"{header}\na"), seal(f"{header}\nb")
    assert one[: len(header) - 17] == header[:-17] and one.endswith(".\na")
    assert one.splitlines()[0] != two.splitlines()[0]
    assert seal("no header") == "no header"


def test_seal_takes_the_first_place_alone() -> None:
    header = f"Digests: spec {BLANK}, this file {BLANK}."
    assert seal(f"{header}\n{header}").endswith(f"\n{header}")


def test_write_makes_folders_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "script.py"
    write(path, "one\n")
    write(path, "two\n")
    assert path.read_bytes() == b"two\n"
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    ("owner", "name"), [(os, "fsync"), (Path, "replace")], ids=["fsync", "replace"]
)
def test_a_failed_write_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str
) -> None:
    path = tmp_path / "script.py"
    path.write_text("old")
    monkeypatch.setattr(owner, name, full_disk)
    with pytest.raises(OSError, match="No space left"):
        write(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_write_replaces_a_link_not_its_target(tmp_path: Path) -> None:
    target, link = tmp_path / "target.py", tmp_path / "link.py"
    target.write_text("mine")
    link.symlink_to(target)
    write(link, "new")
    assert target.read_text() == "mine"
    assert not link.is_symlink() and link.read_text() == "new"


def test_orphans(tmp_path: Path) -> None:
    texts = {
        "kept": SCRIPT,
        "lost": SCRIPT,
        "edited": SCRIPT + "#\n",
        "mine": "x = 1\n",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.py").write_text(text)
    (tmp_path / "note.txt").write_text(SCRIPT)
    found = orphans(tmp_path, {tmp_path / "kept.py"})
    assert found == [tmp_path / "edited.py", tmp_path / "lost.py"]
