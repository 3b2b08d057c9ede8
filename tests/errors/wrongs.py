"""Documents with one thing wrong: a value, a key left out, or one too many."""

import copy
import json
import random
from collections.abc import Iterator
from typing import Any

from nngen.finding import Path
from nngen.hints.fields import Kinds, Type

from .documents import ENTRY, Document, at, built, places
from .writing import write

VALUES: list[Any] = [None, 3, -1, 0.5, 1e300, 10**30, True, "", "zz", "3", "true"]
VALUES += [[], ["x"], [3], [[]], {}, {"type": "zz"}, {"x": 1}, "x" * 1001, ["a"] * 11]
STRANGE = ["zzqq", "lr", "epochs", "Units", "x.y", "delimiter", "seed"]


def roles() -> list[tuple[Document, Path, Type]]:
    """Return the places of the language, each once, with a document that has it."""
    found: dict[object, tuple[Document, Path, Type]] = {}
    for document in built():
        for path, kind in places(ENTRY, document.data):
            if path and not document.json_text:
                found.setdefault(role(document.data, path), (document, path, kind))
    return list(found.values())


def role(data: Any, path: Path) -> object:
    """Return what a place is in the language; a name's table is another."""
    tables = [at(data, path[:i]) for i in range(len(path) + 1)]
    kinds = [table.get("type") for table in tables if isinstance(table, dict)]
    steps = tuple(step for step in path if isinstance(step, str))
    return steps, tuple(kinds), type(tables[-1])


def variants(document: Document, path: Path, kind: Type) -> Iterator[Any]:
    """Yield a document's data with a place made wrong in all ways."""
    for value in VALUES:
        yield changed(document, path, value)
    if isinstance(path[-1], str):
        yield changed(document, path, None, leave_out=True)
    table = at(document.data, path)
    if isinstance(table, dict):
        for key in STRANGE:
            yield changed(document, (*path, key), 3)
    if isinstance(kind, Kinds) and isinstance(table, dict):
        yield changed(document, path, [table])
    if isinstance(table, list) and table and isinstance(table[0], dict):
        yield changed(document, path, table[0])


def changed(
    document: Document, path: Path, value: Any, leave_out: bool = False
) -> dict[str, Any]:
    """Return a document's data with another value at a place, or without it."""
    data: dict[str, Any] = copy.deepcopy(document.data)
    table = at(data, path[:-1])
    if leave_out:
        del table[path[-1]]
    else:
        table[path[-1]] = value
    return data


def document_of(name: str, data: Any, json_text: bool) -> Document:
    """Return data as a document."""
    text = json.dumps(data, indent=2) if json_text else write(data, json_text)
    return Document(name, text, json_text)


def wrong_documents(json_text: bool, share: int) -> Iterator[Document]:
    """Yield one document in so many, drawn, with one thing wrong."""
    drawn = random.Random(share)
    for document, path, kind in roles():
        for i, data in enumerate(variants(document, path, kind)):
            if not drawn.randrange(share) and (
                json_text or "null" not in json.dumps(data)
            ):
                yield document_of(f"{path}, {i}", data, json_text)
