"""Where the arrays of a network lie, which values its layers read, how it stands."""

from typing import Any, NamedTuple

from .autodiff import Array
from .records import Choice, Options

Running = list[dict[str, Array]]  # by layer, what training collects


class Parameter(NamedTuple):
    """Place an array of a layer in theta; a bias has the fans of its kernel."""

    layer: int
    part: slice
    shape: tuple[int, ...]
    initializer: Choice
    fans: tuple[int, int]
    factors: Options

    @property
    def label(self) -> str:
        """Return the array's name in a message."""
        return f"layer {self.layer + 1}, array {self.shape}"


class Moment(NamedTuple):
    """Hold a network before a step, and what that step's forward gives in training."""

    theta: Array
    running: Running
    output: Array


def places_of_inputs(layers: list[dict[str, Any]]) -> list[tuple[int, ...]]:
    """Return for each layer the values it reads: 0 the data, i + 1 layer i's."""
    known, reads = {"input": 0}, []
    for index, layer in enumerate(layers):
        own = (
            (known[name] for name in layer["inputs"]) if "inputs" in layer else [index]
        )
        reads.append(tuple(own))
        if "name" in layer:
            known[layer["name"]] = index + 1
    return reads
