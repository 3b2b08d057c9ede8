"""What a script needs to check itself: its arrays, a few rows and their targets."""

from collections.abc import Iterable
from dataclasses import dataclass

from nngen.graph.graph import Graph
from nngen.script.code import Code, bracket, fold
from nngen.script.data_records import Data
from nngen.script.parameters import View
from nngen.script.update_records import Update

ROWS = 8
TARGETS = {  # of these rows, by the form of targets
    "classes": "np.arange({rows}) % {size}",
    "one_hot": "np.eye({size}, dtype=theta.dtype)[np.arange({rows}) % {size}]",
    "binary": "np.arange({rows})[:, None] % 2",
    "values": "np.sin(np.arange({rows}))[:, None].astype(theta.dtype)",
}
STREAMS = {"pcg64": "np.random.default_rng", "mt19937": "np.random.RandomState"}
# By type: steps along a line, the error of their differences, the least and the most
# that rounding may do to the loss. In float32 shorter steps would drown in rounding.
BOUNDS = {
    "float32": ("(1e-2, 1e-3, 1e-4)", "2e-2", "2e-6", "2e-4"),
    "float64": ("(1e-5, 1e-7)", "1e-5", "4e-15", "1e-9"),
}


@dataclass(frozen=True, kw_only=True)
class SelfTest:
    """What a script needs to check its gradient and one step."""

    layout: Code
    """By name the parts of theta: start, stop, and how many numbers a sum adds up."""
    numbers: Code
    """How many numbers the rows hold."""
    shape: Code
    """The shape of the rows."""
    targets: Code
    """Their targets."""
    arrays: Code
    """What the test changes."""
    has_masks: bool
    """Whether forward draws from the stream in training."""
    stream: Code
    """What makes a stream."""
    steps: Code
    tolerance: Code
    """The error of a difference, relative to it, that a right gradient may have."""
    least_noise: Code
    """The error of the loss by rounding, relative to it."""
    most_noise: Code
    """The error of a loss that rounding decides, as in a very deep network."""


def make_self_test(
    graph: Graph, data: Data, views: Iterable[View], update: Update
) -> SelfTest | None:
    """Return what a script needs to check itself, None if it does not."""
    if not graph.script.self_test:
        return None
    items = [f'"{v.name}": ({v.start}, {v.stop}, {fan_in(v)})' for v in views]
    size = graph.shapes[graph.nodes[-1].y][-1]
    averages = ["running"] * any(node.running for node in graph.nodes)
    changed = ["theta", "grad", *averages, *update.vectors]
    steps, tolerance, least, most = BOUNDS[graph.numerics.dtype]
    return SelfTest(
        layout=fold("LAYOUT = {", items, "}", 0),
        numbers=Code(ROWS * data.features),
        shape=Code(f"{ROWS}, {data.dims}"),
        targets=Code(TARGETS[graph.targets].format(rows=ROWS, size=size)),
        arrays=bracket(tuple(map(Code, changed))),
        has_masks=any(node.operation.draws for node in graph.nodes),
        stream=Code(STREAMS[graph.numerics.rng]),
        steps=Code(steps),
        tolerance=Code(tolerance),
        least_noise=Code(least),
        most_noise=Code(most),
    )


def fan_in(view: View) -> int:
    """Return how many numbers of an array a sum adds up: the rows of a kernel."""
    return view.shape[0] if len(view.shape) == 2 else 1
