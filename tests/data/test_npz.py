"""Archives of arrays: their forms, and what is found wrong when the spec is checked."""

import json
import os
import re
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

from nngen.cli import main
from nngen.data.files import read_error
from nngen.finding import Rejected

from ..array_files import (
    ROWS,
    X,
    Y,
    header,
    idx_spec,
    npy,
    npz_spec,
    put_members,
    put_npz,
    told,
    values_spec,
)
from ..bench.specs import Spec, dense
from ..tables import HEAD, graph_of, put, said

AS_CLASSES = "save classes as 0, 1, 2, ..., "
UNIQUE = "which np.unique(y, return_inverse=True)[1] gives"
VALUES = 'write `targets = "values"`'
DEEP = "(12, 2, 3)"

Arrays = dict[str, Any]

# what stands in the file, what the spec says of it, what is said
CLASSES: list[tuple[Arrays, Spec, list[str]]] = [
    (
        {},
        {"y": "yy"},
        ['y: t.npz has no array "yy"; did you mean "y"? it has "x", "y"'],
    ),
    (
        {"x_train": X},
        {"x": "x_trian", "y": "labels"},
        [
            'x: t.npz has no array "x_trian"; did you mean "x_train"? '
            'it has "x", "y", "x_train"',
            'y: t.npz has no array "labels"; '
            'write one that it has, "x", "y", "x_train"',
        ],
    ),
    (
        {"y": Y[1:]},
        {},
        ["y: t.npz: y has 11 rows, x 12; save as many"],
    ),
    ({"x": X[:0], "y": Y[:0]}, {}, ["x: t.npz: x has no rows; "]),
    ({"x": np.array(3.0)}, {}, ["x: t.npz: x has the shape (); "]),
    (
        {"y": np.eye(3)[Y]},
        {},
        [
            "y: t.npz: y has the shape (12, 3), and a row has one target; save class "
            "indices, as y.argmax(axis=1) where these are one-hot rows; with "
            '`targets = "one_hot"` the script makes the rows'
        ],
    ),
    (
        {"y": np.zeros((12, 1, 1), int)},
        {},
        [
            "y: t.npz: y has the shape (12, 1, 1), not (12,); "
            "save one target for each row"
        ],
    ),
    (
        {},
        {"x": "y", "y": "x"},
        [
            f"x: t.npz: y has the shape (12,), x {DEEP}: they look swapped; "
            'write `x = "x"` and `y = "y"`'
        ],
    ),
    (
        {"x": X[:, 0, 0]},
        {},
        [
            "x: t.npz: x has the shape (12,): its rows have no numbers of their own; "
            "write `inputs = 1` to take each number as a row"
        ],
    ),
    (
        {},
        {"inputs": 5},
        ["inputs: t.npz: x has 6 numbers in a row, not 5; write `inputs = 6`"],
    ),
    (
        {"y": Y - 1},
        {},
        [
            "y: t.npz: y[0] is -1, and classes are numbered 0, 1, 2, ...; "
            + AS_CLASSES
            + UNIQUE
        ],
    ),
    (
        {"y": Y + 0.5},
        {},
        [
            "y: t.npz: y[0] is 0.5, and classes are numbered 0, 1, 2, ...; write "
            '`type = "mean_squared_error"` in `[loss]`, or ' + AS_CLASSES + UNIQUE
        ],
    ),
    (
        {"y": np.where(np.arange(ROWS) == 7, np.nan, Y)},
        {},
        ["y: t.npz: y[7] is nan, and classes are numbered 0, 1, 2, ...; "],
    ),
    (
        {"y": np.where(np.arange(ROWS) == 7, np.inf, Y)},
        {},
        ["y: t.npz: y[7] is inf, and classes are numbered 0, 1, 2, ...; "],
    ),
    (
        {"y": Y + 65536 * (Y > 1)},
        {},
        ["y: t.npz: y[2] is 65538, and the largest class is 65535; "],
    ),
    (
        {"y": Y + 1},
        {},
        [
            "y: no row is of the class 0; number the classes 0, 1, 2, ..., "
            + UNIQUE
            + "; or where the gap is meant write `classes = 4`",
        ],
    ),
    (
        {"y": Y * 2},
        {},
        ["y: no row is of the class 1, nor of 1 more; number the classes 0, 1, 2, "],
    ),
    (
        {"y": Y * 2},
        {"classes": 6},
        ["classes: no row is of the class 5; write `classes = 5`"],
    ),
    (
        {},
        {"classes": 5},
        ["classes: no row is of the class 3, nor of 1 more; write `classes = 3`"],
    ),
    (
        {},
        {"classes": 2},
        [
            "classes: t.npz: y goes up to 2: the file has 3 classes, not 2; "
            "write `classes = 3`"
        ],
    ),
    (
        {"y": 0 * Y},
        {},
        [
            'y: every row is of the class "0"; '
            "write the array of the classes, or add rows of another class"
        ],
    ),
    (
        {},
        {"class_map": {"0": "a", "1": "b"}},
        ['class_map: the label "2" has no name; add `2 = "2"` to it'],
    ),
    (
        {},
        {"class_map": {"0": "a", "1": "b"}, "classes": 3},
        ["classes: class_map has 2 labels, not 3; write `classes = 2`"],
    ),
    (
        {"x": np.array(["a"] * ROWS)},
        {},
        ["x: t.npz: x holds texts, not numbers; save it as numbers"],
    ),
    (
        {"x": X + 1j, "y": np.array(["2026-01-01"] * ROWS, "datetime64[D]")},
        {},
        [
            "x: t.npz: x holds complex numbers, not real ones; save it as numbers",
            "y: t.npz: y holds dates, not numbers; save it as numbers",
        ],
    ),
    (
        {"y": np.zeros(ROWS, [("a", int)])},
        {},
        ["y: t.npz: y holds records, not numbers; save it as numbers"],
    ),
    (
        {"y": np.array([None] * ROWS)},
        {},
        ["y: t.npz: y: it holds objects of Python, whose pickles are not read; "],
    ),
    (
        {"y": Y.astype(np.longdouble)},
        {},
        [
            'y: t.npz: y holds numbers of type "<f16", not of 8 bytes or fewer; '
            "save it as numbers"
        ],
    ),
    (
        {"a b": Y + 9},
        {"y": "a b", "classes": 3},
        ['classes: t.npz: "a b" goes up to 11: the file has 12 classes, not 3; '],
    ),
]


NUMBERS: list[tuple[Arrays, Spec, list[str]]] = [
    (
        {"y": np.where(np.arange(12) == 7, np.nan, Y)},
        {},
        ["y: t.npz: y[7] is nan, which is not a finite number; fix the file"],
    ),
    (
        {"y": np.where(np.arange(12) == 3, -np.inf, Y)},
        {},
        ["y: t.npz: y[3] is -inf, which is not a finite number; fix the file"],
    ),
    (
        {"y": np.where(np.arange(12) == 3, 1e39, Y)},
        {},
        ["y: t.npz: y[3] is 1e+39, which is too large; fix the file"],
    ),
    (
        {"y": Y * 0 + 2},
        {},
        ["y: every target is 2; write an array of numbers that differ"],
    ),
    ({}, {"classes": 3}, ["classes: the targets are numbers, which have no classes; "]),
]

FLOAT32: Spec = {"numerics": {"dtype": "float32"}}
LATER = "put it there, as seen from the spec's folder, or state inputs and classes "
LATER += "and let it come later"
READABLE = 'write the path of a file that can be read, as `path = "data/digits.npz"`'


def assert_said(spec: Spec, folder: Path, lines: list[str]) -> None:
    """Assert that these lines are said of the data; one may be a beginning."""
    found = said(spec, folder)
    assert len(found) == len(lines), found
    for line, expected in zip(found, lines, strict=True):
        assert line.partition("] ")[2].startswith(f"data.{expected}"), line
        assert line.endswith(expected) or expected[-1] == " ", line


@pytest.mark.parametrize(("arrays", "data", "lines"), CLASSES)
def test_classes(
    arrays: dict[str, Any], data: Spec, lines: list[str], tmp_path: Path
) -> None:
    put_npz(tmp_path, **arrays)
    assert_said(npz_spec(data, **FLOAT32), tmp_path, lines)


@pytest.mark.parametrize(("arrays", "data", "lines"), NUMBERS)
def test_numbers(
    arrays: dict[str, Any], data: Spec, lines: list[str], tmp_path: Path
) -> None:
    put_npz(tmp_path, packed=False, **arrays)
    assert_said(values_spec(data, **FLOAT32), tmp_path, lines)


STATED = {"inputs": 6, "classes": 3}


def test_stated_arrays_may_come_later(tmp_path: Path) -> None:
    spec = npz_spec(STATED, layers=[dense(3, activation="softmax")])
    for _ in range(2):  # whether or not they are there
        facts = graph_of(spec, tmp_path).facts
        assert (facts.rows, facts.shape, facts.classes) == (None, (6,), 3)
        assert facts.names is None
        put_npz(tmp_path)
    named = {**STATED, "class_map": {"0": "a", "1": "b", "2": "c"}}
    assert graph_of(npz_spec(named), tmp_path).facts.names == ("a", "b", "c")
    wrong = {**STATED, "path": "no.npz", "class_map": {"0": "a", "1": "b", "7": "c"}}
    found = said(npz_spec(wrong), tmp_path)
    assert [line.split(";")[0] for line in found] == [
        'NN032] data.class_map: the label "2" has no name',
        'NN032] data.class_map.7: the data has no label "7"',
    ]
    put_npz(tmp_path, y=Y + 9)
    assert said(spec, tmp_path)


def test_stated_numbers_may_come_later(tmp_path: Path) -> None:
    spec = values_spec({"inputs": 6})
    facts = graph_of(spec, tmp_path).facts
    assert (facts.rows, facts.shape, facts.classes) == (None, (6,), 0)
    put_npz(tmp_path)
    found = graph_of(spec, tmp_path).facts.data
    assert found and (found.rows, found.span) == (None, (0, 2))


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("no.npz", f"there is no file no.npz; {LATER}"),
        ("tt.npz", 'there is no file tt.npz; did you mean "t.npz"?'),
        (".", f". is not a regular file; {READABLE}"),
        ("pipe", f"pipe is not a regular file; {READABLE}"),
        ("/dev/zero", f"/dev/zero is not a regular file; {READABLE}"),
        ("x/\0", f"a path cannot hold such characters; {READABLE}"),
        ("x" * 300, f"{'x' * 300} cannot be read: File name too long; {READABLE}"),
    ],
)
def test_files_that_cannot_be_had(path: str, what: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    put_npz(tmp_path)
    assert said(npz_spec({"path": path}), tmp_path) == [f"NN031] data.path: {what}"]


@pytest.fixture
def sick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let each look at a file fail as on a disk that is sick."""

    def fail(*args: Any) -> Any:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("nngen.data.npz.open_archive", fail)
    monkeypatch.setattr("nngen.data.idx.read_shape", fail)
    monkeypatch.setattr("nngen.data.csv.read_rows", fail)
    yield


def test_a_disk_that_is_sick(sick: None, tmp_path: Path) -> None:
    put_npz(tmp_path)
    (line,) = said(npz_spec(), tmp_path)
    why = "cannot be read: Input/output error; "
    assert line == f"NN031] data.path: t.npz {why}{READABLE}"
    put(tmp_path, HEAD, "t.csv")
    data = {"type": "csv", "path": "t.csv", "target": "kind"}
    (line,) = said(npz_spec() | {"data": data}, tmp_path)
    assert line.startswith(f"NN031] data.path: t.csv {why}")
    spec = idx_spec({"images": "t.csv", "labels": "t.npz"})
    (line,) = said(spec, tmp_path)
    assert line.startswith(f"NN031] data.images: t.csv {why}")


def test_an_error_without_words_is_told_too() -> None:
    assert (
        "cannot be read: odd"
        in Rejected(read_error("t", "path", "t", OSError("odd"))).findings[0].message
    )


def test_validation_arrays_are_like_the_data(tmp_path: Path) -> None:
    put_npz(tmp_path, a=X[:, :, :2], b=X[:3, 0], c=Y + 1, d=Y[:3], z=Y)
    data = {"type": "npz", "path": "t.npz"}

    def found(**other: str | int) -> list[str]:
        spec = npz_spec(data=data, validation_data=data | other)
        return [
            line.removeprefix("NN035] validation_data.")
            for line in said(spec, tmp_path)
        ]

    assert found(y="z") == []
    assert found(x="a") == [
        "x: its rows have the shape (2, 2), those of the data (2, 3); "
        "give it rows of that shape"
    ]
    assert found(y="c") == [
        'y: the data has no class "3"; leave its rows out: '
        'the data has "0", "1", "2"'
    ]
    assert found(x="b", y="d", inputs=3)[0].startswith(
        "x: its rows have the shape (3,)"
    )
    csv = {"type": "csv", "path": "t.csv", "target": "kind"}
    put(tmp_path, HEAD + "1,2,0\n3,4,1\n", "t.csv")
    spec = npz_spec(data=data, validation_data=csv)
    assert said(spec, tmp_path) == [
        "NN035] validation_data.type: its file is of another kind than that of the "
        'data; write `type = "npz"`, as in `[data]`'
    ]


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


@pytest.mark.parametrize("method", ["random", "stratified", "last"])
def test_a_gap_that_is_meant_passes(method: str, tmp_path: Path) -> None:
    put_npz(tmp_path, x=np.repeat(X, 9, axis=0), y=np.repeat(Y + 1, 9))
    names = {"0": "none", "1": "a", "2": "b", "3": "c"}
    split: Spec = {"validation": 0.25, "method": method}
    for data in ({"classes": 4}, {"class_map": names}):
        graph = graph_of(npz_spec(data, units=4, split=split), tmp_path)
        assert graph.facts.classes == 4


def test_a_gap_does_not_shift_the_names(tmp_path: Path) -> None:
    put_npz(tmp_path, y=np.arange(12) // 11 + 1)  # one row of class 2
    names = {"0": "none", "1": "a", "2": "b"}
    split: Spec = {"validation": 0.25, "method": "stratified"}
    (found,) = said(npz_spec({"class_map": names}, split=split), tmp_path)
    assert 'the class "b" has 1 row for 2 parts' in found


NO_NPZ = "it is no npz file, as np.savez writes"
LISTED = "the list of its arrays is damaged or cut off"
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
    (lambda raw: raw[:-1], LISTED),
    (lambda raw: raw[:99], LISTED),
    (lambda raw: raw + b"\0" * 70_000, LISTED),
    (edited(END, 16, b"\xfe" * 4), "y: it is not where the file lists it"),
    (edited(END, 16, b"\xff" * 4), "y: it is not where the file lists it"),
    (edited(END, 12, b"\0\0\0\1"), LISTED),
    (edited(END, 16, b"\1\0\0\0"), "x: it is not where the file lists it"),
    (edited(LIST, 0, b"PK\1\3"), LISTED),
    (edited(LIST, 6, b"\x40"), LISTED),  # a version that nobody has
    (edited(LIST, 8, b"\x20"), "y: it is not where the file lists it"),  # a patch
    (edited(LIST, 8, b"\x40"), "y: it is not where the file lists it"),
    (edited(LIST, 8, b"\x01"), "y: it is encrypted"),
    (edited(LIST, 10, b"\x0c"), "y: it is packed by method 12, not as np.savez does"),
    (edited(LIST, 42, b"\xff\xff\0\0"), "y: it is not where the file lists it"),
    (edited(LIST, 42, b"\xff" * 4), "y: it is not where the file lists it"),
    (edited(LIST, 46, b"z"), 't.npz has no array "y"; '),
    (edited(HEAD_Y, 30, b"z"), "y: it is not where the file lists it"),
    (edited(LIST, 16, b"\0\0\0\0"), f"y: {CUT}"),
    (edited(LIST, 24, b"\1\0\0\0"), f"y: {CUT}"),
    (edited(LIST, 20, b"\1\0\0\0"), f"y: {CUT}"),
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
    (header(told("'<i8'", f"({10**18},)")), f"promises {8 * 10**18} bytes, and it has"),
    (header(told("'<i8'", f"({'9, ' * 33})")), "has 33 dimensions, over 32"),
    (header(told("'<i8'", f"({'9' * 19}, {'9' * 19})")), "promises too many bytes"),
    (header(GOOD, b"\0" * 95), "y: its header promises 96 bytes, and it has others"),
    (header(GOOD, b"\0" * 97), "y: its header promises 96 bytes, and it has others"),
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
    many, size, start = (
        raw[end + i : end + j] for i, j in ((10, 12), (12, 16), (16, 20))
    )
    numbers = many.ljust(8, b"\0"), size.ljust(8, b"\0"), start.ljust(8, b"\0")
    wide = b"PK\6\6" + b"\0" * 28 + b"".join(numbers)
    locator = b"PK\6\7" + b"\0" * 4 + end.to_bytes(8, "little") + b"\1\0\0\0"
    last = raw[end : end + 10] + b"\xff" * 10 + raw[end + 20 :]
    (tmp_path / "t.npz").write_bytes(raw[:end] + wide + locator + last)
    assert said(npz_spec(), tmp_path) == []
    entry = raw.rindex(LIST)
    sizes = [raw[entry + i : entry + i + 4] + b"\0" * 4 for i in (24, 20, 42)]
    extra = b"\7\0\0\0\1\0\x18\0" + b"".join(sizes)
    parts = raw[entry : entry + 20], raw[entry + 28 : entry + 30], raw[entry + 32 : end]
    length = len(extra).to_bytes(2, "little")
    listed = parts[0] + b"\xff" * 8 + parts[1] + length + parts[2][:10]
    listed += b"\xff" * 4 + parts[2][14:] + extra
    more = (int.from_bytes(size, "little") + len(extra)).to_bytes(4, "little")
    last = raw[end : end + 12] + more + raw[end + 16 :]
    (tmp_path / "t.npz").write_bytes(raw[:entry] + listed + last)
    assert said(npz_spec(), tmp_path) == []


def with_list(count: int, name: int = 3, comment: int = 0) -> bytes:
    """Return an archive that lists so many members, and holds none of them."""
    entry = b"PK\1\2" + b"\0" * 24 + name.to_bytes(2, "little") + b"\0" * 2
    entry += comment.to_bytes(2, "little") + b"\0" * 12
    names = (str(i).rjust(name, "n").encode()[:name] for i in range(count))
    listed = b"".join(entry + each + b"c" * comment for each in names)
    sizes = len(listed).to_bytes(4, "little") + b"\4\0\0\0"
    end = b"PK\5\6" + b"\0" * 4 + count.to_bytes(4, "little") + sizes + b"\0\0"
    return b"PK\3\4" + listed + end


TOO_LONG = r"the list of its arrays has \d+ bytes, over 1048576"


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (with_list(10_000), 't.npz has no array "x"'),
        (with_list(10_001), "it lists 10001 arrays, over 10000"),
        (with_list(22_000, name=1), "it lists 22000 arrays, over 10000"),
        (with_list(23_000, name=1), TOO_LONG),
        (with_list(180_000, name=1), TOO_LONG),
        (with_list(20, name=50_000), 't.npz has no array "x"'),
        (with_list(150, name=50_000), TOO_LONG),
        (with_list(150, comment=50_000), TOO_LONG),
    ],
    ids=range(8),
)
def test_long_lists(raw: bytes, what: str, tmp_path: Path) -> None:
    """No list takes more memory than one of 10,000 members with usual names."""
    (tmp_path / "t.npz").write_bytes(raw)
    tracemalloc.start()
    lines = said(npz_spec(), tmp_path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert re.search(what, lines[0]), lines
    assert peak < 32 * 2**20


def test_a_wrong_count_of_members_is_not_believed(good: bytes, tmp_path: Path) -> None:
    """NumPy reads such a file too: zipfile goes by the list itself."""
    for count in (b"\0\0", b"\xff\xff"):
        (tmp_path / "t.npz").write_bytes(edited(END, 10, count)(good))
        assert said(npz_spec(), tmp_path) == []
        np.load(tmp_path / "t.npz").close()


ROWS = 200_000  # so many that an array is read in several pieces


def test_damage_far_into_an_array(tmp_path: Path) -> None:
    x, y = np.zeros((ROWS, 2), np.int8), np.arange(ROWS) % 2
    np.savez(tmp_path / "t.npz", x=x, y=y)
    raw = bytearray((tmp_path / "t.npz").read_bytes())
    raw[raw.index(b"PK\1\2") - 8] ^= 1  # the last target
    (tmp_path / "t.npz").write_bytes(raw)
    (line,) = said(npz_spec(), tmp_path)
    assert "t.npz: y: its checksum or its size is wrong" in line


def test_an_array_that_ends_with_the_file(tmp_path: Path) -> None:
    np.save(tmp_path / "x.npy", np.zeros((ROWS, 2), np.int8))
    np.save(tmp_path / "y.npy", (np.arange(ROWS) % 2).astype(np.uint8))
    whole = (tmp_path / "y.npy").read_bytes()
    with zipfile.ZipFile(tmp_path / "t.npz", "w") as archive:
        archive.write(tmp_path / "x.npy", "x.npy")
        archive.writestr("y.npy", whole[: ROWS // 2])
    raw = bytearray((tmp_path / "t.npz").read_bytes())
    size = len(whole).to_bytes(4, "little")
    start = raw.rindex(b"PK\1\2")
    raw[start + 20 : start + 28] = size + size
    (tmp_path / "t.npz").write_bytes(raw)
    (line,) = said(npz_spec(), tmp_path)
    assert "t.npz: y: it was cut off" in line


def test_rows_that_end_with_the_file(tmp_path: Path) -> None:
    np.save(tmp_path / "x.npy", np.zeros((ROWS, 2), np.int8))
    np.save(tmp_path / "y.npy", (np.arange(ROWS) % 2).astype(np.uint8))
    whole = (tmp_path / "x.npy").read_bytes()
    with zipfile.ZipFile(tmp_path / "t.npz", "w") as archive:
        archive.write(tmp_path / "y.npy", "y.npy")
        archive.writestr("x.npy", whole[: ROWS // 2])
    raw = bytearray((tmp_path / "t.npz").read_bytes())
    size = len(whole).to_bytes(4, "little")
    start = raw.rindex(b"PK\1\2")
    raw[start + 20 : start + 28] = size + size
    (tmp_path / "t.npz").write_bytes(raw)
    (line,) = said(npz_spec(), tmp_path)
    assert "t.npz: x: it was cut off" in line
