"""What layers share: a name, and what they read."""

from abc import ABC, abstractmethod
from typing import ClassVar

from nngen.language.base import Kind, Operation, Shape
from nngen.model.model import Hint, field

GIVEN = ("input_shape", "batch_input_shape", "input_dim", "num_features")


class Layer(Kind, ABC):
    """A table of [[layers]]."""

    function_key: ClassVar[str] = ""
    """The key that names its last function, if it has one."""
    joins: ClassVar[bool] = False
    """Whether it reads two values or more, and not just one."""

    elsewhere: ClassVar[dict[str, Hint]] = {
        "training": "leave it out: a script knows when it trains",
        **dict.fromkeys(GIVEN, "leave it out: the shape is that of the data"),
    }

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

    def form(self, shape: Shape) -> Shape:
        """Return the shape of its output, given that of what its operations give.

        The numbers of a row lie in memory one after the other, whatever their shape.
        """
        return shape

    @abstractmethod
    def operations(self) -> tuple[Operation, ...]:
        """Return what the layer does to a row, in order."""
