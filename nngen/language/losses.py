"""Losses: the one number that training lowers, the mean over the rows.

A loss of single numbers is data: its `value` in terms of p, the output, and of
y, the target, or of e where there is a formula for the `error`; and its gradient dL/dP,
in terms of n rows of k outputs each. Formulas are written as those of functions are.
"""

from typing import Annotated, ClassVar, Literal

from pydantic import Discriminator, Field

from nngen.language.base import Kind
from nngen.language.functions import Function, Linear, Sigmoid, Softmax
from nngen.language.metrics import R2, Accuracy, Metric


class Loss(Kind):
    """A measure of how far the network's output is from the targets."""

    fuses: ClassVar[type[Function] | None] = None
    """The last function that the loss forms one gradient formula with."""
    book_fuses: ClassVar[bool] = True
    """Whether the notebook joins the two as well."""
    takes: ClassVar[tuple[str, ...]]
    """The forms of targets that it takes, its usual one first."""
    needs: ClassVar[str] = ""
    """What the output must be known to be: the name of a method of operations."""
    exclusive: ClassVar[bool] = False
    """Whether outputs are probabilities of classes, and each row has one class."""
    separate: ClassVar[bool] = False
    """Whether each output is a probability of its own."""

    @property
    def logits(self) -> bool:
        """Whether it applies its function to the output itself."""
        return False

    @property
    def last(self) -> str:
        """The function that the last layer should end with."""
        function = Linear if self.logits or self.fuses is None else self.fuses
        return function.selector()

    def metrics(self, targets: str) -> tuple[Metric, ...]:
        """Return the metrics that the log shows where the spec names none."""
        return (R2(),) if targets == "values" else (Accuracy(),)

    def constants(self) -> dict[str, float]:
        """Return the numbers that a script gives a name, by their names."""
        return {}


class Crossentropy(Loss):
    """A loss of probabilities, or of the scores that they are made of."""

    book = True
    from_logits: bool = Field(
        default=False,
        description="Whether the loss applies its function to the output itself.",
    )

    @property
    def logits(self) -> bool:
        """Whether it applies its function to the output itself."""
        return self.from_logits


class CategoricalCrossentropy(Crossentropy):
    """L = -mean log P[y], y being class indices or one-hot rows, P the output."""

    fuses = Softmax
    type: Literal["categorical_crossentropy"] = "categorical_crossentropy"
    takes = ("classes", "one_hot")
    needs = "positive"
    exclusive = True
    label_smoothing: float = Field(
        default=0.0,
        examples=[0.1],
        ge=0,
        lt=1,
        description="The share of each target that is spread evenly over all classes.",
    )

    def unbooked(self) -> str:
        """Return label_smoothing where the spec asks for it."""
        return "label_smoothing" if self.label_smoothing else super().unbooked()

    def constants(self) -> dict[str, float]:
        """Return the smoothing, if there is any."""
        smoothing = self.label_smoothing
        return {"label_smoothing": smoothing} if smoothing else {}


class BinaryCrossentropy(Crossentropy):
    """L = -mean of Y log P + (1 - Y) log(1 - P), each output P a yes or no."""

    fuses = Sigmoid
    type: Literal["binary_crossentropy"] = "binary_crossentropy"
    book_fuses = False
    takes = ("binary", "one_hot")
    needs = "unit"
    separate = True


class Distance(Loss):
    """The mean of a loss of single numbers, given by its formulas."""

    takes = ("values", "one_hot")
    value: ClassVar[str]
    error: ClassVar[str] = ""
    gradient: ClassVar[str]
    book_gradient: ClassVar[str] = ""
    """The same in the book's order of operations, "" if the book does not have it."""

    def __init_subclass__(cls) -> None:
        """Note whether the book has it."""
        super().__init_subclass__()
        cls.book = bool(cls.book_gradient)


class MeanSquaredError(Distance):
    """L = mean (P - Y)^2."""

    type: Literal["mean_squared_error"] = "mean_squared_error"
    value = "(p - y)**2"
    gradient = "2 / (k * n) * (p - y)"
    book_gradient = "2 * (p - y) / k / n"


class MeanAbsoluteError(Distance):
    """L = mean |P - Y|, whose gradient where both are equal is 0."""

    type: Literal["mean_absolute_error"] = "mean_absolute_error"
    value = "abs(p - y)"
    gradient = "sign(p - y) / (k * n)"
    book_gradient = "sign(p - y) / k / n"


class Huber(Distance):
    """Squared errors up to delta, absolute errors beyond it."""

    type: Literal["huber"] = "huber"
    value = "where(e <= delta, e**2 / 2, delta * (e - delta / 2))"
    error = "abs(p - y)"
    gradient = "clip(p - y, -delta, delta) / (k * n)"
    delta: float = Field(
        default=1.0,
        gt=0,
        le=1e9,
        description="The error from which on the loss grows linearly.",
    )

    def constants(self) -> dict[str, float]:
        """Return delta."""
        return {"delta": self.delta}


AnyLoss = Annotated[
    CategoricalCrossentropy
    | BinaryCrossentropy
    | MeanSquaredError
    | MeanAbsoluteError
    | Huber,
    Discriminator("type"),
]
