"""A whole script, decided: what the NumPy page prints."""

from dataclasses import dataclass

from nngen.language.initializers import Initializer
from nngen.plan.data_records import Data, Setting
from nngen.plan.head import Head
from nngen.plan.loop_records import Log, Loop, Stopping
from nngen.plan.operations import Step
from nngen.plan.penalty import Penalty
from nngen.plan.records import Array, Code, Flat, Group, SpecText, Stack, View
from nngen.plan.running import Running
from nngen.plan.update_records import Update


@dataclass(frozen=True, kw_only=True)
class Draw:
    """How an array starts, or arrays of one initializer in a loop over them."""

    template: str
    loop: Code
    name: Code
    fan_in: int | Code
    fan_out: int | Code
    options: Initializer


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A whole script, decided."""

    origin: Code
    description: SpecText
    digest: Code
    summary: Code
    key: Code
    """What letters in the equations of some operations mean."""
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
    """Running averages: collected in training, not trained."""
    draws: tuple[Draw, ...]
    buffers: tuple[Group, ...]
    entry: Array | None
    reshapes: tuple[bool, bool]
    """Whether forward, and backward, read rows of several dimensions as they come."""
    steps: tuple[Step, ...]
    twofold: bool
    """Whether forward does something else in training than afterwards."""
    head: Head
    penalty: Penalty | None
    update: Update
    spare: Code
    """What the spare vector, as long as theta, is for; "" if there is none."""
    loop: Loop
    log: Log
    stopping: Stopping | None

    @property
    def training(self) -> Code:
        """The arguments of forward after x in training."""
        return Code(", training=True" if self.twofold else "")

    @property
    def class_axis(self) -> int:
        """The axis of P along which the classes lie."""
        return 0 if self.columns else 1

    @property
    def row_word(self) -> Code:
        """Whether a row of the data is a row or a column of X."""
        return Code("column" if self.columns else "row")

    @property
    def theta(self) -> Flat:
        """All parameters."""
        return Flat(name=Code("theta"), views=self.views)

    @property
    def grad(self) -> Flat:
        """Their gradient."""
        return Flat(
            name=Code("grad"), views=tuple(view.gradient for view in self.views)
        )

    @property
    def random(self) -> bool:
        """Whether any parameter is drawn."""
        return any(draw.options.draws for draw in self.draws)

    @property
    def functions(self) -> tuple[Step, ...]:
        """A step of each template, which may have functions that its steps call."""
        return tuple({step.template: step for step in self.steps}.values())

    def begins(self, step: Step) -> bool:
        """Return whether a step is the first of its template in backward."""
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
