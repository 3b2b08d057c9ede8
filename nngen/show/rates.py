"""The learning rate over a run: a table of steps, and a curve."""

from collections.abc import Iterator

from nngen.graph.graph import Graph
from nngen.graph.length import steps_of_run
from nngen.show.columns import aligned
from nngen.show.plot import plot

UNKNOWN = 1000  # steps to show if only a run can know their number
MOST = 12  # steps in the table


def rates(graph: Graph, steps: int | None) -> str:
    """Return the rate over a run, or over a number of steps."""
    known = steps_of_run(graph)
    shown = steps or known or UNKNOWN
    optimizer = graph.optimizer
    each = known // graph.training.epochs if known else None
    lines = [f"{graph.name}: the learning rate in {describe(shown, known, steps)}", ""]
    table = [["step", "epoch", "rate"]] if each else [["step", "rate"]]
    for step in steps_to_show(graph, shown):
        epoch = [f"{step // each:,}"] if each else []
        table.append([f"{step:,}", *epoch, f"{optimizer.rate_at(step):.6g}"])
    lines += aligned(table, right=range(3))
    if len({row[-1] for row in table[1:]}) > 1:
        lines += ["", *plot(optimizer.rate_at, shown)]
    return "".join(f"{line}\n" for line in lines)


def describe(shown: int, known: int | None, asked: int | None) -> str:
    """Return a description of the steps that are shown."""
    if asked:
        return f"{shown:,} step{'s' * (shown > 1)}"
    if known:
        return f"the {shown:,} steps of a run" if shown > 1 else "a run's only step"
    return f"{shown:,} steps; how many a run takes only the run will know"


def steps_to_show(graph: Graph, steps: int) -> list[int]:
    """Return the steps of the table: first, last, turns, and others in between."""
    last, optimizer = steps - 1, graph.optimizer
    ends = {0, last}
    if optimizer.rate_at(last) == optimizer.rate_at(0) and not optimizer.schedule:
        return sorted(ends)
    turns = sorted({turn for turn in turns_of(graph) if turn < last} - ends)
    if len(turns) > MOST - 2:
        turns = spread(turns, MOST - 2)
    found = ends | set(turns)
    return sorted(found | set(between(found, last)))


def turns_of(graph: Graph) -> Iterator[int]:
    """Yield the steps at which a schedule turns: a warm-up's end, boundaries."""
    schedule = graph.optimizer.schedule
    if schedule is not None:
        start = schedule.warmup_steps
        yield start
        for key in ("boundaries", "decay_steps"):
            found = getattr(schedule, key, ())
            for steps in found if isinstance(found, tuple) else [found]:
                yield from (start + steps - 1, start + steps)


def spread(steps: list[int], most: int) -> list[int]:
    """Return `most` of some steps, the first and the last included."""
    return [steps[round(i * (len(steps) - 1) / (most - 1))] for i in range(most)]


def between(found: set[int], last: int) -> Iterator[int]:
    """Yield evenly spaced steps that fill up the table."""
    more = MOST - len(found)
    for i in range(1, more + 1):
        yield round(i * last / (more + 1))
