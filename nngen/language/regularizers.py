"""Penalties on the size of parameters, which keep them small."""

from typing import Any

from pydantic import Field

from nngen.language.base import Table

MOST = 1e3


def strength(description: str) -> Any:
    """Return the field of how much a penalty counts."""
    return Field(default=0.0, examples=[1e-4], ge=0, le=MOST, description=description)


class Regularizer(Table):
    """What the loss adds for the size of an array's numbers w."""

    l1: float = strength("The factor of sum |w|.")
    l2: float = strength("The factor of sum w^2.")

    @property
    def idle(self) -> bool:
        """Whether it adds nothing."""
        return not (self.l1 or self.l2)


UNREGULARIZED = Regularizer()
