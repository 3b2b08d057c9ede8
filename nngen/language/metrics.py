"""Metrics: what the log says beside the loss."""

from typing import Annotated, ClassVar, Literal

from pydantic import Discriminator, Field

from nngen.language.base import Kind, Named


class Metric(Kind):
    """A number for people, computed from the network's output and the targets."""

    rises: ClassVar[bool] = True
    """Whether more is better."""
    measures: ClassVar[tuple[str, ...]] = ("classes", "one_hot", "binary", "values")
    """The forms of targets that it has a meaning for."""
    relative: ClassVar[bool] = False
    """Whether it takes the standard deviation of all targets."""

    ranks: ClassVar[bool] = False
    """Whether it compares the scores of a row with each other."""

    @property
    def label(self) -> str:
        """Its name in the log."""
        return self.type

    @property
    def function(self) -> str:
        """The name of its function in a script."""
        return self.label

    @property
    def beyond(self) -> int:
        """How many outputs are too few for it to tell rows apart."""
        return 0

    def constants(self) -> dict[str, float]:
        """Return the numbers that a script gives names, by these."""
        return {}


class Accuracy(Metric):
    """The share of rows whose most probable class is the right one.

    Where each output is a probability of its own, the share of outputs that are on the
    right side of a half.
    """

    type: Literal["accuracy"] = "accuracy"
    label: ClassVar[str] = "acc"
    function: ClassVar[str] = "accuracy"
    measures = ("classes", "one_hot", "binary")


class TopK(Metric):
    """The share of rows whose class is among the k most probable ones.

    Of equal scores the first ranks higher, and NaN ranks below all.
    """

    type: Literal["top_k"] = "top_k"
    ranks = True
    measures = ("classes", "one_hot")
    k: int = Field(
        examples=[5], ge=1, le=2**16, description="How many classes may be named."
    )

    @property
    def label(self) -> str:
        """Return top_5, k being 5."""
        return f"top_{self.k}"

    @property
    def beyond(self) -> int:
        """Return k: with k outputs or fewer, every class is among the first k."""
        return self.k


class Mae(Metric):
    """The mean absolute error."""

    type: Literal["mae"] = "mae"
    rises = False
    measures = ("one_hot", "binary", "values")


class R2(Metric):
    """The share of the targets' variance that the outputs explain.

    Of several outputs it is the mean of each one's. A constant target counts as 1 where
    it is met exactly, else as 0, as in scikit-learn.
    """

    type: Literal["r2"] = "r2"
    measures = ("one_hot", "binary", "values")
    relative = True


class Within(Metric):
    """The share of outputs closer to the target than some of its deviation."""

    type: Literal["within"] = "within"
    measures = ("one_hot", "binary", "values")
    relative = True
    std_fraction: float = Field(
        default=0.004,
        gt=0,
        le=10,
        description="That share of the targets' standard deviation.",
    )

    def constants(self) -> dict[str, float]:
        """Return the fraction."""
        return {"std_fraction": self.std_fraction}


AnyMetric = Annotated[
    Accuracy | TopK | Mae | R2 | Within,
    Discriminator("type"),
    Named(),
]
