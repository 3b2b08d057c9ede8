"""Compare a script's training and its log with the reference's."""

from typing import Any

from .asserts import assert_close, assert_same_bits, printed
from .autodiff import Array
from .reference import Reference
from .scripts import Script
from .specs import Spec

LogRow = dict[str, Any]


def check_training(script: Script, spec: Spec, epochs: int = 8) -> None:
    """Compare log and theta of train() with the reference's; run each twice."""
    kept = script.EPOCHS
    for count in (1, epochs):
        script.EPOCHS = count
        _check_run(script, spec, count)
    script.EPOCHS = kept


def _check_run(script: Script, spec: Spec, epochs: int) -> None:
    """Compare a run of so many epochs with the reference's, and with a second run."""
    log, text = printed(script.train)
    theta = script.theta.copy()
    assert text == "".join(map(_line, log)), f"the log {log} is printed as {text!r}"
    again = printed(script.train)
    assert again == (log, text), f"training again logs {again[0]}, not {log}"
    assert_same_bits(script.theta, theta, "theta after two runs")
    expected, end = _expected(script, spec, epochs)
    assert_close(theta, end, f"theta after {epochs} epochs")
    found = [row["epoch"] for row in log]
    assert found == [row["epoch"] for row in expected], f"epochs {found} are logged"
    for row, right in zip(log, expected, strict=True):
        _compare(row, right)


def _expected(script: Script, spec: Spec, epochs: int) -> tuple[list[LogRow], Array]:
    """Return the log and the last theta, from where the script starts."""
    reference = Reference(spec)
    x, y = script.load_data()[:2]
    script.initialize()
    start = script.theta.copy()
    path = [start, *reference.train(start, x, y, epochs)]
    every = spec["training"].get("log_every", 1)
    logged = [e for e in range(epochs) if e % every == 0 or e == epochs - 1]
    return [_row(reference, e, path[e], x, y) for e in logged], path[-1]


def _row(reference: Reference, epoch: int, theta: Array, x: Array, y: Array) -> LogRow:
    """Return what is logged before the step, with the rate of the step before."""
    output = reference.output(theta, x)
    scores = {name: score(output, y) for name, score in reference.metrics().items()}
    loss, lr = reference.loss(theta, x, y), reference.rate(max(epoch - 1, 0))
    return {"epoch": epoch, **scores, "loss": loss, "lr": lr}


def _compare(row: LogRow, right: LogRow) -> None:
    """Assert that a logged row has the right keys, in order, numbers and types."""
    assert list(row) == list(right), f"keys {list(row)}, expected {list(right)}"
    assert isinstance(row["epoch"], int), type(row["epoch"])
    for key, value in right.items():
        assert_close(row[key], value, f"{key} of epoch {row['epoch']}")
        assert key == "epoch" or isinstance(row[key], float), (key, type(row[key]))


def _line(row: LogRow) -> str:
    """Return a row as it is printed: metrics and loss with three decimals."""
    plain = {key: str(row[key]) for key in ("epoch", "lr")}
    words = {key: f"{value:.3f}" for key, value in row.items()} | plain
    return ", ".join(f"{key}: {word}" for key, word in words.items()) + "\n"
