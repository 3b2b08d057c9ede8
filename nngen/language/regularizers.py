"""Penalties on the size of parameters, which keep them small."""

from typing import Any, ClassVar

from nngen.model.model import Hint, Model, field
from nngen.words import written

TWICE = "PyTorch's weight_decay is twice l2"
MOST = 1e3


def strength(description: str, *aka: str) -> Any:
    """Return the field of how much a penalty counts."""
    about: dict[str, Any] = {"description": description, "aka": aka}
    return field(default=0.0, example=1e-4, ge=0, le=MOST, **about)


def of_decay(decay: Any, times: float = 0.5) -> float:
    """Return the l2 that a number stands for elsewhere, 0.0001 where it is none.

    The gradient of l2 sum w^2 is 2 l2 w, and PyTorch adds weight_decay w.
    """
    is_number = isinstance(decay, int | float) and decay is not True
    return decay * times if is_number and 0 < decay <= MOST else 1e-4


def penalty(decay: Any, times: float = 0.5) -> str:
    """Return the line of a layer for a number that stands for an l2 elsewhere."""
    table = {"l2": of_decay(decay, times)}
    return f"write `kernel_regularizer = {written(table)}`"


def half(decay: Any) -> str:
    """Return what to write in a regularizer for PyTorch's weight_decay."""
    return f"{TWICE}: write `l2 = {of_decay(decay)}`"


class Regularizer(Model):
    """What the loss adds for the size of an array's numbers w."""

    elsewhere: ClassVar[dict[str, Hint]] = {"weight_decay": half, "wd": half}
    lone: ClassVar[str] = "l2"

    l1: float = strength("The factor of sum |w|.", "lasso", "l1_reg")
    l2: float = strength(
        "The factor of sum w^2.",
        *("decay_mult", "alpha", "ridge", "l2_reg", "factor"),
    )

    @property
    def idle(self) -> bool:
        """Whether it adds nothing."""
        return not (self.l1 or self.l2)


UNREGULARIZED = Regularizer()
