"""What to say of keys that are unknown or missing, and of tables no `type` selects."""

from typing import Any

from nngen.finding import Path
from nngen.model import lines, say
from nngen.model.model import Field, Model, Tagged
from nngen.model.types import Array, Kinds, Table, Type
from nngen.words import did_you_mean, near


def tag(kind: Kinds, data: dict[str, Any]) -> str:
    """Return the key that selects a table's kind, misspelt or not, "" if none does."""
    if "type" in data:
        return "type"
    known = {key for model in kind.models for key in model.fields}
    return next((k for k in data if k not in known and near(k, ["type"])), "")


def guess(
    kind: Kinds, data: dict[str, Any], name: Any
) -> tuple[type[Tagged] | None, bool]:
    """Return the kind that a table must be of, and whether that is sure.

    It is where the name is a kind's, or nearly; else the one kind with the most keys in
    common is but likely.
    """
    if isinstance(name, str) and (found := near(name, kind.names)):
        return kind.named(found[0]), True
    common = [len(data.keys() & model.fields.keys()) for model in kind.models]
    most = max(common)
    if most and common.count(most) == 1:
        return kind.models[common.index(most)], False
    return None, False


def untyped(kind: Kinds, model: type[Tagged] | None) -> say.Said:
    """Speak of a table without a `type`."""
    name = (model or kind.models[0]).selector()
    others = f", one of {', '.join(kind.names)}" if kind.models[1:] else ""
    return "missing key", f'write `type = "{name}"`{others}'


def missing(name: str, field: Field, path: Path) -> say.Said:
    """Speak of a key that a table must have."""
    what = "table" if not path and isinstance(field.type, Table | Kinds) else "key"
    return f"missing {what}", lines.write(field.type, field, (*path, name))


def many(number: int) -> say.Said:
    """Speak of the unknown keys that are too many to tell one by one."""
    return "unknown key", f"so are {number - 1} more below it: leave them out"


def stray(
    key: str,
    absent: list[str],
    model: type[Model],
    among: Kinds | None,
    root: type[Model],
    sure: bool,
) -> say.Said:
    """Speak of an unknown key: what it must mean, or where it belongs."""
    if question := did_you_mean(key, absent):
        return "unknown key", question
    if others := near(key, list(model.fields)):
        return "unknown key", f'"{others[0]}" stands there already: leave this out'
    kinds = among.models if among else ()
    having = [f'`type = "{m.selector()}"`' for m in kinds if key in m.fields]
    if having:
        return "unknown key", f"it is a key of {' and '.join(having)}"
    if place := home(key, root):
        return "unknown key", place
    if not sure:
        return "unknown key", "leave it out"
    known = ", ".join(model.fields)
    return "unknown key", f"leave it out, or write one of {known}"


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
