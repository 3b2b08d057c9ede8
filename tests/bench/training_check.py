"""Compare a script's training and its log with the reference's."""

from collections.abc import Iterator
from itertools import accumulate
from typing import Any

import numpy as np

from .asserts import assert_close, assert_same_bits, printed
from .autodiff import Array
from .averages import check_collected
from .batches import by_batches, draws, epoch_of, training_stream
from .parts import held_parts
from .places import Moment
from .records import Rows
from .reference import Reference
from .scripts import Script, state
from .specs import Spec
from .stopping import Outcome, digits, monitored, outcome, told

LogRow = dict[str, Any]
Parts = dict[str, Rows]


def check_training(script: Script, spec: Spec, epochs: int = 8) -> None:
    """Compare log and theta of train() with the reference's; run each twice."""
    check_stream(script, spec)
    kept = script.EPOCHS
    for count in (1, epochs):
        script.EPOCHS = count
        _check_run(script, spec, count)
    script.EPOCHS = kept


def check_stream(script: Script, spec: Spec) -> None:
    """Assert that initialize() leaves the stream that orders are drawn from."""
    script.load_data()
    for _ in range(2):
        script.initialize()
        assert hasattr(script, "rng") == draws(spec), "a stream, but only to draw from"
        if draws(spec):
            same = state(script.rng) == state(training_stream(spec))
            assert same, "training draws from another stream, or from elsewhere in it"
            script.rng.permutation(3)  # initialize() starts over


def _check_run(script: Script, spec: Spec, epochs: int) -> None:
    """Compare a run of so many epochs with the reference's, and with a second run."""
    log, text = printed(script.train)
    quiet, nothing = printed(lambda: script.train(verbose=False))
    assert (repr(quiet), nothing) == (repr(log), ""), "train(verbose=False)"
    theta, running = script.theta.copy(), collected(script)
    again = printed(script.train)
    # as text, since nan is not itself
    assert repr(again) == repr(
        (log, text)
    ), f"training again logs {again[0]}, not {log}"
    assert_same_bits(script.theta, theta, "theta after two runs")
    expected, end, last = _expected(script, spec, epochs)
    assert_close(theta, end.theta, f"theta after {epochs} epochs")
    check_collected(running, end, f"{epochs} epochs")
    found = [row["epoch"] for row in log]
    every = spec["training"].get("log_every", 1)
    assert found == [row["epoch"] for row in expected], f"epochs {found} are logged"
    for row, right in zip(log, expected, strict=True):
        _compare(row, right)
    shown = [r for r in log if r["epoch"] % every == 0 or r is log[-1]]
    lines = "".join(map(_line, shown)) + last
    assert text == lines, f"what is printed is not {lines!r}, but {text!r}"


def collected(script: Script) -> Array:
    """Return a copy of what training has collected, nothing where nothing is."""
    assert np.size(getattr(script, "running", 1)), "a vector of nothing"
    return np.array(getattr(script, "running", []))


def _expected(
    script: Script, spec: Spec, epochs: int
) -> tuple[list[LogRow], Moment, str]:
    """Return the log, the last moment and the last lines, from the script's start."""
    reference = Reference(spec)
    names, arrays = ["training", *held_parts(spec)], script.load_data()
    parts = dict(zip(names, zip(arrays[::2], arrays[1::2], strict=True), strict=True))
    script.initialize()
    run = _Run(reference, parts, script.theta.copy(), epochs)
    every, (end, line) = spec["training"].get("log_every", 1), run.end()
    every = 1 if by_batches(spec) else every  # what is measured for nothing is logged
    logged = [e for e in range(end.last) if e % every == 0] + [end.last]
    log, at = [run.row(epoch) for epoch in logged], run.moment_at_the(end)
    ends = {
        name: reference.scores(at.theta, *parts[name], at.running) for name in names[1:]
    }
    last = "".join(f"{name}, {_words(scores)}\n" for name, scores in ends.items())
    return log, at, line + last


class _Run:
    """Train the reference as a spec says, and work out any epoch's row."""

    def __init__(
        self, reference: Reference, parts: Parts, start: Array, epochs: int
    ) -> None:
        self.reference, self.parts, spec = reference, parts, reference.spec
        self.batches = by_batches(spec)
        x, y = parts["training"]
        stream = training_stream(spec) if draws(spec) else None
        self.epochs: list[list[Rows]] = []

        def batches() -> Iterator[Rows]:
            for _ in range(epochs):
                order = epoch_of(spec, len(x), stream)
                self.epochs.append([(x[rows], y[rows]) for rows in order])
                yield from self.epochs[-1]

        self.path = list(reference.train(start, batches(), stream))
        self.first = [0, *accumulate(map(len, self.epochs))]  # step of each epoch

    def end(self) -> tuple[Outcome, str]:
        """Return how the run ends, and what is said of that."""
        spec = self.reference.spec
        epochs = range(len(self.epochs))
        if "early_stopping" not in spec["training"]:
            return Outcome(epochs[-1]), ""
        name = monitored(spec)
        end = outcome(spec, [self.row(epoch)[name] for epoch in epochs])
        return end, told(end, name)

    def moment_at_the(self, end: Outcome) -> Moment:
        """Return what the network is when the run has ended.

        Where it stops no step is taken after what was measured; but of the whole set,
        what a pass collects is there behind it, and held rows are measured before it.
        """
        if not end.restored and not end.stopped:
            return self.path[-1]
        epoch = end.best if end.restored else end.last
        at, watched = self.moment(epoch), monitored(self.reference.spec)
        if self.batches or (end.restored and watched.startswith("val_")):
            return at
        return at._replace(running=self.path[self.first[epoch] + 1].running)

    def moment(self, epoch: int) -> Moment:
        """Return the network that held rows and the penalty are of in an epoch."""
        return self.path[self.first[epoch + 1] if self.batches else self.first[epoch]]

    def row(self, epoch: int) -> LogRow:
        """Return what is logged of an epoch.

        The whole set is told of before its step, with the rate of the step before;
        batches after the last one, with its rate.
        """
        steps = range(self.first[epoch], self.first[epoch + 1])
        last = steps[-1] if self.batches else max(steps[0] - 1, 0)
        row = {"epoch": epoch, **self._seen(epoch)}
        if self.reference.regularized:
            parts = row["loss"], self.reference.penalty(self.moment(epoch).theta)
            row |= {"loss": sum(parts), "data_loss": parts[0], "reg_loss": parts[1]}
        row["lr"] = self.reference.rate(last)
        if "validation" in self.parts:
            held = self.parts["validation"]
            at = self.moment(epoch)
            scores = self.reference.scores(at.theta, *held, at.running)
            row["val_loss"] = scores.pop("loss")
            row |= {f"val_{name}": score for name, score in scores.items()}
        return row

    def _seen(self, epoch: int) -> dict[str, float]:
        """Return means over the rows of an epoch, each as it was before its step."""
        moments = self.path[self.first[epoch] :]
        batches = self.epochs[epoch]
        rows = [len(y) for _, y in batches]
        pairs = zip(moments, batches, strict=False)
        whole = self.parts["training"][1]
        found = [self.reference.measures(at.output, y, whole) for at, (_, y) in pairs]
        return {
            name: float(np.average([scores[name] for scores in found], weights=rows))
            for name in found[0]
        }


def _compare(row: LogRow, right: LogRow) -> None:
    """Assert that a logged row has the right keys, in order, numbers and types."""
    assert list(row) == list(right), f"keys {list(row)}, expected {list(right)}"
    assert isinstance(row["epoch"], int), type(row["epoch"])
    for key, value in right.items():
        assert_close(row[key], value, f"{key} of epoch {row['epoch']}")
        assert key == "epoch" or isinstance(row[key], float), (key, type(row[key]))


def _line(row: LogRow) -> str:
    """Return a row as it is printed."""
    return _words(row) + "\n"


def _words(row: LogRow) -> str:
    """Return names and numbers: metrics and losses with three decimals or digits."""
    plain = {key: str(row[key]) for key in ("epoch", "lr") if key in row}
    words = {key: digits(value) for key, value in row.items()} | plain
    text = ", ".join(f"{key}: {word}" for key, word in words.items())
    both = text.replace(", data_loss:", " (data_loss:")
    return both.replace(", lr:", "), lr:") if "reg_loss" in row else text
