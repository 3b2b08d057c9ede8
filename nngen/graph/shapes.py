"""Checks that an operation can take the shapes of its inputs."""

from nngen.edits import Hint, pair, value
from nngen.finding import Finding, Path
from nngen.graph.free import free
from nngen.graph.links import DATA
from nngen.hints.samples import flatten_layer
from nngen.language.layers import Layer
from nngen.language.operations import Operation, Shape, Unfit
from nngen.language.spec import Spec

Shapes = tuple[Shape, ...]


def fit_shapes(
    spec: Spec, place: int, operation: Operation, shapes: Shapes
) -> tuple[Shapes, list[Finding]]:
    """Return shapes that an operation can take, and findings about its inputs.

    The shapes are those of its inputs if they fit each other, else others that do, so
    that the layers below are checked too.
    """
    try:
        operation.output(*shapes)
    except Unfit as error:
        found = unfit(spec, place, str(error), shapes)
        return (shapes[0],) * len(shapes), [found]
    return shapes, []


def flatten_hint(layers: tuple[Layer, ...], place: int, k: int) -> Hint:
    """Return the hint that flattens one of a layer's inputs."""
    names = layers[place].inputs
    if names is None:
        return "write " + flatten_layer() + " above it"
    name = free("flat", {layer.name for layer in layers if layer.name}, first=1)
    layer = flatten_layer(name=name, inputs=[names[k]])
    return "write " + layer + " above it, and " + value(name) + " here"


def unfit(spec: Spec, place: int, needs: str, shapes: Shapes) -> Finding:
    """Return the finding for a layer whose inputs have shapes that do not fit."""
    names = spec.layers[place].inputs or ()
    given = [f'"{n}" is {shape}' for n, shape in zip(names, shapes, strict=True)]
    message = f"{needs}; {', '.join(given)}"
    where: Path = ("layers", place, "inputs")
    if len({shape[:-1] for shape in shapes}) > 1:
        deepest = max(range(len(shapes)), key=lambda k: len(shapes[k]))
        hint = flatten_hint(spec.layers, place, deepest)
        return Finding("NN028", (*where, deepest), message, hint)
    fixed = (
        names.index(DATA) if DATA in names else 0
    )  # a spec cannot change the shape of the data
    other = next(i for i, shape in enumerate(shapes) if shape != shapes[fixed])
    units = pair("units", shapes[fixed][-1])
    hint = "write " + units + f' where "{names[other]}" gets its values'
    return Finding("NN028", where, message, hint)
