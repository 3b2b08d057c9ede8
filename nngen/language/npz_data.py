"""Rows in archives of NumPy's arrays."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, ClassVar, Literal

from nngen.finding import Finding, Rejected
from nngen.language.archive import Member, list_members, unpack
from nngen.language.array_data import Arrays
from nngen.language.arrays import Named, check_pair, damaged
from nngen.language.base import Shape
from nngen.language.found import Wanted
from nngen.language.npy import Header, read_header, read_numbers
from nngen.language.place import broken, open_file
from nngen.language.source import count_of_classes, count_of_inputs
from nngen.language.stream import Reader, Spoilt, is_table, start_of
from nngen.language.tally import Tally
from nngen.model.model import field
from nngen.words import did_you_mean, listing, printable, quoted

LONGEST = 60  # characters of a name that are told as they are


class Npz(Arrays):
    """Arrays in one file, as NumPy's savez and savez_compressed write it."""

    type: Literal["npz"]
    aka: ClassVar[tuple[str, ...]] = ("numpy", "np", "npy", "savez", "arrays")
    places: ClassVar[dict[str, str]] = {"path": "DATA"}
    lists: ClassVar[dict[str, tuple[str, ...]]] = {"ARRAYS": ("x", "y")}
    path: str = field(
        aka=("file", "filename"),
        min_length=1,
        max_length=1000,
        example="data/digits.npz",
        description="The file, seen from the spec's.",
    )
    x: str = field(
        aka=("x_train", "features", "data", "images"),
        default="x",
        min_length=1,
        max_length=1000,
        example="x_train",
        description="The array of the rows, (rows, ...): each of any shape.",
    )
    y: str = field(
        aka=("y_train", "target", "labels", "label"),
        default="y",
        min_length=1,
        max_length=1000,
        example="y_train",
        description="The array of the targets: class indices 0, 1, ..., or numbers.",
    )
    inputs: int | None = count_of_inputs()
    classes: int | None = count_of_classes()

    def conflicts(self) -> Iterator[tuple[str, str, str]]:
        """Find one array for both."""
        if self.x == self.y:
            parts = [("y", "rows", "targets"), ("x", "targets", "rows")]
            usual = self.x == type(self).fields["y"].default
            key, others, own = parts[usual]
            message = f"{quoted(self.y)} is the array of the {others}"
            yield key, message, f"write the array of the {own}"

    @property
    def stated(self) -> tuple[int | None, int | None]:
        """How many features and classes there are, where the spec says so."""
        return self.inputs, self.classes

    def named(self) -> tuple[Named, Named]:
        """Return the array of the rows and that of the targets."""
        names = (("x", self.x), ("y", self.y))
        file = printable(self.path)
        x, y = (Named(key, name, plain(name), "an array", file) for key, name in names)
        return x, y

    def look(
        self, folder: Path, wanted: Wanted, later: str
    ) -> tuple[Shape, Tally] | None:
        """Return the shape of all rows and the targets, None where they are to come."""
        like = "data/digits.npz"
        file = open_file(folder, self.path, "path", like, later)
        if file is None:
            return None
        with file:
            try:
                if is_table(start_of(file)):
                    message = f"{printable(self.path)} is text, and no npz file"
                    hint = 'write `type = "csv"`'
                    raise Rejected(Finding("NN032", ("type",), message, hint))
                return self.read(file, list_members(file), wanted)
            except Spoilt as error:
                why = damaged("path", printable(self.path), str(error))
                raise Rejected(why) from None
            except OSError as error:
                label = printable(self.path)
                raise Rejected(broken(label, "path", like, error)) from None

    def read(
        self, file: BinaryIO, members: dict[str, Member], wanted: Wanted
    ) -> tuple[Shape, Tally]:
        """Return the shape of all rows and the targets, which alone are read."""
        x, y = self.named()
        if problems := [*lacking(members, x), *lacking(members, y)]:
            raise Rejected(*problems)
        heads = [start(file, pick(members, each.name), each)[1] for each in (x, y)]
        pairs = zip((x, y), heads, strict=True)
        problems = [
            each.wrong(f"holds {head.other}", "save it as numbers")
            for each, head in pairs
            if head.other
        ]
        shape, targets = (head.shape for head in heads)
        problems = problems or [*check_pair(x, y, shape, targets, self.inputs)]
        if problems:
            raise Rejected(*problems)
        tally = Tally(y.key, y.whole, wanted)
        reader, header = start(file, pick(members, y.name), y)
        try:
            for numbers in read_numbers(reader, header):
                tally.add(numbers)
        except Spoilt as error:
            raise y.spoilt(str(error)) from None
        return shape, tally


def plain(name: str) -> str:
    """Return an array's name for a message, in quotes where it may be mistaken."""
    short = len(name) <= LONGEST and name.isascii()
    return name if short and name.isidentifier() else quoted(name)


def pick(members: dict[str, Member], name: str) -> Member | None:
    """Return the member that NumPy takes for an array of a name, if there is one."""
    return members.get(name) or members.get(f"{name}.npy")


def lacking(members: dict[str, Member], wanted: Named) -> Iterator[Finding]:
    """Find an array that is not there."""
    names = [name.removesuffix(".npy") for name in members]
    if pick(members, wanted.name) is None:
        question = did_you_mean(wanted.name, names[:1000])
        hint = f"{question} it has" if question else "write one that it has,"
        message = f"{wanted.file} has no array {quoted(wanted.name)}"
        hint = f"{hint} {listing(names)}" if names else "it has none"
        yield Finding("NN032", (wanted.key,), message, hint)


def start(file: BinaryIO, member: Member | None, array: Named) -> tuple[Reader, Header]:
    """Return what reads the numbers of an array, and its header; raises Rejected."""
    assert member is not None  # lacking has seen to that
    reader = Reader(unpack(file, member))
    try:
        return reader, read_header(reader, member.size)
    except Spoilt as error:
        raise array.spoilt(str(error)) from None
