"""Arrays of NumPy's format, without NumPy: their shape, their type, their numbers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import prod
from struct import unpack

from nngen.data.files import ByteReader, DamagedFile
from nngen.data.ranges import MOST_FEATURES, Ranges
from nngen.language.operations import Shape
from nngen.words import quoted

MAGIC = b"\x93NUMPY"
LONGEST_HEADER = 10_000  # bytes, the limit of NumPy too
MOST_DIMENSIONS = 32  # NumPy 1 had no more
# A header is a dict as Python writes it. Three patterns read what is needed of it:
# ast.literal_eval would warn of odd escapes, and run out of stack for a hostile one.
DESCR = r"""['"]descr['"]\s*:\s*(?:['"]([^'"]*)['"]|(\[))"""
ORDER = r"""['"]fortran_order['"]\s*:\s*(True|False)"""
SHAPE = r"""['"]shape['"]\s*:\s*\(([0-9L,\s]*)\)"""
DIMENSION = "[0-9]{1,19}L?"  # Python 2 wrote the L
NUMBERS = r"([<>|=]?)([biuf])([0-9]{1,2})"
NAMES = {"U": "texts", "S": "texts", "V": "records", "M": "dates", "m": "times"}
OTHERS = {letter: f"{name}, not numbers" for letter, name in NAMES.items()}
OTHERS["c"] = "complex numbers, not real ones"
# By kind and size: what struct calls a number
CODES = {"b1": "?", "i1": "b", "i2": "h", "i4": "i", "i8": "q", "u1": "B", "u2": "H"}
CODES |= {"u4": "I", "u8": "Q", "f2": "e", "f4": "f", "f8": "d"}


@dataclass(frozen=True, kw_only=True)
class Header:
    """What an array is: its shape, and the bytes and the struct code of a number."""

    shape: Shape
    size: int = 1
    code: str = ""
    by_columns: bool = False
    """Whether the first index changes fastest, as in Fortran."""
    other: str = ""
    """What it holds instead of numbers, if it does."""


def read_header(reader: ByteReader, size: int) -> Header:
    """Return the header of an array of `size` bytes in all; raises DamagedFile."""
    magic = reader.take(8)
    if magic[:6] != MAGIC or magic[6] not in (1, 2, 3):
        raise DamagedFile("it is no array as np.savez writes")
    count = 2 if magic[6] == 1 else 4
    length = int.from_bytes(reader.take(count), "little")
    if length > LONGEST_HEADER:
        raise DamagedFile(f"its header has {length} bytes, over {LONGEST_HEADER}")
    header = parse_header(reader.take(length).decode("latin-1"))
    expected = prod(header.shape) * header.size
    if not header.other and expected != size - len(magic) - count - length:
        if expected >= 2**63:
            raise DamagedFile("its header promises too many bytes")
        raise DamagedFile(f"its header promises {expected} bytes, and it has others")
    return header


def parse_header(text: str) -> Header:
    """Return what the text of a header says; raises DamagedFile."""
    descr, shape = re.search(DESCR, text), re.search(SHAPE, text)
    order = re.search(ORDER, text)
    if not (descr and shape and order):
        raise DamagedFile("its header is damaged")
    sizes = [size.strip() for size in shape[1].split(",") if size.strip()]
    if not all(re.fullmatch(DIMENSION, size) for size in sizes):
        raise DamagedFile("its header is damaged")
    if len(sizes) > MOST_DIMENSIONS:
        raise DamagedFile(
            f"its header has {len(sizes)} dimensions, over {MOST_DIMENSIONS}"
        )
    dimensions = tuple(int(size.removesuffix("L")) for size in sizes)
    if descr[2]:  # a list: the fields of records
        return Header(shape=dimensions, other=OTHERS["V"])
    return replace(typed(dimensions, descr[1]), by_columns=order[1] == "True")


def typed(shape: Shape, descr: str) -> Header:
    """Return the header for a type as NumPy spells it, <f8; raises DamagedFile."""
    match = re.fullmatch(NUMBERS, descr)
    code = CODES.get(f"{match[2]}{match[3]}") if match else None
    if match is None or code is None:
        letter = descr.lstrip("<>|=")[:1]
        if letter == "O":
            raise DamagedFile("it holds objects of Python, whose pickles are not read")
        other = f"numbers of type {quoted(descr)}, not of 8 bytes or fewer"
        return Header(shape=shape, other=OTHERS.get(letter, other))
    order = ">" if match[1] == ">" else "<"
    return Header(shape=shape, size=int(match[3]), code=order + code)


def read_numbers(reader: ByteReader, header: Header) -> Iterator[tuple[float, ...]]:
    """Yield the numbers of an array, many at a time; raises DamagedFile."""
    kept, code = b"", header.code
    for piece in reader.rest(prod(header.shape) * header.size):
        kept += piece
        many = len(kept) // header.size
        whole = many * header.size
        yield unpack(f"{code[0]}{many}{code[1]}", kept[:whole])
        kept = kept[whole:]


def find_ranges(start: bytes, header: Header, ranges: Ranges) -> None:
    """Find the range of each feature in the rows at the start of an array's bytes.

    Nothing is found in rows that are too wide, or not one after the other.
    """
    rows, features = header.shape[0], prod(header.shape[1:])
    if not 0 < features <= MOST_FEATURES:
        return
    first = min(rows, len(start) // (features * header.size))
    ranges.complete = first == rows
    in_order = not header.by_columns or (ranges.complete and len(header.shape) == 2)
    if first and in_order:
        size = first * features
        layout = f"{header.code[0]}{size}{header.code[1]}"
        numbers = unpack(layout, start[: size * header.size])
        ranges.widen(columns(numbers, first, features, header.by_columns))


def columns(
    numbers: Sequence[float], rows: int, features: int, by_columns: bool
) -> Iterator[Sequence[float]]:
    """Yield the numbers of each feature, which may lie one after the other."""
    for k in range(features):
        yield numbers[k * rows : (k + 1) * rows] if by_columns else numbers[k::features]
