"""Rows of a table in a text file; what is wrong is reported with line and column."""

import csv
import re
from _csv import Reader  # what csv.reader returns
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from io import TextIOWrapper
from itertools import islice
from math import inf, isfinite
from operator import itemgetter
from pathlib import Path

from nngen.data.facts import Found, Wanted
from nngen.data.files import is_npz, open_file, read_error, start_of
from nngen.data.labels import check_map, has_fractions, in_order, other_classes
from nngen.data.ranges import RowRanges
from nngen.data.stated import check_stated, is_stated, keys_to_state
from nngen.edits import Hint, pair
from nngen.finding import Finding, Rejected
from nngen.hints.near import did_you_mean
from nngen.language.data import MOST_CLASSES, Csv
from nngen.words import count, listing, printable, quoted

LIKE = "data/table.csv"
DELIMITERS = (",", ";", "\t", "|")  # those that csv files use
DECIMAL_COMMA = r"[+-]?[0-9]+,[0-9]+"
NOT_A_NUMBER = "is not a number"
MOST_REPORTED = 20  # columns missing from the header with a finding of their own
MOST_WRONG = 5  # columns with wrong cells with a finding of their own
LONGEST_LIST = 40  # columns in a list to write
MOST_COMPARED = 1000  # columns searched for the one that was meant
Place = tuple[str | int, ...]


def find_csv(data: Csv, folder: Path, wanted: Wanted) -> Found:
    """Return what the file holds; where all shapes are stated, the spec's."""
    if problems := [*check_columns(data), *check_stated(data, wanted)]:
        raise Rejected(*problems)
    table = read_table(data, folder, wanted)
    if problems := [*check_table(data, table, wanted)]:
        raise Rejected(*problems)
    if is_stated(data, wanted):
        assert data.inputs is not None
        rows, columns, shape = None, data.features, (data.inputs,)
    else:
        assert table is not None  # only stated shapes allow a file to be missing
        rows, columns, shape = table.rows, table.features, (len(table.features),)
    found = Found(
        rows=rows,
        shape=shape,
        columns=columns,
        rows_key="features" if columns else "",
        target_key="target",
        ranges=tuple(table.ranges.found) if table else (),
    )
    if not wanted.numeric:
        return with_classes(found, data, table, is_stated(data, wanted))
    if table is None:
        return found
    return replace(found, tally=((table.rows, 0),), span=table.span)


class Table:
    """What a file holds: its features' names, its rows, the label of each."""

    def __init__(self, features: tuple[str, ...]) -> None:
        self.features = features
        self.rows = 0
        self.labels: dict[str, tuple[int, int]] = {}
        """For each label: how many rows have it, and the index of the first."""
        self.lines: dict[str, int] = {}
        """For each label: the first line of the file that has it."""
        self.span = inf, -inf
        """The least and the greatest target, where these are numbers."""
        self.ranges = RowRanges(len(features))

    def widen(self, target: float) -> None:
        """Widen the span to a target that is a number."""
        self.span = min(self.span[0], target), max(self.span[1], target)

    def add(self, label: str, line: int) -> None:
        """Count a row, with its label and the line it ends on."""
        count, first = self.labels.get(label, (0, self.rows))
        self.labels[label] = count + 1, first
        self.lines.setdefault(label, line)
        self.rows += 1


def with_classes(found: Found, data: Csv, table: Table | None, stated: bool) -> Found:
    """Return facts with the classes that the labels of the target column are."""
    seen = tuple(in_order(table.labels)) if table else ()
    labels: tuple[str, ...] | None = seen
    if stated:
        labels = tuple(in_order(data.class_map)) if data.class_map else None
    return replace(
        found,
        classes=data.classes or len(seen),
        labels=labels,
        seen=seen,
        tally=tuple(table.labels[label] for label in seen) if table else (),
        lines=tuple(table.lines[label] for label in seen) if table else (),
    )


def check_table(data: Csv, table: Table | None, wanted: Wanted) -> Iterator[Finding]:
    """Find where the file, if it is there, is not what the spec says of it."""
    if table is None:
        yield from check_map(data.class_map, tuple(data.class_map or ()))
        return
    features = len(table.features)
    if data.inputs not in (None, features):
        message = f"the file has {count(features, 'feature')}, not {data.inputs}"
        yield Finding(
            "NN032", ("inputs",), message, "write " + pair("inputs", features)
        )
    if not wanted.numeric:
        yield from check_labels(data, table, wanted)


def check_labels(data: Csv, table: Table, wanted: Wanted) -> Iterator[Finding]:
    """Find where a column of classes is not what the spec says of it."""
    labels = in_order(table.labels)
    if len(labels) > MOST_CLASSES:
        message = f"the column has {len(labels)} labels, over {MOST_CLASSES}"
        hint = "write the column of the classes"
        yield Finding("NN032", ("target",), message, hint)
    elif len(labels) > min(20, table.rows / 2) and has_fractions(labels):
        message = f"{count(len(labels), 'number')} with fractions are no classes"
        other = "write the column of the classes, or " + wanted.otherwise
        yield Finding("NN032", ("target",), message, other)
    elif data.class_map is not None:
        yield from check_map(data.class_map, tuple(labels))
    elif data.classes is not None and data.classes < len(labels):
        yield other_classes(tuple(labels), data.classes)


# The columns that a spec names, and the header of the file


def check_columns(data: Csv) -> Iterator[Finding]:
    """Find a delimiter or columns that no file could have."""
    sign = data.delimiter
    if sign in '"\r\n \0' or not (sign.isprintable() or sign == "\t"):
        message = f"{quoted(sign)} cannot stand between cells"
        hint = "write " + pair("delimiter", ",")
        yield Finding("NN032", ("delimiter",), message, hint)
    yield from first_few(repeated(data))


def repeated(data: Csv) -> Iterator[Finding]:
    """Find features that are the target, or named twice."""
    seen = {data.target: "is the target"}
    for i, name in enumerate(data.features or ()):
        if name in seen:
            message = f"{quoted(name)} {seen[name]}"
            yield Finding("NN032", ("features", i), message, "leave it out")
        seen.setdefault(name, "is in the list already")


def first_few(findings: Iterator[Finding]) -> Iterator[Finding]:
    """Return the first findings; the last says if there are more."""
    yield from islice(findings, MOST_REPORTED - 1)
    last = next(findings, None)
    if last and next(findings, None):
        hint = last.hint + "; more columns are wrong"
        last = Finding(last.code, last.path, last.message, hint)
    if last:
        yield last


def find_columns(
    data: Csv, header: list[str], label: str
) -> tuple[tuple[int, ...], int]:
    """Return the indices of the features and of the target; raises Rejected."""
    if problems := [*check_header(data, header, label)]:
        raise Rejected(*problems)
    places = {name: i for i, name in enumerate(header)}
    target = places[data.target]
    if data.features is not None:
        return tuple(places[name] for name in data.features), target
    return tuple(i for i in range(len(header)) if i != target), target


def check_header(data: Csv, header: list[str], label: str) -> Iterator[Finding]:
    """Find columns that the header does not have, or has more than once."""
    if header == [] or header == [""]:
        message = f"{label}:1: there is no header"
        hint = "write the names of the columns into its first row"
        yield Finding("NN032", ("path",), message, hint)
        return
    signs = [sign for sign in DELIMITERS if sign in header[0]]
    if len(header) == 1 and signs and data.target != header[0]:
        message = f"{label}:1: the header is one cell, {quoted(header[0])}"
        other = "write " + pair("delimiter", signs[0])
        yield Finding("NN032", ("delimiter",), message, other)
        return
    yield from first_few(misplaced(data, header, label))
    if set(header) <= {data.target}:
        message = f"{label}:1: there is no column but the target"
        hint = "add a column for each feature"
        yield Finding("NN032", ("features",), message, hint)


def misplaced(data: Csv, header: list[str], label: str) -> Iterator[Finding]:
    """Find columns that are missing, there twice, or without a name."""
    times = Counter(header)
    for where, name in named_columns(data, header):
        if times[name] > 1:
            message = f"{label}:1: {times[name]} columns are called {quoted(name)}"
            yield Finding("NN032", where, message, "give each its own name")
        elif not times[name]:
            yield missing(where, name, header, label)
        elif not name:
            message = f"{label}:1: column {header.index(name) + 1} has no name"
            others = [n for n in header if n not in ("", data.target)]
            hint = write_features(others) + ", or " if others else ""
            yield Finding("NN032", where, message, hint + "give it a name")


def named_columns(data: Csv, header: list[str]) -> Iterator[tuple[Place, str]]:
    """Return the columns that the spec reads, each with its place in the spec."""
    yield ("target",), data.target
    if data.features is None:
        others = dict.fromkeys(name for name in header if name != data.target)
        yield from ((("features",), name) for name in others)
    else:
        yield from ((("features", i), name) for i, name in enumerate(data.features))


def write_features(names: Sequence[str]) -> Hint:
    """Return the hint to read these columns alone; without their names if many."""
    if len(names) > LONGEST_LIST:
        return Hint(f"write a list of {len(names)} columns as features")
    return "write " + pair("features", list(names))


def missing(where: Place, name: str, header: list[str], label: str) -> Finding:
    """Return the finding of a column that the file does not have."""
    if sum(map(is_number, header)) > len(header) / 2:
        message = f"{label}:1: the first row looks like data, not like names of columns"
        hint = f"add a row with the columns' names, {quoted(name)} among them"
        return Finding("NN032", where, message, hint)
    question = did_you_mean(name, header[:MOST_COMPARED])
    message = f"{label} has no column {quoted(name)}"
    hint = f"{question} it has" if question else "write one that it has,"
    return Finding("NN032", where, message, f"{hint} {listing(header)}")


def is_number(text: str) -> bool:
    """Return whether a cell is a number."""
    try:
        float(text)
    except ValueError:
        return False
    return True


# The rows of the file


def read_table(data: Csv, folder: Path, wanted: Wanted) -> Table | None:
    """Return what the file holds, None where it is missing and may be.

    Raises Rejected.
    """
    label = printable(data.path)
    file = open_file(folder, data.path, "path", LIKE, keys_to_state(data, wanted))
    if file is None:
        return None
    try:
        with file:
            if is_npz(start_of(file)):
                message = f"{label} is an npz file, and no table of text"
                hint = "write " + pair("type", "npz")
                raise Rejected(Finding("NN032", ("type",), message, hint))
            with TextIOWrapper(file, encoding="utf-8-sig", newline="") as lines:
                reader = csv.reader(lines, delimiter=data.delimiter, strict=True)
                return read_rows(reader, data, wanted, label)
    except UnicodeDecodeError as error:
        line = reader.line_num + 1 + error.object.count(b"\n", 0, error.start)
        what = f"byte 0x{error.object[error.start]:02x} is not UTF-8"
        raise unreadable(label, line, what, "save the file as UTF-8") from None
    except csv.Error as error:
        raise unreadable(label, reader.line_num, str(error)) from None
    except OSError as error:
        raise Rejected(read_error(label, "path", LIKE, error)) from None


def unreadable(label: str, line: int, what: str, hint: str = "") -> Rejected:
    """Return the exception for a file that is no table from some line on."""
    return Rejected(Finding("NN032", ("path",), f"{label}:{line}: {what}", hint))


def read_rows(reader: Reader, data: Csv, wanted: Wanted, label: str) -> Table:
    """Return the rows of a table; raises Rejected where some cannot be used."""
    header = [cell.strip() for cell in next(reader, [])]
    places, target = find_columns(data, header, label)
    table = Table(tuple(header[i] for i in places))
    errors = Errors()
    pick, width, numeric = picker(places), len(header), wanted.numeric
    most = wanted.largest_target if numeric else None
    limits = dict.fromkeys(places, wanted.largest) | {target: most}
    for row in reader:
        if len(row) != width:
            if "".join(row).strip():  # a blank line is no row
                what = f"{len(row)} cells under {width} columns"
                errors.add(reader.line_num, "path", "", what)
            continue
        try:
            numbers = list(map(float, pick(row)))
            good = isfinite(sum(numbers)) and max(map(abs, numbers)) <= wanted.largest
        except ValueError:
            good = False
        text = row[target].strip()
        if not good and not "".join(row).strip():
            continue  # nor is a line of empty cells
        if not good or cell_error(text, most):
            for column, limit in limits.items():
                if what := cell_error(row[column], limit):
                    key = "target" if column == target else "features"
                    errors.add(reader.line_num, key, header[column], what)
        elif not errors.first:
            table.ranges.add(numbers)
        table.add("" if numeric else text, reader.line_num)
        if numeric and not errors.first:
            table.widen(float(text))
    table.ranges.finish()
    if errors.first:
        raise Rejected(*errors.findings(label, table, wanted))
    if not table.rows:
        raise unreadable(label, 1, "there are no rows below the header")
    return table


def picker(places: tuple[int, ...]) -> Callable[[list[str]], Iterable[str]]:
    """Return a function that picks the cells at these places from a row."""
    first = places[0]
    return itemgetter(*places) if places[1:] else itemgetter(slice(first, first + 1))


def cell_error(cell: str, largest: float | None) -> str:
    """Return what is wrong with a cell, "" if nothing is.

    It must be a number up to the largest, or where that is None the label of a class.
    """
    if not cell.strip():
        return "the cell is empty"
    if largest is None:
        return ""
    try:
        value = float(cell)
    except ValueError:
        is_decimal = re.fullmatch(DECIMAL_COMMA, cell.strip())
        why = ", since decimals have a point" if is_decimal else ""
        return f"{quoted(cell)} {NOT_A_NUMBER}{why}"
    if not isfinite(value):
        return f"{quoted(cell)} is not a finite number"
    return f"{quoted(cell)} is too large" if abs(value) > largest else ""


class Errors:
    """What is wrong with the rows of a file, by key of the spec and by column.

    The column is "" for what is wrong with whole rows. Only the first error of each
    is kept, with its line, and how many there are.
    """

    def __init__(self) -> None:
        self.first: dict[tuple[str, str], tuple[int, str]] = {}
        self.times: Counter[tuple[str, str]] = Counter()

    def add(self, line: int, key: str, column: str, text: str) -> None:
        """Count an error."""
        self.first.setdefault((key, column), (line, text))
        self.times[key, column] += 1

    def findings(self, label: str, table: Table, wanted: Wanted) -> Iterator[Finding]:
        """Return a finding for each column, up to some."""
        # Columns without a single number, which are meant to be text
        texts = {c for (_, c), n in self.times.items() if n == table.rows > 1}
        numbers = [name for name in table.features if name not in texts]
        for i, ((key, column), (line, text)) in enumerate(self.first.items()):
            where = f"column {quoted(column)}: " if column else ""
            message = f"{label}:{line}: {where}{text}"
            if more := self.times[key, column] - 1:
                message += f", and {more} more{' in it' if column else ' such rows'}"
            left = len(self.first) - i - 1
            is_last = i == MOST_WRONG - 1 and left > 0
            if is_last:
                message += f"; and {left} more columns are wrong"
            hint = Hint("fix the file")
            if key == "features" and column in texts and numbers:
                hint = write_features(numbers) + ", or make it numbers"
            elif key == "target" and column in texts and text.endswith(NOT_A_NUMBER):
                hint = "write a column of numbers, or " + wanted.otherwise
            yield Finding("NN032", (key,), message, hint)
            if is_last:
                return
