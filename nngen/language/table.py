"""Tables in text files: read row by row, and refused with line and column."""

import csv
import re
from _csv import Reader  # what csv.reader returns
from collections.abc import Callable, Iterable
from io import TextIOWrapper
from math import inf, isfinite
from operator import itemgetter
from pathlib import Path

from nngen.finding import Finding, Rejected
from nngen.language.columns import Columns
from nngen.language.faults import NO_NUMBER, Faults
from nngen.language.found import Wanted
from nngen.language.place import broken, open_file
from nngen.language.stream import is_npz, start_of
from nngen.words import printable, quoted

DECIMAL = r"[+-]?[0-9]+,[0-9]+"
LIKE = "data/table.csv"


class Table:
    """What a file holds: its features' names, its rows, the label of each."""

    def __init__(self, features: tuple[str, ...]) -> None:
        self.features = features
        self.rows = 0
        self.labels: dict[str, tuple[int, int]] = {}
        """Of each label: how many rows have it, and the place of the first."""
        self.lines: dict[str, int] = {}
        """Of each label: the first line of the file that has it."""
        self.span = inf, -inf
        """The least and the greatest target, where these are numbers."""

    def widen(self, target: float) -> None:
        """Take one target more, a number."""
        self.span = min(self.span[0], target), max(self.span[1], target)

    def add(self, label: str, line: int) -> None:
        """Take one row more, of some line and of a label."""
        count, first = self.labels.get(label, (0, self.rows))
        self.labels[label] = count + 1, first
        self.lines.setdefault(label, line)
        self.rows += 1


def read_table(
    folder: Path, name: str, columns: Columns, wanted: Wanted, optional: bool
) -> Table | None:
    """Return what a file holds, None where it is not there and need not be.

    Raises Rejected, whose findings say what is wrong with it.
    """
    label = printable(name)
    shapes = "inputs" if wanted.numeric else "inputs and classes"
    file = open_file(folder, name, "path", LIKE, "" if optional else shapes)
    if file is None:
        return None
    try:
        with file:
            if is_npz(start_of(file)):
                raise Rejected(archive(label))
            with TextIOWrapper(file, encoding="utf-8-sig", newline="") as lines:
                reader = csv.reader(lines, delimiter=columns.delimiter, strict=True)
                return read_rows(reader, columns, wanted, label)
    except UnicodeDecodeError as error:
        line = reader.line_num + 1 + error.object.count(b"\n", 0, error.start)
        what = f"byte 0x{error.object[error.start]:02x} is not UTF-8"
        raise Rejected(spoilt(label, line, what, "save the file as UTF-8")) from None
    except csv.Error as error:
        raise Rejected(spoilt(label, reader.line_num, str(error), "")) from None
    except OSError as error:
        raise Rejected(broken(label, "path", LIKE, error)) from None


def archive(label: str) -> Finding:
    """Return the finding of a file of arrays in the place of a table."""
    message = f"{label} is an npz file, and no table of text"
    return Finding("NN032", ("type",), message, 'write `type = "npz"`')


def spoilt(label: str, line: int, what: str, hint: str) -> Finding:
    """Return the finding of a file that is no table from some line on."""
    return Finding("NN032", ("path",), f"{label}:{line}: {what}", hint)


def read_rows(reader: Reader, columns: Columns, wanted: Wanted, label: str) -> Table:
    """Return the rows of a table; raises Rejected where some cannot be used."""
    header = [cell.strip() for cell in next(reader, [])]
    places, target = columns.place(header, label)
    table = Table(tuple(header[i] for i in places))
    faults = Faults(label, wanted.otherwise)
    pick, width, numeric = picker(places), len(header), wanted.numeric
    most = wanted.largest_target if numeric else None
    limits = dict.fromkeys(places, wanted.largest) | {target: most}
    for row in reader:
        if len(row) != width:
            if "".join(row).strip() or len(row) > 1:  # a blank line is no row
                what = f"{len(row)} cells under {width} columns"
                faults.add(reader.line_num, "path", "", what)
            continue
        try:
            numbers = list(map(float, pick(row)))
            good = isfinite(sum(numbers)) and max(map(abs, numbers)) <= wanted.largest
        except ValueError:
            good = False
        text = row[target].strip()
        if not good or fault(text, most):
            for column, limit in limits.items():
                if why := fault(row[column], limit):
                    key = "target" if column == target else "features"
                    faults.add(reader.line_num, key, header[column], why)
        table.add("" if numeric else text, reader.line_num)
        if numeric and not faults.found:
            table.widen(float(text))
    if faults.found:
        raise Rejected(*faults.findings(table.features, table.rows))
    if not table.rows:
        raise Rejected(spoilt(label, 1, "there are no rows below the header", ""))
    return table


def picker(places: tuple[int, ...]) -> Callable[[list[str]], Iterable[str]]:
    """Return what picks cells from a row."""
    first = places[0]
    return itemgetter(*places) if places[1:] else itemgetter(slice(first, first + 1))


def fault(cell: str, largest: float | None) -> str:
    """Return what is wrong with a cell, "" if nothing is.

    It is a number up to the largest, or where that is None the label of a class.
    """
    if not cell.strip():
        return "the cell is empty"
    if largest is None:
        return ""
    try:
        value = float(cell)
    except ValueError:
        tail = (
            ", since decimals have a point"
            if re.fullmatch(DECIMAL, cell.strip())
            else ""
        )
        return f"{quoted(cell)} {NO_NUMBER}{tail}"
    if not isfinite(value):
        return f"{quoted(cell)} is not a finite number"
    return f"{quoted(cell)} is too large" if abs(value) > largest else ""
