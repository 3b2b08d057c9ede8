"""The number of steps of a run, and schedules that do not fit it."""

from collections.abc import Iterator

from nngen.edits import Hint, pair
from nngen.finding import Finding
from nngen.graph.graph import Graph
from nngen.words import count


def steps_of_run(graph: Graph) -> int | None:
    """Return the number of steps of a run, None if only the run itself can know it."""
    training, rows = graph.spec.training, graph.facts.rows
    if training.batch_size is None:
        return training.epochs
    if rows is None:
        return None
    full, rest = divmod(rows, training.batch_size)
    return training.epochs * (full + (rest > 0 and not training.drop_last))


def warn_schedule(graph: Graph) -> Iterator[Finding]:
    """Find a schedule that has not started, or not finished, when the run ends."""
    schedule, steps = graph.spec.optimizer.schedule, steps_of_run(graph)
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
