"""What to say of keys that are unknown or missing."""

from collections.abc import Sequence
from typing import Any

from nngen.finding import Path
from nngen.model import lines
from nngen.model.closed import one_of
from nngen.model.leaf import usable
from nngen.model.model import Field, Model, Tagged
from nngen.model.places import sibling, turning
from nngen.model.say import Said
from nngen.model.tables import Pick, known, likely_name, models, repeated
from nngen.model.types import Array, Kinds, Table, Type
from nngen.words import CLOSE, did_you_mean, near, written

UNWRAP = "unknown key", "write what it holds at the top of the document"


def free(
    model: Any, data: dict[str, Any], key: str, root: type[Model]
) -> dict[str, tuple[str, ...]]:
    """Return the keys that an unknown one may stand for, required ones first.

    They are absent, or headers that may come again; there are none for a key that
    belongs further in.
    """
    if key in model.elsewhere or beneath(key, model, root):
        return {}
    again = isinstance(data[key], list | dict)
    found = {
        name: field
        for name, field in model.fields.items()
        if name not in data or (again and repeated(field.type))
    }
    first = sorted(found, key=lambda name: not found[name].required)
    return {name: found[name].aka + found[name].rest for name in first}


def strange(pick: Pick, data: dict[str, Any]) -> list[str]:
    """Return the keys of a table that are unknown."""
    there = known(pick.model) if pick.sure else known(*pick.among)
    return [key for key in data if key not in there]


def untyped(kind: Kinds, data: dict[str, Any]) -> Said:
    """Speak of a table without a `type`."""
    return "missing key", one_of(kind.names, "type", likely_name(kind, data))


def missing(name: str, field: Field, path: Path) -> Said:
    """Speak of a key that a table must have."""
    what = "table" if not path and models(field.type) else "key"
    return f"missing {what}", lines.write(field.type, field, (*path, name))


def many(number: int) -> Said:
    """Speak of the unknown keys that are too many to tell one by one."""
    return "unknown key", f"so are {number - 1} more below it: leave them out"


def stray(
    key: str,
    value: Any,
    absent: dict[str, tuple[str, ...]],
    pick: Pick,
    root: type[Model],
) -> Said:
    """Speak of an unknown key: what it must mean, or where it belongs."""
    if place := pick.model.elsewhere.get(key):
        return "unknown key", place if isinstance(place, str) else place(value)
    if place := beneath(key, pick.model, root, value):
        return "unknown key", place
    if hint := turning(key, value, absent, pick.model):
        return "unknown key", hint
    if hint := sibling(key, value, pick.model, root):
        return "unknown key", hint
    if question := did_you_mean(key, absent):
        return "unknown key", question
    if others := near(key, known(pick.model)):
        return "unknown key", f'"{others[0]}" stands there already: leave this out'
    if having := [model for model in pick.among if key in model.fields]:
        return "unknown key", f"it is a key of {' and '.join(map(typed, having))}"
    for model in pick.among:
        if found := near(key, known(model), CLOSE):
            return "unknown key", f'did you mean "{found[0]}" of {typed(model)}?'
    if place := home(key, value, root):
        return "unknown key", place
    names = [name for name in pick.model.fields if name != "type"]
    some = f", or write one of {', '.join(names)}" if pick.sure and names else ""
    return "unknown key", f"leave it out{some}"


def typed(model: type[Tagged]) -> str:
    """Return the line that selects a kind, in backticks."""
    return f'`type = "{model.selector()}"`'


def beneath(key: str, model: type[Model], root: type[Model], value: Any = None) -> str:
    """Return what to write for a key of a table in a table, "" where there is none."""
    own = model is not root and key != "type"  # which all kinds have
    fields = model.fields.items() if own else ()
    for name, field in fields:
        for other in models(field.type):
            if key in other.fields and key not in model.fields:
                inner = other.fields[key]
                table = lines.needed(other) | {key: usable(inner, value)}
                whole = [table] if isinstance(field.type, Array) else table
                return f"it belongs in {name}: write `{name} = {written(whole)}`"
    return ""


def home(key: str, value: Any, root: type[Model]) -> str:
    """Return where in a document a key belongs, "" where nowhere."""
    headers = {name: header(name, field.type) for name, field in root.fields.items()}
    if key == "type":  # which a table has where it is of several kinds
        return ""
    if key in headers:
        where = f"as `{headers[key]}`" if headers[key] else "above all tables"
        return f"it belongs at the top, {where}"
    tables = {place: models(root.fields[name].type) for name, place in headers.items()}
    for place, among in tables.items():
        if any(key in model.fields for model in among):
            line = inline(place, key, among) if isinstance(value, dict) else ""
            return f"it belongs in {told(place, key, among)}{line}"
    for place, among in tables.items():
        if found := near(key, known(*among), 1):
            return f'did you mean "{found[0]}" of {told(place, found[0], among)}?'
    return ""


def inline(place: str, key: str, among: Sequence[Any]) -> str:
    """Return what to write for a table that is a value of one of some models."""
    field = next(model.fields[key] for model in among if key in model.fields)
    return (
        f": {lines.write(field.type, field, (place, key))}"
        if models(field.type)
        else ""
    )


def told(place: str, key: str, among: Sequence[Any]) -> str:
    """Return a table's header, and the types of those that have a key."""
    having = [model for model in among if key in model.fields]
    kinds = f" with {' or '.join(map(typed, having))}" if among[len(having) :] else ""
    return f"`{place}`{kinds}"


def header(name: str, kind: Type) -> str:
    """Return the header of a table of the top level, "" for other values."""
    if repeated(kind):
        return f"[[{name}]]"
    return f"[{name}]" if isinstance(kind, Table | Kinds) else ""


def wrapper(model: type[Model], data: dict[str, Any]) -> str:
    """Return the unknown key of a table that holds all that the table should, or ""."""
    needed = {name for name, field in model.fields.items() if field.required}
    if len(needed & data.keys()) > 1:  # with a name that is lent, it may have one
        return ""
    for key, value in data.items():
        inside = isinstance(value, dict) and key not in model.fields
        if inside and len(needed & value.keys()) > 1:
            return key
    return ""
