"""A whole script, decided: what the NumPy page prints."""

from dataclasses import dataclass

from nngen.kinds.base import Initializer, Kind
from nngen.plan.records import (
    Array,
    Code,
    Group,
    Head,
    SpecText,
    Stack,
    Step,
    Update,
    View,
)


@dataclass(frozen=True)
class Setting:
    """A constant at the top of the script."""

    name: Code
    value: int | float


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
class Data:
    """The rows: template, options, and what of the random stream they spend."""

    template: str
    title: Code
    options: Kind
    dtype: Code
    result: Code
    rows: int
    features: int
    normals: int


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
    class_axis: int
    discard: int
    settings: tuple[Setting, ...]
    data: Data
    size: int
    views: tuple[View | Stack, ...]
    vectors: tuple[Code, ...]
    draws: tuple[Draw, ...]
    random: bool
    buffers: tuple[Group, ...]
    entry: Array | None
    steps: tuple[Step, ...]
    head: Head
    noun: Code
    backward: tuple[Step, ...]
    update: Update
    log: Log
