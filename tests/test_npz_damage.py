"""Archives that are damaged, or made to do harm: one line, little memory."""

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from nngen.cli import main

from .array_files import (
    X,
    Y,
    header,
    npy,
    npz_spec,
    put_members,
    told,
)
from .tables import HEAD, said

NO_NPZ = "it is no npz file, as np.savez writes"
LOST = "it was cut off: the list of its arrays is not there"
LISTED = "the list of its arrays is damaged"
HEADER = "y: its header is damaged"
CUT = "its checksum or its size is wrong: it is damaged"
GOOD = told("'<i8'", "(12,)")


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return a good archive, packed."""
    return put_members(tmp_path_factory.mktemp("good")).read_bytes()


def edited(start: bytes, offset: int, new: bytes) -> Callable[[bytes], bytes]:
    """Return what writes bytes behind the last place where some others stand."""

    def edit(raw: bytes) -> bytes:
        place = raw.rindex(start) + offset
        return raw[:place] + new + raw[place + len(new) :]

    return edit


LIST, END, HEAD_Y = b"PK\1\2", b"PK\5\6", b"PK\3\4"
DAMAGES: list[tuple[Callable[[bytes], bytes], str]] = [
    (lambda raw: b"", NO_NPZ),
    (lambda raw: HEAD.encode(), NO_NPZ),  # no row
    (lambda raw: b"\xe9," + HEAD.encode() + b"1,2,x\n", NO_NPZ),
    (lambda raw: b"\0" * 9999, NO_NPZ),
    (lambda raw: npy(X), "it is one array without a name, as np.save writes; "),
    (lambda raw: raw[:-1], LOST),
    (lambda raw: raw[:99], LOST),
    (lambda raw: raw + b"\0" * 70_000, LOST),
    (edited(END, 16, b"\xfe" * 4), LISTED),
    (edited(END, 16, b"\xff" * 4), LISTED),
    (edited(END, 10, b"\xff" * 2), LISTED),
    (edited(END, 10, b"\x10\x27"), LISTED),
    (edited(END, 10, b"\x11\x27"), "it lists 10001 arrays, over 10000"),
    (edited(LIST, 8, b"\x01"), "y: it is encrypted"),
    (edited(LIST, 10, b"\x0c"), "y: it is packed by method 12, not as np.savez does"),
    (edited(LIST, 42, b"\xff\xff\0\0"), "y: it is not where the file lists it"),
    (edited(LIST, 42, b"\xff" * 4), "y: it is not where the file lists it"),
    (edited(LIST, 46, b"z"), 't.npz has no array "y"; '),
    (edited(HEAD_Y, 30, b"z"), "y: it is not where the file lists it"),
    (edited(LIST, 16, b"\0\0\0\0"), f"y: {CUT}"),
    (edited(LIST, 24, b"\1\0\0\0"), f"y: {CUT}"),
    (edited(LIST, 20, b"\1\0\0\0"), "y: it was cut off"),
    (edited(HEAD_Y, 40, b"\xff" * 4), "y: its compressed data is damaged"),
]


@pytest.mark.parametrize(("damage", "what"), DAMAGES)
def test_damaged_archives(
    damage: Callable[[bytes], bytes], what: str, good: bytes, tmp_path: Path
) -> None:
    (tmp_path / "t.npz").write_bytes(damage(good))
    (line,) = said(npz_spec(), tmp_path)
    assert what in line and line.startswith(f"{code_of(what)}] data."), line


def code_of(what: str) -> str:
    """Return the code of what is damaged, or whole and not as the spec has it."""
    whole = re.search("has no array|^y holds|has the shape", what)
    return "NN032" if whole else "NN037"


MEMBERS: list[tuple[bytes, str]] = [
    (b"", "y: it was cut off"),
    (b"PK\3\4" * 9, "y: it is no array as np.savez writes"),
    (header(GOOD, b"\0" * 96, version=9), "y: it is no array as np.savez writes"),
    (header(" " * 10_001), "y: its header has 10001 bytes, over 10000"),
    (b"\x93NUMPY\2\0" + b"\xff" * 4, "y: its header has 4294967295 bytes, over 10000"),
    (header(told("'<i8'", "(-1,)")), HEADER),
    (header(told("'<i8'", "(3L, 4)"), b"\0" * 96), "y has the shape (3, 4), not (12,)"),
    (header(told("'<i8'", "(1 2,)")), HEADER),
    (header(told("'<i8'", f"({'9' * 5000},)")), HEADER),
    (header(told("'<i8'", "(12,)", "maybe")), HEADER),
    (header("{" * 9000), HEADER),
    (header(told("'<i8'", f"({10**18},)")), f"tells of {8 * 10**18} bytes, and it has"),
    (header(told("'<i8'", f"({'9, ' * 33})")), "tells of 33 dimensions, over 32"),
    (header(told("'<i8'", f"({'9' * 19}, {'9' * 19})")), "tells of too many bytes"),
    (header(GOOD, b"\0" * 95), "y: its header tells of 96 bytes, and it has others"),
    (header(GOOD, b"\0" * 97), "y: its header tells of 96 bytes, and it has others"),
    (
        header(told("'|O'", "(12,)")),
        "y: it holds objects of Python, whose pickles are not read",
    ),
    (header(told("[('a', '<i8')]", "(12,)")), "y holds records, not numbers"),
    (header(told("'<\x1b9'", "(12,)")), 'y holds numbers of type "<\\u001b9", not'),
]


@pytest.mark.parametrize(("raw", "what"), MEMBERS)
def test_damaged_arrays(raw: bytes, what: str, tmp_path: Path) -> None:
    put_members(tmp_path, zipfile.ZIP_STORED, y=raw)
    (line,) = said(npz_spec(), tmp_path)
    expected = f"{code_of(what)}] data.y: t.npz: "
    assert what in line and line.startswith(expected), line


def test_damage_is_no_fault_of_the_spec(tmp_path: Path) -> None:
    """Exit with 2, behind one line in which the place and the reason stand."""
    spec = tmp_path / "s.json"
    spec.write_text(json.dumps(npz_spec()))
    for raw, code in ((header(told("'|O'", "(12,)")), 2), (npy(Y[:3]), 1)):
        put_members(tmp_path, y=raw)
        result = CliRunner().invoke(main, ["validate", str(spec)])
        assert result.exit_code == code
        assert result.stdout.count("error[") == 1, result.stdout


def test_archives_without_arrays_or_with_names_of_their_own(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "t.npz", "w") as archive:
        archive.comment = b"x" * 999
    found = said(npz_spec(), tmp_path)
    assert [line.split("; ")[1] for line in found] == ["it has none"] * 2
    more: Any = {"\xe9": npy(X), "n" * 5000: npy(X)}
    put_members(tmp_path, **more)
    assert said(npz_spec(), tmp_path) == []
    (line,) = said(npz_spec({"x": "e"}), tmp_path)
    assert '"x", "y", "\xe9"' in line


def test_an_archive_of_the_larger_form(tmp_path: Path) -> None:
    """Zip's records of 64 bits, which NumPy writes beyond 4 GB."""
    raw = put_members(tmp_path).read_bytes()
    end = raw.rindex(END)
    many, start = raw[end + 10 : end + 12], raw[end + 16 : end + 20]
    wide = b"PK\6\6" + b"\0" * 28 + many + b"\0" * 6 + b"\0" * 8 + start + b"\0" * 4
    locator = b"PK\6\7" + b"\0" * 4 + end.to_bytes(8, "little") + b"\1\0\0\0"
    last = raw[end : end + 10] + b"\xff" * 10 + raw[end + 20 :]
    (tmp_path / "t.npz").write_bytes(raw[:end] + wide + locator + last)
    assert said(npz_spec(), tmp_path) == []
    entry = raw.rindex(LIST)
    sizes = [raw[entry + i : entry + i + 4] + b"\0" * 4 for i in (24, 20, 42)]
    extra = b"\7\0\0\0\1\0\x18\0" + b"".join(sizes)
    parts = raw[entry : entry + 20], raw[entry + 28 : entry + 30], raw[entry + 32 : end]
    size = len(extra).to_bytes(2, "little")
    listed = parts[0] + b"\xff" * 8 + parts[1] + size + parts[2][:10]
    listed += b"\xff" * 4 + parts[2][14:] + extra
    (tmp_path / "t.npz").write_bytes(raw[:entry] + listed + raw[end:])
    assert said(npz_spec(), tmp_path) == []
