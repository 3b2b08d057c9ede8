"""Bytes of a file piece by piece, so that no file is too large to be looked at."""

import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO

PIECE = 2**16  # bytes
RAW, GZIP = -15, 31  # what zlib calls data without a header, and that of gzip


START = 4096  # bytes that tell what a file is


class Spoilt(Exception):
    """A file is not what its format asks for; the text says why."""


def pieces(file: BinaryIO, size: int) -> Iterator[bytes]:
    """Yield the next bytes of a file, at most so many; raises OSError."""
    while piece := file.read(min(PIECE, size)):
        size -= len(piece)
        yield piece


def inflated(packed: Iterable[bytes], form: int) -> Iterator[bytes]:
    """Yield what packed data holds; of gzip files there may be several in a row."""
    stream = zlib.decompressobj(form)
    try:
        for piece in packed:
            while piece:
                if stream.eof:
                    stream = zlib.decompressobj(form)
                while found := stream.decompress(piece, PIECE):
                    yield found
                    piece = stream.unconsumed_tail
                piece = stream.unused_data.lstrip(b"\0") if stream.eof else b""
    except zlib.error:
        raise Spoilt("its compressed data is damaged") from None
    if not stream.eof:
        raise Spoilt("it was cut off")


def start_of(file: BinaryIO) -> bytes:
    """Return the first bytes of a file, and go back to them; raises OSError."""
    head = file.read(START)
    file.seek(0)
    return head


def is_npz(head: bytes) -> bool:
    """Tell whether a file starts with an array in an archive."""
    return head[:4] == b"PK\3\4" and b".npy" in head


def is_table(head: bytes) -> bool:
    """Tell whether a file starts as a table of text: a line, and more below it."""
    first, _, more = head.partition(b"\n")
    try:
        line = first.decode("utf-8-sig").strip().replace("\t", " ")
    except UnicodeDecodeError:
        return False
    return bool(line and more) and line.isprintable()


class Reader:
    """Reads a number of bytes from pieces, or all that are left."""

    def __init__(self, source: Iterator[bytes]) -> None:
        self.source = source
        self.kept = b""

    def take(self, size: int) -> bytes:
        """Return the next so many bytes; raises Spoilt where there are fewer."""
        while len(self.kept) < size:
            piece = next(self.source, b"")
            if not piece:
                raise Spoilt("it was cut off")
            self.kept += piece
        found, self.kept = self.kept[:size], self.kept[size:]
        return found

    def rest(self, size: int) -> Iterator[bytes]:
        """Yield what is left, piece by piece; raises Spoilt if it is not of a size."""
        seen = len(self.kept)
        yield self.kept
        for piece in self.source:
            seen += len(piece)
            if seen > size:
                break
            yield piece
        if seen != size:
            more = "more" if seen > size else f"{seen}"
            raise Spoilt(f"it holds {more} bytes behind its header, not {size}")
