"""One row per activation function: its formula."""

from .autodiff import Tensor, exp, maximum, tanh
from .records import Choice, Function, Options, chosen


def softmax(options: Options, z: Tensor) -> Tensor:
    """Return exp(z) / sum exp(z) by row; the row's maximum cancels."""
    e = exp(z - z.value.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


FUNCTIONS: dict[str, Function] = {
    "linear": Function(value=lambda options, z: z),
    "relu": Function(value=lambda options, z: maximum(z, 0)),
    "sigmoid": Function(value=lambda options, z: 1 / (1 + exp(-z))),
    "tanh": Function(value=lambda options, z: tanh(z)),
    "softmax": Function(value=softmax),
}


def apply(choice: Choice, z: Tensor) -> Tensor:
    """Return the chosen function of z."""
    kind, options = chosen(choice)
    return FUNCTIONS[kind].value(options, z)
