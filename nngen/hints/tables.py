"""Which kind a table is of, or must be, whatever its `type` holds."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from nngen.finding import Path
from nngen.hints.fields import Kinds, Type, is_repeated, keys_of, models_of
from nngen.hints.libraries import keys_called, kinds_called
from nngen.hints.near import misspelt
from nngen.hints.samples import plain_word
from nngen.language.base import Kind

# Endings of files, and the sources of rows that read them
ENDINGS = {".csv": "csv", ".tsv": "csv", ".txt": "csv", ".npz": "npz", ".npy": "npz"}


class Guess(NamedTuple):
    """The kind that a table is read as.

    Where that is not sure, keys of the other kinds pass, and none is missing.
    """

    model: type[Kind] | None
    is_sure: bool = True


def tag_of(kind: Kinds, data: dict[str, Any]) -> str:
    """Return the key that selects a table's kind, misspelt or not, "" if none does.

    Where there is no `type`, it is one that is nearly called so, or that has a kind's
    name as its value.
    """
    if "type" in data:
        return "type"
    known = keys_called(*kind.models)
    strange = {k: v for k, v in data.items() if k not in known}
    alike = [k for k in strange if misspelt(k, ["type"])]
    alike += [k for k, v in strange.items() if "." not in f"{v}" and named(kind, v)]
    return next(iter(alike), "")


def named(kind: Kinds, name: Any) -> list[str]:
    """Return the kinds that a name must mean."""
    text = plain_word(name) if isinstance(name, str) else ""
    return misspelt(text, kinds_called(kind.models))


def guess(kind: Kinds, data: dict[str, Any], name: Any) -> Guess:
    """Return the kind that a table is of, or must be.

    That is sure where its name is a kind's, or nearly; else the one kind with the most
    keys in common is only likely.
    """
    if found := named(kind, name):
        alike = [model for model in kind.models if model.selector() in found]
        return Guess(kind.named(name) or likeliest(alike, data)[0])
    return Guess(likely(kind, data), is_sure=False)


def likely(kind: Kinds, data: dict[str, Any]) -> type[Kind] | None:
    """Return the one kind with the most keys of a table, None where it is not one."""
    if model := by_ending(kind, data):
        return model
    first, *others = likeliest(kind.models, data)
    is_clear = bool(data.keys() & (first.model_fields.keys() - {"type"}))
    return first if is_clear and not others else None


def by_ending(kind: Kinds, data: dict[str, Any]) -> type[Kind] | None:
    """Return the source that reads the file of a table, None where nobody knows."""
    path = next((data[k] for k in ("path", "file", "filename") if k in data), None)
    ending = path[path.rfind(".") :].lower() if isinstance(path, str) else ""
    return kind.named(ENDINGS.get(ending))


def likeliest(models: Sequence[type[Kind]], data: dict[str, Any]) -> list[type[Kind]]:
    """Return the models that have the most keys of a table."""
    common = [len(data.keys() & model.model_fields.keys()) for model in models]
    return [m for m, n in zip(models, common, strict=True) if n == max(common)]


def is_agreed(kind: Kinds, key: str) -> bool:
    """Return whether a key is the same in all kinds that have it."""
    keys = [keys_of(model)[key] for model in kind.models if key in model.model_fields]
    return len({repr((found.type, found.limits)) for found in keys}) == 1


def holder(kind: Kinds, name: Any) -> tuple[type[Kind], str, str] | None:
    """Return the kind, its key and the value that a name means as that key's value.

    So is relu no layer, but the function of an activation layer.
    """
    for model in kind.models:
        for name_of_key, key in keys_of(model).items():
            inner = key.type
            if not (key.is_required and isinstance(inner, Kinds) and inner.is_bare):
                continue
            if not named(kind, name) and (found := named(inner, name)):
                return model, name_of_key, found[0]
    return None


def all_tables(items: list[Any]) -> bool:
    """Return whether all elements of an array are tables."""
    return all(isinstance(item, dict) for item in items)


def named_tables(kind: Type, value: Any) -> list[tuple[Path, Any]]:
    """Return the tables of an array that stand under names of their own: [layers.a]."""
    if not (is_repeated(kind) and isinstance(value, dict)):
        return []
    found: list[tuple[Path, Any]] = []
    for name, inner in value.items():
        if isinstance(inner, dict):
            found.append(((name,), inner))
        elif isinstance(inner, list) and inner and all_tables(inner):
            found += [((name, i), table) for i, table in enumerate(inner)]
        else:
            return []
    known = {name for model in models_of(kind) for name in model.model_fields}
    return [] if known & value.keys() else found
