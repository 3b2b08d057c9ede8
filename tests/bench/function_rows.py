"""One row per activation function: its formula."""

from math import pi, sqrt

from .autodiff import Tensor, exp, logaddexp, maximum, minimum, tanh
from .records import Choice, Function, Options, chosen


def softmax(options: Options, z: Tensor) -> Tensor:
    """Return exp(z) / sum exp(z) by row; the row's maximum cancels."""
    e = exp(z - z.value.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def elu(z: Tensor, alpha: float) -> Tensor:
    """Return z above 0, alpha (e^z - 1) elsewhere (Clevert et al. 2016, equation 15).

    Its slope at 0 is that below: alpha.
    """
    return maximum(z, 0) + alpha * (exp(minimum(0, z)) - 1)


def gelu(options: Options, z: Tensor) -> Tensor:
    """Return the tanh form of z Phi(z) (Hendrycks and Gimpel 2016)."""
    return 0.5 * z * (1 + tanh(sqrt(2 / pi) * (z + 0.044715 * z**3)))


FUNCTIONS: dict[str, Function] = {
    "linear": Function(value=lambda options, z: z),
    "relu": Function(value=lambda options, z: maximum(z, 0)),
    "leaky_relu": Function(
        examples=({}, {"negative_slope": 0.3}, {"negative_slope": 1.0}),
        value=lambda options, z: maximum(z, z * options.get("negative_slope", 0.01)),
    ),
    "elu": Function(
        examples=({}, {"alpha": 0.5}, {"alpha": 2.0}),
        value=lambda options, z: elu(z, options.get("alpha", 1)),
    ),
    # Klambauer et al. 2017, equation 14
    "selu": Function(
        value=lambda options, z: 1.0507009873554805 * elu(z, 1.6732632423543772)
    ),
    "gelu": Function(value=gelu),
    "silu": Function(value=lambda options, z: z / (1 + exp(-z))),
    "softplus": Function(value=lambda options, z: logaddexp(z, 0)),
    "sigmoid": Function(value=lambda options, z: 1 / (1 + exp(-z))),
    "tanh": Function(value=lambda options, z: tanh(z)),
    "softmax": Function(value=softmax),
}


def apply(choice: Choice, z: Tensor) -> Tensor:
    """Return the chosen function of z."""
    kind, options = chosen(choice)
    return FUNCTIONS[kind].value(options, z)
