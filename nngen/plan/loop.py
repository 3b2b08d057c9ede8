"""How train goes through the rows, and what it logs."""

from collections.abc import Iterator

from nngen.graph.graph import Graph
from nngen.graph.stopping import validates, watched
from nngen.language.spec import HELD
from nngen.plan.data_records import Data
from nngen.plan.loop_records import Log, Loop, Metric, Stopping
from nngen.plan.penalty import is_regularized
from nngen.plan.records import Code

WIDEST_NAMES = 30  # characters, in a docstring
PENALIZED = 8  # fewer, where that says that a penalty is apart
WIDEST_LABELS = 4  # in a line that prints them twice


def make_loop(graph: Graph, data: Data) -> Loop:
    """Return how training goes through the rows."""
    training = graph.spec.training
    batched = training.batch_size is not None
    own = ("x_train", "y_train") if batched else ("x", "y")
    held = [f"{letter}_{part.suffix}" for part in data.held for letter in "xy"]
    shuffle = batched and training.shuffle is not False
    drawn = dict.fromkeys(node.operation.draws for node in graph.nodes)
    draws = [*["shuffles"] * shuffle, *(f"draws {what}" for what in drawn if what)]
    return Loop(
        batched=batched,
        shuffle=shuffle,
        draws=Code(" and ".join(draws)),
        drop_last=training.drop_last,
        piece=Code("BATCH") if batched else data.piece,
        measured=batched or bool(held) or is_long(graph),
        watched="x_val" in held,
        unpack=Code(", ".join([*own, *held])),
        y=Code(own[1]),
        seen=Code("rows" if training.drop_last else "len(x_train)"),
    )


def is_long(graph: Graph) -> bool:
    """Return whether metrics are too many, or too long, for lines that name each."""
    return len(", ".join(metric.label for metric in graph.metrics)) > WIDEST_LABELS


def held_item(name: str) -> str:
    """Return a held measure as an item of a logged row."""
    return f'"val_{name}": held["{name}"]'


def make_log(graph: Graph) -> Log:
    """Return when and what training reports."""
    training, stopping = graph.spec.training, graph.spec.training.early_stopping
    always = training.log_every == 1
    early = training.batch_size is not None or validates(graph.spec)
    labels, apart = [metric.label for metric in graph.metrics], is_regularized(graph)
    names, cost = [*labels, "loss"], "mean" if apart else "cost"
    more = any(metric.relative for metric in graph.metrics)
    told = Code(" and ".join(filter(None, [", ".join(labels), "loss"])))
    long, widest = is_long(graph), WIDEST_NAMES - PENALIZED * apart
    said = [f"{name}: {{held['{name}']:.3f}}" for name in names]
    return Log(
        always=always,
        early=early and not always and stopping is None,
        late=not always and stopping is not None and not stopping.held,
        due=Code("epoch % LOG_EVERY == 0 or epoch == EPOCHS - 1"),
        words=Code("each" if always else "every LOG_EVERY"),
        metrics=tuple(
            Metric(
                template=f"metrics/{metric.type}.py.jinja",
                label=Code(metric.label),
                options=metric,
            )
            for metric in graph.metrics
        ),
        names=told if len(told) <= widest else Code("metrics and loss"),
        quoted=Code(", ".join(f'"{name}"' for name in names)),
        long=long,
        more=Code(", deviation" if more else ""),
        before=Code("".join(f"{label}, " for label in labels)),
        cost=Code(cost),
        unpack=Code(", ".join([*labels, cost]) if labels else f"({cost},)"),
        items=Code("".join(f'"{label}": {label}, ' for label in labels)),
        text=Code("".join(f"{label}: {{{label}:.3f}}, " for label in labels)),
        answer=Code(
            "{" + "".join(f'"{n}": {n}, ' for n in labels) + f'"loss": {cost}}}'
        ),
        held_row=Code("{" + ", ".join(map(held_item, ["loss", *labels])) + "}"),
        held_text=Code("".join(f", val_{text}" for text in [said[-1], *said[:-1]])),
        end_text=Code("{told(held)}" if long else ", ".join(said)),
    )


def make_stopping(graph: Graph) -> Stopping | None:
    """Return what early stopping watches, and how."""
    stopping = graph.spec.training.early_stopping
    if stopping is None:
        return None
    metric = watched(graph, stopping)
    rises, label = (metric.rises, metric.label) if metric else (False, "loss")
    best, sign, by = ("most", ">", "+") if rises else ("least", "<", "-")
    beaten = f"{best} {by} MIN_DELTA" if stopping.min_delta else best
    seen = f'seen["{label}"]' if is_long(graph) else label
    value = f'held["{label}"]' if stopping.held else seen if metric else "cost"
    called = f"{HELD}{label}" if stopping.held else label
    return Stopping(
        held=stopping.held,
        label=Code(called),
        value=Code(value),
        best=Code(best),
        start=Code("-np.inf" if rises else "np.inf"),
        better=Code(f"value {sign} {beaten}"),
        text=Code(f"{called}: {{{best}:.3f}}"),
        kept=tuple(vectors(graph)) if stopping.restore_best else (),
    )


def vectors(graph: Graph) -> Iterator[Code]:
    """Return the vectors that a network is made of."""
    yield Code("theta")
    if any(node.running for node in graph.nodes):
        yield Code("running")
