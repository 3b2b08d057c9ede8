"""What to say of keys that are unknown or missing, and of tables no `type` selects."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from nngen.finding import Path
from nngen.model import lines, say
from nngen.model.model import Field, Model, Tagged
from nngen.model.types import Array, Kinds, Table, Type
from nngen.words import did_you_mean, near


class Pick(NamedTuple):
    """What a table is read as: a model, the kinds that it is one of.

    Where that is not sure, keys of the other kinds pass, and none is missing.
    """

    model: Any
    among: tuple[Any, ...] = ()
    sure: bool = True


def tag(kind: Kinds, data: dict[str, Any]) -> str:
    """Return the key that selects a table's kind, misspelt or not, "" if none does.

    Where there is no `type`, it is one that is nearly called so, or that has a kind's
    name as its value.
    """
    if "type" in data:
        return "type"
    known = {key for model in kind.models for key in model.fields}
    strange = {k: v for k, v in data.items() if k not in known}
    alike = [k for k in strange if near(k, ["type"], close=True)]
    alike += [k for k, v in strange.items() if named(kind, v)]
    return next(iter(alike), "")


def named(kind: Kinds, name: Any) -> list[str]:
    """Return the kinds that a name must mean."""
    text = say.plain_word(name) if isinstance(name, str) else ""
    return near(text, kind.names, close=True)


def guess(kind: Kinds, data: dict[str, Any], name: Any) -> Pick:
    """Return the kind that a table is of, or must be.

    That is sure where its name is a kind's, or nearly; else the one kind with the most
    keys in common is but likely.
    """
    if found := named(kind, name):
        alike = [model for model in kind.models if model.selector() in found]
        return Pick(kind.named(name) or likeliest(alike, data)[0], kind.models)
    return Pick(likely(kind, data), kind.models, sure=False)


def likely(kind: Kinds, data: dict[str, Any]) -> Any:
    """Return the one kind with the most keys of a table, None where it is not one."""
    first, *others = likeliest(kind.models, data)
    clear = not kind.models[1:] or data.keys() & (first.fields.keys() - {"type"})
    return first if clear and not others else None


def likeliest(models: Sequence[Any], data: dict[str, Any]) -> list[Any]:
    """Return the models that have the most keys of a table."""
    common = [len(data.keys() & model.fields.keys()) for model in models]
    return [m for m, n in zip(models, common, strict=True) if n == max(common)]


def free(model: Any, data: dict[str, Any], key: str) -> dict[str, tuple[str, ...]]:
    """Return the keys that an unknown one may stand for, required ones first.

    They are absent, or headers that may come again.
    """
    again = isinstance(data[key], list | dict)
    found = {
        name: field
        for name, field in model.fields.items()
        if name not in data or (again and repeated(field.type))
    }
    first = sorted(found, key=lambda name: not found[name].required)
    return {name: found[name].aka for name in first}


def known(*models: Any) -> dict[str, tuple[str, ...]]:
    """Return the keys of models, and what other libraries call them."""
    return {name: f.aka for model in models for name, f in model.fields.items()}


def repeated(kind: Type) -> bool:
    """Tell whether values are arrays of tables, each with a header of its own."""
    match kind:
        case Array(item=Table()) | Array(item=Kinds(bare=False)):
            return True
    return False


def strange(pick: Pick, data: dict[str, Any]) -> list[str]:
    """Return the keys of a table that are unknown."""
    models = (pick.model,) if pick.sure else pick.among
    known = {key for model in models for key in model.fields}
    return [key for key in data if key not in known]


def untyped(kind: Kinds, data: dict[str, Any]) -> say.Said:
    """Speak of a table without a `type`."""
    return "missing key", say.one_of(kind.names, "type", likely_name(kind, data))


def likely_name(kind: Kinds, data: dict[str, Any]) -> str:
    """Return the `type` that a table must mean, "" where that is not clear."""
    model = likely(kind, data)
    return str(model.selector()) if model else ""


def missing(name: str, field: Field, path: Path) -> say.Said:
    """Speak of a key that a table must have."""
    what = "table" if not path and models(field.type) else "key"
    return f"missing {what}", lines.write(field.type, field, (*path, name))


def many(number: int) -> say.Said:
    """Speak of the unknown keys that are too many to tell one by one."""
    return "unknown key", f"so are {number - 1} more below it: leave them out"


def stray(
    key: str, absent: dict[str, tuple[str, ...]], pick: Pick, root: type[Model]
) -> say.Said:
    """Speak of an unknown key: what it must mean, or where it belongs."""
    if question := did_you_mean(key, absent):
        return "unknown key", question
    if others := near(key, known(pick.model)):
        return "unknown key", f'"{others[0]}" stands there already: leave this out'
    if having := [model for model in pick.among if key in model.fields]:
        return "unknown key", f"it is a key of {' and '.join(map(typed, having))}"
    for model in pick.among:
        if found := near(key, known(model), close=True):
            return "unknown key", f'did you mean "{found[0]}" of {typed(model)}?'
    if place := home(key, root):
        return "unknown key", place
    names = [name for name in pick.model.fields if name != "type"]
    some = f", or write one of {', '.join(names)}" if pick.sure and names else ""
    return "unknown key", f"leave it out{some}"


def typed(model: type[Tagged]) -> str:
    """Return the line that selects a kind, in backticks."""
    return f'`type = "{model.selector()}"`'


def home(key: str, root: type[Model]) -> str:
    """Return where in a document a key belongs, "" where nowhere."""
    headers = {name: header(name, field.type) for name, field in root.fields.items()}
    if key in headers:
        where = f"as `{headers[key]}`" if headers[key] else "above all tables"
        return f"it belongs at the top, {where}"
    tables = {place: models(root.fields[name].type) for name, place in headers.items()}
    for place, among in tables.items():
        if any(key in model.fields for model in among):
            return f"it belongs in {told(place, key, among)}"
    for place, among in tables.items():
        if found := near(key, known(*among), close=True):
            return f'did you mean "{found[0]}" of {told(place, found[0], among)}?'
    return ""


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


def models(kind: Type) -> tuple[Any, ...]:
    """Return the models of the tables that a value of some type may be."""
    match kind:
        case Kinds(models=found):
            return found
        case Table(model=model):
            return (model,)
        case Array(item=item):
            return models(item)
    return ()
