"""One row per layer: its arrays and what it computes."""

from functools import reduce
from operator import add
from typing import Any

import numpy as np

from .autodiff import Array, Tensor, concatenate, tensor
from .function_rows import apply
from .records import Layer, Mood, Options


def affine(x: Tensor, kernel: Tensor, bias: Tensor | int = 0) -> Tensor:
    """Return x W + b: (rows, inputs) -> (rows, units)."""
    return x @ kernel + bias


def total(xs: tuple[Tensor, ...]) -> Tensor:
    """Return the sum of values of one shape."""
    assert len({x.value.shape for x in xs}) == 1, "only equal shapes are added"
    return reduce(add, xs)


def kernel_and_bias(options: Options, kernel: Any, bias: Any) -> list[Any]:
    """Return what belongs to the kernel, and what to the bias if there is one."""
    return [kernel, bias] if options.get("use_bias", True) else [kernel]


def normalized(
    z: Tensor, mean: Tensor | Array, var: Tensor | Array, options: Options
) -> Tensor:
    """Return z less a mean, over the root of a variance, kept from zero by epsilon."""
    least: float = options.get("epsilon", 1e-3)
    return (z - mean) * (tensor(var) + least) ** -0.5


def over_the_batch(
    options: Options, xs: tuple[Tensor, ...], arrays: list[Tensor], mood: Mood
) -> Tensor:
    """Return gamma Zhat + beta; a batch's own mean and variance go into what is kept.

    The variance is biased: the mean of squares, not divided by N - 1.
    """
    (z,), (gamma, beta), old = xs, arrays, mood.collected
    if not mood.training:
        return gamma * normalized(z, old["mean"], old["var"], options) + beta
    mean = z.mean(axis=0)
    var = ((z - mean) ** 2).mean(axis=0)
    kept = options.get("momentum", 0.99)
    for name, new in (("mean", mean), ("var", var)):
        mood.collected[name] = kept * old[name] + (1 - kept) * new.value
    return gamma * normalized(z, mean, var, options) + beta


def over_each_row(
    options: Options, xs: tuple[Tensor, ...], arrays: list[Tensor]
) -> Tensor:
    """Return gamma Zhat + beta, Zhat by each row's own mean and biased variance."""
    (z,), (gamma, beta) = xs, arrays
    width = z.value.shape[1]  # of no rows there is no mean over all entries
    mean = z.sum(axis=1, keepdims=True) / width
    var = ((z - mean) ** 2).sum(axis=1, keepdims=True) / width
    return gamma * normalized(z, mean, var, options) + beta


NORMALIZATION: dict[str, Any] = {
    "parameters": lambda options, widths: [widths, widths],
    "fans": lambda options, widths: 2 * widths,
    "initializers": lambda options: ["ones", "zeros"],
    "output": lambda options, widths: widths[0],
    "book": False,
}

LAYERS: dict[str, Layer] = {
    "dense": Layer(
        examples=(
            {"units": 5},
            {"units": 1},
            {"units": 5, "use_bias": False},
            {"units": 5, "activation": "tanh"},
            {"units": 4, "activation": "relu", "use_bias": False},
        ),
        parameters=lambda options, widths: kernel_and_bias(
            options, (*widths, options["units"]), (options["units"],)
        ),
        fans=lambda options, widths: (*widths, options["units"]),
        initializers=lambda options: kernel_and_bias(
            options,
            options.get("kernel_initializer", "glorot_uniform"),
            options.get("bias_initializer", "zeros"),
        ),
        output=lambda options, widths: options["units"],
        forward=lambda options, xs, arrays: apply(
            options.get("activation", "linear"), affine(*xs, *arrays)
        ),
        function=lambda options: options.get("activation", "linear"),
    ),
    "activation": Layer(
        examples=(
            {"function": "linear"},
            {"function": "relu"},
            {"function": "sigmoid"},
            {"function": {"type": "tanh"}},
            {"function": "softmax"},
        ),
        output=lambda options, widths: widths[0],
        forward=lambda options, xs, arrays: apply(options["function"], *xs),
        function=lambda options: options["function"],
    ),
    "batch_normalization": Layer(
        examples=({}, {"momentum": 0.5, "epsilon": 0.1}, {"momentum": 0}),
        moody=over_the_batch,
        collects=lambda options, widths: {
            "mean": np.zeros(widths),
            "var": np.ones(widths),
        },
        **NORMALIZATION,
    ),
    "layer_normalization": Layer(
        examples=({}, {"epsilon": 0.1}), forward=over_each_row, **NORMALIZATION
    ),
    "add": Layer(
        output=lambda options, widths: widths[0],
        forward=lambda options, xs, arrays: total(xs),
        joins=True,
    ),
    "concatenate": Layer(
        output=lambda options, widths: sum(widths),
        forward=lambda options, xs, arrays: concatenate(xs),
        joins=True,
    ),
}
