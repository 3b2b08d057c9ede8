"""Dropout: values that training draws to be left out."""

from typing import ClassVar, Literal

from nngen.language.base import Kept, NamedNumber, Operation, Shape
from nngen.language.layer import Layer
from nngen.model.model import field


class Dropout(Layer, Operation):
    """In training some values, drawn at each step, are 0, and the others larger.

    They are so by 1 / (1 - rate): on average nothing changes (Srivastava et al. 2014).
    After training all pass as they are.
    """

    type: Literal["dropout"]
    aka: ClassVar[tuple[str, ...]] = ("alpha_dropout",)
    symbol: ClassVar[str] = "d"
    key: ClassVar[str] = (
        "D is what dropout leaves: what it reads, times Mask, number by "
    )
    key += "number."
    book: ClassVar[bool] = True
    overwrites: ClassVar[bool] = True
    twofold: ClassVar[bool] = True
    draws: ClassVar[str] = "masks"
    signed: ClassVar[bool] = True
    any_shape: ClassVar[bool] = True
    rate: float = field(
        aka=("p", "dropout_rate", "drop_rate", "drop_prob", "dropout_ratio", "ratio"),
        rest=("keep_prob", "keep_rate", "keep"),
        example=0.5,
        ge=0,
        lt=1,
        description="The share of values that training drops at each step.",
    )

    @property
    def idle(self) -> bool:
        """Whether nothing is dropped."""
        return self.rate == 0

    def operations(self) -> tuple[Operation, ...]:
        """Return the layer itself."""
        return (self,)

    def kept(self, *xs: Shape) -> tuple[Kept, ...]:
        """Return the mask: what each value of a step is multiplied by."""
        return (Kept("mask", xs[0]),)

    def numbers(self) -> tuple[NamedNumber, ...]:
        """Return the share of values that pass, a decimal fraction if the rate is."""
        note = "the share of values that dropout lets through"
        return (NamedNumber("keep", round(1 - self.rate, 16), note),)
