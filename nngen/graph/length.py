"""The number of steps of a run, and what needs more of them than there are."""

from collections.abc import Iterator

from nngen.edits import Hint, pair
from nngen.finding import Finding
from nngen.graph.graph import Graph
from nngen.words import count

LEFT = 0.05  # the share of a running average's start above which a warning is given
GONE = 0.01  # the share below which the start no longer matters
MOMENTA = (0.999, 0.99, 0.95, 0.9, 0.8, 0.5)


def steps_of_run(graph: Graph) -> int | None:
    """Return the number of steps of a run, None if only the run itself can know it."""
    training, rows = graph.training, graph.facts.rows
    if training.batch_size is None:
        return training.epochs
    if rows is None:
        return None
    full, rest = divmod(rows, training.batch_size)
    return training.epochs * (full + (rest > 0 and not training.drop_last))


def warn_schedule(graph: Graph) -> Iterator[Finding]:
    """Find a schedule that has not started, or not finished, when the run ends."""
    schedule, steps = graph.optimizer.schedule, steps_of_run(graph)
    if schedule is None or steps is None:
        return
    left = steps - schedule.warmup_steps
    if left <= 0:
        found = "warmup_steps", "so the warm-up never ends", steps // 10
    else:
        late = schedule.late(left)
        if late is None:
            return
        found = late
    key, message, value = found
    hint: Hint | str = "leave the schedule out"
    if value is not None:
        hint = "write " + pair(key, value)
    message = f"the run has {count(steps, 'step')}, {message}"
    where = ("optimizer", "schedule", key)
    yield Finding("NN045", where, message, hint, warning=True)


def warn_averages(graph: Graph) -> Iterator[Finding]:
    """Find running averages that still hold much of their start when the run ends."""
    steps = steps_of_run(graph)
    for node in graph.nodes:
        if steps is None or not node.running:
            continue
        left = node.operation.averaging**steps
        if left > LEFT:
            message = f"after {count(steps, 'step')} the running averages, which "
            message += f"predictions use, are still {left:.0%} their start, 0 and 1"
            fitting = [m for m in MOMENTA if m**steps <= GONE]
            hint: Hint | str = "train for longer"
            if fitting:
                hint = "write " + pair("momentum", fitting[0]) + ", or train for longer"
            where = ("layers", node.layer, "momentum")
            yield Finding("NN051", where, message, hint, warning=True)
