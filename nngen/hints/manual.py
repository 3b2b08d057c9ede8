"""The language as a page to read: for each table of a document one of its keys."""

import re
from collections.abc import Iterator

from nngen.hints.fields import (
    Array,
    Choice,
    Flag,
    Key,
    Kinds,
    Number,
    One,
    Texts,
    Type,
    is_repeated,
    keys_of,
    models_of,
)
from nngen.hints.values import bounds, noun
from nngen.language.base import Kind, Table
from nngen.language.schema import as_written, summary
from nngen.language.spec import Spec
from nngen.words import written

HEAD = """\
# The language

Every key of a spec, made from the classes that read it: what it takes, and what holds
where it is left out. `nngen schema --markdown` prints this page. TOML may be that of
version 1.1. JSON has the same tree: `[[layers]]` is a list of objects, and a `$schema`
for editors may stand at the top.

"""
KEYS = "| key | takes | default | what it says |\n|---|---|---|---|\n"
TYPES = "| `type` | what it is |\n|---|---|\n"
LENT = {"name": "the file's"}  # keys of a document that something else may give


def manual_text() -> str:
    """Return the page: tables of a document, then those that are values in them."""
    keys = keys_of(Spec)
    tables = {name: key for name, key in keys.items() if models_of(key.type)}
    plain = {name: key for name, key in keys.items() if name not in tables}
    parts = [f"{HEAD}## Top level\n\n{rows(plain, LENT)}"]
    headers: dict[Type, str] = {}
    for key in tables.values():
        kind, head = item(key.type), header(key)
        text = f"As `{headers[kind]}`.\n" if kind in headers else section(kind)
        parts.append(f"## `{head}`\n\n{key.description}\n\n{text}")
        headers.setdefault(kind, head)
    inner = [kind for kind in dict.fromkeys(within(Spec)) if kind not in headers]
    parts += [f"## {place(kind).capitalize()}\n\n{section(kind)}" for kind in inner]
    return "\n".join(parts)


def header(key: Key) -> str:
    """Return the line that a table of the top level begins with."""
    return f"[[{key.name}]]" if is_repeated(key.type) else f"[{key.name}]"


def item(kind: Type) -> Type:
    """Return the type of the elements of an array; other types are their own."""
    return kind.item if isinstance(kind, Array) else kind


def within(model: type[Table]) -> Iterator[Type]:
    """Yield the types of the tables in a table, and of those further in."""
    for key in keys_of(model).values():
        for found in models_of(key.type):
            yield item(key.type)
            yield from within(found)


def place(kind: Type) -> str:
    """Return what a table is called: the kinds of a union by their module."""
    first = models_of(kind)[0]
    if isinstance(kind, Kinds):
        return first.__module__.rpartition(".")[2]
    return re.sub("(?<=[a-z])(?=[A-Z])", "_", first.__name__).lower()


def section(kind: Type) -> str:
    """Return the keys of a table: those of all its kinds, then those of each."""
    if not isinstance(kind, Kinds):
        return rows(keys_of(models_of(kind)[0]))
    types = [f"| `{m.selector()}` | {cell(summary(m))} |\n" for m in kind.models]
    parts = [TYPES + "".join(types)]
    if kind.is_bare:
        parts.append("A name may stand for the table, where no key is required.\n")
    shared = shared_keys(kind.models)
    if shared:
        parts.append(f"Each of them takes:\n\n{rows(shared)}")
    for model in kind.models:
        keys = keys_of(model).items()
        own = {name: key for name, key in keys if name not in ("type", *shared)}
        if own:
            parts.append(f'### `type = "{model.selector()}"`\n\n{rows(own)}')
    return "\n".join(parts)


def shared_keys(models: tuple[type[Kind], ...]) -> dict[str, Key]:
    """Return the keys that several kinds have in common."""
    first, *others = map(keys_of, models)
    return {
        name: key
        for name, key in first.items()
        if others and name != "type" and all(keys.get(name) == key for keys in others)
    }


def rows(keys: dict[str, Key], lent: dict[str, str] | None = None) -> str:
    """Return keys as rows of a table."""
    others = lent or {}
    found = [
        f"| `{name}` | {takes(key)} | {others.get(name, default(key))} "
        f"| {cell(key.description)} |\n"
        for name, key in keys.items()
    ]
    return KEYS + "".join(found)


def cell(text: str) -> str:
    """Return a text as a cell of a table."""
    return text.replace("|", "\\|")


def default(key: Key) -> str:
    """Return a key's default as a spec would write it, "" where that is no value."""
    if key.is_required:
        return "required"
    is_told = key.default is not None and not isinstance(key.type, One)
    return f"`{written(as_written(key.default))}`" if is_told else ""


def takes(key: Key) -> str:
    """Return what values a key takes."""
    match key.type:
        case Number():
            what = noun(key.type).removeprefix("a ")
            return f"{what} {bounds(key).removeprefix(f'a {what} ')}"
        case Choice(names=names):
            return ", ".join(f'`"{name}"`' for name in names)
        case Flag():
            return "`true`, `false`"
        case Array():
            return f"array: {takes(key.item)}"
        case Texts():
            return "table of texts"
        case Kinds():
            return f"[{place(key.type)}](#{place(key.type)})"
        case One():
            return f"[table](#{place(key.type)})"
    return "text"
