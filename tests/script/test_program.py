"""A script as a program: files, the command, history, what it says of divergence."""

import csv
import json
import re
import shutil
import signal
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from nngen.check import check

from ..bench.asserts import printed
from ..bench.scripts import PLACE, Script
from ..bench.specs import PROGRAMS, Spec, base_spec, dense
from ..documents import toml_source
from ..helpers import (
    FAST,
    SPECS,
    draft,
    each_style,
    environment,
    make_graph,
    make_script,
    spec_of,
)
from ..helpers import checked as checked

COMMAND = {"command_line": True}
IRIS = Path(__file__).parents[2] / "specs" / "data" / "iris.csv"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Stand in an empty folder, and put signals back."""
    monkeypatch.chdir(tmp_path)
    before = {n: signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@cache
def text_of(spec: str) -> str:
    """Return the script of a spec, as JSON."""
    return make_script(json.loads(spec))


def script_for(spec: Spec, name: str = "net") -> Script:
    """Return the script of a spec as a module that lies in this folder."""
    text = text_of(json.dumps({"name": name} | spec))
    script: Any = type(sys)(name)
    script.__file__ = str(PLACE)
    Path(f"{name}.py").write_text(text)
    exec(compile(text, f"{name}.py", "exec"), script.__dict__)
    return script


def run(script: Script, *arguments: str) -> str:
    """Return what the command of a script prints; it may raise what main raises."""
    argv, sys.argv = sys.argv, ["net.py", *arguments]
    try:
        return printed(script.main)[1]
    finally:
        sys.argv = argv


def iris(**changes: Any) -> Spec:
    """Return the spec of the example with a command."""
    spec = spec_of(SPECS[[path.stem for path in SPECS].index("iris")])
    return spec | {"name": "net", "script": COMMAND} | changes


def bits(script: Script) -> list[bytes]:
    """Return the bits of all arrays that a network consists of."""
    return [array.tobytes() for array in script.PARTS.values()]


@each_style
@pytest.mark.parametrize("name", PROGRAMS)
def test_what_is_saved_is_loaded(name: str, style: str) -> None:
    spec = base_spec(**PROGRAMS[name])
    spec["script"] = spec["script"] | {"style": style}
    script, other = script_for(spec), script_for(spec)
    printed(lambda: script.train(verbose=False))
    script.save("a.npz")
    other.load("a.npz")
    x = script.load_data()[0]
    assert bits(other) == bits(script)
    assert other.predict(x).tobytes() == script.predict(x).tobytes()
    assert not Path("a.npz.part").exists()


def test_plain_and_fast_scripts_share_files() -> None:
    plain, fast = script_for(iris()), script_for(iris(script=COMMAND | FAST), "fast")
    plain.train(verbose=False)
    plain.save("a.npz")
    fast.load("a.npz")
    x = plain.load_data()[0]
    assert np.allclose(fast.predict(x), plain.predict(x), atol=1e-6)


def test_a_network_that_is_trained_otherwise_is_the_same_network() -> None:
    script = script_for(iris())
    script.train(verbose=False)
    script.save("a.npz")
    longer = iris(
        training={"epochs": 3}, optimizer={"type": "adam", "learning_rate": 1e-3}
    )
    script_for(longer).load("a.npz")


HIDDEN = dense(16, activation="tanh")
LAST = dense(3, activation="softmax")
OTHERS: dict[str, Spec] = {
    "another function": {"layers": [HIDDEN, LAST]},
    "other units": {"layers": [dense(15, activation="relu"), LAST]},
    "other preprocessing": {"preprocess": {"features": "min_max"}},
    "other features": {
        "data": {
            "type": "csv",
            "path": "data/iris.csv",
            "target": "species",
            "features": ["sepal_width", "sepal_length", "petal_width", "petal_length"],
        }
    },
}


@pytest.mark.parametrize("name", OTHERS)
def test_the_file_of_another_network_changes_nothing(name: str) -> None:
    script, other = script_for(iris()), script_for(iris(**OTHERS[name]), "other")
    other.train(verbose=False)
    other.save("a.npz")
    script.train(verbose=False)
    before = bits(script)
    with pytest.raises(
        ValueError, match=r"a\.npz: .*not saved by this network"
    ) as error:
        script.load("a.npz")
    assert "\n" not in str(error.value) and bits(script) == before


def test_a_file_that_is_not_there_is_an_error_of_the_system() -> None:
    with pytest.raises(FileNotFoundError):
        script_for(iris()).load("a.npz")


def test_a_script_alone_predicts_raw_rows_with_class_names() -> None:
    script = script_for(iris())
    script.train(verbose=False)
    script.save("net.npz")
    Path("alone").mkdir()
    for name in ("net.py", "net.npz"):
        shutil.copy(name, "alone")
    code = "import net\nnet.load('net.npz')\nflower = [[5.1, 3.5, 1.4, 0.2]]\n"
    code += "print(net.CLASSES[net.predict(net.prepare(flower)).argmax()])\n"
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, cwd="alone", capture_output=True, text=True, env=environment()
    )
    assert (done.stdout, done.stderr) == ("setosa\n", "")


def test_the_command_trains_by_default_and_saves() -> None:
    script, twin = script_for(iris()), script_for(iris())
    text = run(script)
    assert text == printed(twin.train)[1]
    twin.load("net.npz")
    assert bits(twin) == bits(script)


def test_evaluate_scores_each_part(capsys: pytest.CaptureFixture[str]) -> None:
    script = script_for(iris())
    run(script)
    x, y, x_val, y_val = script.load_data()
    expected = {"training": script.evaluate(x, y)}
    expected["validation"] = script.evaluate(x_val, y_val)
    fresh = script_for(iris())
    lines = [f"{part}, {script.line(found)}" for part, found in expected.items()]
    assert run(fresh, "evaluate").splitlines() == lines


def test_evaluate_prepares_other_rows_as_training_did() -> None:
    script = script_for(iris())
    run(script)
    rows = IRIS.read_text().splitlines()
    Path("few.csv").write_text("\n".join([rows[0], *rows[1:4]]) + "\n")
    x, y = script.read_csv("few.csv")
    line = script.line(script.evaluate(script.prepare(x), y))
    before = bits(script)
    assert run(script, "evaluate", "--data", "few.csv") == f"few.csv, {line}\n"
    assert bits(script) == before


def test_predict_writes_class_names_and_probabilities() -> None:
    script = script_for(iris())
    run(script)
    header, *rows = csv.reader(IRIS.read_text().splitlines())
    turned = [row[::-1] for row in rows[::7]]
    with Path("in.csv").open("w", newline="") as file:
        csv.writer(file).writerows([header[::-1], *turned])
    run(script_for(iris()), "-o", "out.csv", "predict", "in.csv")
    with Path("out.csv").open(newline="") as file:
        first, *found = csv.reader(file)
    assert first == ["class", "setosa", "versicolor", "virginica"]
    x = np.array([row[:4] for row in rows[::7]], float)
    p = script.predict(script.prepare(x))
    assert [row[0] for row in found] == [script.CLASSES[k] for k in p.argmax(axis=1)]
    assert np.allclose([list(map(float, row[1:])) for row in found], p, atol=1e-6)


def test_rows_to_predict_need_no_target() -> None:
    script = script_for(iris())
    run(script)
    Path("in.csv").write_text(
        "petal_length,petal_width,sepal_length,sepal_width\n1.4,0.2,5.1,3.5\n"
    )
    run(script, "predict", "in.csv")
    assert Path("predictions.csv").read_text().splitlines()[1].startswith("setosa,")
    Path("in.csv").write_text("petal_length,sepal_length,sepal_width\n1.4,5.1,3.5\n")
    with pytest.raises(ValueError, match=r"in.csv:1: columns .*petal_width"):
        run(script, "predict", "in.csv")


def predictions(script: Script, source: str) -> list[list[str]]:
    """Return the cells that predict writes for a file, header first."""
    run(script, "predict", source, "--output", "out.csv")
    with Path("out.csv").open(newline="") as file:
        return list(csv.reader(file))


def program(name: str) -> Script:
    """Return a trained script of the bench, whose network is saved."""
    script = script_for(base_spec(**PROGRAMS[name]))
    run(script, "--quiet")
    return script


def test_arrays_are_predicted_from_an_npz_file() -> None:
    script = program("a program for arrays, scored")
    x = np.random.default_rng(0).normal(size=(5, *script.load_data()[0].shape[1:]))
    np.savez("in.npz", images=x)
    header, *rows = predictions(script, "in.npz")
    assert header[0] == "class" and len(rows) == 5
    assert [int(row[0]) for row in rows] == script.predict(x).argmax(axis=1).tolist()
    with pytest.raises(ValueError, match=r"gone\.npz"):
        run(script, "predict", "gone.npz")


def test_drawn_rows_are_predicted_from_an_npz_file() -> None:
    script = program("a program for drawn rows")
    x = np.random.default_rng(0).normal(size=(5, 2))
    np.savez("in.npz", x=x)
    rows = predictions(script, "in.npz")[1:]
    p = script.predict(script.prepare(x))
    assert np.allclose([list(map(float, row[1:])) for row in rows], p, rtol=1e-5)


def test_images_are_predicted_from_their_file() -> None:
    script = program("a program for images")
    rows = predictions(script, str(script.IMAGES))[1:]
    x = script.read_array(script.IMAGES)
    p = script.predict(script.prepare(x))
    assert [int(row[0]) for row in rows] == p.argmax(axis=1).tolist()


def test_values_are_predicted() -> None:
    script = program("a program for a curve")
    np.savez("in.npz", x=[[0.0], [0.25]])
    header, *rows = predictions(script, "in.npz")
    assert header == ["prediction"]
    assert np.allclose(np.array(rows, float), script.predict([[0.0], [0.25]]))


def test_yes_or_no_is_predicted_by_name() -> None:
    script = program("a program for yes or no")
    header, *rows = predictions(script, str(script.DATA))
    assert header == ["class", "probability"]
    for name, probability in rows:
        assert name == script.CLASSES[float(probability) > 0.5]
    assert {name for name, _ in rows} == set(script.CLASSES)


def test_columns_and_classes_that_only_the_file_has_are_saved() -> None:
    table: Spec = {"type": "csv", "path": "later.csv", "target": "species"}
    table |= {"inputs": 4, "classes": 3}
    spec = {"name": "net"} | iris(data=table)
    text = draft(check(toml_source(spec, Path.cwd())).graph, Path.cwd())
    shutil.copy(IRIS, "later.csv")
    scripts = []
    for _ in range(2):
        script: Any = type(sys)("net")
        script.__file__ = str(Path("net.py").resolve())
        exec(compile(text, "net.py", "exec"), script.__dict__)
        scripts.append(script)
    run(scripts[0])
    Path("in.csv").write_text(
        "petal_length,petal_width,sepal_length,sepal_width\n1.4,0.2,5.1,3.5\n"
    )
    header, row = predictions(scripts[1], "in.csv")
    assert header == ["class", "setosa", "versicolor", "virginica"]
    assert row[0] == "setosa"
    Path("in.csv").write_text("a,petal_width,sepal_length,sepal_width\n1.4,0.2,5,3\n")
    with pytest.raises(ValueError, match=r"in.csv:1: columns .*'a'"):
        run(scripts[1], "predict", "in.csv")


def test_options_change_settings_and_say_so(capsys: pytest.CaptureFixture[str]) -> None:
    script, twin = script_for(iris()), script_for(iris())
    argv = ["--epochs", "3", "--learning-rate=0.5", "--batch-size", "7", "--seed", "4"]
    text = run(script, *argv)
    told = capsys.readouterr().err.splitlines()
    assert told == [
        "epochs: 3 (the spec has 40)",
        "batch_size: 7 (the spec has 16)",
        "learning_rate: 0.5 (the spec has 0.02)",
        "seed: 4 (the spec has 0)",
        "saved net.npz",
    ]
    twin.EPOCHS, twin.BATCH, twin.LEARNING_RATE, twin.SEED = 3, 7, 0.5, 4
    assert printed(twin.train)[1] == text


@pytest.mark.parametrize(
    "argv",
    [
        "--epochs 0",
        "--epochs -1",
        "--epochs 1.5",
        "--learning-rate nan",
        "--learning-rate inf",
        "--batch-size 0",
        "--seed -1",
        "trian",
        "predict",
        "train x.csv",
        "--data",
        "--nothing",
    ],
)
def test_options_that_cannot_be_are_refused(
    argv: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(script_for(iris()), *argv.split())
    assert stopped.value.code == 2 and not list(Path().glob("*.npz"))
    assert "error: " in capsys.readouterr().err.splitlines()[-1]


def test_a_schedule_follows_the_length_of_training(
    capsys: pytest.CaptureFixture[str],
) -> None:
    script = script_for(base_spec(**PROGRAMS["a program of all parts, by batches"]))
    run(script, "--epochs", "16", "--batch-size", "2", "--quiet")
    assert (script.WARMUP_STEPS, script.DECAY_STEPS) == (16, 120)
    line = "the schedule follows: WARMUP_STEPS=16, DECAY_STEPS=120"
    assert line in capsys.readouterr().err.splitlines()
    script = script_for(
        base_spec(**PROGRAMS["a program of all parts, a step an epoch"])
    )
    run(script, "--epochs", "4", "--quiet")
    assert script.BOUNDARIES == (1, 2)


def test_the_history_is_the_log() -> None:
    script = script_for(base_spec(**PROGRAMS["a program that writes a history"]))
    log = script.train(verbose=False)
    lines = Path("logs/history.jsonl").read_text().splitlines()
    assert [json.loads(line) for line in lines] == log
    script.write_history([{"epoch": 1, "val_loss": np.inf}])
    assert json.loads(Path("logs/history.jsonl").read_text().splitlines()[-1]) == {
        "epoch": 1,
        "val_loss": None,
    }


@pytest.mark.parametrize("name", [n for n in PROGRAMS if "all parts" in n])
def test_an_interrupted_run_is_resumed_to_the_same_bytes(name: str) -> None:
    spec = base_spec(**PROGRAMS[name])
    whole, script = script_for(spec), script_for(spec)
    whole_log = whole.train(verbose=False)
    taken, update = 0, script.update

    def take(step: int) -> float:
        nonlocal taken
        taken += 1
        if taken == 2:
            script.interrupt(signal.SIGTERM, None)
        return float(update(step))

    script.update = take
    with pytest.raises(SystemExit) as stopped:
        run(script, "--quiet")
    assert stopped.value.code == 128 + signal.SIGTERM
    again = script_for(spec)
    run(again, "--quiet", "--resume")
    assert bits(again) == bits(whole)
    lines = Path("history.jsonl").read_text().splitlines()
    assert [json.loads(line) for line in lines] == whole_log


def test_divergence_is_said_at_its_step() -> None:
    optimizer = {"type": "sgd", "learning_rate": 1e3, "momentum": 0.99}
    layers = [dense(9), dense(9), dense(3, activation="softmax")]
    numerics = {"dtype": "float32"}
    training = {"epochs": 100, "batch_size": 4}
    spec = base_spec(
        layers=layers, optimizer=optimizer, training=training, numerics=numerics
    )
    script = script_for(spec)
    loss = script.loss
    losses: list[float] = []

    def watched(y: Any) -> float:
        losses.append(loss(y))
        return losses[-1]

    script.loss = watched
    with pytest.raises(FloatingPointError) as stopped:
        printed(script.train)
    first = next(i for i, value in enumerate(losses) if not np.isfinite(value))
    assert first == len(losses) - 1
    assert f", step: {first}, loss: " in str(stopped.value)
    assert str(stopped.value).endswith(
        "try a lower learning rate, or clip_norm in the spec"
    )
    clipped = make_graph(spec | {"optimizer": optimizer | {"clip_norm": 1.0}})
    assert 'try a lower learning rate"' in draft(clipped, Path.cwd())


BLOCK = re.compile(
    r"(?m)^# /// (?P<type>[a-zA-Z0-9-]+)$\s(?P<content>(^#(| .*)$\s)+)^# ///$"
)


def test_the_block_for_uv_is_what_its_standard_reads() -> None:
    text = make_script(iris())
    (block,) = BLOCK.finditer(text)
    assert block["type"] == "script"
    lines = [line[2:] for line in block["content"].splitlines()]
    assert tomllib.loads("\n".join(lines)) == {
        "requires-python": ">=3.11",
        "dependencies": ["numpy"],
    }


@pytest.mark.parametrize("name", ["net.npz", "net.checkpoint.npz"])
def test_training_is_never_written_over_its_data(name: str) -> None:
    data = {"type": "npz", "path": "data/digits.npz"}
    layers = [{"type": "flatten"}, dense(10, activation="softmax")]
    training = {"epochs": 2, "checkpoint": {}}
    spec = base_spec(data=data, layers=layers, training=training, script=COMMAND)
    script = script_for(spec | {"name": "net"})
    script.DATA = Path(shutil.copy(script.DATA, name))
    before = script.DATA.read_bytes()
    with pytest.raises(ValueError, match=f"{name} holds the data"):
        run(script)
    assert script.DATA.read_bytes() == before


def test_a_run_that_starts_anew_keeps_the_checkpoint_before() -> None:
    name = "a program that is saved after each epoch of batches"
    script = script_for(base_spec(**PROGRAMS[name]))
    run(script)
    before = Path(script.CHECKPOINT).read_bytes()
    run(script, "--seed", "3")
    assert Path(f"{script.CHECKPOINT}.before").read_bytes() == before


def test_rows_are_split_by_the_seed_of_training() -> None:
    script, fresh = script_for(iris()), script_for(iris())
    run(script, "--seed", "7")
    held = script.load_data()[2:]
    expected = f"validation, {script.line(script.evaluate(*held))}"
    assert run(fresh, "evaluate").splitlines()[1] == expected
    assert fresh.SEED == 7


@pytest.mark.parametrize("argv", ["evaluate --epochs 3", "predict x.csv --data y.csv"])
def test_options_that_a_command_does_not_use_are_refused(argv: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(script_for(iris()), *argv.split())
    assert stopped.value.code == 2


def test_predictions_are_not_written_over_their_rows(
    capfd: pytest.CaptureFixture[str],
) -> None:
    script = script_for(iris())
    run(script, "--quiet")
    shutil.copy(IRIS, "in.csv")
    with pytest.raises(SystemExit) as stopped:
        run(script, "predict", "in.csv", "-o", "./in.csv")
    assert stopped.value.code == 2
    assert Path("in.csv").read_bytes() == IRIS.read_bytes()
    capfd.readouterr()
    run(script, "predict", "in.csv", "-o", "-")
    out = capfd.readouterr().out.splitlines()
    assert out[0] == "class,setosa,versicolor,virginica" and len(out) == 151
