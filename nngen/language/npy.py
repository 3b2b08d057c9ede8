"""Arrays of NumPy's format, without NumPy: their shape, their type, their numbers."""

import re
from collections.abc import Iterator
from math import prod
from struct import unpack
from typing import NamedTuple

from nngen.language.base import Shape
from nngen.language.stream import Reader, Spoilt
from nngen.words import quoted

LONGEST = 10_000  # bytes of a header, as NumPy has it
# Compiled when first used: most commands read no arrays
DESCR = r"""['"]descr['"]\s*:\s*(?:['"]([^'"]*)['"]|(\[))"""
ORDER = r"""['"]fortran_order['"]\s*:\s*(?:True|False)"""
SHAPE = r"""['"]shape['"]\s*:\s*\(([0-9L,\s]*)\)"""
MOST = 32  # dimensions; NumPy 1 had no more
DIMENSION = "[0-9]{1,19}L?"  # L: as Python 2 wrote
NUMBERS = r"([<>|=]?)([biuf])([0-9]{1,2})"
NAMES = {"U": "texts", "S": "texts", "V": "records", "M": "dates", "m": "times"}
OTHERS = {letter: f"{name}, not numbers" for letter, name in NAMES.items()}
OTHERS["c"] = "complex numbers, not real ones"
# By kind and size: what struct calls a number
CODES = {"b1": "?", "i1": "b", "i2": "h", "i4": "i", "i8": "q", "u1": "B", "u2": "H"}
CODES |= {"u4": "I", "u8": "Q", "f2": "e", "f4": "f", "f8": "d"}


class Header(NamedTuple):
    """What an array is: its shape, the size of a number, and struct's code for it.

    `other` says what it holds in the place of numbers, if it does.
    """

    shape: Shape
    size: int = 1
    code: str = ""
    other: str = ""


def read_header(reader: Reader, size: int) -> Header:
    """Return what the first bytes of an array say of it, which has so many in all.

    Raises Spoilt.
    """
    magic = reader.take(8)
    if magic[:6] != b"\x93NUMPY" or magic[6] not in (1, 2, 3):
        raise Spoilt("it is no array as np.savez writes")
    count = 2 if magic[6] == 1 else 4
    length = int.from_bytes(reader.take(count), "little")
    if length > LONGEST:
        raise Spoilt(f"its header has {length} bytes, over {LONGEST}")
    text = reader.take(length).decode("latin-1")
    descr, shape = re.search(DESCR, text), re.search(SHAPE, text)
    if not (descr and shape and re.search(ORDER, text)):
        raise Spoilt("its header is damaged")
    dims = [dim.strip() for dim in shape[1].split(",") if dim.strip()]
    if not all(re.fullmatch(DIMENSION, dim) for dim in dims):
        raise Spoilt("its header is damaged")
    if len(dims) > MOST:
        raise Spoilt(f"its header tells of {len(dims)} dimensions, over {MOST}")
    sizes = tuple(int(dim.removesuffix("L")) for dim in dims)
    if descr[2]:
        return Header(sizes, other=OTHERS["V"])
    found = of_type(sizes, descr[1])
    bytes_told = prod(sizes) * found.size
    if not found.other and bytes_told != size - len(magic) - count - length:
        known = bytes_told < 2**63
        told = f"{bytes_told} bytes, and it has others" if known else "too many bytes"
        raise Spoilt(f"its header tells of {told}")
    return found


def of_type(shape: Shape, descr: str) -> Header:
    """Return the header of an array of a type, as NumPy spells it: <f8.

    Raises Spoilt.
    """
    match = re.fullmatch(NUMBERS, descr)
    code = CODES.get(f"{match[2]}{match[3]}") if match else None
    if match is None or code is None:
        letter = descr.lstrip("<>|=")[:1]
        if letter == "O":
            raise Spoilt("it holds objects of Python, whose pickles are not read")
        other = f"numbers of type {quoted(descr)}, not of 8 bytes or fewer"
        return Header(shape, other=OTHERS.get(letter, other))
    order = ">" if match[1] == ">" else "<"
    return Header(shape, int(match[3]), order + code)


def read_numbers(reader: Reader, header: Header) -> Iterator[tuple[float, ...]]:
    """Yield the numbers of an array, many at a time; raises Spoilt."""
    kept, code = b"", header.code
    for piece in reader.rest(prod(header.shape) * header.size):
        kept += piece
        many = len(kept) // header.size
        whole = many * header.size
        yield unpack(f"{code[0]}{many}{code[1]}", kept[:whole])
        kept = kept[whole:]
