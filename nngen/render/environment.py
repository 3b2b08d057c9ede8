"""The Jinja environment: strict, silent tags, and one way out for values."""

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
)
from jinja2.bccache import Bucket

from nngen.render import literals


class OptionalCache(FileSystemBytecodeCache):
    """Compiled templates on disk; a file that cannot be used is as good as none."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket from its file, if that can be read."""
        with suppress(Exception):  # a damaged pickle raises almost anything
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write a bucket to its file, if that can be written."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def make_cache() -> OptionalCache | None:
    """Return a cache in Jinja's own folder, None where there is no safe one.

    What is read there is run as code. Jinja makes the folder for this user alone, and
    raises RuntimeError where it belongs to somebody else or others may write to it.
    """
    try:
        return OptionalCache()
    except (OSError, RuntimeError):
        return None


@cache
def make_environment(folder: Path, templates: tuple[str, ...]) -> Environment:
    """Return the environment of pages whose templates lie in parts of a folder.

    Of two templates of the same name, that of the first part counts.
    """
    places = [folder / part for part in templates]
    environment = Environment(
        loader=FileSystemLoader(places),
        bytecode_cache=make_cache(),  # compiling takes ten times longer than printing
        undefined=StrictUndefined,
        autoescape=True,
        finalize=literals.finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    filters: dict[str, Callable[..., Any]] = {
        "block": literals.block,
        "comment": literals.comment,
        "assigned": literals.assigned,
        "noted": literals.noted,
    }
    environment.filters = filters  # no others: each is a way out for text
    return environment
