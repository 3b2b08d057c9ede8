"""Documents of the whole language: the examples, and those built from its fields."""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from pydantic import ValidationError

from nngen.check import check
from nngen.finding import Path, Placed, Position
from nngen.hints.fields import Array, Choice, Key, Kinds, One, Type, keys_of
from nngen.hints.samples import example, sample
from nngen.language.base import CONFLICT, Table
from nngen.language.spec import Spec
from nngen.reading.load import Misfit, Source
from nngen.reading.positions import Mark, index_json, index_toml

from ..helpers import ROOT, SPECS
from .writing import write

ENTRY = One(Spec)


@dataclass(frozen=True)
class Document:
    """A document that reads well, as text of one of both languages."""

    name: str
    text: str
    json_text: bool = False

    @cached_property
    def data(self) -> Any:
        """What it says."""
        return json.loads(self.text) if self.json_text else tomllib.loads(self.text)

    @cached_property
    def marks(self) -> dict[Path, Mark]:
        """Where it says what."""
        return dict((index_json if self.json_text else index_toml)(self.text))

    @cached_property
    def starts(self) -> list[int]:
        """Where its lines start."""
        lengths = [len(line) + 1 for line in self.text.split("\n")]
        return [sum(lengths[:i]) for i in range(len(lengths))]

    def offset(self, place: Position) -> int:
        """Return how far a place is from the start."""
        return self.starts[place.line - 1] + place.column - 1

    def twin(self) -> "Document":
        """Return the same document in JSON."""
        return Document(self.name, json.dumps(self.data, indent=2), json_text=True)

    def source(self, text: str) -> Source:
        """Return a text in its place, as a source among the examples."""
        raw = text.encode("utf-8", "surrogatepass")
        return Source("spec", raw, "spec", self.json_text, ROOT / "specs")


def judge(source: Source) -> tuple[Placed, ...]:
    """Return all that is said of a source."""
    try:
        return check(source).warnings
    except Misfit as error:
        return error.placed


def at(data: Any, path: Path) -> Any:
    """Return what stands at a path."""
    for step in path:
        data = data[step]
    return data


def places(kind: Type, value: Any, path: Path = ()) -> Iterator[tuple[Path, Type]]:
    """Yield each value of a good document, with its type; keys of a user's own not.

    The type of a `type` is all that it could select.
    """
    yield path, kind
    match kind, value:
        case Array(item=item), list():
            for i, element in enumerate(value):
                yield from places(item, element, (*path, i))
        case One(model=model), _:
            yield from inside(model, value, path)
        case Kinds(models=models), dict():
            yield (*path, "type"), Choice(names_of(kind))
            (chosen,) = (m for m in models if m.selector() == value["type"])
            rest = {k: v for k, v in value.items() if k != "type"}
            yield from inside(chosen, rest, path)


def names_of(kind: Kinds) -> tuple[str, ...]:
    """Return the names of kinds."""
    return tuple(model.selector() for model in kind.models)


def inside(model: type[Table], data: Any, path: Path) -> Iterator[tuple[Path, Type]]:
    """Yield the values of a table."""
    for key, value in data.items():
        yield from places(keys_of(model)[key].type, value, (*path, key))


def versions(key: Key) -> list[Any]:
    """Return values of a key, together with all keys and words that it may have."""
    match key.type:
        case Kinds(models=models, is_bare=is_bare):
            tables = [table for m in models for table in full(m)]
            least = list(map(example, models))
            names = [table["type"] for table in least if is_bare and len(table) == 1]
            return tables + least + names
        case One(model=model):
            return full(model)
        case Array(item=Kinds()):
            return [[value] for value in versions(key.item)]
        case Choice(names=words):
            return list(words)
    return [sample(key)]


def full(model: type[Table]) -> list[dict[str, Any]]:
    """Return tables with all keys of a model, each value in all its versions.

    Of keys that exclude each other the one with the most versions is there, and each
    of the others in a table more.
    """
    found = {name: versions(key) for name, key in keys_of(model).items()}
    order = sorted(found, key=lambda key: -len(found[key]))
    most = max(map(len, found.values()))
    all_keys = [{k: v[i % len(v)] for k, v in found.items()} for i in range(most)]
    tables = [settled(model, table, order) for table in all_keys]
    lost = [key for key in found if not any(key in table for table in tables)]
    return tables + [settled(model, all_keys[0], [key, *order]) for key in lost]


def settled(model: type[Table], table: dict[str, Any], order: list[str]) -> Any:
    """Return a table without the keys that do not go with those before them."""
    if not clashes(model, table):
        return table
    kept = {name for name, key in keys_of(model).items() if key.is_required}
    for key in order:
        some = {k: v for k, v in table.items() if k in kept | {key}}
        kept |= set() if clashes(model, some) else {key}
    return {key: value for key, value in table.items() if key in kept}


def clashes(model: type[Table], table: dict[str, Any]) -> bool:
    """Return whether keys of a table exclude each other."""
    try:
        model.model_validate(table)
    except ValidationError as error:
        return any(e["type"] == CONFLICT and not e["loc"][1:] for e in error.errors())
    return False


@cache
def examples() -> list[Document]:
    """Return the examples, in TOML and in JSON."""
    found = [Document(path.stem, path.read_text("utf-8")) for path in SPECS]
    return [*found, *(document.twin() for document in found)]


@cache
def built() -> list[Document]:
    """Return documents that have every key and every word of the language."""
    tables = enumerate(full(Spec))
    found = [Document(f"built {i}", write(data, json_text=False)) for i, data in tables]
    return [*found, *(document.twin() for document in found)]
