"""The end of a network as its templates see it."""

from dataclasses import dataclass

from nngen.kinds.losses import Loss
from nngen.plan.operations import Lines
from nngen.plan.records import Array, Code


@dataclass(frozen=True)
class Measure:
    """A loss of each number by itself, in a script's own names."""

    value: Lines
    """Its equation, and the calls that give the mean."""
    error: Code
    """What e is in these, "" if they do without."""
    gradient: Lines


@dataclass(frozen=True)
class Head:
    """The output and the loss; with a function between them, that is part of it."""

    template: str
    options: Loss
    ending: str
    """"fused": the last function is part of the loss; "logits": the loss applies it to
    the output; "plain": the output is what the loss takes."""
    form: str
    """The form of the targets."""
    columns: bool
    x: Array
    """The scores, or the output that is taken as it is."""
    in_place: bool
    """Whether the scores may be overwritten."""
    shifted: Code
    """Where the scores less their maximum are kept."""
    p: Array
    """The probabilities, or the output that is taken as it is."""
    dx: Array
    outputs: int
    labels: Code
    """The column indices of P, of the targets' type where that holds them."""
    result: Code
    """What forward returns: the output with its rows as the data's."""
    noun: Code
    """What the output is, to a reader."""
    dtype: Code
    counts_rows: bool
    """Whether the loss or its gradient picks a number of each row."""
    formulas: Measure | None

    @property
    def one_hot(self) -> bool:
        """Whether targets are rows of zeros and a one."""
        return self.form == "one_hot"

    @property
    def onehot(self) -> Code:
        """The targets as one-hot rows in mathematics."""
        return Code("onehot(y)" if self.form == "classes" else "Y")

    @property
    def truth(self) -> Code:
        """The targets as one-hot columns."""
        return Code("y.reshape(N) == labels" if self.form == "classes" else "y.T")

    @property
    def y(self) -> Code:
        """The targets in the shape of P; other sizes are refused."""
        return shaped(self.outputs, self.columns)

    @property
    def like_p(self) -> Code:
        """The targets that have the right size already, in the shape of P."""
        return Code("y.T" if self.columns else "y")

    @property
    def like_x(self) -> Code:
        """The shape of the targets of all rows of x."""
        wide = f"(len(x), {self.outputs})"
        return Code("len(x)" if self.form == "classes" else wide)

    @property
    def index(self) -> Code:
        """The targets as class indices."""
        return Code("y" if self.form == "classes" else "y.argmax(axis=1)")

    @property
    def true_p(self) -> Code:
        """The probabilities of the right classes, to be compared with P."""
        if self.form != "classes":
            each = "axis=0)" if self.columns else "axis=1)[:, None]"
            return Code(f"np.sum({self.p.name} * {self.like_p}, {each}")
        name = self.p.name
        return Code(f"{name}[y, rows]" if self.columns else f"{name}[rows, y, None]")

    @property
    def entries(self) -> Code:
        """How many numbers the output of N rows is."""
        return Code("N" if self.outputs == 1 else f"{self.outputs} * N")

    @property
    def entries_math(self) -> Code:
        """The same behind a division, in mathematics."""
        return Code("N" if self.outputs == 1 else f"({self.outputs} N)")

    @property
    def row_math(self) -> Code:
        """What the mean of a row divides by in mathematics, before the rows' own."""
        return Code("" if self.outputs == 1 else f"{self.outputs} / ")


def shaped(outputs: int, columns: bool) -> Code:
    """Return the targets in the shape of the output; other sizes are refused."""
    if not columns:
        return Code(f"y.reshape(N, {outputs})")
    return Code("y.reshape(1, N)" if outputs == 1 else f"y.reshape(N, {outputs}).T")
