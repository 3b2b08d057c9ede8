"""The csv file of a sweep: what it holds, and files that are not one."""

import csv
from pathlib import Path

import pytest

from nngen.finding import Unusable
from nngen.sweep.memory import Memory
from nngen.sweep.worker import Outcome

HEADER = "a.x,set loss,digest,seconds,result,epoch,loss\n"
DONE = Outcome(seconds=1.25, row={"epoch": 9.0, "loss": 0.1 + 0.2, "lr": 1.0})
DIVERGED = Outcome(seconds=0.5)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "runs.csv"


def opened(file: Path) -> Memory:
    """Open a file of one sweep."""
    return Memory(str(file), ["a.x", "loss"], ["epoch", "loss"])


def test_what_was_written_is_known(file: Path) -> None:
    memory = opened(file)
    memory.add(("1", '{type = "a,b"}'), "d1", DONE)
    memory.add(("\u00e9\n", ""), "d2", DIVERGED)
    assert file.read_text("utf-8") == (
        HEADER + '1,"{type = ""a,b""}",d1,1.250,trained,9.0,0.30000000000000004\n'
        "\u00e9\\n,,d2,0.500,diverged,,\n"
    )
    known = opened(file).known
    assert known["d1"] == Outcome(seconds=1.25, row={"epoch": 9.0, "loss": 0.1 + 0.2})
    assert known["d2"] == DIVERGED and len(known) == 2


def test_a_metric_that_a_run_does_not_have(file: Path) -> None:
    opened(file).add(("1", "2"), "d", Outcome(row={"loss": 1.0}))
    assert opened(file).known["d"].row == {"loss": 1.0}


def test_a_last_line_that_was_cut_off_is_dropped(file: Path) -> None:
    memory = opened(file)
    memory.add(("1", "2"), "d1", DONE)
    whole = file.read_bytes()
    memory.add(("3", "4"), "d2", DONE)
    for size in range(len(whole) + 1, file.stat().st_size):
        raw = file.read_bytes()
        file.write_bytes(raw[:size])
        memory = opened(file)
        assert list(memory.known) == ["d1"] and memory.was_cut
        assert file.read_bytes() == whole
        file.write_bytes(raw)
    file.write_bytes(whole)
    assert not opened(file).was_cut


def test_a_header_that_was_cut_off_is_written_again(file: Path) -> None:
    for size in range(len(HEADER)):
        file.write_text(HEADER[:size])
        memory = opened(file)
        assert file.read_text() == HEADER and not (memory.known or memory.was_cut)


def test_lines_may_end_as_on_windows(file: Path) -> None:
    opened(file).add(("1", "2"), "d", DONE)
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n") + b"\r\n")
    assert list(opened(file).known) == ["d"]


@pytest.mark.parametrize(
    "text", ["a,b\n1,2\n", "b", HEADER[1:], "\ufeff" + HEADER, "\0\n", "# notes\n"]
)
def test_a_file_of_something_else_is_left(file: Path, text: str) -> None:
    file.write_text(text, "utf-8")
    with pytest.raises(Unusable, match=r"runs\.csv: holds no sweep of these keys and"):
        opened(file)
    assert file.read_text("utf-8") == text


@pytest.mark.parametrize(
    "line",
    [
        "1,2",
        "1,2,d,1.0,trained,9.0,1.0,7.0",
        "1,2,d,1.0,trained,9.0,x",
        "1,2,d,x,trained,9.0,1.0",
        "1,2,d,1.0,fine,9.0,1.0",
    ],
)
def test_a_row_that_was_edited(file: Path, line: str) -> None:
    file.write_text(f"{HEADER}{line}\n")
    with pytest.raises(Unusable, match=r"runs\.csv:2: is not a row of a sweep; delete"):
        opened(file)


def test_other_programs_read_it(file: Path) -> None:
    opened(file).add(("1", "2"), "d", DONE)
    with file.open(newline="") as table:
        (row,) = csv.DictReader(table)
    assert (row["a.x"], row["set loss"], row["loss"]) == (
        "1",
        "2",
        "0.30000000000000004",
    )
