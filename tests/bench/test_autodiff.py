"""Compare each operation of autodiff with central differences."""

from collections.abc import Callable

import numpy as np
import pytest

from .autodiff import (
    Array,
    Tensor,
    concatenate,
    exp,
    log,
    logaddexp,
    maximum,
    minimum,
    tanh,
)

Shape = tuple[int, ...]
Operation = Callable[..., Tensor]

TWICE = np.array([0, 2, 0])  # row 0 is read twice

OPERATIONS: dict[str, tuple[Operation, tuple[Shape, ...]]] = {
    "add": (lambda a, b: a + b, ((3, 4), (3, 4))),
    "add a row": (lambda a, b: a + b, ((3, 4), (4,))),
    "add a column": (lambda a, b: a + b, ((3, 4), (3, 1))),
    "add a row and a column": (lambda a, b: a + b, ((1, 4), (3, 1))),
    "add a number": (lambda a: 2 + a, ((3, 4),)),
    "add an array": (lambda a: np.ones(4) + a, ((3, 4),)),
    "subtract": (lambda a, b: a - b, ((3, 4), (4,))),
    "subtract from a number": (lambda a: 2 - a, ((3, 4),)),
    "negate": (lambda a: -a, ((3, 4),)),
    "multiply": (lambda a, b: a * b, ((3, 4), (3, 1))),
    "multiply a number": (lambda a: 3 * a, ((3, 4),)),
    "square by product": (lambda a: a * a, ((3, 4),)),
    "divide": (lambda a, b: a / b, ((3, 4), (4,))),
    "divide a number": (lambda a: 2 / a, ((3, 4),)),
    "power": (lambda a: a**3, ((3, 4),)),
    "root": (lambda a: a**0.5, ((3, 4),)),
    "matmul": (lambda a, b: a @ b, ((3, 4), (4, 2))),
    "matmul of a stack": (lambda a, b: a @ b, ((2, 3, 4), (4, 2))),
    "matmul by an array": (lambda a: a @ np.ones((4, 2)), ((3, 4),)),
    "exp": (lambda a: exp(a), ((3, 4),)),
    "log": (lambda a: log(a), ((3, 4),)),
    "tanh": (lambda a: tanh(a), ((3, 4),)),
    "maximum": (lambda a, b: maximum(a, b), ((3, 4), (4,))),
    "maximum with a number": (lambda a: maximum(a, 1), ((3, 4),)),
    "minimum": (lambda a, b: minimum(a, b), ((3, 4), (4,))),
    "minimum with a number": (lambda a: minimum(a, 1), ((3, 4),)),
    "logaddexp": (lambda a, b: logaddexp(a, b), ((3, 4), (4,))),
    "logaddexp with a number": (lambda a: logaddexp(2 * a, 0), ((3, 4),)),
    "sum": (lambda a: a.sum(), ((3, 4),)),
    "sum over rows": (lambda a: a.sum(axis=0), ((3, 4),)),
    "sum kept": (lambda a: a.sum(axis=1, keepdims=True) * a, ((3, 4),)),
    "sum over two axes": (lambda a: a.sum(axis=(0, 2)), ((2, 3, 4),)),
    "mean": (lambda a: a.mean(), ((3, 4),)),
    "mean over columns": (lambda a: a.mean(axis=-1), ((3, 4),)),
    "slice": (lambda a: a[1:, ::2], ((3, 4),)),
    "rows by index": (lambda a: a[TWICE], ((3, 4),)),
    "entries by index": (lambda a: a[np.arange(3), TWICE], ((3, 4),)),
    "reshape": (lambda a: a.reshape(2, 6), ((3, 4),)),
    "transpose": (lambda a: a.transpose(), ((2, 3, 4),)),
    "transpose in an order": (lambda a: a.transpose(1, 2, 0), ((2, 3, 4),)),
    "concatenate": (lambda a, b: concatenate([a, b]), ((3, 4), (3, 2))),
    "concatenate rows": (lambda a, b: concatenate([b, a, b], 0), ((3, 4), (1, 4))),
    "a value with two readers": (lambda a: exp(a) / (1 + exp(a)) + a, ((3, 4),)),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_gradient_is_the_central_difference(name: str) -> None:
    """Compare the gradient of sum(weights * f(a, b)) entry by entry."""
    operation, shapes = OPERATIONS[name]
    rng = np.random.default_rng(5)
    arrays = [rng.uniform(0.5, 1.5, shape) for shape in shapes]
    weights = rng.normal(size=operation(*map(Tensor, arrays)).value.shape)
    tensors = [Tensor(array) for array in arrays]
    (operation(*tensors) * weights).sum().backward()

    def total() -> float:
        return float(np.sum(operation(*map(Tensor, arrays)).value * weights))

    for array, tensor in zip(arrays, tensors, strict=True):
        np.testing.assert_allclose(
            tensor.grad, differences(total, array), rtol=1e-7, atol=1e-8
        )


def differences(total: Callable[[], float], array: Array, h: float = 1e-5) -> Array:
    """Return (f(a + h) - f(a - h)) / 2h for each entry of array."""
    result = np.empty_like(array)
    for index in np.ndindex(array.shape):
        kept = array[index]
        array[index] = kept + h
        above = total()
        array[index] = kept - h
        result[index] = (above - total()) / (2 * h)
        array[index] = kept
    return result


def test_a_tie_gives_its_gradient_to_the_second() -> None:
    """Give a ReLU the derivative 0 at 0, and the smaller of 0 and z that of z."""
    z = Tensor([-1.0, 0.0, 1.0])
    maximum(z, 0).sum().backward()
    assert z.grad.tolist() == [0, 0, 1]
    minimum(0, z).sum().backward()  # which adds to it
    assert z.grad.tolist() == [1, 1, 1]


def test_logaddexp_holds_numbers_of_any_size() -> None:
    """Differentiate log(e^z + 1) where e^z is 0 or infinite."""
    z = Tensor([-1e4, 0.0, 1e4])
    value = logaddexp(z, 0)
    value.sum().backward()
    assert value.value.tolist() == [0, np.log(2), 1e4]
    assert z.grad.tolist() == [0, 0.5, 1]


def test_a_deep_chain_needs_no_recursion() -> None:
    """Differentiate 5000 additions of 1."""
    first = last = Tensor(0.0)
    for _ in range(5000):
        last = last + 1
    last.backward()
    assert last.value == 5000
    assert first.grad == 1
