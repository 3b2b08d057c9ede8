"""The csv file of a sweep: a row for each run that has ended.

A run is known by the digest of its resolved spec, so the same sweep goes on where it
stopped, and a sweep of more values uses the rows that are there.
"""

import csv
import io
import os
from collections.abc import Sequence
from pathlib import Path

from nngen.finding import Unusable
from nngen.sweep.worker import Outcome
from nngen.words import printable

TRAINED, DIVERGED = "trained", "diverged"


class Memory:
    """A csv file, and the outcomes that it holds by digest."""

    def __init__(self, path: str, keys: Sequence[str], measured: Sequence[str]) -> None:
        """Read a file, which is made if it is missing.

        `keys` are those of the sweep, `measured` what a row of the log has. A last line
        that was cut off is removed. Raises Unusable, OSError.
        """
        self.path, self.measured = Path(path), measured
        columns = ["digest", "seconds", "result", *measured]
        own = [f"set {key}" if key in columns else printable(key) for key in keys]
        columns = [*own, *columns]
        self.header, self.width = csv_line(columns), len(keys)
        self.known: dict[str, Outcome] = {}
        self.was_cut = False
        if self.path.exists():
            self.read()
        has_header = self.path.exists() and self.path.stat().st_size
        self.write("" if has_header else self.header)

    def read(self) -> None:
        """Read the outcomes in the file; raises Unusable, OSError."""
        raw = self.path.read_bytes()
        head, end, _ = raw.partition(b"\n")
        is_cut = not end and self.header.encode().startswith(raw)
        if head.rstrip(b"\r") != self.header.rstrip("\n").encode() and not is_cut:
            what = "holds no sweep of these keys and metrics"
            raise Unusable(f"{self.path}: {what}; give --csv another file")
        whole = raw[: raw.rfind(b"\n") + 1]
        table = csv.reader(io.StringIO(whole.decode("utf-8", "replace")))
        next(table, None)
        for cells in filter(None, table):
            try:
                self.known[cells[self.width]] = self.outcome(cells)
            except (ValueError, IndexError):
                what = f"{self.path}:{table.line_num}: is not a row of a sweep"
                raise Unusable(
                    f"{what}; delete it, and its run is done again"
                ) from None
        if whole != raw:
            self.was_cut = bool(whole)
            os.truncate(self.path, len(whole))

    def outcome(self, cells: Sequence[str]) -> Outcome:
        """Return the outcome of a row; raises ValueError."""
        seconds, result, *numbers = cells[self.width + 1 :]
        if len(numbers) != len(self.measured) or result not in (TRAINED, DIVERGED):
            raise ValueError
        pairs = zip(self.measured, numbers, strict=True)
        row = {name: float(number) for name, number in pairs if number}
        return Outcome(seconds=float(seconds), row=row if result == TRAINED else None)

    def add(self, values: Sequence[str], digest: str, outcome: Outcome) -> None:
        """Write the row of a run that has ended."""
        row, result = outcome.row or {}, DIVERGED if outcome.row is None else TRAINED
        numbers = [row.get(name, "") for name in self.measured]
        values = [printable(value) for value in values]
        cells = [*values, digest, f"{outcome.seconds:.3f}", result, *numbers]
        self.write(csv_line(cells))

    def write(self, line: str) -> None:
        """Add a line and close the file, so that nothing is lost later."""
        with self.path.open("a", encoding="utf-8", newline="") as file:
            file.write(line)


def csv_line(cells: Sequence[object]) -> str:
    """Return cells as a line of csv."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue()
