"""What layers share: a name, and what they read."""

from abc import ABC, abstractmethod
from typing import ClassVar

from nngen.kinds.base import Kind, Operation
from nngen.model.model import field


class Layer(Kind, ABC):
    """A table of [[layers]]."""

    function_key: ClassVar[str] = ""
    """The key that names its last function, if it has one."""
    joins: ClassVar[bool] = False
    """Whether it reads two values or more, and not just one."""

    name: str | None = field(
        default=None,
        pattern=r"^[a-z][a-z0-9_]*$",
        max_length=24,
        example="hidden",
        description="What `inputs` and the script's arrays call its output.",
    )
    inputs: tuple[str, ...] | None = field(
        aka=("from", "input"),
        default=None,
        example=["input"],
        max_length=1000,
        description='Names of what it reads, "input" the data; default: what is above.',
    )

    @abstractmethod
    def operations(self) -> tuple[Operation, ...]:
        """Return what the layer does to a row, in order."""
