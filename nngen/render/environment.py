"""The Jinja environment: strict, silent tags, and one way out for values."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from nngen.render import literals
from nngen.render.bytecode import Compiled


@cache  # compiling templates takes ten times longer than printing with them
def make_environment(folder: Path, arithmetic: str) -> Environment:
    """Return the environment of the NumPy page.

    Templates of the notebook's arithmetic stand before native ones of the same name.
    """
    places = [folder / "numpy" / arithmetic, folder / "numpy"]
    environment = Environment(
        loader=FileSystemLoader(places),
        bytecode_cache=Compiled(),
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
