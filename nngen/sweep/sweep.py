"""`nngen sweep`: train every combination of some values and compare the results."""

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

import click

from nngen.check import Checked
from nngen.data.inspect import make_reader
from nngen.engines.engines import make_page
from nngen.finding import DAMAGED, Placed, Unusable
from nngen.graph.graph import Graph
from nngen.graph.stopping import validates, watched
from nngen.hints.near import did_you_mean
from nngen.language.spec import HELD, Script
from nngen.reading.load import Source
from nngen.render.script import render_script
from nngen.report.lines import safe
from nngen.report.show import show
from nngen.report.summary import sum_up
from nngen.sources import check_one, collect
from nngen.sweep.grid import Grid, make_grid
from nngen.sweep.memory import Memory
from nngen.sweep.pool import available_cpus, train_all
from nngen.sweep.table import make_table, short
from nngen.sweep.worker import Best, Job, Outcome
from nngen.words import count, listing, quoted, script_name

LOSS = "loss"
INTERRUPTED = 130  # a shell's exit code for Ctrl-C
Measured = Mapping[str, bool]  # what the log has of a run, and whether more is better
Judged = tuple[str, tuple[Placed, ...]]  # a combination and its findings


@dataclass(frozen=True, kw_only=True)
class Run:
    """A combination that is to be trained."""

    label: str
    values: tuple[str, ...]
    """Those of the swept keys."""
    written: tuple[str, ...]
    """Those of all keys."""
    graph: Graph


def sweep_spec(
    path: str,
    sets: tuple[str, ...],
    sort: str | None,
    jobs: int | None,
    csv: str | None,
) -> int:
    """Train all combinations, print the table, and return the exit code.

    Raises Unusable, OSError.
    """
    grid = make_grid(sets)
    sources = collect((path,))
    if len(sources) > 1:
        raise Unusable(f"{path}: holds {len(sources)} specs; sweep takes one")
    runs, code = check_grid(sources[0], grid)
    if code:
        return code
    measured = measure([run.graph for run in runs])
    metric = choose_metric(runs[0].graph, measured, sort)
    memory = None
    if csv is not None:
        memory = Memory(csv, [axis.key for axis in grid.axes], ["epoch", *measured])
    done = recall(runs, memory)
    code = train_missing(
        runs, done, sources[0], jobs or available_cpus(), memory, metric
    )
    results = [(run.values, done[d]) for run in runs if (d := run.graph.digest) in done]
    if results:
        click.echo(make_table(grid, results, metric, measured))
    if code == INTERRUPTED:
        way = "give --csv FILE, and a sweep can go on where it was stopped"
        way = "the same command goes on from there" if memory else way
        click.echo(
            f"stopped after {len(done)} of {count(len(runs), 'run')}; {way}", err=True
        )
    return code


def check_grid(source: Source, grid: Grid) -> tuple[list[Run], int]:
    """Return what is to be trained, and an exit code that is not 0 if nothing can be.

    Combinations that come to the same spec are one run. Findings are printed.
    """
    runs: dict[str, Run] = {}
    found: list[Judged] = []
    read = make_reader()  # a large file is read once
    for combination in grid.combinations():
        label, values = grid.label(combination), grid.values(combination)
        result = check_one(replace(source, settings=combination), read)
        if isinstance(result, Checked):
            found.append((label, result.warnings))
            run = Run(
                label=label,
                values=values,
                written=grid.written(combination),
                graph=result.graph,
            )
            runs.setdefault(run.graph.digest, run)
        else:
            found.append((label, result.placed))
    if code := report(found):
        return [], code
    if same := len(found) - len(runs):
        what = f"{count(same, 'combination')} left out: the spec is that of another"
        click.echo(what, err=True)
    return list(runs.values()), 0


def report(found: Sequence[Judged]) -> int:
    """Print findings, each once, and return the exit code.

    What is not said of all combinations stands under the first that it is said of.
    """
    times = Counter(item for _, placed in found for item in dict.fromkeys(placed))
    if not times:
        return 0
    common = tuple(item for item in times if times[item] == len(found))
    show(common, "text", err=True)
    seen = set(common)
    for label, placed in found:
        new = tuple(item for item in dict.fromkeys(placed) if item not in seen)
        seen.update(new)
        if new:
            click.echo(f"with {safe(label)}:", err=True)
            show(new, "text", err=True)
    click.echo(sum_up(tuple(times), 1), err=True)
    codes = {item.finding.code for item in times if not item.finding.warning}
    if not codes:
        return 0
    click.echo("nothing was trained", err=True)
    return 2 if DAMAGED in codes else 1


def measure(graphs: Sequence[Graph]) -> Measured:
    """Return what the logs of some networks have, and whether more of it is better."""
    found: dict[str, bool] = {}
    for graph in graphs:
        own = {metric.label: metric.rises for metric in graph.metrics} | {LOSS: False}
        found |= own
        if validates(graph):
            found |= {HELD + name: rises for name, rises in own.items()}
    return found


def choose_metric(graph: Graph, measured: Measured, wanted: str | None) -> str:
    """Return the metric to compare by; raises Unusable if it is not measured."""
    if wanted is None:
        return main_metric(graph)
    if wanted not in measured:
        known = f"what is measured: {listing(list(measured))}"
        hint = did_you_mean(wanted, list(measured)) or known
        raise Unusable(f"--sort {quoted(wanted)}: the log has no such metric; {hint}")
    return wanted


def main_metric(graph: Graph) -> str:
    """Return what early stopping monitors, or else the loss, held back if it can be."""
    stopping = graph.training.early_stopping
    if stopping is None:
        return HELD + LOSS if validates(graph) else LOSS
    monitored = watched(graph, stopping)
    return HELD * stopping.held + (monitored.label if monitored else LOSS)


def recall(runs: Sequence[Run], memory: Memory | None) -> dict[str, Outcome]:
    """Return by digest the outcomes that a file of this sweep holds already."""
    if memory is None:
        return {}
    if memory.was_cut:
        what = "its last line was cut off; that run is done again"
        click.echo(f"{safe(str(memory.path))}: {what}", err=True)
    digests = [run.graph.digest for run in runs]
    done = {
        digest: memory.known[digest] for digest in digests if digest in memory.known
    }
    if done:
        what = f"{len(done)} of {count(len(runs), 'run')} taken from"
        click.echo(f"{what} {safe(str(memory.path))}", err=True)
    return done


def train_missing(
    runs: Sequence[Run],
    done: dict[str, Outcome],
    source: Source,
    jobs: int,
    memory: Memory | None,
    metric: str,
) -> int:
    """Train the runs that have no outcome yet, and return the exit code.

    Outcomes go into `done` and into the file as runs end. Raises OSError.
    """
    missing = [run for run in runs if run.graph.digest not in done]
    pairs = ((run, make_job(run.graph, source)) for run in missing)
    first, failed = len(done) + 1, 0
    try:
        with closing(train_all(pairs, min(jobs, len(missing)))) as ended:
            for number, (run, outcome) in enumerate(ended, first):
                said = f"{number}/{len(runs)} {run.label}".strip()
                click.echo(f"{safe(said)}: {describe(outcome, metric)}", err=True)
                if outcome.failure:
                    failed += 1
                    continue
                done[run.graph.digest] = outcome
                if memory:
                    memory.add(run.written, run.graph.digest, outcome)
    except KeyboardInterrupt:
        return INTERRUPTED
    if failed:
        click.echo(f"{failed} of {count(len(runs), 'run')} failed", err=True)
    return 1 if failed else 0


def make_job(graph: Graph, source: Source) -> Job:
    """Return the script of a network, which stands beside its spec while it trains.

    It writes no files: runs that train side by side would share them.
    """
    stopping, best = graph.training.early_stopping, None
    changes: dict[str, object] = {"checkpoint": None}
    if stopping is not None and stopping.restore_best:
        label = main_metric(graph)
        rises = measure([graph])[label]
        best = Best(label=label, rises=rises, min_delta=stopping.min_delta)
        changes["log_every"] = 1  # the log must have the best epoch, whichever it is
    graph = replace(
        graph,
        training=graph.training.model_copy(update=changes),
        script=Script(style=graph.script.style),
    )
    file = source.folder / script_name(graph.name)
    text = render_script(make_page(graph, source.folder))
    return Job(text=text, file=str(file), best=best)


def describe(outcome: Outcome, metric: str) -> str:
    """Return the outcome of a run in words."""
    if outcome.failure:
        return f"failed: {safe(outcome.failure)}"
    result = "diverged"
    if outcome.row is not None:
        result = f"{metric} {short(outcome.row.get(metric))}"
    return f"{result}, {outcome.seconds:.1f} s"
