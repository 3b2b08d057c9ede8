"""The losses that a script's self-test expects, measured when it is built."""

from dataclasses import replace
from math import isclose, isfinite
from pathlib import Path
from typing import Any

from nngen.engines.engines import make_page
from nngen.graph.graph import Graph
from nngen.render.script import render_script
from nngen.script.code import Code

DOUBLE = {"dtype": "float64"}  # its first digits are the same on every machine
LARGEST = 2**24  # numbers in theta: the build of more would need too much memory
CLOSE = 1e-4  # a tenth of what the self-test lets pass


def measure(graph: Graph, folder: Path) -> tuple[Code, Code] | None:
    """Return the losses before and after the first step of a script's self-test.

    They are those of float64, but for the arithmetic of nnfs, which is that of float32
    and gets fewer digits. None without a self-test, if the network is too large, or
    if rounding decides what the losses are.
    """
    if not graph.script.self_test:
        return None
    is_book = graph.numerics.arithmetic == "nnfs"
    own = exact = losses(graph, folder)
    if graph.numerics.dtype == "float32" and not is_book:
        numerics = graph.numerics.model_copy(update=DOUBLE)
        exact = losses(replace(graph, numerics=numerics), folder, singles=True)
    if not exact or not all(map(agree, own, exact)):
        return None
    before, after = (Code(f"{loss:.{5 if is_book else 6}g}") for loss in exact)
    return before, after


def agree(loss: float, exact: float) -> bool:
    """Return whether a loss is what it is in float64."""
    return isfinite(exact) and isclose(loss, exact, rel_tol=CLOSE)


def losses(graph: Graph, folder: Path, singles: bool = False) -> tuple[float, ...]:
    """Return these losses as the script of a graph has them, none if it is too large.

    With `singles`, its masks are those that the same script in float32 would draw.
    """
    page = make_page(graph, folder)
    if page.script.size > LARGEST:
        return ()
    import numpy as np  # no other script needs it to be built

    script: dict[str, Any] = {"__name__": graph.name, "__file__": graph.name}
    exec(compile(render_script(page), graph.name, "exec"), script)  # it only defines
    if singles:
        script["forward"] = with_singles(script)
    with np.errstate(all="ignore"):
        found: tuple[float, ...] = script["first_step"]()[-1]
    return found


def with_singles(script: dict[str, Any]) -> Any:
    """Return the function forward of a script, but with the masks of float32."""
    import numpy as np

    class Singles(np.random.Generator):
        """A stream of float32, whatever type is asked for."""

        def random(self, size: Any, dtype: Any) -> Any:  # type: ignore[override]
            """Return numbers from 0 to 1."""
            return super().random(size, np.float32)

    forward = script["forward"]

    def masked(x: Any, **training: bool) -> Any:
        if isinstance(stream := script.get("rng"), np.random.Generator):
            script["rng"] = Singles(stream.bit_generator)
        return forward(x, **training)

    return masked
