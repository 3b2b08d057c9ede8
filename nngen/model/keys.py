"""What to say of keys that are unknown or missing, and of tables no `type` selects."""

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
    """Return the key that selects a table's kind, misspelt or not, "" if none does."""
    if "type" in data:
        return "type"
    known = {key for model in kind.models for key in model.fields}
    return next((k for k in data if k not in known and near(k, ["type"])), "")


def guess(kind: Kinds, data: dict[str, Any], name: Any) -> Pick:
    """Return the kind that a table is of, or must be.

    That is sure where its name is a kind's, or nearly; else the one kind with the most
    keys in common is but likely.
    """
    found = near(name, kind.names) if isinstance(name, str) else []
    if found:
        exact = kind.named(name)
        return Pick(exact or kind.named(found[0]), kind.models)
    common = [len(data.keys() & model.fields.keys()) for model in kind.models]
    most = max(common)
    likely = (
        kind.models[common.index(most)] if most and common.count(most) == 1 else None
    )
    return Pick(likely, kind.models, sure=False)


def strange(pick: Pick, data: dict[str, Any]) -> list[str]:
    """Return the keys of a table that are unknown."""
    models = (pick.model,) if pick.sure else pick.among
    known = {key for model in models for key in model.fields}
    return [key for key in data if key not in known]


def untyped(kind: Kinds, model: type[Tagged] | None) -> say.Said:
    """Speak of a table without a `type`."""
    name = (model or kind.models[0]).selector()
    others = f", one of {', '.join(kind.names)}" if kind.models[1:] else ""
    return "missing key", f'write `type = "{name}"`{others}'


def missing(name: str, field: Field, path: Path) -> say.Said:
    """Speak of a key that a table must have."""
    what = "table" if not path and models(field.type) else "key"
    return f"missing {what}", lines.write(field.type, field, (*path, name))


def many(number: int) -> say.Said:
    """Speak of the unknown keys that are too many to tell one by one."""
    return "unknown key", f"so are {number - 1} more below it: leave them out"


def stray(key: str, absent: list[str], pick: Pick, root: type[Model]) -> say.Said:
    """Speak of an unknown key: what it must mean, or where it belongs."""
    if question := did_you_mean(key, absent):
        return "unknown key", question
    if others := near(key, list(pick.model.fields)):
        return "unknown key", f'"{others[0]}" stands there already: leave this out'
    having = [f'`type = "{m.selector()}"`' for m in pick.among if key in m.fields]
    if having:
        return "unknown key", f"it is a key of {' and '.join(having)}"
    if place := home(key, root):
        return "unknown key", place
    known = f", or write one of {', '.join(pick.model.fields)}" if pick.sure else ""
    return "unknown key", f"leave it out{known}"


def home(key: str, root: type[Model]) -> str:
    """Return where in a document a key belongs, "" where nowhere."""
    if key in root.fields:
        table = isinstance(root.fields[key].type, Table | Kinds)
        where = f"as `[{key}]`" if table else "above all tables"
        return f"it belongs at the top, {where}"
    places = [
        (
            f"[[{name}]]" if isinstance(field.type, Array) else f"[{name}]",
            list(m.fields),
        )
        for name, field in root.fields.items()
        for m in models(field.type)
    ]
    for place, known in places:
        if key in known:
            return f"it belongs in `{place}`"
    for place, known in places:
        if question := did_you_mean(key, known):
            return f"{question[:-1]} of `{place}`?"
    return ""


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
