"""Checks that an operation can take the shapes of its inputs."""

from collections.abc import Iterator
from math import prod

from nngen.edits import Hint, pair, value
from nngen.finding import Finding, Path
from nngen.graph.reserved import DATA, free
from nngen.hints.samples import flatten_layer
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
    found: list[Finding] = []
    if not operation.any_shape:
        found += find_deep(spec, place, operation, shapes)
        shapes = tuple((prod(shape),) for shape in shapes)
    try:
        operation.output(*shapes)
    except Unfit as error:
        found.append(unfit(spec, place, str(error), shapes))
        shapes = (shapes[0],) * len(shapes)
    return shapes, found


def find_deep(
    spec: Spec, place: int, operation: Operation, shapes: Shapes
) -> Iterator[Finding]:
    """Find inputs whose rows have several dimensions where one is needed."""
    names, where = spec.layers[place].inputs, ("layers", place)
    for k, shape in enumerate(shapes):
        if shape[1:]:
            message = f"{operation.type} takes rows of one dimension; "
            message += f"{name_of(spec, place, k)} has the shape {shape}"
            path: Path = (*where, "inputs", k) if names else where
            yield Finding("NN028", path, message, flatten_hint(spec, place, k))


def name_of(spec: Spec, place: int, k: int) -> str:
    """Return the name of one of a layer's inputs, for a message."""
    above = spec.layers[place - 1].name if place else DATA
    names = spec.layers[place].inputs or ([above] if above else [])
    return f'"{names[k]}"' if names else f"layers[{place - 1}]"


def flatten_hint(spec: Spec, place: int, k: int) -> Hint:
    """Return the hint that flattens one of a layer's inputs."""
    names = spec.layers[place].inputs
    if names is None:
        return "write " + flatten_layer() + " above it"
    name = free("flat", {layer.name for layer in spec.layers if layer.name}, 1)
    layer = flatten_layer(name=name, inputs=[names[k]])
    return "write " + layer + " above it, and " + value(name) + " here"


def unfit(spec: Spec, place: int, needs: str, shapes: Shapes) -> Finding:
    """Return the finding for a layer whose inputs have shapes that do not fit."""
    names = spec.layers[place].inputs or ()
    given = [f'"{n}" is {shape}' for n, shape in zip(names, shapes, strict=True)]
    message = f"{needs}; {', '.join(given)}"
    where: Path = ("layers", place, "inputs")
    deep = [k for k, shape in enumerate(shapes) if shape[1:]]
    if deep:
        hint = flatten_hint(spec, place, deep[0])
        return Finding("NN028", (*where, deep[0]), message, hint)
    fixed = (
        names.index(DATA) if DATA in names else 0
    )  # a spec cannot change the shape of the data
    other = next(i for i, shape in enumerate(shapes) if shape != shapes[fixed])
    (units,) = shapes[fixed]
    hint = "write " + pair("units", units) + f' where "{names[other]}" gets its values'
    return Finding("NN028", where, message, hint)
