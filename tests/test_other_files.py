"""A table where an archive is meant, or an archive where a table is."""

from pathlib import Path

from .array_files import npz_spec, put_npz
from .tables import put, said, table_spec


def test_a_table_in_the_place_of_an_archive(tmp_path: Path) -> None:
    put(tmp_path, name="t.npz")
    line = 't.npz is text, and no npz file; write `type = "csv"`'
    assert said(npz_spec(), tmp_path) == [f"NN032] data.type: {line}"]


def test_an_archive_in_the_place_of_a_table(tmp_path: Path) -> None:
    for packed in (False, True):
        put_npz(tmp_path, packed).replace(tmp_path / "t.csv")
        line = 't.csv is an npz file, and no table of text; write `type = "npz"`'
        assert said(table_spec(), tmp_path) == [f"NN032] data.type: {line}"]


def test_archives_of_other_things_are_no_arrays(tmp_path: Path) -> None:
    put(tmp_path, b"PK\3\4\n" + b"\xe9" * 99)
    (found,) = said(table_spec(), tmp_path)
    assert "t.csv:2: byte 0xe9 is not UTF-8" in found
