"""The results of a sweep as a table: a line for each setting, the best first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

from tabulate import tabulate

from nngen.report.lines import safe
from nngen.sweep.grid import SEED, Grid
from nngen.sweep.worker import Outcome


@dataclass(frozen=True, kw_only=True)
class Line:
    """What the runs of one setting, each with its seed, have come to."""

    values: tuple[str, ...]
    outcomes: Sequence[Outcome]

    @property
    def rows(self) -> list[dict[str, float]]:
        """The results of the runs that have not diverged."""
        return [outcome.row for outcome in self.outcomes if outcome.row is not None]

    @property
    def runs(self) -> int:
        """How many runs have ended."""
        return len(self.outcomes)

    @property
    def diverged(self) -> int:
        """How many of them have diverged."""
        return self.runs - len(self.rows)

    def numbers(self, metric: str) -> list[float]:
        """Return a metric of all runs that have it."""
        return [row[metric] for row in self.rows if metric in row]

    def mean(self, metric: str) -> float | None:
        """Return the mean of a metric, None if no run has it."""
        numbers = self.numbers(metric)
        return fmean(numbers) if numbers else None

    def deviation(self, metric: str) -> float | None:
        """Return the standard deviation of a metric, None of fewer than two runs."""
        numbers = self.numbers(metric)
        return stdev(numbers) if len(numbers) > 1 else None

    def rank(self, metric: str, rises: bool) -> tuple[float, float]:
        """Return the key to sort by: those that diverge last, then by the metric."""
        mean = self.mean(metric)
        if mean is None or mean != mean:  # nan is worse than any number
            mean = -float("inf") if rises else float("inf")
        return self.diverged / self.runs, -mean if rises else mean


def make_table(
    grid: Grid,
    results: Sequence[tuple[tuple[str, ...], Outcome]],
    metric: str,
    measured: Mapping[str, bool],
) -> str:
    """Return the table of results, each with the values of its swept keys.

    `metric` is what is compared; `measured` says of each metric whether it rises.
    """
    is_key = [axis.steps != SEED for axis in grid.swept]
    has_seeds = not all(is_key)
    outcomes: dict[tuple[str, ...], list[Outcome]] = {}
    for values, outcome in results:
        kept = tuple(v for v, keep in zip(values, is_key, strict=True) if keep)
        outcomes.setdefault(kept, []).append(outcome)
    lines = [Line(values=kept, outcomes=found) for kept, found in outcomes.items()]
    lines.sort(key=lambda line: line.rank(metric, measured[metric]))
    shown = [metric, *(name for name in measured if name != metric)]
    names = [safe(n) for n, keep in zip(grid.names, is_key, strict=True) if keep]
    has_diverged = any(line.diverged for line in lines)
    head = [*names, *["seeds"] * has_seeds]
    for name in shown:
        head += [name, *["std"] * has_seeds]
    head += ["diverged"] * has_diverged
    cells = [cells_of(line, shown, has_seeds, has_diverged) for line in lines]
    right = ["left"] * len(names) + ["right"] * (len(head) - len(names))
    # Numbers are written here: tabulate would read 1e-3 in a value as 0.001
    return tabulate(cells, head, "simple", disable_numparse=True, colalign=right)


def cells_of(
    line: Line, metrics: Sequence[str], has_seeds: bool, has_diverged: bool
) -> list[str]:
    """Return the cells of a line."""
    cells = [safe(value) for value in line.values]
    cells += [str(line.runs)] * has_seeds
    for name in metrics:
        cells += [short(line.mean(name)), *[short(line.deviation(name))] * has_seeds]
    if has_diverged:
        of = f"{line.diverged} of {line.runs}" if has_seeds else "diverged"
        cells.append(of if line.diverged else "")
    return cells


def short(number: float | None) -> str:
    """Return a number in four digits."""
    return "" if number is None else f"{number:.4g}"
