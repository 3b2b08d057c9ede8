"""Zip archives, which npz files are: what they list, and what a member holds.

The library's zipfile reads the whole list into memory, and costs its time to import
even where no archive is read; this follows PKWARE's appnote 6.3, sections 4.3 to 4.5.
"""

from collections.abc import Iterator
from os import SEEK_END
from typing import BinaryIO, NamedTuple
from zlib import crc32

from nngen.language.stream import RAW, Spoilt, inflated, pieces

TAIL = 22 + 2**16  # bytes of the last record and of the comment behind it
MOST = 10_000  # members
LONGEST = 1_000  # bytes of a name that are kept
STORED, DEFLATED = 0, 8  # methods
NPY = b"\x93NUMPY"


class Member(NamedTuple):
    """A file in an archive, as the list at its end tells of it."""

    name: str
    raw_name: bytes
    encrypted: bool
    method: int
    crc: int
    packed: int
    size: int
    start: int


def number(raw: bytes, start: int, size: int) -> int:
    """Return a number of so many bytes, the lowest first."""
    return int.from_bytes(raw[start : start + size], "little")


def list_members(file: BinaryIO) -> dict[str, Member]:
    """Return what an archive holds, by name; raises Spoilt and OSError."""
    head = file.read(len(NPY))
    if head == NPY:
        raise Spoilt("it is one array without a name, as np.save writes; use np.savez")
    if head[:4] not in (b"PK\3\4", b"PK\5\6"):
        raise Spoilt("it is no npz file, as np.savez writes")
    many, start = find_list(file)
    if many > MOST:
        raise Spoilt(f"it lists {many} arrays, over {MOST}")
    jump(file, start)
    found = [read_entry(file) for _ in range(many)]  # of two of a name, the last
    return {member.name: member for member in found}


def find_list(file: BinaryIO) -> tuple[int, int]:
    """Return how many members are listed, and where; raises Spoilt."""
    size = file.seek(0, SEEK_END)
    start = max(0, size - TAIL)
    file.seek(start)
    tail = file.read(TAIL)
    end = tail.rfind(b"PK\5\6")
    if end < 0 or len(tail) - end < 22:
        raise Spoilt("it was cut off: the list of its arrays is not there")
    many, place = number(tail, end + 10, 2), number(tail, end + 16, 4)
    if many == 2**16 - 1 or place == 2**32 - 1:  # in a larger record
        file.seek(max(0, start + end - 20))
        locator = file.read(20)
        jump(file, number(locator, 8, 8) if locator[:4] == b"PK\6\7" else size)
        record = file.read(56)
        if record[:4] != b"PK\6\6" or len(record) < 56:
            raise Spoilt("the list of its arrays is damaged")
        many, place = number(record, 32, 8), number(record, 48, 8)
    return many, place


def jump(file: BinaryIO, place: int) -> None:
    """Go to a place that a file tells of, which may lie behind its end."""
    file.seek(min(place, 2**62))


def read_entry(file: BinaryIO) -> Member:
    """Return the next member that is listed; raises Spoilt."""
    raw = file.read(46)
    if raw[:4] != b"PK\1\2" or len(raw) < 46:
        raise Spoilt("the list of its arrays is damaged")
    flags, method, crc = number(raw, 8, 2), number(raw, 10, 2), number(raw, 16, 4)
    name = file.read(number(raw, 28, 2))[:LONGEST]
    extra = file.read(number(raw, 30, 2))
    file.read(number(raw, 32, 2))  # a comment
    sizes = [number(raw, place, 4) for place in (24, 20, 42)]
    size, packed, start = widened(sizes, extra)
    text = name.decode("utf-8" if flags & 0x800 else "cp437", "replace")
    return Member(text, name, bool(flags & 1), method, crc, packed, size, start)


def widened(sizes: list[int], extra: bytes) -> list[int]:
    """Return numbers, those that four bytes do not hold from an extra field."""
    wide = b""
    while len(extra) >= 4:
        kind, size = number(extra, 0, 2), number(extra, 2, 2)
        wide = extra[4 : 4 + size] if kind == 1 else wide
        extra = extra[4 + size :]
    found = []
    for each in sizes:
        if each == 2**32 - 1 and len(wide) >= 8:
            each, wide = number(wide, 0, 8), wide[8:]
        found.append(each)
    return found


def unpack(file: BinaryIO, member: Member) -> Iterator[bytes]:
    """Yield what a member holds, piece by piece; raises Spoilt and OSError.

    At the end its checksum must be right.
    """
    if member.encrypted:
        raise Spoilt("it is encrypted")
    if member.method not in (STORED, DEFLATED):
        raise Spoilt(f"it is packed by method {member.method}, not as np.savez does")
    jump(file, member.start)
    raw = file.read(30)
    name = file.read(number(raw, 26, 2))[:LONGEST]
    if raw[:4] != b"PK\3\4" or name != member.raw_name:
        raise Spoilt("it is not where the file lists it")
    file.seek(number(raw, 28, 2), 1)
    packed = pieces(file, member.packed)
    crc = seen = 0
    for piece in packed if member.method == STORED else inflated(packed, RAW):
        crc, seen = crc32(piece, crc), seen + len(piece)
        if seen > member.size:
            break
        yield piece
    if seen != member.size or crc != member.crc:
        raise Spoilt("its checksum or its size is wrong: it is damaged")
