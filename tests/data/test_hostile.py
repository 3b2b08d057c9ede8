"""Files made to do harm, and names in them: one line, little memory, no code."""

import csv
import gzip
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ..array_files import (
    X,
    Y,
    header,
    idx,
    idx_spec,
    npz_spec,
    put_idx,
    put_npz,
    told,
)
from ..bench.scripts import Script
from ..bench.specs import Spec, dense
from ..helpers import ROOT, environment
from ..style import assert_style
from ..tables import graph_of, load, said, table_spec, written
from ..test_hostile import ATTACKS, shape

pytestmark = pytest.mark.no_cover  # others execute the same lines

ODD = [text for text in ATTACKS if text.strip() and len(text) < 400]
NAMES = [text.strip() for text in ODD if not any(map(str.isnumeric, text))]


def fill(path: Path, names: tuple[str, str, str], labels: tuple[str, str]) -> None:
    """Write a table of these columns and labels."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(names)
        table.writerows((i, -i, labels[i % 2]) for i in range(8))


def script_of(spec: Spec, folder: Path) -> str:
    """Return the script of a spec, which must be ASCII and in style."""
    text = written(spec, folder).read_text("ascii")
    assert_style(text)
    return text


def writable(text: str) -> bool:
    """Return whether a file can hold a text, and give it back."""
    return not any("\ud800" <= c <= "\udfff" for c in text) and text != "\ufeff"


PLAIN = ("a", "b", "kind")


@pytest.mark.parametrize("name", ["t", "class_map"])
def test_attacks_stay_text(name: str, tmp_path: Path) -> None:
    fill(tmp_path / "t.csv", PLAIN, ("x", "y"))
    mapped = name == "class_map"
    data: Spec = {"class_map": {"x": "u", "y": "v"}} if mapped else {}
    usual = shape(script_of(table_spec(data, units=2), tmp_path))
    for text in filter(writable, NAMES[mapped::6]):
        names, labels = (text, "b", text + "k"), (text, text + "z")
        fill(tmp_path / "t.csv", names, labels)
        more: Spec = {"target": names[2]}
        if mapped:
            more["class_map"] = {label: label + "!" for label in labels}
        spec = table_spec(more, units=2)
        script = script_of(spec, tmp_path)
        assert shape(script) == usual, text
        module = load(tmp_path / "s.py")
        assert names[2] == module.TARGET and set(module.FEATURES) == {text, "b"}
        found = {label + "!" * mapped for label in labels}
        assert set(module.CLASSES) == found, text
        assert len(module.load_data()[0]) == 8


def test_paths_of_tables_stay_text(tmp_path: Path) -> None:
    fill(tmp_path / "t.csv", PLAIN, ("x", "y"))
    stated = {"inputs": 2, "classes": 2}
    usual = shape(script_of(table_spec(stated, units=2), tmp_path))
    tried = 0
    for text in filter(writable, ODD[::5]):
        spec = table_spec({**stated, "path": text}, units=2)
        if said(spec, tmp_path):
            continue
        tried += 1
        assert shape(script_of(spec, tmp_path)) == usual, text
    assert tried > 10


def test_what_is_said_of_a_table_is_one_line(tmp_path: Path) -> None:
    for text in filter(writable, NAMES):
        fill(tmp_path / "t.csv", (text, text, "kind"), (text, "y"))
        assert said(table_spec(units=2), tmp_path), text
        fill(tmp_path / "t.csv", ("a", "b", text), (text, "y"))
        assert said(table_spec({"target": "no"}, units=2), tmp_path), text
        fill(tmp_path / "t.csv", PLAIN, (text, "y"))
        assert said(table_spec({"class_map": {"q": text}}, units=2), tmp_path), text


def test_absolute_and_climbing_paths(tmp_path: Path) -> None:
    folder = tmp_path / "specs" / "deep"
    folder.mkdir(parents=True)
    fill(tmp_path / "t.csv", PLAIN, ("x", "y"))
    for path, shown in (
        ("../../t.csv", "../../t.csv"),
        (str(tmp_path / "t.csv"), (tmp_path / "t.csv").as_posix()),
    ):
        spec = table_spec({"path": path}, units=2)
        graph_of(spec, folder)
        assert f'"{shown}"' in written(spec, folder).read_text()


# Zip's names end at a NUL, and their separators are slashes
ARRAY_NAMES = [text for text in filter(writable, ODD) if "\0" not in text]


def test_names_of_arrays_stay_text(tmp_path: Path) -> None:
    put_npz(tmp_path)
    usual = shape(script_of(npz_spec(), tmp_path))
    tried = 0
    for text in ARRAY_NAMES[::4]:
        arrays: Any = {text: Y}
        if "/" in text or text in ("x", "y", "file"):
            continue
        put_npz(tmp_path, **arrays)
        spec = npz_spec({"y": text})
        if said(spec, tmp_path):
            continue
        tried += 1
        assert shape(script_of(spec, tmp_path)) == usual, text
        script = load(tmp_path / "s.py")
        assert ("x", text) == script.ARRAYS
        assert len(script.load_data()[1]) == 12
    assert tried > 10


def test_paths_of_bytes_stay_text(tmp_path: Path) -> None:
    put_idx(tmp_path)
    stated = {"inputs": 6, "classes": 3}
    usual = shape(script_of(idx_spec(stated), tmp_path))
    tried = 0
    for text in filter(writable, ODD[1::5]):
        spec = idx_spec({**stated, "images": text, "labels": f"{text}.gz"})
        if said(spec, tmp_path):
            continue
        tried += 1
        assert shape(script_of(spec, tmp_path)) == usual, text
    assert tried > 10


def test_what_is_said_of_arrays_is_one_line(tmp_path: Path) -> None:
    for text in ARRAY_NAMES[::3]:
        arrays: Any = {text: X, "twice": X}
        if "/" not in text and text not in ("x", "y", "file"):
            put_npz(tmp_path, **arrays)
        assert said(npz_spec({"x": "no"}), tmp_path), text
        assert said(npz_spec({"x": text, "y": "twice"}), tmp_path), text


CHANGES = st.lists(
    st.tuples(st.integers(0, 10**6), st.integers(-1, 255)), min_size=1, max_size=4
)


def changed(raw: bytes, changes: list[tuple[int, int]]) -> bytes:
    """Return a file with bytes changed, or cut off where there are none to write."""
    found = bytearray(raw)
    for place, value in changes:
        if value < 0:
            del found[place % (len(found) + 1) :]
        elif found:
            found[place % len(found)] = value
    return bytes(found)


def check_read(script: Script, spec: Spec, folder: Path) -> None:
    """Assert that files are read, or refused with a line each, by both readers."""
    assert len(said(spec, folder)) <= 2
    paths = [str(folder / path) for path in FILE_NAMES[spec["data"]["type"]]]
    try:
        x, y = script.load_data(*paths)
    except ValueError as error:
        assert str(error).isprintable()
    else:
        assert x.shape[1:] == (2, 3) and y.max() < 3


FILE_NAMES = {"npz": ["t.npz"], "idx": ["images", "labels"]}


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("kind", FILE_NAMES)
@pytest.mark.parametrize(
    "count", [25, pytest.param(5000, marks=pytest.mark.exhaustive)]
)
def test_no_mutation_makes_a_traceback(
    count: int, kind: str, packed: bool, tmp_path: Path
) -> None:
    put_npz(tmp_path, packed)
    put_idx(tmp_path, gzip.compress(idx(X)) if packed else None)
    spec = npz_spec() if kind == "npz" else idx_spec()
    good = {path: (tmp_path / path).read_bytes() for path in FILE_NAMES[kind]}
    script = load(written(spec, tmp_path))

    @settings(
        max_examples=count,
        deadline=None,
        derandomize=True,
        suppress_health_check=[*HealthCheck],
    )
    @given(st.sampled_from(FILE_NAMES[kind]), CHANGES)
    def check(path: str, changes: list[tuple[int, int]]) -> None:
        (tmp_path / path).write_bytes(changed(good[path], changes))
        check_read(script, spec, tmp_path)
        (tmp_path / path).write_bytes(good[path])

    check()


SIZE = 2**23  # what small files swell to


def npz_bomb(folder: Path) -> None:
    """Write an archive whose y is so many zeros, and whose x says as many rows."""
    heads = {"x": f"({SIZE}, 1)", "y": f"({SIZE},)"}
    with zipfile.ZipFile(folder / "t.npz", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, shape in heads.items():
            raw = header(told("'|u1'", shape), b"\0" * SIZE)
            archive.writestr(f"{name}.npy", raw, compresslevel=1)


def idx_bomb(folder: Path) -> None:
    """Write gzipped files of so many zeros."""
    images, labels = (np.zeros((SIZE, *row), np.uint8) for row in ((1,), ()))
    put_idx(folder, gzip.compress(idx(images), 1), gzip.compress(idx(labels), 1))


PEAK = """
import sys
from nngen.cli import main
try:
    main(["validate", sys.argv[1]])
except SystemExit as end:
    lines = open("/proc/self/status").read().split("\\n")
    print(end.code, *(line.split()[1] for line in lines if "VmHWM" in line))
"""


def peak(spec: Spec, folder: Path) -> int:
    """Return the memory that validating a spec takes, in MB; it must be wrong."""
    (folder / "x.json").write_text(json.dumps(spec))
    done = subprocess.run(
        [sys.executable, "-c", PEAK, "x.json"],
        cwd=folder,
        capture_output=True,
        text=True,
        env=environment(PYTHONPATH=str(ROOT)),
    )
    *_, last = done.stdout.splitlines()
    code, memory = last.split()  # not of resource, which counts its parent's too
    assert code == "1" and 'class "0"' in done.stdout, done
    return int(memory) // 1024


def test_memory_stays_small(tmp_path: Path) -> None:
    put_npz(tmp_path, y=Y * 0)
    usual = peak(npz_spec(), tmp_path)
    assert usual < 100
    flat = [dense(3, activation="softmax")]
    npz_bomb(tmp_path)
    assert (tmp_path / "t.npz").stat().st_size < SIZE / 100
    assert peak(npz_spec(layers=flat), tmp_path) < usual + 5
    idx_bomb(tmp_path)
    assert peak(idx_spec(layers=flat), tmp_path) < usual + 5
