"""Whether early stopping has something to watch, and time to stop."""

from collections.abc import Iterator
from typing import Any

from nngen.finding import Finding
from nngen.graph.graph import Graph
from nngen.language.metrics import Metric
from nngen.language.spec import Spec, Training
from nngen.language.stopping import HELD, EarlyStopping
from nngen.model.closed import one_of
from nngen.model.lines import example
from nngen.model.tables import models
from nngen.words import count, did_you_mean, quoted, written

HERE = ("training", "early_stopping")
KEY, LOSS = "monitor", "loss"


def check_stopping(graph: Graph) -> Iterator[Finding]:
    """Find a monitor that nobody measures."""
    stopping = graph.spec.training.early_stopping
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
        hint = f'write `{KEY} = "{held}{found[0].label}"`, its name in the log'
        yield Finding("NN030", where, message, hint)
    elif stopping.held and not validates(graph.spec):
        message = f"no rows are held back to validate on: no {stopping.monitor}"
        line = "`[split]\nvalidation = 0.2`"
        if graph.spec.split is not None:
            line = "`validation = 0.2` in `[split]`"
        hint = f'write {line}, or `monitor = "{stopping.name}"`'
        yield Finding("NN030", where, message, hint)


def validates(spec: Spec) -> bool:
    """Tell whether there are rows to validate on."""
    held = spec.split is not None and spec.split.validation > 0
    return held or spec.validation_data is not None


def watched(graph: Graph, stopping: EarlyStopping) -> Metric | None:
    """Return the metric that is watched, None where that is the loss."""
    return next(iter(called(graph, stopping)), None)


def called(graph: Graph, stopping: EarlyStopping) -> list[Metric]:
    """Return the metrics that go by the name that is watched, or by it in the log."""
    return [m for m in graph.metrics if stopping.name in (m.type, m.label)]


def what_to_write(graph: Graph, stopping: EarlyStopping) -> str:
    """Return what to write for a monitor that is not logged."""
    for model in models(Training.fields["metrics"].type):
        if stopping.name == model.selector() and graph.spec.targets in model.measures:
            more = [*map(said, graph.metrics), short(example(model))]
            return f"write `metrics = {written(more)}` in `[training]`"
    known: dict[str, tuple[str, ...]] = {LOSS: ()}
    known |= {metric.type: (metric.label, *metric.aka) for metric in graph.metrics}
    held = {
        HELD + name: tuple(HELD + other for other in others)
        for name, others in known.items()
    }
    question = did_you_mean(stopping.monitor, known | held)
    return question or one_of(held | known if validates(graph.spec) else known, KEY)


def said(metric: Metric) -> object:
    """Return a metric as a spec says it."""
    fields = type(metric).fields
    return short({k: v for k, v in metric.dump().items() if v != fields[k].default})


def short(table: dict[str, Any]) -> object:
    """Return a table, or its name where that says it all."""
    return table if table.keys() - {"type"} else table["type"]


def warn_patience(graph: Graph) -> Iterator[Finding]:
    """Find patience that outlasts a run, where no best epoch is gone back to either."""
    training = graph.spec.training
    stopping = training.early_stopping
    if stopping is None or stopping.restore_best:
        return
    if stopping.patience >= training.epochs - 1:
        message = f"it saves no epoch of {count(training.epochs, 'epoch')}"
        few = training.epochs < 3
        hint = f"write `patience = {max(1, training.epochs // 10)}`"
        hint = "leave early_stopping out" if few else hint
        where = (*HERE, "patience")
        yield Finding("NN046", where, message, hint, warning=True)
