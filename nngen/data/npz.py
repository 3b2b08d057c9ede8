"""Rows in archives of NumPy's arrays, which are zip files."""

import struct
import zlib
from collections.abc import Iterator
from math import prod
from os import SEEK_END
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from nngen.data.arrays import NamedArray, Tally, check_shapes, find_arrays
from nngen.data.facts import Found, Wanted
from nngen.data.files import (
    ByteReader,
    DamagedFile,
    damage,
    is_table,
    open_file,
    pieces,
    read_error,
    start_of,
)
from nngen.data.npy import MAGIC, Header, find_ranges, read_header, read_numbers
from nngen.data.ranges import MOST_NUMBERS, Ranges
from nngen.data.stated import keys_to_state
from nngen.edits import pair
from nngen.finding import Finding, Rejected
from nngen.hints.near import did_you_mean
from nngen.language.data import Npz
from nngen.language.operations import Shape
from nngen.words import listing, printable, quoted

LIKE = "data/digits.npz"
MOST_MEMBERS = 10_000
LONGEST_LIST = 2**20  # bytes of the list of members, which zipfile reads at once
LONGEST_NAME = 60  # characters of a name without quotes
# What zipfile raises for a list or a header of a member that is not as it should be
UNREADABLE = (BadZipFile, RuntimeError, ValueError, struct.error)


def find_npz(data: Npz, folder: Path, wanted: Wanted) -> Found:
    """Return what the file holds; where all shapes are stated, the spec's."""
    label = printable(data.path)
    x, y = (
        NamedArray(key=key, name=name, label=plain(name), noun="an array", file=label)
        for key, name in (("x", data.x), ("y", data.y))
    )

    def read(tally: Tally, ranges: Ranges) -> Shape | None:
        to_state = keys_to_state(data, wanted)
        file = open_file(folder, data.path, "path", LIKE, to_state)
        if file is None:
            return None
        with file:
            try:
                return read_arrays(file, x, y, tally, ranges, data.inputs)
            except DamagedFile as error:
                raise Rejected(damage("path", label, str(error))) from None
            except OSError as error:
                raise Rejected(read_error(label, "path", LIKE, error)) from None

    return find_arrays(data, x, y, wanted, read)


def plain(name: str) -> str:
    """Return an array's name for a message, in quotes where it may be mistaken."""
    is_short = len(name) <= LONGEST_NAME and name.isascii()
    return name if is_short and name.isidentifier() else quoted(name)


def read_arrays(
    file: BinaryIO,
    x: NamedArray,
    y: NamedArray,
    tally: Tally,
    ranges: Ranges,
    inputs: int | None,
) -> Shape:
    """Return the shape of all rows, count the targets, find the features' ranges.

    Raises Rejected, DamagedFile and OSError.
    """
    if is_table(start_of(file)):
        message = f"{x.file} is text, and no npz file"
        raise Rejected(
            Finding("NN032", ("type",), message, "write " + pair("type", "csv"))
        )
    with open_archive(file) as archive:
        # Of two members with one name the last counts, as it does for NumPy
        members = {member.filename: member for member in archive.infolist()}
        if problems := [*check_there(members, x), *check_there(members, y)]:
            raise Rejected(*problems)
        features, rows = open_array(archive, members, x)
        reader, targets = open_array(archive, members, y)
        problems = [
            array.wrong(f"holds {header.other}", "save it as numbers")
            for array, header in ((x, rows), (y, targets))
            if header.other
        ]
        problems = problems or [*check_shapes(x, y, rows.shape, targets.shape, inputs)]
        if problems:
            raise Rejected(*problems)
        try:
            for numbers in read_numbers(reader, targets):
                tally.add(numbers)
        except DamagedFile as error:
            raise y.damaged(str(error)) from None
        try:
            size = min(prod(rows.shape), MOST_NUMBERS) * rows.size
            find_ranges(features.take(size), rows, ranges)
        except DamagedFile as error:
            raise x.damaged(str(error)) from None
        return rows.shape


def member_of(members: dict[str, ZipInfo], name: str) -> ZipInfo | None:
    """Return the member that NumPy reads for an array of this name, if any."""
    return members.get(name) or members.get(f"{name}.npy")


def check_there(members: dict[str, ZipInfo], array: NamedArray) -> Iterator[Finding]:
    """Find an array that the file does not have."""
    if member_of(members, array.name) is None:
        names = [name.removesuffix(".npy") for name in members]
        question = did_you_mean(array.name, names[:1000])
        hint = f"{question} it has" if question else "write one that it has,"
        hint = f"{hint} {listing(names)}" if names else "it has none"
        message = f"{array.file} has no array {quoted(array.name)}"
        yield Finding("NN032", (array.key,), message, hint)


def open_array(
    archive: ZipFile, members: dict[str, ZipInfo], array: NamedArray
) -> tuple[ByteReader, Header]:
    """Return a reader of an array's numbers, and its header; raises Rejected."""
    member = member_of(members, array.name)
    assert member is not None  # check_there has found it
    reader = ByteReader(unpack(archive, member))
    try:
        return reader, read_header(reader, member.file_size)
    except DamagedFile as error:
        raise array.damaged(str(error)) from None


class BoundedFile:
    """A file for zipfile, which believes whatever sizes and offsets an archive states.

    A read of more than the longest list is refused, so that memory stays bounded, and
    an offset outside the file leads to its start or end, where nothing can be read.
    """

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.size = file, file.seek(0, SEEK_END)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place, from the start, from here or from the end."""
        start = (0, self.file.tell(), self.size)[whence]
        return self.file.seek(min(max(start + offset, 0), self.size))

    def tell(self) -> int:
        """Return the place."""
        return self.file.tell()

    def seekable(self) -> bool:
        """Return that any place can be gone to."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, or all that are left; raises DamagedFile."""
        size = self.size - self.file.tell() if size < 0 else size
        if size > LONGEST_LIST:
            raise DamagedFile(
                f"the list of its arrays has {size} bytes, over {LONGEST_LIST}"
            )
        return self.file.read(size)


def open_archive(file: BinaryIO) -> ZipFile:
    """Return a zip archive, its list of members read; raises DamagedFile, OSError."""
    head = file.read(len(MAGIC))
    if head == MAGIC:
        raise DamagedFile(
            "it is one array without a name, as np.save writes; use np.savez"
        )
    if head[:4] not in (b"PK\3\4", b"PK\5\6"):
        raise DamagedFile("it is no npz file, as np.savez writes")
    try:
        archive = ZipFile(BoundedFile(file))
    except UNREADABLE:
        raise DamagedFile("the list of its arrays is damaged or cut off") from None
    members = len(archive.infolist())
    if members > MOST_MEMBERS:
        raise DamagedFile(f"it lists {members} arrays, over {MOST_MEMBERS}")
    return archive


def unpack(archive: ZipFile, member: ZipInfo) -> Iterator[bytes]:
    """Yield what a member holds piece by piece; raises DamagedFile and OSError.

    zipfile reads no more than the size that the list states, and then compares the
    checksum.
    """
    if member.flag_bits & 1:
        raise DamagedFile("it is encrypted")
    method = member.compress_type
    if method not in (ZIP_STORED, ZIP_DEFLATED):
        raise DamagedFile(f"it is packed by method {method}, not as np.savez does")
    try:
        content = archive.open(member)
    except UNREADABLE:
        raise DamagedFile("it is not where the file lists it") from None
    with content:
        try:
            yield from pieces(content)
        except BadZipFile:
            raise DamagedFile(
                "its checksum or its size is wrong: it is damaged"
            ) from None
        except EOFError:
            raise DamagedFile("it was cut off") from None
        except zlib.error:
            raise DamagedFile("its compressed data is damaged") from None
