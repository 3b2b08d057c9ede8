"""Penalties on the size of parameters, which keep them small."""

from typing import Any

from nngen.model.model import Model, field


def strength(description: str, *aka: str) -> Any:
    """Return the field of how much a penalty counts."""
    about: dict[str, Any] = {"description": description, "aka": aka}
    return field(default=0.0, example=1e-4, ge=0, le=1e3, **about)


class Regularizer(Model):
    """What the loss adds for the size of an array's numbers w."""

    l1: float = strength("The factor of sum |w|.", "lasso", "l1_reg")
    l2: float = strength(
        "The factor of sum w^2.",
        *("weight_decay", "wd", "decay_mult", "alpha", "ridge", "l2_reg", "factor"),
    )

    @property
    def idle(self) -> bool:
        """Whether it adds nothing."""
        return not (self.l1 or self.l2)


UNREGULARIZED = Regularizer()
