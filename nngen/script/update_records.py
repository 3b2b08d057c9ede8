"""What templates print of the update."""

from collections.abc import Mapping
from dataclasses import dataclass

from nngen.script.code import Code, bracket
from nngen.script.data_records import Setting


@dataclass(frozen=True, kw_only=True)
class Rates:
    """How the rate changes from step to step: rate_at, line by line."""

    course: Code
    """What its docstring says of it: half a cosine."""
    warm_up: Code
    """The rate while it grows, "" where it does not."""
    lines: tuple[tuple[Code, Code], ...]
    """What is worked out before the rate, each with a note."""
    rate: Code


@dataclass(frozen=True, kw_only=True)
class Clip:
    """A norm of the gradient that is bounded: the whole one's, or each array's."""

    limit: Code
    """The constant that is the bound; `math` is its name in mathematics."""
    math: Code
    array: Code
    """What is multiplied: the whole gradient, or each of its arrays in a loop."""
    names: tuple[Code, ...]
    """The gradients of the arrays, none where it is the whole one's norm."""
    apart: bool
    """Whether they are too many to name in the loop over them."""

    @property
    def loop(self) -> Code:
        """What the loop goes over."""
        return Code("gradients") if self.apart else bracket(self.names)


@dataclass(frozen=True, kw_only=True)
class Update:
    """A step of the optimizer beside its rules: the rate, a bound, constants."""

    rate: Code
    result: Code
    """The rate as update returns it: a name of its own, if it is not constant."""
    first: Code
    """The rate of step 0, as the log begins with it."""
    rates: Rates | None
    clip: Clip | None
    meanings: Mapping[str, Code]
    """What these vectors hold, by name."""
    vectors: tuple[Code, ...]
    """The vectors it keeps between steps."""
    constants: tuple[Setting, ...]
    imports: tuple[Code, ...]
