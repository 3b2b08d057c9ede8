"""Load a script's source as a module, and watch what the import does."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias
from unittest.mock import patch

import numpy as np

# Where scripts are loaded as if they stood there: paths of data are seen from it
HOME = Path(__file__).resolve().parents[2] / "generated" / "script.py"

Script: TypeAlias = Any  # a module: its names are those of the script's contract


def load_script(source: str) -> ModuleType:
    """Execute source in a fresh module that is not __main__."""
    module = ModuleType("__script__")
    module.__dict__["__source__"] = source
    module.__dict__["__file__"] = str(HOME)
    code = compile(source, "__script__", "exec")
    exec(code, module.__dict__)
    return module


def doubled(source: str) -> str:
    """Return the source with float64 in the place of float32."""
    return source.replace("np.float32", "np.float64").replace(
        'array("f")', 'array("d")'
    )


def source_of(script: Script) -> str:
    """Return what a script was loaded from."""
    return getattr(script, "__source__", None) or Path(script.__file__).read_text()


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
