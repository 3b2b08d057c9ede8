"""Training as its templates see it: the loop over the rows, and the log."""

from dataclasses import dataclass

from nngen.language.base import Kind
from nngen.plan.records import Code


@dataclass(frozen=True, kw_only=True)
class Metric:
    """A metric as its template sees it."""

    template: str
    label: Code
    options: Kind


@dataclass(frozen=True, kw_only=True)
class Log:
    """What training reports: when, and metrics as parts of Python and of text."""

    always: bool
    early: bool
    """Whether an epoch that is not logged need not be measured."""
    late: bool
    """Whether batches are measured before it is known if the epoch is logged."""
    due: Code
    """The condition that an epoch is logged."""
    words: Code
    metrics: tuple[Metric, ...]
    names: Code
    """The metrics and the loss in words: acc and loss."""
    cost: Code
    """What the loss without penalty is called in train and evaluate."""
    quoted: Code
    """The metrics and the loss as texts of Python."""
    long: bool
    """Whether they are too many for lines that name each."""
    more: Code
    """What measuring takes behind y: how much all targets deviate, if that counts."""
    before: Code
    """The metrics before the loss: acc, and a comma."""
    unpack: Code
    """What takes the metrics and the loss: acc, cost."""
    items: Code
    """The metrics as a dict's items."""
    text: Code
    """The metrics as an f-string says them."""
    answer: Code
    """What evaluate returns: a dict of metrics and loss."""
    held_row: Code
    held_text: Code
    end_text: Code
    """What is said of held rows: in a logged row, in its line, and after training."""

    @property
    def count(self) -> int:
        """How many numbers are measured."""
        return len(self.metrics) + 1


@dataclass(frozen=True, kw_only=True)
class Loop:
    """How train, and predict, go through rows."""

    batched: bool
    shuffle: bool
    draws: Code
    """What training has its stream for, in words: nothing, shuffles, draws masks."""
    drop_last: bool
    piece: int | Code
    """Rows in a step, and in a piece of a longer call."""
    measured: bool
    """Whether training or evaluation is by pieces, whose measures are averaged."""
    watched: bool
    """Whether each logged row has the metrics of validation."""
    unpack: Code
    """What takes the arrays that load_data returns."""
    y: Code
    """The targets that training sees."""
    seen: Code
    """How many rows an epoch of batches sees."""


@dataclass(frozen=True, kw_only=True)
class Stopping:
    """Early stopping: what is watched, and when it is better than the best so far."""

    held: bool
    label: Code
    """What is watched, as the log calls it."""
    value: Code
    """Where train finds it."""
    best: Code
    """What the best of it is called."""
    start: Code
    """What is worse than any."""
    better: Code
    """The condition that a value is better."""
    text: Code
    """The best value as an f-string says it."""
    kept: tuple[Code, ...]
    """The vectors that are restored from the best epoch."""
