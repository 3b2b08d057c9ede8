"""A script in bad company: full disks, closed pipes, signals, narrow terminals."""

import fcntl
import os
import pty
import re
import resource
import signal
import struct
import subprocess
import sys
import termios
import threading
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from tests.bench.scripts import load_script
from tests.bench.tables import Spec, base_spec, dense
from tests.helpers import environment, make_script
from tests.tables import put, table_spec, written

pytestmark = [
    pytest.mark.no_cover,  # others execute the same lines
    pytest.mark.skipif(os.name != "posix", reason="signals and pipes of POSIX"),
]

PIPE = subprocess.PIPE
SHOWN: Spec = {"progress": True, "history": "log.jsonl"}
SAVED: Spec = {"checkpoint": {}}
each_script = pytest.mark.parametrize("is_shown", [False, True])
LINE = r"epoch: \d+, acc: [\d.]+, loss: [\d.]+, lr: [\d.]+"


@cache
def script_text(is_shown: bool, epochs: int = 6) -> str:
    """Return a script with a command, that shows and saves its progress or not."""
    training = {"epochs": epochs, "batch_size": 8} | (SAVED if is_shown else {})
    script = {"command_line": True} | (SHOWN if is_shown else {})
    layers = [dense(5, activation="relu"), dense(3, activation="softmax")]
    spec = base_spec(name="net", layers=layers, training=training, script=script)
    return make_script(spec)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run scripts in an empty folder."""
    monkeypatch.chdir(tmp_path)


def put_script(is_shown: bool) -> None:
    """Write the script to the current folder."""
    Path("net.py").write_text(script_text(is_shown))


def start(*args: str, **options: Any) -> subprocess.Popen[str]:
    """Start the script in a process of its own."""
    options = {"stdout": PIPE, "stderr": PIPE, "text": True} | options
    return subprocess.Popen([sys.executable, "net.py", *args], **options)


def run(*args: str, **options: Any) -> tuple[int, str, str]:
    """Run the script; return its exit code, and what it has printed."""
    with start(*args, **options) as process:
        out, error = process.communicate(timeout=100)
    assert "Traceback" not in error and "Exception" not in error, error
    return process.returncode, out, error


def limit(size: int) -> None:
    """Let no file of this process grow beyond a size."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@each_script
def test_a_full_disk_costs_no_file_that_is_there(is_shown: bool) -> None:
    put_script(is_shown)
    assert run()[0] == 0
    kept = {path.name: path.read_bytes() for path in Path().glob("net.*npz")}
    assert len(kept) == 1 + is_shown
    full = partial(limit, 300)
    code, out, error = run("--seed", "9", preexec_fn=full)
    assert code == 2 and len(re.findall(LINE, out)) == 6
    *others, last = error.splitlines()[1:]
    others = [line for line in others if not line.startswith("trained for")]
    assert last.startswith("net.npz cannot be written: ")
    moved = "is kept as net.checkpoint.npz.before"
    assert [line for line in others if line.endswith(moved)] == others[:is_shown]
    for name, raw in kept.items():
        place = name.replace("checkpoint.npz", "checkpoint.npz.before")
        assert Path(place).read_bytes() == raw
    assert not list(Path().glob("*.part"))
    stay = [line for line in others if line.startswith("net.checkpoint.npz cannot be")]
    unlogged = [line for line in others if line.startswith("log.jsonl cannot be")]
    assert len(stay) == 6 * is_shown and bool(unlogged) == is_shown
    assert len(others) == len(stay) + len(unlogged) + is_shown


@each_script
def test_a_full_disk_ends_a_report(is_shown: bool) -> None:
    put_script(is_shown)
    assert run("--quiet")[0] == 0
    with open("/dev/full", "w") as full:
        code, _, error = run("evaluate", stdout=full)
    assert code == 2 and error.count("\n") == 1 and "No space left" in error


@each_script
@pytest.mark.parametrize("path", ["missing/net.npz", "net.py/net.npz", "folder"])
def test_a_path_that_cannot_be_written_is_refused_first(
    path: str, is_shown: bool
) -> None:
    put_script(is_shown)
    Path("folder").mkdir()
    code, out, error = run("--parameters", path)
    assert (code, out, error) == (2, "", f"{path} cannot be written\n")
    assert {found.name for found in Path().iterdir()} == {"net.py", "folder"}


def test_a_folder_that_is_read_only_is_refused_first() -> None:
    put_script(False)
    Path("folder").mkdir(mode=0o500)
    if os.access("folder", os.W_OK):
        pytest.skip("this user may write anywhere")
    code, out, error = run("--parameters", "folder/net.npz")
    assert (code, out, error) == (2, "", "folder/net.npz cannot be written\n")


def test_a_history_that_cannot_be_written_is_refused_first() -> None:
    text, changed = script_text(True), 'HISTORY = "net.py/log.jsonl"'
    Path("net.py").write_text(text.replace('HISTORY = "log.jsonl"', changed))
    code, out, error = run()
    assert (code, out, error.count("\n")) == (2, "", 1)
    assert error.startswith("net.py/log.jsonl cannot be written: ")


@each_script
def test_a_reader_that_has_seen_enough_ends_it(is_shown: bool) -> None:
    put_script(is_shown)
    with start("--epochs", "1000000") as process:
        assert process.stdout and process.stderr
        lines = [process.stdout.readline() for _ in range(2)]
        process.stdout.close()
        error = process.stderr.read()
    assert process.returncode == 141 and error.count("\n") == 1
    assert all(re.match(LINE, line) for line in lines)


@each_script
def test_a_reader_of_all_that_has_seen_enough_ends_it(is_shown: bool) -> None:
    put_script(is_shown)
    with start("--epochs", "1000000", stderr=subprocess.STDOUT) as process:
        assert process.stdout
        assert [process.stdout.readline()[:5] for _ in range(2)] == ["epoch"] * 2
        process.stdout.close()
    assert process.returncode == 141


@each_script
def test_a_reader_that_the_same_signal_ends_leaves_no_noise(is_shown: bool) -> None:
    put_script(is_shown)
    with start("--epochs", "1000000") as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        process.send_signal(signal.SIGINT)
        error = process.stderr.read()
    assert process.returncode in (130, 141)
    assert "Traceback" not in error and "Exception" not in error


def close(*numbers: int) -> None:
    """Close streams of this process."""
    for number in numbers:
        os.close(number)


@each_script
def test_closed_streams_are_no_matter(is_shown: bool) -> None:
    put_script(is_shown)
    for numbers in (1,), (2,), (0, 1, 2):
        out = {"stdout": None} if 1 in numbers else {}
        error = {"stderr": None} if 2 in numbers else {}
        closed = partial(close, *numbers)
        for args in ("--seed", "3"), ("evaluate",):
            with start(*args, preexec_fn=closed, **out, **error) as process:
                printed, told = process.communicate()
            assert process.returncode == 0 and os.path.exists("net.npz")
            assert "Traceback" not in (told or "")
            assert "saved" not in (printed or ""), "messages are no results"
        os.remove("net.npz")


PLAIN = {
    "LC_ALL": "C",
    "PYTHONIOENCODING": "ascii",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
}
NAMES = ["\xe9t\xe9".encode(), "\u65e5\u672c".encode(), b"\xe9 in Latin-1"]


@pytest.mark.parametrize("is_known", [True, False])
def test_names_of_any_letters_in_a_world_of_ascii(is_known: bool) -> None:
    rows = [b"%d,%d,%s\n" % (i, -i * i, NAMES[i % 3]) for i in range(30)]
    table = b"".join([b"a,b,kind\n", *rows])
    if is_known:
        table = table.replace(NAMES[2], b"z")  # a spec's words are UTF-8
        put(Path(), table)
    data = {} if is_known else {"inputs": 2, "classes": 3}
    spec = table_spec(
        data,
        preprocess={"features": "standardize"},
        training={"epochs": 2, **SAVED},
        script={"command_line": True, **SHOWN},
    )
    written(spec, Path().absolute(), "net.py")
    put(Path(), table)
    env = environment(**PLAIN)
    code, out, error = run(env=env)
    assert code == 0 and out.isascii() and error.endswith("saved bench.npz\n")
    assert run("evaluate", env=env)[0] == 0
    assert run("predict", "t.csv", env=env) == (0, "", "wrote predictions.csv\n")
    found = Path("predictions.csv").read_bytes()
    assert all(name in found for name in (NAMES[:2] if is_known else NAMES))
    put(Path(), table + b"1,2,\xc3\xbc\n")
    code, out, error = run("evaluate", env=env)
    assert code == 2 and error.count("\n") == 1 and error.isascii()


INTERRUPTING = ["raise KeyboardInterrupt", "import os; os.kill(os.getpid(), 2)"]


@pytest.mark.parametrize("code", INTERRUPTING)
def test_an_interrupted_import_is_a_line(code: str) -> None:
    put_script(True)
    Path("path/numpy").mkdir(parents=True)
    Path("path/numpy/__init__.py").write_text(code)
    env = environment(PYTHONPATH=str(Path("path").absolute()))
    assert run(env=env) == (130, "", "interrupted\n")


@pytest.mark.parametrize(
    ("number", "code", "error"),
    [(signal.SIGINT, 130, "interrupted\n"), (signal.SIGTERM, -15, "")],
)
def test_a_signal_while_data_is_read_leaves_all_as_it_was(
    number: int, code: int, error: str
) -> None:
    put(Path())
    changes: Any = {"training": {"epochs": 2, **SAVED}}
    changes["script"] = {"command_line": True, **SHOWN}
    written(table_spec(**changes), Path().absolute(), "net.py")
    assert run()[0] == 0
    kept = {path: path.read_bytes() for path in Path().iterdir()}
    os.mkfifo("pipe.csv")
    process = start("--data", "pipe.csv")
    with process, open("pipe.csv", "wb", buffering=0) as pipe:  # waits for its reader
        pipe.write(b"a,b,kind\n")
        process.send_signal(number)
        told = process.communicate()[1]
    assert (process.returncode, told) == (code, error)
    os.remove("pipe.csv")
    assert {path: path.read_bytes() for path in Path().iterdir()} == kept


def test_a_second_signal_ends_it_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    script = load_script(script_text(True))
    numbers = signal.SIGINT, signal.SIGTERM
    before = [signal.signal(number, script.interrupt) for number in numbers]
    try:
        os.kill(os.getpid(), signal.SIGINT)
        after = [signal.getsignal(number) for number in numbers]
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)
    assert script.interrupted == signal.SIGINT and after == [signal.SIG_DFL] * 2
    with pytest.raises(SystemExit) as stop:
        script.train(verbose=False)
    assert stop.value.code == 130 and os.path.exists("net.checkpoint.npz")


def test_signals_in_a_row_end_it() -> None:
    put_script(True)
    with start("--epochs", "1000000") as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        for _ in range(2):
            process.send_signal(signal.SIGINT)
        error = process.communicate()[1]
    assert process.returncode in (-signal.SIGINT, 130)
    assert "Traceback" not in error and "Exception" not in error


def test_a_module_is_interrupted_as_any_other() -> None:
    Path("net.py").write_text(script_text(True))
    code = """
import os, signal, net
before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
own = net.update
net.update = lambda step: os.kill(os.getpid(), 2) or own(step)
try:
    net.train(verbose=False)
except KeyboardInterrupt:
    print((signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout == "True\n"


@each_script
def test_divergence_is_a_line_and_keeps_what_is_there(is_shown: bool) -> None:
    put_script(is_shown)
    assert run()[0] == 0
    kept = Path("net.npz").read_bytes()
    code, _, error = run("--quiet", "--learning-rate", "1e308")
    assert code == 3 and Path("net.npz").read_bytes() == kept
    kept_aside = r"(.* is kept as .*\n)?"
    last = r"epoch: .* diverged: .*\n"
    assert re.fullmatch(rf"learning_rate: .*\n{kept_aside}{last}", error)


@each_script
def test_quiet_says_only_where_the_network_is(is_shown: bool) -> None:
    put_script(is_shown)
    assert run("--quiet") == (0, "", "saved net.npz\n")


def on_terminal(columns: int, *args: str, end: int = 0, **options: Any) -> str:
    """Return what the script writes to a terminal, perhaps until a signal."""
    ours, theirs = pty.openpty()
    size = struct.pack("HHHH", 24, columns, 0, 0)
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, size)
    raw, streams = bytearray(), {"stdout": theirs, "stderr": theirs} | options

    def read(process: subprocess.Popen[str]) -> None:
        asked = bool(end)
        while True:
            try:
                raw.extend(os.read(ours, 10000))
            except OSError:  # it has been closed
                return
            if asked and raw.count(b"\n") > 1:
                process.send_signal(end)
                asked = False

    with start(*args, **streams) as process:
        os.close(theirs)
        reader = threading.Thread(target=read, args=[process])
        reader.start()
        process.communicate()
        reader.join()
    os.close(ours)
    return raw.decode("ascii").replace("\r\n", "\n")


def screen(text: str) -> list[str]:
    """Return the lines of a wide terminal after a text, without what is overwritten."""
    lines = []
    for line in text.split("\n"):
        cells: list[str] = []
        for piece in line.split("\r"):
            cells[: len(piece)] = piece
        lines.append("".join(cells).rstrip())
    return lines


@pytest.mark.parametrize(("columns", "width"), [(80, 79), (20, 19), (0, 79), (1, 0)])
def test_progress_is_a_line_that_is_redrawn(columns: int, width: int) -> None:
    put_script(True)
    text = on_terminal(columns)
    drawn = re.findall(r"\r([^\r\n]*)(?=\r)", text)
    assert drawn and {len(line) for line in drawn} <= {width, 0}
    assert columns != 80 or re.match(r"epoch 0\.\d/6, step 1, loss [\d.]+, ", drawn[0])
    assert any(line.strip() for line in drawn) or not width
    *lines, last, empty = screen(text)
    assert [re.fullmatch(LINE, line) is not None for line in lines[:6]] == [True] * 6
    assert re.fullmatch(r"trained for [\d.]+ s", lines[-1]) and len(lines) == 7
    assert (last, empty) == ("saved net.npz", "")


def test_progress_is_as_wide_as_its_own_terminal() -> None:
    put_script(True)
    text = on_terminal(20, stdout=subprocess.DEVNULL)
    assert {len(line) for line in re.findall(r"\r([^\r\n]*)(?=\r)", text)} <= {0, 19}
    assert screen(text)[1:] == ["saved net.npz", ""]


@pytest.mark.parametrize(
    ("args", "is_shown"), [(["--quiet"], True), ([], False), (["evaluate"], True)]
)
def test_there_is_no_progress_to_show(args: list[str], is_shown: bool) -> None:
    put_script(True)
    assert run("--quiet")[0] == 0
    put_script(is_shown)
    assert "\r" not in on_terminal(80, *args)


def test_there_is_no_progress_in_a_pipe() -> None:
    put_script(True)
    code, out, error = run()
    assert code == 0 and "\r" not in out + error


@pytest.mark.parametrize("columns", [20, 80])
def test_an_interruption_has_a_line_of_its_own(columns: int) -> None:
    put_script(True)
    text = on_terminal(columns, "--epochs", "1000000", end=signal.SIGTERM)
    told, *lines, last, _ = screen(text)
    assert told.startswith("epochs: 1000000 ")
    assert all(re.fullmatch(LINE, line) for line in lines)
    assert last == "interrupted: --resume continues from net.checkpoint.npz"
