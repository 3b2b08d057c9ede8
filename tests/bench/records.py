"""What a row of the test bench says about a kind."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from .autodiff import Array, Tensor

Options: TypeAlias = Mapping[str, Any]
Choice: TypeAlias = str | Options
Widths: TypeAlias = tuple[int, ...]
Shape: TypeAlias = tuple[int, ...]
Shapes: TypeAlias = list[Shape]
Rows: TypeAlias = tuple[Array, Array]
Normals: TypeAlias = Callable[[int], Array]

PLAIN: tuple[Options, ...] = ({},)


@dataclass(frozen=True, kw_only=True)
class Row:
    """Hold the examples that tests try; each becomes a spec of its own."""

    examples: tuple[Options, ...] = PLAIN


class Mood(NamedTuple):
    """Say whether a layer is in training, with what it draws from and has collected.

    stream: what training draws from, in the mood of training alone. collected: the
    layer's arrays by name, which training changes. numerics: the spec's.
    """

    training: bool
    stream: Any
    collected: dict[str, Array]
    numerics: Options


@dataclass(frozen=True, kw_only=True)
class Layer(Row):
    """Say what a layer computes from the values it reads and its own arrays.

    It reads a value, (rows, ..., width), for each of its inputs; all but those that
    join have one. output: the shape of a row that it gives. function: the activation
    that its output has been through. moody: stands in for forward where that depends
    on the mood. draws: whether training draws from the stream. collects: what training
    collects, as initialize() leaves it. regularizers: the factors of what its arrays
    add to the loss, none where no array has any. book: whether the notebook has it.
    """

    forward: Callable[[Options, tuple[Tensor, ...], list[Tensor]], Tensor] | None = None
    moody: (
        Callable[[Options, tuple[Tensor, ...], list[Tensor], Mood], Tensor] | None
    ) = None
    draws: Callable[[Options], bool] = lambda options: False
    collects: Callable[[Options, Widths], dict[str, Array]] = lambda options, widths: {}
    output: Callable[[Options, Shapes], Shape]
    parameters: Callable[[Options, Widths], Shapes] = lambda options, widths: []
    fans: Callable[[Options, Widths], tuple[int, int]] = lambda options, widths: (0, 0)
    initializers: Callable[[Options], list[Choice]] = lambda options: []
    regularizers: Callable[[Options], list[Options]] = lambda options: []
    function: Callable[[Options], Choice] = lambda options: "linear"
    joins: bool = False
    book: bool = True


@dataclass(frozen=True, kw_only=True)
class Function(Row):
    """Say what an activation function makes of z, (rows, units)."""

    value: Callable[[Options, Tensor], Tensor]


@dataclass(frozen=True, kw_only=True)
class Initializer(Row):
    """Assert how an array must be filled, given its fan_in and fan_out.

    draws: what is called of a RandomState to fill it, with its shape. matrix: whether
    it fills kernels alone, (fan_in, fan_out).
    """

    check: Callable[[Options, Array, int, int], None]
    draws: tuple[str, ...] = ()
    matrix: bool = False


@dataclass(frozen=True, kw_only=True)
class Loss(Row):
    """Say the mean loss of an output, (rows, outputs), and the default metrics.

    takes: the forms of targets that it is of, first the one that "auto" stands for.
    told: the same as the notebook tells it, where its gradient is not that of what is
    told. last: the activation of a last layer that fits it. steady: whether loss and
    gradient are exact at scores of any size, given the activation of the last layer.
    book: whether the notebook has it. separate: whether each output is yes or no by
    itself. metrics: the default, by the form of the targets.
    """

    value: Callable[[Options, Tensor, Array], Tensor]
    metrics: Callable[[str], tuple[Choice, ...]] = lambda form: ("accuracy",)
    told: Callable[[Options, Array, Array], float] | None = None
    last: Callable[[Options], str] = lambda options: "linear"
    steady: Callable[[Options, str], bool] = lambda options, function: True
    takes: tuple[str, ...] = ("classes", "one_hot")
    book: Callable[[Options], bool] = lambda options: True
    separate: bool = False


@dataclass(frozen=True, kw_only=True)
class Optimizer(Row):
    """Say theta after a step; state starts empty and is the optimizer's memory."""

    step: Callable[[Options, Array, Array, dict[str, Any], int], Array]


class Seen(NamedTuple):
    """Hold what is predicted of some rows, and their targets.

    variance: that of each column of all targets of the set that the rows are of.
    separate: whether each output is yes or no by itself.
    """

    p: Array
    y: Array
    variance: Array
    separate: bool


@dataclass(frozen=True, kw_only=True)
class Schedule(Row):
    """Say the rate k steps behind the warm-up, given the highest."""

    rate: Callable[[Options, float, int], float]


@dataclass(frozen=True, kw_only=True)
class Metric(Row):
    """Say a metric's value, its name in the log, and of which targets it is."""

    name: Callable[[Options], str]
    value: Callable[[Options, Seen], float]
    form: str = "classes"


@dataclass(frozen=True, kw_only=True)
class Data(Row):
    """Say where rows come from, and assert the facts that define them.

    rows: raw values, and for each row its label, a place in labels, or where targets
    are numbers these, (rows, 1); normals gives so many draws of the data's stream.
    labels: as they are written, in order; none where targets are numbers. In the
    options of both, targets has a form and is not "auto". form: what that is of, as
    an example has it under a loss of its own. shape: that of a row, where it has
    several dimensions.
    """

    rows: Callable[[Options, Normals], Rows]
    check: Callable[[Options, Array, Array], None]
    features: Callable[[Options], int]
    shape: Callable[[Options], tuple[int, ...] | None] = lambda options: None
    labels: Callable[[Options], list[str]]
    form: str = "classes"


@dataclass(frozen=True, kw_only=True)
class Preparation(Row):
    """Say offset and scale of each feature, given the training rows.

    Prepared rows are (x - offset) / scale.
    """

    numbers: Callable[[Options, Array], tuple[Any, Any]]


def chosen(choice: Choice) -> tuple[str, Options]:
    """Return type and options of a choice, written as a name or as a table."""
    return (choice, {}) if isinstance(choice, str) else (choice["type"], choice)
