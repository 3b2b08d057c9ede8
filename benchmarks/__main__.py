"""python -m benchmarks [NAME ...]: the ratios that nngen promises, measured here.

Without names everything is measured, which takes some minutes, and the table is kept in
benchmarks/RESULTS.md too.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import spiral, startup, steps
from benchmarks.report import Row, machine, table

BENCHMARKS: dict[str, Callable[[], Iterator[Row]]] = {
    "spiral": spiral.measure,
    "steps": steps.measure,
    "startup": startup.measure,
}
RESULTS = Path(__file__).parent / "RESULTS.md"
HEAD = """\
# Benchmarks

Written by `python -m benchmarks`. A ratio is the median of runs that take turns, with
the least and the largest of them in brackets.

"""


def main() -> None:
    """Measure what the arguments name; print each row as soon as it is known."""
    names = sys.argv[1:] or [*BENCHMARKS]
    if unknown := set(names) - set(BENCHMARKS):
        sys.exit(f"unknown: {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}")
    host, rows = machine(), []
    for name in names:
        for row in BENCHMARKS[name]():
            print(f"{row.work}: {row.measured}, bar {row.bar}: {row.holds}", flush=True)
            rows.append(row)
    print(f"\n{host}\n{table(rows)}", end="")
    if not sys.argv[1:]:
        RESULTS.write_text(f"{HEAD}{host}\n{table(rows)}", "utf-8")


if __name__ == "__main__":
    main()
