"""Which columns of a table are meant, and where its header has them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from nngen.finding import Finding, Rejected
from nngen.words import did_you_mean, listing, quoted

# What csv files use between cells
SIGNS = {",": '","', ";": '";"', "\t": '"\\t"', "|": '"|"'}


@dataclass(frozen=True)
class Columns:
    """The column of the classes, those of the features (None: all others)."""

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
        target = header.index(self.target)
        if self.features is not None:
            return tuple(map(header.index, self.features)), target
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
                named = listing(others, len(others))
                hint = f"write `features = [{named}]`, or give it a name"
                yield Finding("NN032", where, message, hint)
        if set(header) <= {self.target}:
            message = f"{label}:1: there is no column but the target"
            hint = "add a column for each feature"
            yield Finding("NN032", ("features",), message, hint)

    def wanted(self, header: list[str]) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Return the columns that are meant, each with its place in the table."""
        yield ("target",), self.target
        if self.features is None:
            others = dict.fromkeys(name for name in header if name != self.target)
            yield from ((("features",), name) for name in others)
        else:
            yield from ((("features", i), name) for i, name in enumerate(self.features))


def absent(
    where: tuple[str | int, ...], name: str, header: list[str], label: str
) -> Finding:
    """Return the finding of a column that is not there."""
    if sum(map(is_number, header)) > len(header) / 2:
        message = f"{label}:1: the first row looks like data, not like names of columns"
        hint = f"add a row with the columns' names, {quoted(name)} among them"
        return Finding("NN032", where, message, hint)
    question = did_you_mean(name, header)
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
