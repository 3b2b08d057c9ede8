"""Metrics: what the log says beside the loss."""

from typing import ClassVar, Literal

from nngen.language.base import Kind
from nngen.model.model import field


class Metric(Kind):
    """A number for people, computed from the network's output and the targets."""

    bare: ClassVar[bool] = True
    rises: ClassVar[bool] = True
    """Whether more is better."""
    measures: ClassVar[tuple[str, ...]] = ("classes", "one_hot", "binary", "values")
    """The forms of targets that it has a meaning for."""
    relative: ClassVar[bool] = False
    """Whether errors are measured by the standard deviation of all targets."""

    @property
    def label(self) -> str:
        """Its name in the log, and in a script."""
        return self.type

    @property
    def beyond(self) -> int:
        """How many outputs are too few for it to tell rows apart."""
        return 0

    def constants(self) -> dict[str, float]:
        """Return the numbers that a script gives names, by these."""
        return {}


class Accuracy(Metric):
    """The share of rows whose most probable class is the right one.

    Where each output is a probability by itself, the share of outputs that are on the
    right side of a half.
    """

    type: Literal["accuracy"]
    aka: ClassVar[tuple[str, ...]] = (
        "categorical_accuracy",
        "sparse_categorical_accuracy",
        "binary_accuracy",
        "accuracy_score",
    )
    label: ClassVar[str] = "acc"
    measures: ClassVar[tuple[str, ...]] = ("classes", "one_hot", "binary")


class TopK(Metric):
    """The share of rows whose class is among the k most probable ones."""

    type: Literal["top_k"]
    aka: ClassVar[tuple[str, ...]] = (
        "top_k_accuracy",
        "top_k_categorical_accuracy",
        "sparse_top_k_categorical_accuracy",
        "top_k_accuracy_score",
        "top_5",
    )
    measures: ClassVar[tuple[str, ...]] = ("classes", "one_hot")
    k: int = field(
        example=5, ge=1, le=2**16, description="How many classes may be named."
    )

    @property
    def label(self) -> str:
        """Return top_5, k being 5."""
        return f"top_{self.k}"

    @property
    def beyond(self) -> int:
        """Return k: of so many outputs, every one is among the k."""
        return self.k


class Mae(Metric):
    """The mean absolute error."""

    type: Literal["mae"]
    aka: ClassVar[tuple[str, ...]] = ("mean_absolute_error", "l1", "mean_abs_error")
    rises: ClassVar[bool] = False
    measures: ClassVar[tuple[str, ...]] = ("one_hot", "binary", "values")


class R2(Metric):
    """The share of the targets' variance that the outputs explain."""

    type: Literal["r2"]
    aka: ClassVar[tuple[str, ...]] = (
        "r2_score",
        "r_squared",
        "coefficient_of_determination",
    )
    measures: ClassVar[tuple[str, ...]] = ("one_hot", "binary", "values")
    relative: ClassVar[bool] = True


class Within(Metric):
    """The share of outputs closer to the target than some of its deviation."""

    type: Literal["within"]
    measures: ClassVar[tuple[str, ...]] = ("one_hot", "binary", "values")
    relative: ClassVar[bool] = True
    std_fraction: float = field(
        aka=("precision", "tolerance"),
        default=0.004,
        gt=0,
        le=10,
        description="That share of the targets' standard deviation.",
    )

    def constants(self) -> dict[str, float]:
        """Return the fraction."""
        return {"std_fraction": self.std_fraction}


AnyMetric = Accuracy | TopK | Mae | R2 | Within
