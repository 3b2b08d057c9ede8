"""Files of bytes: what is found wrong with them when the spec is checked."""

import gzip
from pathlib import Path

import numpy as np
import pytest

from ..array_files import X, Y, idx, idx_spec, put_idx
from ..bench.specs import Spec, dense
from ..tables import graph_of, load, said, written

ZIPPED = gzip.compress(idx(X), mtime=0)
LABELS = idx(Y)
SWAPPED = (
    "images: images has the shape (12,), labels (12, 2, 3): they look swapped; "
    'write `images = "labels"` and `labels = "images"`'
)

# images, labels, what the spec says of them, what is said
FILES: list[tuple[bytes | None, bytes | None, Spec, str]] = [
    (LABELS, idx(X), {}, SWAPPED),
    (None, idx(Y[1:]), {}, "labels: labels has 11 rows, images 12; save as many"),
    (None, idx(X), {}, "labels: labels has the shape (12, 2, 3), not (12,); save one "),
    (idx(X[:0]), idx(Y[:0]), {}, "images: images has no rows; "),
    (idx(Y), None, {}, "images: images has the shape (12,): its rows have no numbers "),
    (idx(X, 9), None, {}, "images: images: it holds signed bytes, not unsigned bytes"),
    (idx(X, 13), None, {}, "images: images: it holds floats, not unsigned bytes"),
    (idx(X, 7), None, {}, "images: images: it is no idx file, as MNIST has"),
    (None, b"a,b\n1,2\n", {}, "labels: labels: it is no idx file, as MNIST has"),
    (b"", None, {}, "images: images: it was cut off"),
    (
        b"\0\0\x08\xff" + b"\xff" * 1020,
        None,
        {},
        "images: images: its header has 255 dimensions, over 32; get the file",
    ),
    (
        idx(X.reshape(12, 6)[:, :0]),
        None,
        {},
        "images: images has the shape (12, 0): its rows are empty; write that of",
    ),
    (idx(X)[:9], None, {}, "images: images: it was cut off"),
    (
        idx(X)[:-1],
        None,
        {},
        "images: images: it holds 71 bytes behind its header, not 72",
    ),
    (
        idx(X) + b"\0",
        None,
        {},
        "images: images: it holds more bytes behind its header, not 72",
    ),
    (
        idx(X) + b"\0" * 100_000,
        None,
        {},
        "images: images: it holds more bytes behind its header, not 72",
    ),
    (ZIPPED[:-9], None, {}, "images: images: it was cut off"),
    (
        ZIPPED[:12] + b"\xff" + ZIPPED[13:],
        None,
        {},
        "images: images: its compressed data is damaged",
    ),
    (
        ZIPPED[:-8] + b"\0\0\0\0" + ZIPPED[-4:],
        None,
        {},
        "images: images: its compressed data is damaged",
    ),
    (None, None, {"inputs": 7}, "inputs: images has 6 numbers in a row, not 7; "),
    (
        None,
        None,
        {"classes": 2},
        "classes: labels goes up to 2: the file has 3 classes",
    ),
    (
        None,
        None,
        {"classes": 4},
        "classes: no row is of the class 3; write `classes = 3`",
    ),
    (None, idx(Y * 2), {}, "labels: no row is of the class 1, nor of 1 more; number "),
    (None, idx(Y * 0), {}, 'labels: every row is of the class "0"; write the file of '),
    (
        None,
        None,
        {"images": "labels", "labels": "image"},
        'labels: there is no file image; did you mean "images"?',
    ),
]


@pytest.mark.parametrize(
    ("images", "labels", "data", "line"), FILES, ids=map(str, range(len(FILES)))
)
def test_findings(
    images: bytes | None, labels: bytes | None, data: Spec, line: str, tmp_path: Path
) -> None:
    put_idx(tmp_path, images, labels)
    (found,) = said(idx_spec(data), tmp_path)
    assert found.partition("] data.")[2].startswith(line), found


def test_gzipped_or_not_or_in_parts(tmp_path: Path) -> None:
    raw = idx(X)
    parts = gzip.compress(raw[:30]) + gzip.compress(raw[30:]) + b"\0" * 9
    for images in (raw, ZIPPED, parts):
        put_idx(tmp_path, images, gzip.compress(LABELS))
        facts = graph_of(idx_spec(), tmp_path).facts
        assert (facts.rows, facts.shape, facts.classes) == (12, (2, 3), 3)
        assert facts.data and facts.data.tally == ((4, 0), (4, 1), (4, 2))


def test_labels_may_be_a_column(tmp_path: Path) -> None:
    put_idx(tmp_path, labels=idx(Y[:, None]))
    found = graph_of(idx_spec(), tmp_path).facts.data
    assert found and found.tally == ((4, 0), (4, 1), (4, 2))
    script = load(written(idx_spec(), tmp_path))
    assert np.array_equal(script.load_data()[1], Y)


def test_large_files_are_read_piece_by_piece(tmp_path: Path) -> None:
    images = np.zeros((300_000, 3), np.uint8)
    labels = np.arange(300_000) % 10
    put_idx(tmp_path, gzip.compress(idx(images)), idx(labels))
    found = graph_of(idx_spec(layers=[dense(10, activation="softmax")]), tmp_path)
    assert found.facts.data
    assert found.facts.data.tally == tuple((30_000, k) for k in range(10))


def test_numbers_and_stated_shapes(tmp_path: Path) -> None:
    put_idx(tmp_path)
    curve: Spec = {"layers": [dense(1)], "loss": {"type": "mean_squared_error"}}
    found = graph_of(idx_spec({"inputs": 6}, **curve), tmp_path).facts.data
    assert found and (found.span, found.shape, found.rows) == ((0, 2), (6,), None)
    (tmp_path / "images").unlink()
    stated = idx_spec({"inputs": 6, "classes": 3})
    assert graph_of(stated, tmp_path).facts.classes == 3
    (line,) = said(idx_spec(), tmp_path)
    assert line.startswith("NN031] data.images: there is no file images; ")
