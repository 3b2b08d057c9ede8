"""Compiled templates, kept in __pycache__ beside them as Python keeps its modules."""

import marshal
import sys
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from nngen.files import write_bytes

SEAL = 32  # bytes


class Compiled(BytecodeCache):
    """A file for each template: a seal, then the code.

    The seal is a digest of the code and of all that it was made by and from, so a file
    that is spoilt, or is another version's, is as good as none.
    """

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return where a template lies."""
        return filename or name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with its template's code, if there is any."""
        with suppress(OSError):
            raw = place(bucket).read_bytes()
            if raw[:SEAL] == seal(bucket, raw[SEAL:]):
                bucket.code = marshal.loads(raw[SEAL:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a bucket, where files may be written."""
        if not sys.dont_write_bytecode:
            code = marshal.dumps(bucket.code)
            with suppress(OSError):
                write_bytes(place(bucket), seal(bucket, code) + code, sync=False)


def place(bucket: Bucket) -> Path:
    """Return the file that a bucket is kept in; it has this Python's name."""
    return Path(cache_from_source(bucket.key))


def seal(bucket: Bucket, code: bytes) -> bytes:
    """Return the digest of code and of what it was made by and from."""
    source = f"{bucket.key}\n{bucket.checksum}\n".encode()
    return sha256(compiler() + source + code).digest()


@cache
def compiler() -> bytes:
    """Return what changes with whatever compiles: Python, jinja, and this package.

    jinja runs filters on constants as it compiles.
    """
    folders = Path(str(jinja2.__file__)).parent, Path(__file__).parent
    files = sorted(file for folder in folders for file in folder.glob("*.py"))
    digest = sha256(MAGIC_NUMBER)
    for file in files:
        digest.update(file.read_bytes())
    return digest.digest()
