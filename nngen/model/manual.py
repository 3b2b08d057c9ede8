"""The language as a page to read: for each table of a document one of its keys."""

import re
from collections.abc import Iterator, Mapping

from nngen.model import say
from nngen.model.model import Field, Model
from nngen.model.schema import bare, summary
from nngen.model.types import Array, Choice, Flag, Kinds, Number, Table, Texts, Type
from nngen.words import written

KEYS = "| key | takes | default | what it says |\n|---|---|---|---|\n"
TYPES = "| `type` | what it is |\n|---|---|\n"


def manual(root: type[Model], lent: Mapping[str, str]) -> str:
    """Return the tables of a document, then those that stand as values in them.

    `lent` tells keys that a document may leave out, and what lends them their values.
    """
    tables = {name: f for name, f in root.fields.items() if header(name, f)}
    plain = {name: f for name, f in root.fields.items() if name not in tables}
    parts = [f"## Top level\n\n{rows(plain, lent)}"]
    told: list[Type] = []
    for name, field in tables.items():
        kind = item(field.type)
        again = f"As `{header(*first(root, kind))}`.\n" if kind in told else ""
        text = again or section(kind)
        parts.append(f"## `{header(name, field)}`\n\n{field.description}\n\n{text}")
        told.append(kind)
    for kind in within(root):
        if kind not in told:
            told.append(kind)
            parts.append(f"## {place(kind).capitalize()}\n\n{section(kind)}")
    return "\n".join(parts)


def header(name: str, field: Field) -> str:
    """Return the line that a table of the top level begins with, "" for other keys."""
    if isinstance(item(field.type), Kinds | Table):
        return f"[[{name}]]" if isinstance(field.type, Array) else f"[{name}]"
    return ""


def item(kind: Type) -> Type:
    """Return the type of the elements of an array; other types are their own."""
    return kind.item if isinstance(kind, Array) else kind


def first(root: type[Model], kind: Type) -> tuple[str, Field]:
    """Return the first key of the top level that takes a type."""
    return next((n, f) for n, f in root.fields.items() if item(f.type) == kind)


def within(model: type[Model]) -> Iterator[Type]:
    """Return the tables in a model's own and further in."""
    for field in model.fields.values():
        kind = item(field.type)
        if isinstance(kind, Kinds | Table):
            yield kind
            for other in kind.models if isinstance(kind, Kinds) else (kind.model,):
                yield from within(other)


def place(kind: Type) -> str:
    """Return what a table is called: the kinds of a union by their module."""
    if isinstance(kind, Kinds):
        return str(kind.models[0].__module__.rpartition(".")[2])
    assert isinstance(kind, Table)  # nothing else has a place
    return re.sub("(?<=[a-z])(?=[A-Z])", "_", kind.model.__name__).lower()


def section(kind: Type) -> str:
    """Return the keys of a table: those of all its kinds, then those of each."""
    if not isinstance(kind, Kinds):
        assert isinstance(kind, Table)  # nothing else has keys
        return rows(kind.model.fields)
    types = [f"| `{m.selector()}` | {cell(summary(m))} |\n" for m in kind.models]
    parts = [TYPES + "".join(types)]
    if kind.bare:
        parts.append("A name may stand for the table, where no key is required.\n")
    keys = kind.models[0].fields.items() if kind.models[1:] else ()
    shared = {k: f for k, f in keys if all(m.fields.get(k) is f for m in kind.models)}
    if shared:
        parts.append(f"Each of them takes:\n\n{rows(shared)}")
    for model in kind.models:
        own = {k: f for k, f in model.fields.items() if k not in ("type", *shared)}
        if own:
            parts.append(f'### `type = "{model.selector()}"`\n\n{rows(own)}')
    return "\n".join(parts)


def rows(fields: dict[str, Field], lent: Mapping[str, str] | None = None) -> str:
    """Return keys as rows of a table."""
    others = lent or {}
    found = [
        f"| `{name}` | {takes(field.type, field)} | {others.get(name, default(field))} "
        f"| {cell(field.description)} |\n"
        for name, field in fields.items()
    ]
    return KEYS + "".join(found)


def cell(text: str) -> str:
    """Return a text as a cell of a table."""
    return text.replace("|", "\\|")


def default(field: Field) -> str:
    """Return a key's default as a spec would write it, "" where that is no value."""
    if field.required:
        return "required"
    told = field.default is None or isinstance(field.type, Table)
    return "" if told else f"`{written(bare(field.default))}`"


def takes(kind: Type, field: Field) -> str:
    """Return what values a key takes."""
    match kind:
        case Number():
            noun = say.noun(kind).removeprefix("a ")
            return f"{noun} {say.bounds(kind, field).removeprefix(f'a {noun} ')}"
        case Choice(names=names):
            return ", ".join(f'`"{name}"`' for name in names)
        case Flag():
            return "`true`, `false`"
        case Array(item=element):
            return f"array: {takes(element, field.item)}"
        case Texts():
            return "table of texts"
        case Kinds():
            return f"[{place(kind)}](#{place(kind)})"
        case Table():
            return f"[table](#{place(kind)})"
    return "text"
