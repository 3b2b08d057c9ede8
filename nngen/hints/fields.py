"""What the fields of pydantic's models take, as messages and pages need to know it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from nngen.language.base import Kind, Named, Table

LIMITS = ("ge", "gt", "le", "lt", "min_length", "max_length", "pattern")
REQUIRED: Any = object()


@dataclass(frozen=True)
class Number:
    """A number, perhaps a whole one."""

    is_whole: bool


@dataclass(frozen=True)
class Text:
    """A text."""


@dataclass(frozen=True)
class Flag:
    """Either true or false."""


@dataclass(frozen=True)
class Choice:
    """One of a closed set of texts."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class Array:
    """Any number of values of one type."""

    item: "Type"


@dataclass(frozen=True)
class Texts:
    """A table of texts under any keys."""


@dataclass(frozen=True)
class One:
    """A table with keys of its own."""

    model: type[Table]


@dataclass(frozen=True)
class Kinds:
    """A table of one of several kinds, which its `type` selects."""

    models: tuple[type[Kind], ...]
    is_bare: bool
    """Whether a name may stand for the table."""

    def named(self, name: object) -> type[Kind] | None:
        """Return the kind that a name selects, if any."""
        return next((m for m in self.models if m.selector() == name), None)


Type = Number | Text | Flag | Choice | Array | Texts | One | Kinds
SIMPLE: dict[Any, Type] = {
    int: Number(True),
    float: Number(False),
    str: Text(),
    bool: Flag(),
}


@dataclass(frozen=True)
class Key:
    """A key of a table, or without a name an element of an array."""

    name: str | None
    type: Type
    limits: dict[str, Any] = field(default_factory=dict)
    item_limits: dict[str, Any] = field(default_factory=dict)
    default: Any = REQUIRED
    example: Any = None
    description: str = ""

    @property
    def is_required(self) -> bool:
        """Whether a table must have it."""
        return self.default is REQUIRED

    @cached_property
    def item(self) -> "Key":
        """What holds for each element of an array, or for each text of a table."""
        values = self.example or ()
        first = next(
            iter(values.values() if isinstance(values, dict) else values), None
        )
        kind = self.type.item if isinstance(self.type, Array) else Text()
        return Key(name=None, type=kind, limits=self.item_limits, example=first)


@cache
def keys_of(model: type[Table]) -> dict[str, Key]:
    """Return the keys of a table by their names."""
    return {name: key_of(name, info) for name, info in model.model_fields.items()}


def key_of(name: str, info: FieldInfo) -> Key:
    """Return a field as a key."""
    kind, item = type_of(info.annotation, info.metadata)
    return Key(
        name=name,
        type=kind,
        limits=limits_of(info.metadata),
        item_limits=limits_of(item),
        default=REQUIRED if info.is_required() or name == "type" else info.default,
        example=info.examples[0] if info.examples else None,
        description=info.description or "",
    )


def limits_of(marks: Iterable[Any]) -> dict[str, Any]:
    """Return the bounds among the metadata of an annotation, by pydantic's names."""
    found: dict[str, Any] = {}
    for mark in marks:
        if isinstance(mark, FieldInfo):
            found |= limits_of(mark.metadata)
        found |= {
            name: limit
            for name in LIMITS
            if (limit := getattr(mark, name, None)) is not None
        }
    return found


def type_of(annotation: Any, marks: Iterable[Any] = ()) -> tuple[Type, list[Any]]:
    """Return what an annotation takes, and the metadata of what it holds."""
    marks = list(marks)
    origin, parts = get_origin(annotation), get_args(annotation)
    if annotation in SIMPLE:
        return SIMPLE[annotation], []
    if origin is Annotated:
        return type_of(parts[0], [*marks, *parts[1:]])
    if origin is Literal:
        return Choice(parts), []
    if origin is tuple:
        return Array(type_of(parts[0])[0]), marks_of(parts[0])
    if origin is dict:
        return Texts(), marks_of(parts[1])
    if origin in (Union, UnionType):
        parts = tuple(part for part in parts if part is not NoneType)
        if not parts[1:]:
            return type_of(parts[0], marks)
        return Kinds(parts, any(isinstance(mark, Named) for mark in marks)), []
    return One(annotation), []


def marks_of(annotation: Any) -> list[Any]:
    """Return the metadata of an annotation."""
    is_annotated = get_origin(annotation) is Annotated
    return list(get_args(annotation)[1:]) if is_annotated else []


def models_of(kind: Type) -> tuple[type[Table], ...]:
    """Return the models of the tables that a value of some type may be."""
    match kind:
        case Kinds(models=found):
            return found
        case One(model=model):
            return (model,)
        case Array(item=item):
            return models_of(item)
    return ()


def is_repeated(kind: Type) -> bool:
    """Return whether values are arrays of tables, each with a header of its own."""
    match kind:
        case Array(item=One()) | Array(item=Kinds(is_bare=False)):
            return True
    return False
