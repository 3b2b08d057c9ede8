"""Files of data: opened and read piece by piece, or a finding that says why not."""

import os
import stat
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from nngen.edits import Hint, pair
from nngen.finding import DAMAGED, Finding, Rejected
from nngen.hints.near import did_you_mean
from nngen.words import printable

PIECE = 2**16  # bytes read at a time, so that no file is too large
START = 4096  # bytes that show what a file is
GZIP = 31  # zlib's wbits for gzip
LATER = "put it there, as seen from the spec's folder, or state {} "
LATER += "and let it come later"


class DamagedFile(Exception):
    """A file is not what its format requires; the text says why."""


def open_file(
    folder: Path, name: str, key: str, like: str, to_state: str
) -> BinaryIO | None:
    """Return the file that a key names, opened to read bytes.

    `like` is an example of a path. `to_state` is what the spec would have to state for
    a file that comes later; "" if it does, and then the file may be missing: None.
    Raises Rejected.
    """
    label, readable = printable(name), readable_path(key, like)
    try:
        file = folder / name
        if not stat.S_ISREG(file.stat().st_mode):
            message = f"{label} is not a regular file"
            raise Rejected(unreadable(key, message, readable))
        return file.open("rb")
    except FileNotFoundError:
        if not to_state:
            return None
        hint = similar_path(folder, name, key) or LATER.format(to_state)
        found = unreadable(key, f"there is no file {label}", hint)
        raise Rejected(found) from None
    except OSError as error:
        raise Rejected(read_error(label, key, like, error)) from None
    except ValueError:  # a NUL, half of a surrogate pair
        message = "a path cannot hold such characters"
        raise Rejected(unreadable(key, message, readable)) from None


def readable_path(key: str, like: str) -> Hint:
    """Return the hint to write another path."""
    return "write the path of a file that can be read, as " + pair(key, like)


def read_error(label: str, key: str, like: str, error: OSError) -> Finding:
    """Return the finding of a file that the system fails to read."""
    message = f"{label} cannot be read: {error.strerror or error}"
    return unreadable(key, message, readable_path(key, like))


def unreadable(key: str, message: str, hint: str | Hint) -> Finding:
    """Return the finding of a file that cannot be opened or read."""
    return Finding("NN031", (key,), message, hint)


def damage(key: str, label: str, why: str) -> Finding:
    """Return the finding of a damaged file, or of a damaged array in it."""
    hint = "get the file again, or save it anew"
    return Finding(DAMAGED, (key,), f"{label}: {why}", hint)


def similar_path(folder: Path, name: str, key: str) -> str | Hint:
    """Return a hint to the same file in another folder, or one with a similar name."""
    slashed = name.replace("\\", "/")
    plain = Path(slashed).name
    try:
        candidates = [folder / slashed, Path(slashed), folder / plain]
        candidates += [entry / plain for entry in folder.iterdir() if entry.is_dir()]
        for candidate in candidates:
            if candidate.is_file():
                path = Path(os.path.relpath(candidate, folder)).as_posix()
                return "it is seen from the spec's folder: write " + pair(key, path)
        parent = Path(slashed).parent
        siblings = [
            (parent / entry.name).as_posix() for entry in (folder / parent).iterdir()
        ]
    except (OSError, ValueError):
        return ""
    return did_you_mean(name, siblings[:1000])


def start_of(file: BinaryIO) -> bytes:
    """Return the first bytes of a file, and go back to them; raises OSError."""
    head = file.read(START)
    file.seek(0)
    return head


def is_npz(head: bytes) -> bool:
    """Return whether a file starts with an array in an archive."""
    return head[:4] == b"PK\3\4" and b".npy" in head


def is_table(head: bytes) -> bool:
    """Return whether a file starts as a table of text: a line, and more below it."""
    first, _, more = head.partition(b"\n")
    try:
        line = first.decode("utf-8-sig").strip().replace("\t", " ")
    except UnicodeDecodeError:
        return False
    return bool(line and more) and line.isprintable()


class Readable(Protocol):
    """Whatever bytes can be read from."""

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes."""


def pieces(file: Readable) -> Iterator[bytes]:
    """Yield the rest of a file piece by piece; raises OSError."""
    while piece := file.read(PIECE):
        yield piece


def gunzipped(packed: Iterable[bytes]) -> Iterator[bytes]:
    """Yield what gzipped data holds; several gzip files may follow each other."""
    stream = zlib.decompressobj(GZIP)
    try:
        for piece in packed:
            while piece:
                if stream.eof:
                    stream = zlib.decompressobj(GZIP)
                while found := stream.decompress(piece, PIECE):
                    yield found
                    piece = stream.unconsumed_tail
                piece = stream.unused_data.lstrip(b"\0") if stream.eof else b""
    except zlib.error:
        raise DamagedFile("its compressed data is damaged") from None
    if not stream.eof:
        raise DamagedFile("it was cut off")


class ByteReader:
    """Reads a number of bytes from pieces, or all that are left."""

    def __init__(self, source: Iterator[bytes]) -> None:
        self.source = source
        self.kept = b""

    def take(self, size: int) -> bytes:
        """Return the next `size` bytes; raises DamagedFile if there are fewer."""
        while len(self.kept) < size:
            piece = next(self.source, b"")
            if not piece:
                raise DamagedFile("it was cut off")
            self.kept += piece
        found, self.kept = self.kept[:size], self.kept[size:]
        return found

    def rest(self, size: int) -> Iterator[bytes]:
        """Yield what is left piece by piece; raises DamagedFile unless of this size."""
        seen = len(self.kept)
        yield self.kept
        for piece in self.source:
            seen += len(piece)
            if seen > size:
                break
            yield piece
        if seen != size:
            more = "more" if seen > size else f"{seen}"
            raise DamagedFile(f"it holds {more} bytes behind its header, not {size}")
