"""How train goes through the rows, and what it logs."""

from collections.abc import Iterator

from nngen.graph.graph import Graph
from nngen.graph.stopping import watched
from nngen.language.spec import HELD
from nngen.script.code import Code
from nngen.script.data_records import Data
from nngen.script.loop_records import Loop, Metric, Stopping
from nngen.script.output import Output


def make_loop(graph: Graph, data: Data, output: Output) -> Loop:
    """Return how training goes through the rows, and what it logs."""
    training = graph.training
    is_watched = training.early_stopping is not None
    has_batches = training.batch_size is not None
    own = ("x_train", "y_train") if has_batches else ("x", "y")
    held = [f"{letter}_{part.suffix}" for part in data.held for letter in "xy"]
    shuffles = has_batches and training.shuffle is not False
    drawn = dict.fromkeys(node.operation.draws for node in graph.nodes)
    draws = [*["shuffles"] * shuffles, *(f"draws {what}" for what in drawn if what)]
    return Loop(
        has_batches=has_batches,
        shuffles=shuffles,
        drop_last=training.drop_last,
        draws=Code(" and ".join(draws)),
        piece=Code("BATCH") if has_batches else data.piece,
        has_validation="x_val" in held,
        unpack=Code(", ".join([*own, *held])),
        y=Code(own[1]),
        seen=Code("rows" if training.drop_last else "len(x_train)"),
        is_rare=training.log_every > 1,
        due=Code(
            "stop or " * is_watched + "epoch % LOG_EVERY == 0 or epoch == EPOCHS - 1"
        ),
        metrics=tuple(
            Metric(
                template=f"metrics/{metric.type}.py.jinja",
                name=Code(metric.function),
                label=Code(metric.label),
                options=metric,
            )
            for metric in graph.metrics
        ),
        data_loss=output.called,
    )


def make_stopping(graph: Graph) -> Stopping | None:
    """Return what early stopping watches, and how."""
    stopping = graph.training.early_stopping
    if stopping is None:
        return None
    metric = watched(graph, stopping)
    rises, label = (metric.rises, metric.label) if metric else (False, "loss")
    if stopping.held:
        label = f"{HELD}{label}"
    value = f'val["{label}"]' if stopping.held else f'metrics["{label}"]'
    sign, by = (">", "+") if rises else ("<", "-")
    best = f"best_{label}"
    beaten = f"{best} {by} MIN_DELTA" if stopping.min_delta else best
    return Stopping(
        is_validation=stopping.held,
        label=Code(label),
        value=Code(value),
        best=Code(best),
        start=Code("-np.inf" if rises else "np.inf"),
        better=Code(f"{value} {sign} {beaten}"),
        ends=Code(
            "stop" if graph.training.log_every > 1 else "epoch == best_epoch + PATIENCE"
        ),
        saved=tuple(vectors(graph)) if stopping.restore_best else (),
        in_place=graph.training.checkpoint is not None,
    )


def vectors(graph: Graph) -> Iterator[Code]:
    """Yield the vectors that a network consists of."""
    yield Code("theta")
    if any(node.running for node in graph.nodes):
        yield Code("running")
