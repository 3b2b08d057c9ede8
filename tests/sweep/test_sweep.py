"""`nngen sweep`: what it prints where, what it keeps, and its exit codes."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from click.testing import CliRunner, Result

from nngen.cli import main
from nngen.data import inspect
from nngen.language.data import Csv
from nngen.sweep import sweep
from nngen.sweep.pool import KILLED
from nngen.sweep.worker import Job, Outcome, train

from ..report.helpers import orders
from ..test_cli import JSON, NAMED, SPEC, here, nngen, put

__all__ = ["here"]  # every test has a folder of its own

RATES = "--set optimizer.learning_rate=1,0.1"
STOPS = "early_stopping = { monitor = 'loss', patience = 2, restore_best = true }\n"


@pytest.fixture
def trained(monkeypatch: pytest.MonkeyPatch) -> list[Job]:
    """Train in this process, one run after the other; return what was trained."""
    jobs: list[Job] = []

    def train_all(runs: Iterable[tuple[Any, Job]], jobs_at_once: int) -> Iterator[Any]:
        for run, job in runs:
            jobs.append(job)
            yield run, train(job)

    monkeypatch.setattr(sweep, "train_all", train_all)
    return jobs


def use(monkeypatch: pytest.MonkeyPatch, *outcomes: Outcome | BaseException) -> None:
    """Let runs have these outcomes, or raise an error."""

    def train_all(runs: Iterable[tuple[Any, Job]], jobs_at_once: int) -> Iterator[Any]:
        for (run, _), outcome in zip(runs, outcomes, strict=False):
            if isinstance(outcome, BaseException):
                raise outcome
            yield run, outcome

    monkeypatch.setattr(sweep, "train_all", train_all)


def swept(*words: str) -> Result:
    """Run a sweep; its words may hold spaces."""
    result = CliRunner().invoke(main, ["sweep", *words])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def rows(text: str) -> list[list[str]]:
    """Return the words of a table's lines."""
    lines = [line.split() for line in text.splitlines()]
    return [lines[0], *lines[2:]]


def test_processes_train_and_scripts_are_not_written() -> None:
    put(a=SPEC)
    result = nngen(f"sweep a.toml {RATES} --set seed=0,1 --jobs 2")
    assert result.exit_code == 0
    head, *lines = rows(result.stdout)
    assert head == ["learning_rate", "seeds", "loss", "std", "acc", "std"]
    assert sorted(line[:2] for line in lines) == [["0.1", "2"], ["1", "2"]]
    said = sorted(line.partition(" ")[2] for line in result.stderr.splitlines())
    label = "learning_rate=0.1 seed=0: loss "
    assert len(said) == 4 and said[0].startswith(label) and said[0].endswith(" s")
    assert list(Path().iterdir()) == [Path("a.toml")]


def test_the_table_is_that_of_the_scripts(trained: list[Job]) -> None:
    put(a=SPEC)
    result = nngen(f"sweep a.toml {RATES} --sort acc")
    losses = []
    for rate in ("1", "0.1"):
        done = nngen(f"build a.toml -o - --set optimizer.learning_rate={rate}")
        scope: dict[str, Any] = {"__name__": "script"}
        exec(done.stdout, scope)
        losses.append(scope["train"](verbose=False)[-1]["loss"])
    assert rows(result.stdout)[0] == ["learning_rate", "acc", "loss"]
    found = {line[0]: line[2] for line in rows(result.stdout)[1:]}
    assert found == {"1": f"{losses[0]:.4g}", "0.1": f"{losses[1]:.4g}"}
    assert result.stderr.startswith("1/2 learning_rate=1: acc ")


@pytest.mark.parametrize("text", [NAMED, JSON])
def test_standard_input(trained: list[Job], text: str) -> None:
    assert nngen("sweep - --set seed=1,2", text).exit_code == 0
    assert [job.file for job in trained] == ["piped.py"] * 2


def test_data_are_read_from_where_the_spec_is(
    trained: list[Job], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert nngen("new specs/flowers --example iris").exit_code == 0
    result = nngen("sweep specs/flowers.toml --set training.epochs=1,2")
    assert result.exit_code == 0
    assert rows(result.stdout)[0][:2] == ["epochs", "val_loss"]
    Path("specs/data/iris.csv").rename("iris.csv")
    assert nngen("sweep specs/flowers.toml --set seed=1,2").exit_code == 1
    assert len(trained) == 2


def test_a_file_is_read_once_to_be_checked(
    trained: list[Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert nngen("new flowers --example iris").exit_code == 0
    find = Mock(side_effect=inspect.FINDERS[Csv])
    monkeypatch.setattr(inspect, "FINDERS", inspect.FINDERS | {Csv: find})
    sets = "--set seed=1,2,3 --set training.epochs=1"
    assert nngen(f"sweep flowers.toml {sets}").exit_code == 0
    assert (find.call_count, len(trained)) == (1, 3)
    sets += ' --set data.features=["sepal_length"],["petal_length"]'
    assert nngen(f"sweep flowers.toml {sets}").exit_code == 0
    assert (find.call_count, len(trained)) == (1 + 2, 3 + 6)


def test_the_best_epoch_counts_where_it_is_restored(trained: list[Job]) -> None:
    put(a=SPEC + "log_every = 2\n" + STOPS)
    result = nngen("sweep a.toml --set training.early_stopping.min_delta=0.0,0.5")
    assert result.exit_code == 0
    assert [job.best and job.best.min_delta for job in trained] == [0.0, 0.5]
    assert all(job.best and job.best.label == "loss" for job in trained)
    assert not any("LOG_EVERY" in job.text for job in trained)


@pytest.mark.parametrize(
    ("more", "metric"),
    [
        ("", "loss"),
        ("[split]\nvalidation = 0.2\nmethod = 'stratified'\n", "val_loss"),
        ("early_stopping = { monitor = 'accuracy', patience = 1 }\n", "acc"),
        (
            "early_stopping = { monitor = 'val_accuracy', patience = 1 }\n"
            "[split]\nvalidation = 0.2\nmethod = 'stratified'\n",
            "val_acc",
        ),
        ("early_stopping = { monitor = 'loss', patience = 1 }\n", "loss"),
    ],
)
def test_what_is_compared(trained: list[Job], more: str, metric: str) -> None:
    put(a=SPEC + more)
    result = nngen("sweep a.toml --set optimizer.learning_rate=1,0.1,0.01")
    head, *lines = rows(result.stdout)
    numbers = [float(line[1]) for line in lines]
    assert head[1] == metric
    assert numbers == sorted(numbers, reverse=metric.endswith("acc"))


def test_a_sweep_of_one(trained: list[Job]) -> None:
    put(a=SPEC)
    result = nngen("sweep a.toml --set seed=3")
    assert result.exit_code == 0 and result.stderr.startswith("1/1: loss ")
    assert "SEED = 3" in trained[0].text


def test_a_spec_is_trained_once(trained: list[Job]) -> None:
    put(a=SPEC)
    result = nngen("sweep a.toml --set optimizer.learning_rate=0.1,1e-1,0.10,1")
    said = "2 combinations left out: the spec is that of another\n"
    assert result.stderr.startswith(said) and len(trained) == 2
    values = [line[0] for line in rows(result.stdout)[1:]]
    assert sorted(values) == ["0.1", "1"]


def test_names_and_texts_may_be_swept(trained: list[Job]) -> None:
    put(a=SPEC)
    assert swept("a.toml", "--set", "name=x,y", "--csv", "r.csv").exit_code == 0
    assert [job.file for job in trained] == ["x.py", "y.py"]
    result = swept("a.toml", "--set", 'description="a, b",\u00e9 # c,"::error::x"')
    assert result.exit_code == 0 and len(trained) == 5
    assert len(rows(result.stdout)) == 4


def test_values_and_failures_give_no_orders(monkeypatch: pytest.MonkeyPatch) -> None:
    put(a=SPEC)
    lost = Outcome(failure="a.csv:1: unknown class: ##[error]x\n::error::x")
    use(monkeypatch, Outcome(row={"loss": 1.0}), lost)
    result = nngen("sweep a.toml --set description=::error::x,##[error]x")
    assert "error" in result.stdout and "error" in result.stderr
    assert orders(result.stdout) == orders(result.stderr) == []


def test_findings_name_the_combination() -> None:
    put(a=SPEC + "momentum = 3\n")
    result = nngen("sweep a.toml --set optimizer.learning_rate=0,1 --set seed=1,2,x")
    assert (result.exit_code, result.stdout) == (1, "")
    lines = [line for line in result.stderr.splitlines() if line]
    assert lines[0].startswith("a.toml:19:1: error[NN012] training.momentum: ")
    heads = [
        line.partition(" error")[0]
        for line in lines
        if "error[" in line or "with" in line
    ]
    assert heads[1:] == [
        "with learning_rate=0 seed=1:",
        "a.toml: --set optimizer.learning_rate=0:",
        "with learning_rate=0 seed=x:",
        "a.toml: --set seed=x:",
    ]
    assert lines[-2].startswith("3 errors in 1 spec; ")
    assert lines[-1] == "nothing was trained"


def test_warnings_stop_nothing(trained: list[Job]) -> None:
    put(a=SPEC + 'early_stopping = { monitor = "loss", patience = 1 }\n')
    sets = "--set training.early_stopping.patience=1,9 --set training.epochs=9"
    result = nngen(f"sweep a.toml {sets}")
    assert result.exit_code == 0 and len(trained) == 2
    assert result.stderr.startswith("with patience=9:\na.toml: --set training.early_st")


def test_a_damaged_file_is_exit_code_2(folder: Path) -> None:
    assert nngen("new flowers --example iris").exit_code == 0
    Path("data/iris.csv").write_bytes(b"\xff\xfe\0x" * 99)
    code = nngen("validate flowers.toml").exit_code
    assert nngen("sweep flowers.toml --set seed=1,2").exit_code == code


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("a.toml --set seed=1,2 --set seed=3", "--set seed=3: seed is set twice; "),
        ("a.toml --set seed", "--set seed: there is no value; "),
        ("a.toml --set seed=1, ", "--set seed=1,: a value is empty; "),
        ("a.toml --set data.samples.x=1", "a.toml: --set data.samples.x=1: data.sam"),
        (". --set seed=1", ".: holds 2 specs; sweep takes one"),
        ("no.toml --set seed=1", "no.toml: No such file or directory"),
        (
            "a.toml --set seed=1 --sort accc",
            '--sort "accc": the log has no such metric; did you mean "acc"?',
        ),
        (
            "a.toml --set seed=1 --sort val_loss",
            '--sort "val_loss": the log has no such metric; what is measured: "acc", ',
        ),
        ("a.toml --set seed=1 --csv a.toml", "a.toml: holds no sweep of these keys"),
        ("a.toml --set seed=1 --csv no/r.csv", "no/r.csv: No such file or directory"),
    ],
)
def test_what_cannot_be_used(trained: list[Job], line: str, why: str) -> None:
    put(a=SPEC, b=SPEC)
    result = nngen(f"sweep {line}")
    assert (result.exit_code, result.stdout, trained) == (2, "", [])
    assert result.stderr.startswith(f"nngen: {why}") and result.stderr.count("\n") == 1


@pytest.mark.parametrize("line", ["a.toml", "a.toml --set seed=1 --jobs 0", ""])
def test_usage(line: str) -> None:
    result = nngen(f"sweep {line}")
    assert result.exit_code == 2 and "Usage: " in result.stderr


def test_a_file_keeps_what_was_trained(trained: list[Job]) -> None:
    put(a=SPEC)
    first = nngen(f"sweep a.toml {RATES} --csv r.csv")
    again = nngen(f"sweep a.toml {RATES} --csv r.csv")
    assert len(trained) == 2 and again.stdout == first.stdout
    assert again.stderr == "2 of 2 runs taken from r.csv\n"
    more = nngen(f"sweep a.toml {RATES},0.01 --csv r.csv")
    assert len(trained) == 3
    head, line = more.stderr.splitlines()
    assert head == "2 of 3 runs taken from r.csv"
    assert line.startswith("3/3 learning_rate=0.01: loss ")
    with Path("r.csv").open(newline="") as file:
        table = list(csv.DictReader(file))
    assert [row["optimizer.learning_rate"] for row in table] == ["1", "0.1", "0.01"]
    assert {row["result"] for row in table} == {"trained"}
    assert {row["epoch"] for row in table} == {"1.0"}


def test_a_line_that_was_cut_off_is_trained_again(trained: list[Job]) -> None:
    put(a=SPEC)
    nngen(f"sweep a.toml {RATES} --csv r.csv")
    whole = Path("r.csv").read_bytes()
    Path("r.csv").write_bytes(whole[:-9])
    result = nngen(f"sweep a.toml {RATES} --csv r.csv")
    assert len(trained) == 3
    said = "r.csv: its last line was cut off; that run is done again\n1 of 2 runs taken"
    assert result.stderr.startswith(said)


def test_failures_are_a_line_each(monkeypatch: pytest.MonkeyPatch) -> None:
    put(a=SPEC)
    lost = Outcome(failure="no.csv: No such file or directory")
    use(
        monkeypatch,
        lost,
        Outcome(seconds=1, row={"loss": 1, "acc": 0}),
        KILLED,
        Outcome(),
    )
    result = nngen("sweep a.toml --set seed=0,1,2,3 --csv r.csv")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "1/4 seed=0: failed: no.csv: No such file or directory",
        "2/4 seed=1: loss 1, 1.0 s",
        "3/4 seed=2: failed: its process was killed; is there enough memory?",
        "4/4 seed=3: diverged, 0.0 s",
        "2 of 4 runs failed",
    ]
    assert rows(result.stdout)[1][0] == "2"
    assert (
        len(Path("r.csv").read_text().splitlines()) == 3
    )  # others may do better later


def test_nothing_is_printed_where_all_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    put(a=SPEC)
    use(monkeypatch, KILLED, KILLED)
    result = nngen("sweep a.toml --set seed=0,1")
    assert (result.exit_code, result.stdout) == (1, "")


@pytest.mark.parametrize(
    ("more", "way"),
    [
        ("", "give --csv FILE, and a sweep can go on where it was stopped"),
        (" --csv r.csv", "the same command goes on from there"),
    ],
)
def test_ctrl_c(monkeypatch: pytest.MonkeyPatch, more: str, way: str) -> None:
    put(a=SPEC)
    use(monkeypatch, Outcome(row={"loss": 1, "acc": 0}), KeyboardInterrupt())
    result = nngen(f"sweep a.toml {RATES},3{more}")
    assert result.exit_code == 130
    assert result.stderr.endswith(f"stopped after 1 of 3 runs; {way}\n")
    assert len(rows(result.stdout)) == 2


def test_ctrl_c_before_anything_has_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    put(a=SPEC)
    use(monkeypatch, KeyboardInterrupt())
    result = nngen(f"sweep a.toml {RATES}")
    assert (result.exit_code, result.stdout) == (130, "")


def test_losses_may_be_swept(trained: list[Job]) -> None:
    put(a=SPEC)
    losses = '{type = "categorical_crossentropy"},{type = "mean_squared_error"}'
    words = [
        "--set",
        f"loss={losses}",
        "--set",
        "data.targets=one_hot",
        "--csv",
        "r.csv",
    ]
    result = swept("a.toml", *words)
    assert result.exit_code == 0 and len(trained) == 2
    assert Path("r.csv").read_text().startswith("set loss,data.targets,digest,")
