"""Metrics: what the log says beside the loss."""

from typing import ClassVar, Literal

from nngen.kinds.base import Kind


class Metric(Kind):
    """A number for people, computed from the network's output and the targets."""

    bare: ClassVar[bool] = True
    label: ClassVar[str]
    """Its name in the log."""
    rises: ClassVar[bool]
    """Whether more is better."""


class Accuracy(Metric):
    """The share of rows whose most probable class is the right one."""

    type: Literal["accuracy"]
    aka: ClassVar[tuple[str, ...]] = (
        "categorical_accuracy",
        "sparse_categorical_accuracy",
    )
    label: ClassVar[str] = "acc"
    rises: ClassVar[bool] = True


AnyMetric = Accuracy
