"""Differentiate functions of float64 arrays in reverse mode."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[Any]
Axis: TypeAlias = int | tuple[int, ...] | None
Pullback: TypeAlias = Callable[[Array], Array]

_births = count()


class Tensor:
    """Hold a value, its gradient, and for each parent dL/dvalue -> dL/dparent."""

    __array_ufunc__ = None  # array * tensor asks Tensor.__rmul__, not NumPy
    constant = False  # of what is, no gradient is worked out

    def __init__(self, value: Any, *parents: tuple[Tensor, Pullback]) -> None:
        self.value: Array = np.asarray(value, np.float64)
        self._grad: Array | None = None
        self.parents = [parent for parent in parents if not parent[0].constant]
        self.birth = next(_births)

    @property
    def grad(self) -> Array:
        """Return dL/dvalue, zeros where backward has not come to it."""
        return np.zeros_like(self.value) if self._grad is None else self._grad

    def backward(self) -> None:
        """Add the gradient of this value's sum to every tensor it was made of."""
        self._grad = np.ones_like(self.value)
        # a tensor is younger than its parents: the youngest first is the chain rule
        for tensor in sorted(_family(self), key=lambda t: t.birth, reverse=True):
            for parent, pullback in tensor.parents:
                part = _shrink(pullback(tensor.grad), parent.value.shape)
                parent._grad = part if parent._grad is None else parent._grad + part

    def __add__(self, other: Any) -> Tensor:
        b = tensor(other)
        return Tensor(self.value + b.value, (self, lambda g: g), (b, lambda g: g))

    def __mul__(self, other: Any) -> Tensor:
        a, b = self.value, tensor(other)
        return Tensor(a * b.value, (self, lambda g: g * b.value), (b, lambda g: g * a))

    def __pow__(self, k: float) -> Tensor:
        a = self.value
        return Tensor(a**k, (self, lambda g: g * k * a ** (k - 1)))

    def __matmul__(self, other: Any) -> Tensor:
        a, b = self.value, tensor(other)
        to_b = (b, lambda g: a.swapaxes(-1, -2) @ g)
        return Tensor(a @ b.value, (self, lambda g: g @ b.value.swapaxes(-1, -2)), to_b)

    def __neg__(self) -> Tensor:
        return self * -1

    def __sub__(self, other: Any) -> Tensor:
        return self + -tensor(other)

    def __rsub__(self, other: Any) -> Tensor:
        return tensor(other) - self

    def __truediv__(self, other: Any) -> Tensor:
        return self * tensor(other) ** -1

    def __rtruediv__(self, other: Any) -> Tensor:
        return tensor(other) / self

    __radd__, __rmul__ = __add__, __mul__

    def __getitem__(self, index: Any) -> Tensor:
        def scatter(g: Array) -> Array:
            full = np.zeros_like(self.value)
            np.add.at(full, index, g)  # an entry read twice gets both gradients
            return full

        return Tensor(self.value[index], (self, scatter))

    def sum(self, axis: Axis = None, keepdims: bool = False) -> Tensor:
        """Return the sum over some axes, or over all."""
        a, kept = self.value, self.value.sum(axis, keepdims=True).shape
        spread = (self, lambda g: np.broadcast_to(g.reshape(kept), a.shape))
        return Tensor(a.sum(axis, keepdims=keepdims), spread)

    def mean(self, axis: Axis = None, keepdims: bool = False) -> Tensor:
        """Return the mean over some axes, or over all."""
        total = self.sum(axis, keepdims)
        return total * (total.value.size / self.value.size)

    def reshape(self, *shape: int) -> Tensor:
        """Return the same entries in another shape."""
        back = self.value.shape
        return Tensor(self.value.reshape(shape), (self, lambda g: g.reshape(back)))

    def transpose(self, *axes: int) -> Tensor:
        """Return the axes in another order; no axes: reversed."""
        back = np.argsort(axes) if axes else None
        value = self.value.transpose(axes or None)
        return Tensor(value, (self, lambda g: g.transpose(back)))


def tensor(value: Any) -> Tensor:
    """Return value as a Tensor; a plain number or array becomes a constant."""
    if isinstance(value, Tensor):
        return value
    found = Tensor(value)
    found.constant = True
    return found


def exp(z: Tensor) -> Tensor:
    """Return e^z, its own derivative."""
    value = np.exp(z.value)
    return Tensor(value, (z, lambda g: g * value))


def log(z: Tensor) -> Tensor:
    """Return log z; d log z / dz = 1 / z."""
    return Tensor(np.log(z.value), (z, lambda g: g / z.value))


def tanh(z: Tensor) -> Tensor:
    """Return tanh z; d tanh z / dz = 1 - tanh^2 z."""
    value = np.tanh(z.value)
    return Tensor(value, (z, lambda g: g * (1 - value**2)))


def absolute(z: Tensor, at_zero: float = 0) -> Tensor:
    """Return |z|; d |z| / dz = sign z, and at zero what is said."""
    slope = np.where(z.value == 0, at_zero, np.sign(z.value))
    return Tensor(np.abs(z.value), (z, lambda g: g * slope))


def maximum(a: Tensor, other: Any) -> Tensor:
    """Return the larger of a and other; where they are equal, other's gradient."""
    b = tensor(other)
    first = a.value > b.value
    value = np.where(first, a.value, b.value)
    return Tensor(value, (a, lambda g: g * first), (b, lambda g: g * ~first))


def minimum(a: Any, other: Any) -> Tensor:
    """Return the smaller of a and other; where they are equal, other's gradient."""
    return -maximum(-tensor(a), -tensor(other))


def logaddexp(a: Tensor, other: Any) -> Tensor:
    """Return v = log(e^a + e^b), which cannot overflow; dv/da = e^(a - v)."""
    b = tensor(other)
    v = np.logaddexp(a.value, b.value)
    to_a = (a, lambda g: g * np.exp(a.value - v))
    return Tensor(v, to_a, (b, lambda g: g * np.exp(b.value - v)))


def concatenate(parts: Sequence[Tensor], axis: int = -1) -> Tensor:
    """Return the parts side by side; each gets the gradient of its own place."""
    value = np.concatenate([part.value for part in parts], axis)
    ends = np.cumsum([part.value.shape[axis] for part in parts])

    def take(i: int) -> Pullback:
        return lambda g: np.split(g, ends[:-1], axis)[i]

    return Tensor(value, *((part, take(i)) for i, part in enumerate(parts)))


def _family(child: Tensor) -> set[Tensor]:
    """Return child and all it was made of, without recursion: nets may be deep."""
    found, waiting = {child}, [child]
    while waiting:
        parents = {parent for parent, _ in waiting.pop().parents} - found
        found |= parents
        waiting.extend(parents)
    return found


def _shrink(grad: Array, shape: tuple[int, ...]) -> Array:
    """Sum grad over the axes along which broadcasting repeated shape."""
    if grad.shape == shape:
        return grad
    ones = (1,) * (grad.ndim - len(shape)) + shape
    repeated = tuple(i for i, n in enumerate(ones) if n == 1)
    return np.asarray(grad.sum(axis=repeated)).reshape(shape)
