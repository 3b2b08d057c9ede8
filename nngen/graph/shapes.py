"""Whether an operation can take the shapes that it reads, and what to write if not."""

from collections.abc import Iterator
from math import prod

from nngen.finding import Finding, Path
from nngen.graph.reserved import DATA, free
from nngen.language.base import Operation, Shape, Unfit
from nngen.language.spec import Spec

Shapes = tuple[Shape, ...]


def fit_shapes(
    spec: Spec, place: int, operation: Operation, shapes: Shapes
) -> tuple[Shapes, list[Finding]]:
    """Return shapes that an operation of a layer can take, and what it cannot.

    They are those that it reads, where these go together; else some that do, so that
    the layers below are judged too.
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
    """Find rows of several dimensions where those of one are needed."""
    names, where = spec.layers[place].inputs, ("layers", place)
    for k, shape in enumerate(shapes):
        if shape[1:]:
            message = f"{operation.type} takes rows of one dimension; "
            message += f"{told(spec, place, k)} has the shape {shape}"
            path: Path = (*where, "inputs", k) if names else where
            yield Finding("NN028", path, message, flatten_line(spec, place, k))


def told(spec: Spec, place: int, k: int) -> str:
    """Return what one of the values that a layer reads is called."""
    above = spec.layers[place - 1].name if place else DATA
    names = spec.layers[place].inputs or ([above] if above else [])
    return f'"{names[k]}"' if names else f"layers[{place - 1}]"


def flatten_line(spec: Spec, place: int, k: int) -> str:
    """Return what to write to have one of a layer's values in one dimension."""
    line = '[[layers]]\ntype = "flatten"'
    names = spec.layers[place].inputs
    if names is None:
        return f"write `{line}` above it"
    name = free("flat", {layer.name for layer in spec.layers if layer.name}, 1)
    line += f'\nname = "{name}"\ninputs = ["{names[k]}"]'
    return f'write `{line}` above it, and `"{name}"` here'


def unfit(spec: Spec, place: int, needs: str, shapes: Shapes) -> Finding:
    """Return the finding for a layer whose inputs have shapes that do not fit."""
    names = spec.layers[place].inputs or ()
    given = [f'"{n}" is {shape}' for n, shape in zip(names, shapes, strict=True)]
    message = f"{needs}; {', '.join(given)}"
    where: Path = ("layers", place, "inputs")
    deep = [k for k, shape in enumerate(shapes) if shape[1:]]
    if deep:
        hint = flatten_line(spec, place, deep[0])
        return Finding("NN028", (*where, deep[0]), message, hint)
    fixed = names.index(DATA) if DATA in names else 0  # the data are as they are
    other = next(i for i, shape in enumerate(shapes) if shape != shapes[fixed])
    (units,) = shapes[fixed]
    hint = f'write `units = {units}` where "{names[other]}" gets its values'
    return Finding("NN028", where, message, hint)
