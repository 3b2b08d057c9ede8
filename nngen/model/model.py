"""Tables of a spec as classes: each field a key, its annotation the type of the value.

    class Split(Model):
        validation: float = field(default=0.0, ge=0, lt=1, description="The share ...")

A document is read by `nngen.model.read`, which finds everything that is wrong with it;
the JSON Schema of the same classes is made by `nngen.model.schema`.
"""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, ClassVar, get_args, get_origin

from nngen.model.types import LONGEST, Array, Text, Type, type_of

REQUIRED: Any = object()
Hint = str | Callable[[Any], str]  # what to write, perhaps for a value


class Field:
    """A key of a table: what its value may be, and what to write for it."""

    def __init__(self, annotation: Any = None, **options: Any) -> None:
        self.annotation = annotation
        self.name: str | None = None
        """The key; None for values that have none of their own."""
        self.default: Any = options.pop("default", REQUIRED)
        self.example: Any = options.pop("example", None)
        self.description: str = options.pop("description", "")
        self.aka: tuple[str, ...] = options.pop("aka", ())
        self.rest: tuple[str, ...] = options.pop("rest", ())
        """What other libraries call 1 less it."""
        self.limits: dict[str, Any] = options
        """Any of ge, gt, le, lt, min_length, max_length and pattern."""

    @cached_property
    def type(self) -> Type:
        """The type of its values."""
        return type_of(self.annotation)

    @cached_property
    def item(self) -> "Field":
        """What holds for each element of an array, or for each text of a table."""
        values = self.example or ()
        values = values.values() if isinstance(values, dict) else values
        bounds = {k: v for k, v in self.limits.items() if k in ("ge", "gt", "le", "lt")}
        first = next(iter(values), None)
        found = Field(example=first, **bounds or {"max_length": LONGEST})
        kind = self.type
        found.__dict__["type"] = kind.item if isinstance(kind, Array) else Text()
        return found

    @property
    def required(self) -> bool:
        """Whether a table must have it."""
        return self.default is REQUIRED


def field(
    *,
    description: str,
    default: Any = REQUIRED,
    example: Any = None,
    aka: tuple[str, ...] = (),
    rest: tuple[str, ...] = (),
    **limits: float | str,
) -> Any:
    """Declare a key; one without default is required.

    `limits` are ge, gt, le and lt of a number, or of an array's numbers, min_length and
    max_length of a text or an array, and pattern of a text, which is a name. The
    example stands in messages; `aka` is what other libraries call the key, `rest` what
    they call 1 less it.
    """
    about = {"description": description, "example": example, "aka": aka, "rest": rest}
    return Field(default=default, **about, **limits)


class Model:
    """A table of a spec: frozen, its values as its fields say."""

    fields: ClassVar[dict[str, Field]] = {}
    elsewhere: ClassVar[dict[str, Hint]] = {}
    """Keys that other libraries have here, and what to write in another place."""
    lone: ClassVar[str] = ""
    """The key that a number means which stands in place of the table."""

    def __init_subclass__(cls) -> None:
        """Collect the fields: those of the bases, then the class's own."""
        super().__init_subclass__()
        found: dict[str, Field] = {}
        for base in reversed(cls.__mro__[1:]):
            found |= getattr(base, "fields", {})
        annotations: dict[str, Any] = cls.__annotations__
        for name, annotation in annotations.items():
            if get_origin(annotation) is not ClassVar:
                declared = cls.__dict__.get(name)
                found[name] = declared if isinstance(declared, Field) else Field()
                found[name].annotation, found[name].name = annotation, name
                if declared is not None:
                    delattr(cls, name)
        cls.fields = found

    def __init__(self, **values: Any) -> None:
        """Take values as they are; others have their defaults.

        Raises TypeError for an unknown key, and where a required one is missing.
        """
        if strange := values.keys() - self.fields.keys():
            raise TypeError(f"{type(self).__name__} has no {min(strange)}")
        for name, declared in self.fields.items():
            if declared.required and name not in values:
                raise TypeError(f"{type(self).__name__} needs {name}")
            self.__dict__[name] = values.get(name, declared.default)

    def conflicts(self) -> Iterator[tuple[str, str, str]]:
        """Find values that are right by themselves and wrong together.

        Each is told as the key to change, a message and a hint.
        """
        yield from ()

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __hash__(self) -> int:
        return hash(repr(self))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.dump()})"

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.dump() == other.dump()

    def dump(self) -> dict[str, Any]:
        """Return the values as plain data."""
        return {name: plain(self.__dict__[name]) for name in self.fields}


class Tagged(Model):
    """A table whose `type` selects it from a closed set."""

    bare: ClassVar[bool] = False
    """Whether its name may stand for a table that says nothing else."""
    aka: ClassVar[tuple[str, ...]] = ()
    """What other libraries call it."""
    asides: ClassVar[dict[str, str]] = {}
    """By what some call it: how theirs differs."""

    type: str

    def __init__(self, **values: Any) -> None:
        """Take values as they are; the type is known."""
        super().__init__(**{"type": self.selector(), **values})

    @classmethod
    def selector(cls) -> str:
        """Return the `type` that selects this class."""
        return str(get_args(cls.fields["type"].annotation)[0])


def plain(value: Any) -> Any:
    """Return a value of a model as plain data."""
    if isinstance(value, Model):
        return value.dump()
    return [plain(item) for item in value] if isinstance(value, tuple) else value
