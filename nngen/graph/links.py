"""Which layers each layer reads: from the names in `inputs` to indices of layers."""

import re
from collections.abc import Iterator
from itertools import islice

from nngen.edits import Hint, pair
from nngen.finding import MOST, Finding, Path
from nngen.graph.free import Clash, free
from nngen.hints.near import did_you_mean
from nngen.language.spec import Spec
from nngen.words import listing, quoted

DATA = "input"  # what `inputs` calls the data
FROM_DATA = -1  # the place of the data, above the first layer
LOOKS = 10_000  # names to compare with unknown ones, over a whole spec
NAME = re.compile("[a-z][a-z0-9_]{,23}")


def link_layers(spec: Spec) -> tuple[tuple[int, ...], ...]:
    """Return the indices of the layers that each layer reads, in the order of `inputs`.

    The spec must have passed `check_links`.
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
    """Return the index of each named layer; of two with the same name, the first's."""
    named = [(layer.name, i) for i, layer in enumerate(spec.layers) if layer.name]
    places: dict[str, int] = {}
    for name, i in named:
        places.setdefault(name, i)
    return places


def check_links(spec: Spec, clash: Clash) -> list[Finding]:
    """Return the findings about names of layers and about `inputs`.

    No more than MOST + 1: enough to know that there are more than MOST. `clash` says
    which names no layer can have: there is another finding about these.
    """
    checked = islice(Links(spec, clash).check(), MOST + 1)
    return list(checked) or list(islice(check_reach(spec, clash), MOST + 1))


class Links:
    """A pass over the layers of a spec that keeps the names above the current one."""

    def __init__(self, spec: Spec, clash: Clash) -> None:
        self.spec = spec
        self.clash = clash
        self.places = name_places(spec)
        self.taken = set(self.places)
        self.above = [DATA]
        self.lookups = min(20, 1 + LOOKS // len(spec.layers))

    def check(self) -> Iterator[Finding]:
        """Find names that are used twice, and `inputs` that are wrong."""
        for i, layer in enumerate(self.spec.layers):
            name = layer.name
            first = self.places[name] if name else i
            if name and first != i and not self.clash(name, self.taken):
                message = f'layers[{first}] is called "{name}" already'
                hint = "write " + pair("name", free(name, self.taken, self.clash))
                yield Finding("NN027", ("layers", i, "name"), message, hint)
            yield from self.check_inputs(i)
            if name and first == i:
                self.above.append(name)

    def check_inputs(self, place: int) -> Iterator[Finding]:
        """Find wrong names in a layer's `inputs`, or a wrong number of them."""
        layer = self.spec.layers[place]
        where: Path = ("layers", place, "inputs")
        inputs = layer.inputs or ()
        seen: set[str] = set()
        for k, name in enumerate(inputs):
            if name in seen:
                message = f"{quoted(name)} stands in the list already"
                yield Finding("NN027", (*where, k), message, "leave it out")
            elif name != DATA and self.places.get(name, place) >= place:
                yield Finding("NN027", (*where, k), *self.misread(place, name))
            seen.add(name)
        number = 1 if layer.inputs is None else len(inputs)
        right = number > 1 if layer.joins else number == 1
        if right or len(seen) < len(inputs):
            return
        message = f"{layer.type} reads one value, not {number}"
        hint: Hint | str = "leave inputs out, and it reads the layer above"
        if number:
            hint = "join them in a layer above, and write "
            hint += pair("inputs", ["joined"])
        if layer.joins:
            missing = layer.inputs is None
            where = where[:2] if missing else where
            what = ", and has no inputs" if missing else f", not {number}"
            message = f"{layer.type} joins two values or more{what}"
            hint = self.two_inputs(place)
        yield Finding("NN027", where, message, hint)

    def misread(self, place: int, name: str) -> tuple[str, Hint | str]:
        """Return message and hint for a name that no layer above has.

        Checks that go through all layers are made for the first such names only.
        """
        self.lookups -= 1
        if name not in self.places:
            message = f"no layer above is called {quoted(name)}"
            return message, self.unknown(place, name)
        first = self.places[name]
        if first == place:
            return "a layer cannot read itself", "name a layer above this one"
        if self.lookups >= 0 and place in above(self.spec, first, self.places):
            message = f'"{name}" reads this layer itself: a cycle'
            return message, "name a layer above this one"
        hint = "move it above this one"
        return f'"{name}" comes further down', hint

    def unknown(self, place: int, name: str) -> Hint | str:
        """Return the hint for a name that no layer has."""
        known: list[str] = []
        if self.lookups >= 0:
            read = set(self.spec.layers[place].inputs or ())
            known = [other for other in self.above if other not in read]
            if question := did_you_mean(name, known):
                return question
        if not place and not self.spec.layers[place].joins:
            return "leave inputs out, and it reads the data"
        if not NAME.fullmatch(name) or self.clash(name, self.taken):
            name = free("side", self.taken, self.clash, first=1)
            other = (
                "write " + pair("name", name) + f' in a layer above, and "{name}" here'
            )
        elif len(self.above) <= place:  # one at least has no name
            other = "give a layer above that name, " + pair("name", name)
        else:
            other = "put a layer above that has that name, " + pair("name", name)
        one = "one of " if known[1:] else ""
        return f"write {one}{listing(known)}, or " + other if known else other

    def two_inputs(self, place: int) -> Hint | str:
        """Return the hint for a join that does not read two values."""
        if not place:
            return "move it below the layers that it joins"
        if self.above[1:]:
            return "write " + pair("inputs", self.above[-2:])
        inputs = pair("inputs", [DATA, "left"])
        return (
            "write " + pair("name", "left") + " in a layer above, " + inputs + " here"
        )


def above(spec: Spec, place: int, places: dict[str, int]) -> set[int]:
    """Return the layers that a layer depends on, above it or not."""
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


def check_reach(spec: Spec, clash: Clash) -> Iterator[Finding]:
    """Find layers that the last one does not depend on."""
    places, last = name_places(spec), len(spec.layers) - 1
    taken = set(places)
    reached = above(spec, last, places) | {last}
    for i, layer in enumerate(spec.layers):
        if i not in reached:
            what = f'"{layer.name}"' if layer.name else "this layer"
            message = f"the last layer does not depend on {what}"
            name = layer.name or free("side", taken, clash, first=1)
            hint: Hint | str = (
                f'"{name}" into the inputs of a layer below, or leave it out'
            )
            hint = (
                "write " + hint
                if layer.name
                else "write " + pair("name", name) + ", and " + hint
            )
            yield Finding("NN027", ("layers", i), message, hint)
