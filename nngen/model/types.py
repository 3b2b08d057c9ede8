"""Types of values, read off the annotations of fields."""

from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

AModel = Any  # a Model, whose module imports this one


class Number(NamedTuple):
    """A number, perhaps a whole one."""

    whole: bool


class Text(NamedTuple):
    """A text."""


class Flag(NamedTuple):
    """Either true or false."""


class Choice(NamedTuple):
    """One of a closed set of texts."""

    names: tuple[str, ...]


class Array(NamedTuple):
    """Any number of values of one type."""

    item: "Type"


class Texts(NamedTuple):
    """A table of texts under any keys."""


class Table(NamedTuple):
    """A table with keys of its own."""

    model: AModel


class Kinds(NamedTuple):
    """A table of one of several kinds, which its `type` selects."""

    models: tuple[AModel, ...]

    @property
    def bare(self) -> bool:
        """Whether a name may stand for the table."""
        return bool(self.models[0].bare)

    def named(self, name: object) -> AModel | None:
        """Return the kind that a name selects, if any."""
        found = (model for model in self.models if model.selector() == name)
        return next(found, None)

    @property
    def names(self) -> dict[str, tuple[str, ...]]:
        """What selects each kind, and what other libraries call that."""
        return {model.selector(): model.aka for model in self.models}


Type = Number | Text | Flag | Choice | Array | Texts | Table | Kinds
LONGEST = 1000  # characters of a text that has no bounds of its own
SIMPLE: dict[Any, Type] = {
    int: Number(True),
    float: Number(False),
    str: Text(),
    bool: Flag(),
}


def type_of(annotation: Any) -> Type:
    """Return the type that an annotation stands for; None in it is but a default."""
    if annotation in SIMPLE:
        return SIMPLE[annotation]
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return Choice(parts)
    if origin is tuple:
        return Array(type_of(parts[0]))
    if origin is dict:
        return Texts()
    if origin in (Union, UnionType):
        parts = tuple(part for part in parts if part is not NoneType)
        return Kinds(parts) if parts[1:] else type_of(parts[0])
    return (
        Kinds((annotation,)) if hasattr(annotation, "selector") else Table(annotation)
    )
