"""Archives and files of bytes drawn to be damaged, or made to do harm."""

import gzip
import json
import subprocess
import sys
import zipfile
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .array_files import (
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
from .bench.scripts import Script
from .bench.specs import Spec, dense
from .helpers import ROOT, environment
from .tables import load, said, written

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
    paths = [str(folder / path) for path in FILES[spec["data"]["type"]]]
    with redirect_stderr(StringIO()) as text:
        try:
            x, y = script.load_data(*paths)
            assert x.shape[1:] == (2, 3) and y.max() < 3
        except SystemExit as end:
            assert end.code == 2 and text.getvalue().count("\n") == 1


FILES = {"npz": ["t.npz"], "idx": ["images", "labels"]}


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize(
    "count", [25, pytest.param(5000, marks=pytest.mark.exhaustive)]
)
def test_no_mutation_makes_a_traceback(
    count: int, kind: str, packed: bool, tmp_path: Path
) -> None:
    put_npz(tmp_path, packed)
    put_idx(tmp_path, gzip.compress(idx(X)) if packed else None)
    spec = npz_spec() if kind == "npz" else idx_spec()
    good = {path: (tmp_path / path).read_bytes() for path in FILES[kind]}
    script = load(written(spec, tmp_path))

    @settings(
        max_examples=count,
        deadline=None,
        derandomize=True,
        suppress_health_check=[*HealthCheck],
    )
    @given(st.sampled_from(FILES[kind]), CHANGES)
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
