"""Checks of early stopping: what it monitors, and whether it can stop a run."""

from collections.abc import Iterator
from typing import Any

from nngen.edits import Hint, header, pair, table
from nngen.finding import Finding
from nngen.graph.graph import Graph
from nngen.hints.fields import keys_of, models_of
from nngen.hints.libraries import kinds_called
from nngen.hints.near import did_you_mean
from nngen.hints.samples import example
from nngen.hints.values import one_of
from nngen.language.metrics import Metric
from nngen.language.spec import HELD, EarlyStopping, Training
from nngen.words import count, quoted

HERE = ("training", "early_stopping")
KEY, LOSS = "monitor", "loss"


def check_stopping(graph: Graph) -> Iterator[Finding]:
    """Find a monitor that the log does not have, or that could be two metrics."""
    stopping = graph.training.early_stopping
    if stopping is None:
        return
    where = (*HERE, KEY)
    found = called(graph, stopping)
    if stopping.name != LOSS and not found:
        message = f"nothing that is measured is called {quoted(stopping.monitor)}"
        yield Finding("NN030", where, message, what_to_write(graph, stopping))
    elif found[1:]:
        message = f"{len(found)} metrics are called {quoted(stopping.name)}"
        held = HELD * stopping.held
        line = pair(KEY, held + found[0].label)
        hint = "write " + line + ", its name in the log"
        yield Finding("NN030", where, message, hint)
    elif stopping.held and not validates(graph):
        message = f"no rows are held back to validate on: no {stopping.monitor}"
        line = table("split", {"validation": 0.2})
        if graph.split is not None:
            line = pair("validation", 0.2) + " in " + header("split")
        hint = "write " + line + ", or " + pair("monitor", stopping.name)
        yield Finding("NN030", where, message, hint)


def validates(graph: Graph) -> bool:
    """Return whether there are rows for validation."""
    held = graph.split is not None and graph.split.validation > 0
    return held or graph.validation_data is not None


def watched(graph: Graph, stopping: EarlyStopping) -> Metric | None:
    """Return the monitored metric, None if it is the loss."""
    return next(iter(called(graph, stopping)), None)


def called(graph: Graph, stopping: EarlyStopping) -> list[Metric]:
    """Return the metrics whose type, or name in the log, is the monitor's."""
    return [m for m in graph.metrics if stopping.name in (m.type, m.label)]


def what_to_write(graph: Graph, stopping: EarlyStopping) -> Hint | str:
    """Return the hint for a monitor that is not measured."""
    for model in models_of(keys_of(Training)["metrics"].type):
        assert issubclass(model, Metric)
        if stopping.name == model.selector() and graph.targets in model.measures:
            more = [*map(as_written, graph.metrics), short(example(model))]
            return "write " + pair("metrics", more) + " in " + header("training")
    known: dict[str, tuple[str, ...]] = {LOSS: ()}
    for metric in graph.metrics:
        known[metric.type] = (metric.label, *kinds_called((type(metric),))[metric.type])
    held = {
        HELD + name: tuple(HELD + other for other in others)
        for name, others in known.items()
    }
    question = did_you_mean(stopping.monitor, known | held)
    return question or one_of(held | known if validates(graph) else known, KEY)


def as_written(metric: Metric) -> object:
    """Return a metric as a spec writes it."""
    fields = type(metric).model_fields
    options = {k: v for k, v in metric.model_dump().items() if v != fields[k].default}
    return short({"type": metric.type, **options})


def short(table: dict[str, Any]) -> object:
    """Return a table, or only its type if it has no other keys."""
    return table if table.keys() - {"type"} else table["type"]


def warn_patience(graph: Graph) -> Iterator[Finding]:
    """Find patience too long to stop the run, unless it restores the best epoch."""
    training = graph.training
    stopping = training.early_stopping
    if stopping is None or stopping.restore_best:
        return
    if stopping.patience >= training.epochs - 1:
        message = f"it saves no epoch of {count(training.epochs, 'epoch')}"
        hint: Hint | str = "write " + pair("patience", max(1, training.epochs // 10))
        if training.epochs < 3:
            hint = "leave early_stopping out"
        where = (*HERE, "patience")
        yield Finding("NN046", where, message, hint, warning=True)
