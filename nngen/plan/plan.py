"""A whole script, decided: what the NumPy page prints."""

from dataclasses import dataclass

from nngen.kinds.base import Initializer, Kind
from nngen.plan.data_records import Data, Setting
from nngen.plan.records import (
    Array,
    Code,
    Flat,
    Group,
    Head,
    SpecText,
    Stack,
    Step,
    Update,
    View,
)


@dataclass(frozen=True)
class Draw:
    """How an array starts, or arrays of one initializer in a loop over them."""

    template: str
    loop: Code
    name: Code
    fan_in: int | Code
    fan_out: int | Code
    options: Initializer


@dataclass(frozen=True)
class Metric:
    """A metric as its template sees it."""

    template: str
    label: Code
    options: Kind


@dataclass(frozen=True)
class Log:
    """What training reports: when, and metrics as a dict's items and as text."""

    always: bool
    words: Code
    metrics: tuple[Metric, ...]
    items: Code
    text: Code


@dataclass(frozen=True)
class Plan:
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
    settings: tuple[Setting, ...]
    data: Data
    size: int
    views: tuple[View | Stack, ...]
    vectors: tuple[Code, ...]
    draws: tuple[Draw, ...]
    buffers: tuple[Group, ...]
    entry: Array | None
    steps: tuple[Step, ...]
    head: Head
    noun: Code
    update: Update
    log: Log

    @property
    def class_axis(self) -> int:
        """The axis of P along which the classes lie."""
        return 0 if self.columns else 1

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
    def backward(self) -> tuple[Step, ...]:
        """The steps that something trained lies below or in, last to first."""
        return tuple(step for step in reversed(self.steps) if step.dy is not None)
