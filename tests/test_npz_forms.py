"""Arrays of all types and forms are counted as they are."""

import zipfile
from pathlib import Path

import numpy as np
import pytest

from .array_files import X, Y, npy, npz_spec, put_members, put_npz, values_spec
from .tables import graph_of, said

TYPES = ["?", "i1", "u1", "<i2", ">i2", "<u4", ">i4", "<u8", ">i8", "<f2", ">f2"]
TYPES += ["<f4", ">f4", "<f8", ">f8"]


@pytest.mark.parametrize("column", [False, True])
@pytest.mark.parametrize("descr", TYPES)
def test_targets_of_any_type(descr: str, column: bool, tmp_path: Path) -> None:
    classes = (np.arange(12) > 4).astype(descr)
    put_npz(tmp_path, y=classes[:, None] if column else classes)
    facts = graph_of(npz_spec(units=2), tmp_path).facts
    assert (facts.rows, facts.shape, facts.classes) == (12, (2, 3), 2)
    assert facts.data and facts.data.tally == ((5, 0), (7, 5))
    if descr != "?":
        put_npz(tmp_path, packed=False, y=np.arange(3, 15).astype(descr))
        found = graph_of(values_spec(), tmp_path).facts.data
        assert found and found.span == (3, 14) and found.tally == ((12, 0),)


@pytest.mark.parametrize("version", [(1, 0), (2, 0), (3, 0)])
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_all_forms_of_files(
    version: tuple[int, int], method: int, tmp_path: Path
) -> None:
    turned = np.asfortranarray(X)
    put_members(tmp_path, method, x=npy(turned, version), y=npy(Y, version))
    assert graph_of(npz_spec(), tmp_path).facts.shape == (2, 3)


def test_a_long_array_is_counted_piece_by_piece(tmp_path: Path) -> None:
    rows = 300_000
    y = np.arange(rows) // 7 % 5
    y[123_456] = 5
    put_npz(tmp_path, x=np.zeros((rows, 2), np.uint8), y=y)
    spec = npz_spec(units=6, numerics={"dtype": "float32"})
    found = graph_of(spec, tmp_path).facts.data
    counts = [(int(np.sum(y == k)), int(np.argmax(y == k))) for k in range(6)]
    assert found and list(found.tally) == counts
    y[-1] = 70_000
    put_npz(tmp_path, x=np.zeros((rows, 2), np.uint8), y=y)
    (line,) = said(spec, tmp_path)
    assert "t.npz: y[299999] is 70000, and the largest" in line


def test_many_classes_are_counted_in_time(tmp_path: Path) -> None:
    y = np.random.default_rng(0).permutation(np.arange(2**16) % 2**15)
    put_npz(tmp_path, x=np.zeros((len(y), 1), np.uint8), y=y)
    found = graph_of(npz_spec(units=2**15), tmp_path).facts.data
    assert found and found.classes == 2**15
    assert [n for n, _ in found.tally] == [2] * 2**15
    assert all(y[first] == k for k, (_, first) in enumerate(found.tally))


def test_a_member_may_be_named_whole(tmp_path: Path) -> None:
    put_npz(tmp_path)
    assert graph_of(npz_spec({"x": "x.npy", "y": "y.npy"}), tmp_path).facts.rows == 12
