"""Load a script's source as a module, and watch what the import does."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from inspect import signature
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias, cast
from unittest.mock import patch

import numpy as np

from .autodiff import Array

# Where a script that reads a file would lie, if it were written
PLACE = Path(__file__).parents[2] / "generated" / "script.py"

Script: TypeAlias = Any  # a module: its names are those of the script's contract


def load_script(source: str) -> ModuleType:
    """Execute source in a fresh module that is not __main__."""
    module = ModuleType("__script__")
    module.__dict__.update(__source__=source, __file__=str(PLACE))
    code = compile(source, "__script__", "exec")
    exec(code, module.__dict__)
    return module


def doubled(source: str) -> str:
    """Return the source with float64 in the place of float32."""
    wide = source.replace("np.float32", "np.float64")
    return wide.replace('array("f")', 'array("d")')  # what a table is read into


def source_of(script: Script) -> str:
    """Return what a script was loaded from."""
    return getattr(script, "__source__", None) or Path(script.__file__).read_text()


@contextmanager
def unread() -> Iterator[None]:
    """Refuse to open a file within."""
    closed = AssertionError("a file is opened")
    with (
        patch("builtins.open", side_effect=closed),
        patch("io.open", side_effect=closed),
    ):
        yield


@contextmanager
def undrawn() -> Iterator[None]:
    """Assert that no random stream made within, nor NumPy's own, is drawn from."""
    made: list[tuple[Any, str]] = []

    def watched(make: Callable[..., Any]) -> Callable[..., Any]:
        def watch(*args: Any) -> Any:
            made.append((stream := make(*args), state(stream)))
            return stream

        return watch

    own, streams = state(np.random), np.random
    with (
        patch.object(streams, "default_rng", watched(streams.default_rng)),
        patch.object(streams, "RandomState", watched(streams.RandomState)),
    ):
        yield
    assert own == state(np.random), "NumPy's own stream was drawn from"
    assert all(born == state(s) for s, born in made), "a stream was drawn from"


def state(stream: Any) -> str:
    """Return the state of a Generator, a RandomState, or numpy.random."""
    if isinstance(stream, np.random.Generator):
        return repr(stream.bit_generator.state)
    return repr([np.asarray(part).tolist() for part in stream.get_state()])


def train_forward(script: Script) -> Callable[[Array], Array]:
    """Return forward as training calls it."""
    if "training" not in signature(script.forward).parameters:
        return cast(Callable[[Array], Array], script.forward)
    return lambda x: cast(Array, script.forward(x, training=True))


def steady_forward(script: Script) -> Callable[[Array], Array]:
    """Return forward as training calls it, drawing the same at each call."""
    forward, stream = train_forward(script), getattr(script, "rng", None)
    if stream is None or forward is script.forward:
        return forward
    kept = deepcopy(stream)

    def again(x: Array) -> Array:
        script.rng = deepcopy(kept)
        return forward(x)

    return again
