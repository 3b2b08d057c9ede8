"""Keys that say the opposite of one here, or that are tables of their own."""

from collections.abc import Iterable, Iterator
from typing import Any

from nngen.finding import Finding
from nngen.model import lines
from nngen.model.leaf import leaf
from nngen.model.model import Field, Model, Tagged
from nngen.model.tables import models, repeated
from nngen.model.types import Kinds
from nngen.words import fold


def turning(key: str, value: Any, absent: Iterable[str], model: type[Model]) -> str:
    """Return what to write for a key that is 1 less an absent one, "" for others."""
    for name in absent:
        field = model.fields[name]
        if is_rest(field, key):
            line = lines.write(field.type, field, (name,), turned(field, key, value))
            return f"it is 1 - {name}: {line} in its place"
    return ""


def turned(field: Field, key: str, value: Any) -> Any:
    """Return what a field's value is where it stands under a key, perhaps 1 less it."""
    share = isinstance(value, int | float) and 0 <= value <= 1
    return round(1 - value, 16) if share and is_rest(field, key) else value


def is_rest(field: Field, key: str) -> bool:
    """Tell whether a key is what others call 1 less a field's value."""
    return fold(key) in map(fold, field.rest)


def sibling(key: str, value: Any, model: Any, root: type[Model]) -> str:
    """Return what to write for a key that is another kind of the array's tables, or "".

    So is dropout no key of a layer, but a layer.
    """
    for name, field in root.fields.items():
        among = models(field.type) if repeated(field.type) else ()
        for other in among if model in among else ():
            if other is not model and fold(key) in map(fold, names_of(other)):
                table = lines.block(f"[[{name}]]", holding(other, value))
                return f"leave it out, and write `{table}` below this one"
    return ""


def names_of(model: type[Tagged]) -> Iterator[str]:
    """Yield what a kind is called, and its one value where that has the kind's name."""
    yield from (model.selector(), *model.aka)
    if name := single(model):
        aka = model.fields[name].aka
        yield from (word for word in aka if word.startswith(model.selector()))


def single(model: type[Tagged]) -> str:
    """Return the only key that a table of a kind must have, "" if it is not one."""
    name, *others = [*list(lines.example(model))[1:], ""]
    return "" if others[1:] else name


def holding(model: type[Tagged], value: Any) -> dict[str, Any]:
    """Return a table of a kind, with a value if that is all that the kind needs."""
    table, name = lines.example(model), single(model)
    if name:
        kind = model.fields[name].type
        bare = isinstance(kind, Kinds) and kind.bare and kind.named(value)
        found = leaf(kind, model.fields[name], value, (name,))
        if bare or not isinstance(found, Finding):
            table[name] = value
    return table
