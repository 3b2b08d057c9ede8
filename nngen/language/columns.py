"""Which columns of a table are meant, and where its header has them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from nngen.finding import Finding, Rejected
from nngen.record import Record, replace
from nngen.words import did_you_mean, listing, quoted, written

# What csv files use between cells
SIGNS = {",": '","', ";": '";"', "\t": '"\\t"', "|": '"|"'}

TOLD = 20  # columns that are told one by one
LISTED = 40  # columns at most in a line to write
LOOKS = 1000  # at columns, to tell what a wrong one may mean


class Columns(Record):
    """The column of the targets, those of the features (None: all others)."""

    target: str
    features: tuple[str, ...] | None
    delimiter: str

    def problems(self) -> Iterator[Finding]:
        """Find what cannot be, whatever the file."""
        if self.delimiter in '"\r\n \0' or not self.delimiter.isprintable() | (
            self.delimiter == "\t"
        ):
            message = f"{quoted(self.delimiter)} cannot stand between cells"
            yield Finding("NN032", ("delimiter",), message, 'write `delimiter = ","`')
        yield from few(self.repeated())

    def repeated(self) -> Iterator[Finding]:
        """Find features that are the target, or named twice."""
        seen = {self.target: "is the target"}
        for i, name in enumerate(self.features or ()):
            if name in seen:
                where = ("features", i)
                message = f"{quoted(name)} {seen[name]}"
                yield Finding("NN032", where, message, "leave it out")
            seen.setdefault(name, "stands in the list already")

    def place(self, header: list[str], label: str) -> tuple[tuple[int, ...], int]:
        """Return where the features are, and the target; raises Rejected."""
        problems = [*self.check(header, label)]
        if problems:
            raise Rejected(*problems)
        places = {name: i for i, name in enumerate(header)}
        target = places[self.target]
        if self.features is not None:
            return tuple(places[name] for name in self.features), target
        return tuple(i for i in range(len(header)) if i != target), target

    def check(self, header: list[str], label: str) -> Iterator[Finding]:
        """Find columns that the header has not, or not once."""
        if header == [] or header == [""]:
            message = f"{label}:1: there is no header"
            hint = "write the names of the columns into its first row"
            yield Finding("NN032", ("path",), message, hint)
            return
        found = [text for sign, text in SIGNS.items() if sign in header[0]]
        if len(header) == 1 and found and self.target != header[0]:
            message = f"{label}:1: the header is one cell, {quoted(header[0])}"
            hint = f"write `delimiter = {found[0]}`"
            yield Finding("NN032", ("delimiter",), message, hint)
            return
        yield from few(self.misplaced(header, label))
        if set(header) <= {self.target}:
            message = f"{label}:1: there is no column but the target"
            hint = "add a column for each feature"
            yield Finding("NN032", ("features",), message, hint)

    def misplaced(self, header: list[str], label: str) -> Iterator[Finding]:
        """Find columns that are not there, there twice, or have no name."""
        times = Counter(header)
        for where, name in self.wanted(header):
            if times[name] > 1:
                message = f"{label}:1: {times[name]} columns are called {quoted(name)}"
                yield Finding("NN032", where, message, "give each its own name")
            elif not times[name]:
                yield absent(where, name, header, label)
            elif not name:
                message = f"{label}:1: column {header.index(name) + 1} has no name"
                others = [n for n in header if n not in ("", self.target)]
                hint = (
                    f"{write_features(others)}, or " * bool(others) + "give it a name"
                )
                yield Finding("NN032", where, message, hint)

    def wanted(self, header: list[str]) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Return the columns that are meant, each with its place in the table."""
        yield ("target",), self.target
        if self.features is None:
            others = dict.fromkeys(name for name in header if name != self.target)
            yield from ((("features",), name) for name in others)
        else:
            yield from ((("features", i), name) for i, name in enumerate(self.features))


def few(findings: Iterator[Finding]) -> Iterator[Finding]:
    """Return the first findings; the last says if there are more."""
    yield from islice(findings, TOLD - 1)
    last = next(findings, None)
    if last:
        more = next(findings, None)
        hint = last.hint + "; there is more wrong" if more else last.hint
        yield replace(last, hint=hint)


def write_features(names: Sequence[str]) -> str:
    """Return what to write to have some columns alone; many are not told."""
    if len(names) > LISTED:
        return f"write a list of {len(names)} columns as features"
    return f"write `features = {written(names)}`"


def absent(
    where: tuple[str | int, ...], name: str, header: list[str], label: str
) -> Finding:
    """Return the finding of a column that is not there."""
    if sum(map(is_number, header)) > len(header) / 2:
        message = f"{label}:1: the first row looks like data, not like names of columns"
        hint = f"add a row with the columns' names, {quoted(name)} among them"
        return Finding("NN032", where, message, hint)
    question = did_you_mean(name, header[:LOOKS])
    message = f"{label} has no column {quoted(name)}"
    hint = f"{question} it has" if question else "write one that it has,"
    return Finding("NN032", where, message, f"{hint} {listing(header)}")


def is_number(text: str) -> bool:
    """Tell whether a cell is a number."""
    try:
        float(text)
    except ValueError:
        return False
    return True
