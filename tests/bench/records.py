"""What a row of the test bench says about a kind."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from .autodiff import Array, Tensor

Options: TypeAlias = Mapping[str, Any]
Choice: TypeAlias = str | Options
Shapes: TypeAlias = list[tuple[int, ...]]

PLAIN: tuple[Options, ...] = ({},)


@dataclass(frozen=True, kw_only=True)
class Row:
    """Hold the examples that tests try; each becomes a spec of its own."""

    examples: tuple[Options, ...] = PLAIN


@dataclass(frozen=True, kw_only=True)
class Layer(Row):
    """Say what a layer computes from x, (rows, inputs), and its own arrays."""

    forward: Callable[[Options, Tensor, list[Tensor]], Tensor]
    output: Callable[[Options, int], int]
    parameters: Callable[[Options, int], Shapes] = lambda options, inputs: []
    fans: Callable[[Options, int], tuple[int, int]] = lambda options, inputs: (0, 0)
    initializers: Callable[[Options], list[Choice]] = lambda options: []


@dataclass(frozen=True, kw_only=True)
class Function(Row):
    """Say what an activation function makes of z, (rows, units)."""

    value: Callable[[Options, Tensor], Tensor]


@dataclass(frozen=True, kw_only=True)
class Initializer(Row):
    """Assert how an array must be filled, given its fan_in and fan_out."""

    check: Callable[[Options, Array, int, int], None]


@dataclass(frozen=True, kw_only=True)
class Loss(Row):
    """Say the mean loss of an output, (rows, classes), and the default metrics."""

    value: Callable[[Options, Tensor, Array], Tensor]
    metrics: tuple[Choice, ...]


@dataclass(frozen=True, kw_only=True)
class Optimizer(Row):
    """Say theta after a step; state starts empty and is the optimizer's memory."""

    step: Callable[[Options, Array, Array, dict[str, Any], int], Array]


@dataclass(frozen=True, kw_only=True)
class Metric(Row):
    """Say a metric's value, and its name in the log."""

    name: Callable[[Options], str]
    value: Callable[[Options, Array, Array], float]


@dataclass(frozen=True, kw_only=True)
class Data(Row):
    """Assert the facts that define a data set, and say its number of features."""

    check: Callable[[Options, Array, Array], None]
    features: Callable[[Options], int]


@dataclass(frozen=True, kw_only=True)
class Preprocessing(Row):
    """Say what a rule makes of x, given the raw rows that training sees."""

    value: Callable[[Options, Array, Array], Array]


def chosen(choice: Choice) -> tuple[str, Options]:
    """Return type and options of a choice, written as a name or as a table."""
    return (choice, {}) if isinstance(choice, str) else (choice["type"], choice)
