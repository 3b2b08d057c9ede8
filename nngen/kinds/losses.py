"""Losses: the one number that training lowers, the mean over the rows."""

from typing import ClassVar, Literal

from nngen.kinds.base import Kind
from nngen.kinds.elementwise import Function
from nngen.kinds.functions import Softmax
from nngen.kinds.metrics import Accuracy, Metric
from nngen.model.model import field


class Loss(Kind):
    """A measure of how far the network's output is from the targets."""

    fuses: ClassVar[type[Function]]
    """The last function, whose gradient and the loss's are one formula."""
    keeps: ClassVar[dict[str, str]]
    """What the fused forward formula keeps of each row: name, meaning of the scores."""
    takes: ClassVar[tuple[str, ...]]
    """The forms of targets that it can be a loss of, first the one that is its own."""
    metrics: ClassVar[tuple[Metric, ...]]
    """What the log says beside it when the spec does not choose."""

    from_logits: bool = field(
        default=False,
        description="Whether the loss applies its function to the output itself.",
    )


class CategoricalCrossentropy(Loss):
    """L = -mean log P[y], y being class indices or one-hot rows, P the output."""

    fuses: ClassVar[type[Function]] = Softmax  # above the field that hides `type`
    type: Literal["categorical_crossentropy"]
    aka: ClassVar[tuple[str, ...]] = (
        "cross_entropy",
        "cross_entropy_loss",
        "sparse_categorical_crossentropy",
        "nll_loss",
    )
    book: ClassVar[bool] = True
    takes: ClassVar[tuple[str, ...]] = ("classes", "one_hot")
    keeps: ClassVar[dict[str, str]] = {"total": "sum exp({})"}
    metrics: ClassVar[tuple[Metric, ...]] = (Accuracy(),)


AnyLoss = CategoricalCrossentropy
