"""What all tables of a spec share: pydantic models, strict, frozen and closed.

    class Split(Table):
        validation: float = Field(default=0.0, ge=0, lt=1, description="The share ...")

pydantic validates a document against these classes and makes its JSON Schema. What to
say of a document that does not fit is worked out by `nngen.reading.explain`.
"""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Self, TypeVar, get_args

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    Strict,
    model_validator,
)
from pydantic_core import (
    CoreSchema,
    InitErrorDetails,
    PydanticCustomError,
    ValidationError,
    core_schema,
)

from nngen.edits import Hint

LONGEST = 1000  # characters of a text that has no bounds of its own
CONFLICT = "conflict"  # the error type of values that do not go together
Conflict = tuple[str, str, Hint | str]  # the key to change, a message, what to write
T = TypeVar("T")


class NotNull:
    """Marks a key that may be left out but takes no null: `T | None` is T in a spec."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Return the schema of the values other than None, which a dump may hold."""
        schema = handler(source)
        inner = schema["schema"] if schema["type"] == "nullable" else schema
        serialization = core_schema.wrap_serializer_function_ser_schema(
            lambda value, dump: None if value is None else dump(value)
        )
        return {**inner, "serialization": serialization}


class Named:
    """Marks a table of several kinds whose bare name may stand for it: `"relu"`."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Return the schema of the table; a text stands for its `type`."""
        return core_schema.no_info_before_validator_function(
            lambda value: {"type": value} if isinstance(value, str) else value,
            handler(source),
        )


Maybe = Annotated[T | None, NotNull()]
Array = Annotated[tuple[T, ...], Strict(False)]  # documents have lists
Text = Annotated[str, Field(max_length=LONGEST)]


class Table(BaseModel):
    """A table of a spec."""

    model_config = ConfigDict(
        strict=True,
        frozen=True,
        extra="forbid",
        allow_inf_nan=False,
        defer_build=True,  # building the whole spec builds each class once
    )

    def conflicts(self) -> Iterator[Conflict]:
        """Find values that are right by themselves and wrong together."""
        yield from ()

    @model_validator(mode="after")
    def _refuse_conflicts(self) -> Self:
        """Raise an error at the key of each conflict."""
        errors = [
            InitErrorDetails(
                type=PydanticCustomError(
                    CONFLICT, "{message}", {"message": message, "hint": hint}
                ),
                loc=(key,),
                input=None,
            )
            for key, message, hint in self.conflicts()
        ]
        if errors:
            raise ValidationError.from_exception_data(type(self).__name__, errors)
        return self


class Kind(Table):
    """A table whose `type` selects it from a closed set. A kind is one class."""

    book: ClassVar[bool] = False
    """Whether the book has it, so that the arithmetic of nnfs does too."""

    type: str

    @classmethod
    def selector(cls) -> str:
        """Return the `type` that selects this class."""
        return str(get_args(cls.model_fields["type"].annotation)[0])

    def unbooked(self) -> str:
        """Return what the arithmetic of nnfs lacks of it, "" if nothing."""
        return "" if self.book else self.type


def kinds_in(registry: Any) -> tuple[Any, ...]:
    """Return the classes of a registry, such as AnyLayer."""
    return get_args(get_args(registry)[0])
