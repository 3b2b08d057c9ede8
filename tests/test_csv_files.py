"""Where scripts look for tables, and how long it takes to read one."""

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from .helpers import environment, run_script
from .tables import load, put, table_spec, written


def test_a_missing_table_ends_the_run(folder: Path) -> None:
    path = written(table_spec(), folder)
    (folder / "t.csv").unlink()
    done = run_script(path)
    message = f"{folder / 't.csv'}:1: No such file or directory; "
    message += "load_data takes another path\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", message)


def test_where_a_table_is_looked_for(folder: Path) -> None:
    spec = table_spec({"path": "../data/t.csv"}, training={"epochs": 1})
    (folder / "data").mkdir()
    (folder / "specs").mkdir()
    put(folder / "data")
    (folder / "out").mkdir()
    text = written(spec, folder / "specs").read_text()
    path = folder / "out" / "s.py"
    path.write_text(text)
    assert 'DATA = "../data/t.csv"' in text
    assert run_script(path).returncode == 0  # as seen from the script
    shutil.move(folder / "data" / "t.csv", folder / "out" / "t.csv")
    assert run_script(path).returncode == 0  # beside it
    moved = folder / "elsewhere"
    shutil.move(folder / "out", moved)
    assert run_script(moved / "s.py").returncode == 0
    command = [sys.executable, "-"]
    piped = subprocess.run(
        command, input=text, cwd=moved, text=True, capture_output=True
    )
    assert piped.returncode == 0, piped.stderr
    piped = subprocess.run(
        command, input=text, cwd=folder / "specs", text=True, capture_output=True
    )
    assert (piped.returncode, piped.stdout) == (2, "")
    (moved / "t.csv").rename(folder / "own.csv")
    script = load(moved / "s.py")
    assert len(script.load_data(folder / "own.csv")[0]) == 30
    assert len(script.load_data(str(folder / "own.csv"))[0]) == 30


@pytest.mark.no_cover
def test_a_large_table_is_read_and_checked_in_time(tmp_path: Path) -> None:
    rows = np.random.default_rng(0).normal(size=(200_000, 4))
    lines = (
        f"{a:.6f},{b:.6f},{c:.6f},{d:.6f},{i % 3}\n"
        for i, (a, b, c, d) in enumerate(rows)
    )
    path = put(tmp_path, "a,b,c,d,kind\n" + "".join(lines))
    start = time.perf_counter()
    once = {"epochs": 1, "batch_size": 1000}
    script = load(written(table_spec(training=once), tmp_path))
    built = time.perf_counter()
    x, y = script.load_data()
    read = time.perf_counter()
    other = np.loadtxt(path, delimiter=",", skiprows=1)
    ours, theirs = read - built, time.perf_counter() - read
    start_again = time.perf_counter()
    script.train()
    trained = time.perf_counter() - start_again
    print(
        f"built in {built - start:.2f} s, read in {ours:.2f} s, "
        f"{ours / theirs:.2f} of loadtxt, read and trained in {trained:.2f} s"
    )
    assert np.array_equal(x, other[:, :4]) and np.array_equal(y, other[:, 4])
    assert ours < theirs + 2 and trained < theirs + 2
    assert built - start < 4


def test_validate_reads_a_table_without_numpy(folder: Path) -> None:
    (folder / "x.json").write_text(json.dumps(table_spec()))
    code = "import sys; from nngen.cli import main\n"
    code += "try: main(['validate', 'x.json'])\n"
    code += "except SystemExit as e: print(e.code, 'numpy' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        capture_output=True,
        text=True,
        env=environment(PYTHONPATH=str(Path(__file__).parents[1])),
    )
    assert done.stdout == "0 False\n", done.stderr
