"""Who reads whom: from the names in `inputs` to the places of layers."""

from collections.abc import Iterator

from nngen.finding import Finding, Path
from nngen.graph.reserved import DATA
from nngen.spec import Spec
from nngen.words import did_you_mean, listing, quoted

FROM_DATA = -1  # the place of the data, above the first layer


def link_layers(spec: Spec) -> tuple[tuple[int, ...], ...]:
    """Return the places of the layers that each layer reads, in its order.

    A spec must have passed `check_links`.
    """
    places = {DATA: FROM_DATA} | name_places(spec)
    return tuple(
        (
            (i - 1,)
            if layer.inputs is None
            else tuple(places[name] for name in layer.inputs)
        )
        for i, layer in enumerate(spec.layers)
    )


def name_places(spec: Spec) -> dict[str, int]:
    """Return the place of each named layer; of two with one name, the first's."""
    named = [(layer.name, i) for i, layer in enumerate(spec.layers) if layer.name]
    places: dict[str, int] = {}
    for name, i in named:
        places.setdefault(name, i)
    return places


def check_links(spec: Spec) -> list[Finding]:
    """Return what is wrong with the names of layers and with what they read."""
    places = name_places(spec)
    found: list[Finding] = []
    for i, layer in enumerate(spec.layers):
        if layer.name and places[layer.name] != i:
            message = f'layers[{places[layer.name]}] is called "{layer.name}" already'
            hint = f'write `name = "{layer.name[:22]}_2"`'
            found.append(Finding("NN027", ("layers", i, "name"), message, hint))
        found += check_inputs(spec, i, places)
    return found or list(check_reach(spec))


def check_inputs(spec: Spec, place: int, places: dict[str, int]) -> Iterator[Finding]:
    """Find names in a layer's `inputs` that it cannot read, and too many or few."""
    layer = spec.layers[place]
    where: Path = ("layers", place, "inputs")
    inputs = layer.inputs or ()
    for k, name in enumerate(inputs):
        if name in inputs[:k]:
            message = f"{quoted(name)} stands in the list already"
            yield Finding("NN027", (*where, k), message, "leave it out")
        elif name != DATA and places.get(name, place) >= place:
            yield misread(spec, place, k, places)
    if len(set(inputs)) < len(inputs):
        return
    number = 1 if layer.inputs is None else len(inputs)
    if layer.joins and number < 2:
        missing = layer.inputs is None
        what = (
            "joins two values or more, and has no inputs"
            if missing
            else (f"joins two values or more, not {number}")
        )
        where = where[:2] if missing else where
        hint = suggest(spec, place)
        yield Finding("NN027", where, f"{layer.type} {what}", hint)
    elif not layer.joins and number != 1:
        message = f"{layer.type} reads one value, not {number}"
        hint = "leave inputs out, and it reads the layer above"
        if number:
            hint = 'join them in a layer above, and write `inputs = ["joined"]`'
        yield Finding("NN027", where, message, hint)


def misread(spec: Spec, place: int, k: int, places: dict[str, int]) -> Finding:
    """Return the finding for a name that no layer above has."""
    name = (spec.layers[place].inputs or ())[k]
    where = ("layers", place, "inputs", k)
    if name not in places:
        known = [DATA, *(n for n, other in places.items() if other < place)]
        hint = did_you_mean(name, known)
        if not hint:
            hint = f"write one of {listing(known)}, or " if known[1:] else ""
            hint += f"give a layer above that name, `name = {quoted(name)}`"
        return Finding("NN027", where, f"no layer above is called {quoted(name)}", hint)
    if places[name] == place or place in above(spec, places[name], places):
        message = f'"{name}" reads this layer itself: a cycle'
        if places[name] == place:
            message = "a layer cannot read itself"
        return Finding("NN027", where, message, "name a layer above this one")
    message = f'"{name}" comes further down'
    hint = "move its `[[layers]]` table above this one"
    return Finding("NN027", where, message, hint)


def above(spec: Spec, place: int, places: dict[str, int]) -> set[int]:
    """Return the layers that a layer depends on, whether they stand above it or not."""
    found: set[int] = set()
    todo = [place]
    while todo:
        at = todo.pop()
        inputs = spec.layers[at].inputs
        read = [at - 1] if inputs is None else [places.get(n, -1) for n in inputs]
        new = {other for other in read if other >= 0} - found
        found |= new
        todo += new
    return found


def check_reach(spec: Spec) -> Iterator[Finding]:
    """Find layers that the last one does not depend on."""
    places = name_places(spec)
    last = len(spec.layers) - 1
    reached = above(spec, last, places) | {last}
    for i, layer in enumerate(spec.layers):
        if i not in reached:
            what = f'"{layer.name}"' if layer.name else "this layer"
            message = f"the last layer does not depend on {what}"
            hint = f"write {what} into the inputs of a layer below, or leave it out"
            if not layer.name:
                hint = 'write `name = "side"`, and "side" into the inputs of a layer '
                hint += "below, or leave it out"
            yield Finding("NN027", ("layers", i), message, hint)


def suggest(spec: Spec, place: int) -> str:
    """Return what to write where a join has no two values to read."""
    named = [f'"{layer.name}"' for layer in spec.layers[:place] if layer.name]
    two = [f'"{DATA}"', *named][-2:]
    if not two[1:]:
        return (
            'write `name = "left"` in a layer above, `inputs = ["input", "left"]` here'
        )
    return f"write `inputs = [{', '.join(two)}]`"
