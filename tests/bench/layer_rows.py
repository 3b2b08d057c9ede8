"""One row per layer: its arrays and what it computes."""

from functools import reduce
from math import prod
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


def in_one_dimension(x: Tensor) -> Tensor:
    """Return a value whose rows have their numbers one after the other."""
    rows, *others = x.value.shape
    return x.reshape(rows, prod(others))


def kernel_and_bias(options: Options, kernel: Any, bias: Any) -> list[Any]:
    """Return what belongs to the kernel, and what to the bias if there is one."""
    return [kernel, bias] if options.get("use_bias", True) else [kernel]


def dropped(options: Options, xs: tuple[Tensor, ...], mood: Mood) -> Tensor:
    """Return x, in training each number with probability rate 0, else x / (1 - rate).

    Numbers from 0 to 1 of pcg64 are compared with 1 - rate; mt19937 draws binomials, as
    the book does. Either draws row by row.
    """
    (x,), keep = xs, 1 - float(options["rate"])
    if not mood.training or keep == 1:
        return x
    width = x.value.shape[-1]
    columns = x.value.size // width
    plain = mood.numerics.get("rng", "pcg64") == "pcg64"
    if plain and mood.numerics.get("arithmetic", "native") == "native":
        mask: Array = mood.stream.random((columns, width)) < keep
    else:
        mask = mood.stream.binomial(1, keep, (columns, width))
    return x * (mask.reshape(x.value.shape) / keep)


def normalized(
    z: Tensor, mean: Tensor | Array, var: Tensor | Array, options: Options
) -> Tensor:
    """Return z less a mean, over the root of a variance, kept from zero by epsilon."""
    epsilon = float(options.get("epsilon", 1e-3))
    return (z - tensor(mean)) * (tensor(var) + epsilon) ** -0.5


def over_the_batch(
    options: Options, xs: tuple[Tensor, ...], arrays: list[Tensor], mood: Mood
) -> Tensor:
    """Return gamma Zhat + beta; a batch's own mean and variance go into what is kept.

    The variance is biased: the mean of squares, not divided by N - 1.
    """
    (z,), (gamma, beta), old = xs, arrays, mood.collected
    if not mood.training:
        return gamma * normalized(z, old["mean"], old["var"], options) + beta
    axes = tuple(range(z.value.ndim - 1))
    mean = z.mean(axis=axes)
    var = ((z - mean) ** 2).mean(axis=axes)
    kept = options.get("momentum", 0.99)
    for name, new in (("mean", mean), ("var", var)):
        mood.collected[name] = kept * old[name] + (1 - kept) * new.value
    return gamma * normalized(z, mean, var, options) + beta


def over_each_row(
    options: Options, xs: tuple[Tensor, ...], arrays: list[Tensor]
) -> Tensor:
    """Return gamma Zhat + beta; mean and biased variance are of the last dimension."""
    (z,), (gamma, beta) = xs, arrays
    width = z.value.shape[-1]  # of no rows there is no mean over all entries
    mean = z.sum(axis=-1, keepdims=True) / width
    var = ((z - mean) ** 2).sum(axis=-1, keepdims=True) / width
    return gamma * normalized(z, mean, var, options) + beta


NORMALIZATION: dict[str, Any] = {
    "parameters": lambda options, widths: [widths, widths],
    "fans": lambda options, widths: 2 * widths,
    "initializers": lambda options: ["ones", "zeros"],
    "output": lambda options, shapes: shapes[0],
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
            {"units": 5, "activation": "tanh", "kernel_regularizer": {"l2": 0.02}},
            {"units": 4, "kernel_regularizer": {"l1": 0.02}, "use_bias": False},
            {
                "units": 3,
                "activation": "relu",
                "kernel_regularizer": {"l1": 0.01, "l2": 0.03},
                "bias_regularizer": {"l1": 0.02, "l2": 0.01},
            },
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
        regularizers=lambda options: kernel_and_bias(
            options,
            options.get("kernel_regularizer", {}),
            options.get("bias_regularizer", {}),
        ),
        output=lambda options, shapes: (*shapes[0][:-1], options["units"]),
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
        output=lambda options, shapes: shapes[0],
        forward=lambda options, xs, arrays: apply(options["function"], *xs),
        function=lambda options: options["function"],
    ),
    "flatten": Layer(
        output=lambda options, shapes: (prod(shapes[0]),),
        forward=lambda options, xs, arrays: in_one_dimension(*xs),
    ),
    "dropout": Layer(
        examples=({"rate": 0.5}, {"rate": 0.1}, {"rate": 0.0}),
        output=lambda options, shapes: shapes[0],
        moody=lambda options, xs, arrays, mood: dropped(options, xs, mood),
        draws=lambda options: options["rate"] > 0,
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
        output=lambda options, shapes: shapes[0],
        forward=lambda options, xs, arrays: total(xs),
        joins=True,
    ),
    "concatenate": Layer(
        output=lambda options, shapes: (*shapes[0][:-1], sum(s[-1] for s in shapes)),
        forward=lambda options, xs, arrays: concatenate(xs),
        joins=True,
    ),
}
