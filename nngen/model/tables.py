"""Which kind a table is of, or must be, whatever its `type` says."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from nngen.finding import Path
from nngen.model.closed import plain_word
from nngen.model.types import Array, Kinds, Table, Type
from nngen.words import CLOSE, near


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
    there = known(*kind.models)
    strange = {k: v for k, v in data.items() if k not in there}
    alike = [k for k in strange if near(k, ["type"], CLOSE)]
    alike += [k for k, v in strange.items() if "." not in f"{v}" and named(kind, v)]
    return next(iter(alike), "")


def known(*models: Any) -> dict[str, tuple[str, ...]]:
    """Return the keys of models, and what other libraries call them."""
    return {name: f.aka for model in models for name, f in model.fields.items()}


def named(kind: Kinds, name: Any) -> list[str]:
    """Return the kinds that a name must mean."""
    text = plain_word(name) if isinstance(name, str) else ""
    return near(text, kind.names, CLOSE)


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


def agreed(kind: Kinds, key: str) -> bool:
    """Tell whether a key is the same in all kinds that have it."""
    found = [model.fields[key] for model in kind.models if key in model.fields]
    same = {repr((field.annotation, field.limits)) for field in found}
    return len(same) == 1


def wrapped(kind: Kinds, name: Any) -> str:
    """Return what to write for a name that a key of one of the kinds takes, or "".

    So is relu no layer, but the function of one.
    """
    for model in kind.models:
        for key, field in model.fields.items():
            inner = field.type
            if not (field.required and isinstance(inner, Kinds) and inner.bare):
                continue
            if not named(kind, name) and (found := named(inner, name)):
                return f'write `type = "{model.selector()}"\n{key} = "{found[0]}"`'
    return ""


def named_tables(kind: Array, value: Any) -> list[tuple[Path, Any]]:
    """Return the tables of an array that stand under names of their own: [layers.a]."""
    if not (repeated(kind) and isinstance(value, dict)):
        return []
    found: list[tuple[Path, Any]] = []
    for name, inner in value.items():
        if isinstance(inner, dict):
            found.append(((name,), inner))
        elif isinstance(inner, list) and inner and isinstance(inner[0], dict):
            found += [((name, i), table) for i, table in enumerate(inner)]
        else:
            return []
    return [] if known(*models(kind)).keys() & value.keys() else found


def repeated(kind: Type) -> bool:
    """Tell whether values are arrays of tables, each with a header of its own."""
    match kind:
        case Array(item=Table()) | Array(item=Kinds(bare=False)):
            return True
    return False


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


def likely_name(kind: Kinds, data: dict[str, Any]) -> str:
    """Return the `type` that a table must mean, "" where that is not clear."""
    model = likely(kind, data)
    return str(model.selector()) if model else ""
