"""Losses: the one number that training lowers, the mean over the rows.

A loss of each number by itself is data: its `value` in terms of p, the output, and of
y, the target, or of e where `error` says what that is; and its gradient dL/dP, in terms
of n rows of k outputs each. Formulas are written as those of functions are.
"""

from typing import ClassVar, Literal

from nngen.language.base import Kind
from nngen.language.elementwise import Function
from nngen.language.functions import Linear, Sigmoid, Softmax
from nngen.language.metrics import R2, Accuracy, Metric
from nngen.model.model import field


class Loss(Kind):
    """A measure of how far the network's output is from the targets."""

    fuses: ClassVar[type[Function] | None] = None
    """The last function, whose gradient and the loss's are one formula."""
    book_fuses: ClassVar[bool] = True
    """Whether the notebook joins these two as well."""
    keeps: ClassVar[dict[str, str]] = {}
    """What the fused forward formula keeps of each row: name, meaning of the scores."""
    shifts: ClassVar[str] = ""
    """What that formula leaves in the place of the scores, "" if them."""
    takes: ClassVar[tuple[str, ...]]
    """The forms of targets that it can be a loss of, first the one that is its own."""
    needs: ClassVar[str] = ""
    """What an output must be known to be: a method of operations."""
    exclusive: ClassVar[bool] = False
    """Whether outputs are probabilities of classes of which a row has one."""
    separate: ClassVar[bool] = False
    """Whether each output is a probability by itself."""

    @property
    def logits(self) -> bool:
        """Whether it applies its function to the output itself."""
        return False

    @property
    def last(self) -> str:
        """The function that the last layer is to end with."""
        function = Linear if self.logits or self.fuses is None else self.fuses
        return function.selector()

    def metrics(self, targets: str) -> tuple[Metric, ...]:
        """Return what the log says beside it when the spec does not choose."""
        return (R2(),) if targets == "values" else (Accuracy(),)

    def constants(self) -> dict[str, float]:
        """Return the numbers that a script gives names, by these."""
        return {}


class Crossentropy(Loss):
    """A loss of probabilities, or of the scores that they are made of."""

    book: ClassVar[bool] = True
    from_logits: bool = field(
        default=False,
        description="Whether the loss applies its function to the output itself.",
    )

    @property
    def logits(self) -> bool:
        """Whether it applies its function to the output itself."""
        return self.from_logits


class CategoricalCrossentropy(Crossentropy):
    """L = -mean log P[y], y being class indices or one-hot rows, P the output."""

    fuses: ClassVar[type[Function] | None] = Softmax  # above what hides `type`
    type: Literal["categorical_crossentropy"]
    aka: ClassVar[tuple[str, ...]] = (
        "cross_entropy",
        "cross_entropy_loss",
        "sparse_categorical_crossentropy",
        "nll_loss",
    )
    takes: ClassVar[tuple[str, ...]] = ("classes", "one_hot")
    keeps: ClassVar[dict[str, str]] = {"total": "sum exp({})"}
    shifts: ClassVar[str] = "{} less its maxima"
    needs: ClassVar[str] = "positive"
    exclusive: ClassVar[bool] = True
    label_smoothing: float = field(
        aka=("smoothing",),
        default=0.0,
        example=0.1,
        ge=0,
        lt=1,
        description="The share of each target that is spread evenly over all classes.",
    )

    def unbooked(self) -> str:
        """Return label_smoothing where it is asked for."""
        return "label_smoothing" if self.label_smoothing else super().unbooked()

    def constants(self) -> dict[str, float]:
        """Return the smoothing, if there is any."""
        smoothing = self.label_smoothing
        return {"label_smoothing": smoothing} if smoothing else {}


class BinaryCrossentropy(Crossentropy):
    """L = -mean of Y log P + (1 - Y) log(1 - P), each output P yes or no by itself."""

    fuses: ClassVar[type[Function] | None] = Sigmoid
    type: Literal["binary_crossentropy"]
    aka: ClassVar[tuple[str, ...]] = (
        "bce",
        "bce_loss",
        "bce_with_logits_loss",
        "sigmoid_cross_entropy",
        "log_loss",
    )
    book_fuses: ClassVar[bool] = False
    takes: ClassVar[tuple[str, ...]] = ("binary", "one_hot")
    needs: ClassVar[str] = "unit"
    separate: ClassVar[bool] = True


class Distance(Loss):
    """A loss of each number by itself, given by its formulas: their mean over all."""

    takes: ClassVar[tuple[str, ...]] = ("values", "one_hot")
    value: ClassVar[str]
    error: ClassVar[str] = ""
    gradient: ClassVar[str]
    book_gradient: ClassVar[str] = ""
    """The same in the order of the book, if that has it."""

    def __init_subclass__(cls) -> None:
        """Read off the formulas whether the book has it."""
        super().__init_subclass__()
        cls.book = bool(cls.book_gradient)


class MeanSquaredError(Distance):
    """L = mean (P - Y)^2."""

    type: Literal["mean_squared_error"]
    aka: ClassVar[tuple[str, ...]] = ("mse", "mse_loss", "l2", "l2_loss", "rmse")
    value: ClassVar[str] = "(p - y)**2"
    gradient: ClassVar[str] = "2 / (k * n) * (p - y)"
    book_gradient: ClassVar[str] = "2 * (p - y) / k / n"


class MeanAbsoluteError(Distance):
    """L = mean |P - Y|, whose gradient where both are equal is 0."""

    type: Literal["mean_absolute_error"]
    aka: ClassVar[tuple[str, ...]] = ("mae", "l1", "l1_loss")
    value: ClassVar[str] = "abs(p - y)"
    gradient: ClassVar[str] = "sign(p - y) / (k * n)"
    book_gradient: ClassVar[str] = "sign(p - y) / k / n"


class Huber(Distance):
    """Squared errors up to delta, beyond it as straight as the absolute ones."""

    type: Literal["huber"]
    aka: ClassVar[tuple[str, ...]] = ("huber_loss", "smooth_l1")
    value: ClassVar[str] = "where(e <= delta, e**2 / 2, delta * (e - delta / 2))"
    error: ClassVar[str] = "abs(p - y)"
    gradient: ClassVar[str] = "clip(p - y, -delta, delta) / (k * n)"
    delta: float = field(
        aka=("beta",),
        default=1.0,
        gt=0,
        le=1e9,
        description="The error from which on the loss is straight.",
    )

    def constants(self) -> dict[str, float]:
        """Return delta."""
        return {"delta": self.delta}


AnyLoss = (
    CategoricalCrossentropy
    | BinaryCrossentropy
    | MeanSquaredError
    | MeanAbsoluteError
    | Huber
)
