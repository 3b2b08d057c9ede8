"""One row per layer: its arrays and what it computes."""

from typing import Any

from .autodiff import Tensor
from .function_rows import apply
from .records import Layer, Options


def affine(x: Tensor, kernel: Tensor, bias: Tensor | int = 0) -> Tensor:
    """Return x W + b: (rows, inputs) -> (rows, units)."""
    return x @ kernel + bias


def kernel_and_bias(options: Options, kernel: Any, bias: Any) -> list[Any]:
    """Return what belongs to the kernel, and what to the bias if there is one."""
    return [kernel, bias] if options.get("use_bias", True) else [kernel]


LAYERS: dict[str, Layer] = {
    "dense": Layer(
        examples=(
            {"units": 5},
            {"units": 1},
            {"units": 5, "use_bias": False},
            {"units": 5, "activation": "tanh"},
            {"units": 4, "activation": "relu", "use_bias": False},
        ),
        parameters=lambda options, inputs: kernel_and_bias(
            options, (inputs, options["units"]), (options["units"],)
        ),
        fans=lambda options, inputs: (inputs, options["units"]),
        initializers=lambda options: kernel_and_bias(
            options,
            options.get("kernel_initializer", "glorot_uniform"),
            options.get("bias_initializer", "zeros"),
        ),
        output=lambda options, inputs: options["units"],
        forward=lambda options, x, arrays: apply(
            options.get("activation", "linear"), affine(x, *arrays)
        ),
    ),
    "activation": Layer(
        examples=(
            {"function": "linear"},
            {"function": "relu"},
            {"function": "sigmoid"},
            {"function": {"type": "tanh"}},
            {"function": "softmax"},
        ),
        output=lambda options, inputs: inputs,
        forward=lambda options, x, arrays: apply(options["function"], x),
    ),
}
