"""A whole script, decided: what the NumPy page prints."""

from nngen.kinds.base import Initializer, Kind
from nngen.plan.data_records import Data, Setting
from nngen.plan.head import Head
from nngen.plan.operations import Step
from nngen.plan.penalty import Penalty
from nngen.plan.records import Array, Code, Flat, Group, SpecText, Stack, View
from nngen.plan.running import Running
from nngen.plan.update_records import Update
from nngen.record import Record


class Draw(Record):
    """How an array starts, or arrays of one initializer in a loop over them."""

    template: str
    loop: Code
    name: Code
    fan_in: int | Code
    fan_out: int | Code
    options: Initializer


class Metric(Record):
    """A metric as its template sees it."""

    template: str
    label: Code
    options: Kind


class Log(Record):
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


class Loop(Record):
    """How train goes over the rows, and predict over any."""

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
    """Whether each logged row says how validation goes."""
    unpack: Code
    """What takes the arrays that load_data returns."""
    y: Code
    """The targets that training sees."""
    seen: Code
    """How many rows an epoch of batches sees."""


class Stopping(Record):
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
    """The vectors that go back to what they were in the best epoch."""


class Plan(Record):
    """A whole script, decided."""

    origin: Code
    description: SpecText
    digest: Code
    summary: Code
    arithmetic: str
    rng: str
    dtype: Code
    columns: bool
    discard: int
    imports: tuple[Code, ...]
    settings: tuple[Setting, ...]
    data: Data
    size: int
    views: tuple[View | Stack, ...]
    running: Running | None
    """What training collects and nothing trains."""
    draws: tuple[Draw, ...]
    buffers: tuple[Group, ...]
    entry: Array | None
    reshapes: tuple[bool, bool]
    """Whether forward, and backward, read rows of several dimensions as they come."""
    steps: tuple[Step, ...]
    twofold: bool
    """Whether forward does something else in training than it does after it."""
    head: Head
    penalty: Penalty | None
    update: Update
    spare: Code
    """What room as long as theta is for, "" where none is needed."""
    loop: Loop
    log: Log
    stopping: Stopping | None

    @property
    def training(self) -> Code:
        """What a call of forward says in training behind x."""
        return Code(", training=True" if self.twofold else "")

    @property
    def class_axis(self) -> int:
        """The axis of P along which the classes lie."""
        return 0 if self.columns else 1

    @property
    def row_word(self) -> Code:
        """What a row of the data is of X."""
        return Code("column" if self.columns else "row")

    @property
    def theta(self) -> Flat:
        """All parameters."""
        return Flat(Code("theta"), self.views)

    @property
    def grad(self) -> Flat:
        """Their gradient."""
        return Flat(Code("grad"), tuple(view.gradient for view in self.views))

    @property
    def random(self) -> bool:
        """Whether any parameter is drawn."""
        return any(draw.options.draws for draw in self.draws)

    @property
    def functions(self) -> tuple[Step, ...]:
        """A step of each template, which may have functions that its steps call."""
        return tuple({step.template: step for step in self.steps}.values())

    def begins(self, step: Step) -> bool:
        """Tell whether a step is the first of its template in backward."""
        alike = (other for other in self.backward if other.template == step.template)
        return next(alike, None) is step

    @property
    def overflows(self) -> frozenset[str]:
        """In which of "value" and "backward" parts of formulas may be infinite."""
        found = frozenset[str]().union(*(s.formulas.overflows for s in self.steps))
        own = self.head.ending == "logits" and self.head.options.separate
        return found | ({"value"} if own and not self.columns else frozenset())

    @property
    def backward(self) -> tuple[Step, ...]:
        """The steps that something trained lies below or in, last to first."""
        return tuple(step for step in reversed(self.steps) if step.dy is not None)
