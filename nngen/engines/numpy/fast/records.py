"""What templates of the fast form print of memory: views of theta, buffers."""

from dataclasses import dataclass
from typing import ClassVar

from nngen.script.code import NOTHING, Code, bracket, listed

EMPTY, ONES = Code("np.empty"), Code("np.ones")


@dataclass(frozen=True, kw_only=True)
class View:
    """An array that is a part of theta."""

    name: Code
    start: int
    stop: int
    shape: tuple[int, ...]
    stacked: ClassVar[bool] = False

    @property
    def inner(self) -> Code:
        """The shape as reshape takes it."""
        return listed(self.shape)

    @property
    def gradient(self) -> "View":
        """The same part of grad."""
        return View(
            name=Code(f"d{self.name}"),
            start=self.start,
            stop=self.stop,
            shape=self.shape,
        )


@dataclass(frozen=True, kw_only=True)
class Stack:
    """A kernel and its biases as one matrix, the biases its last row."""

    whole: View
    kernel: Code
    bias: Code
    note: Code
    stacked: ClassVar[bool] = True

    @property
    def gradient(self) -> "Stack":
        """The same part of grad."""
        kernel, bias = Code(f"d{self.kernel}"), Code(f"d{self.bias}")
        return Stack(whole=self.whole.gradient, kernel=kernel, bias=bias, note=NOTHING)


@dataclass(frozen=True, kw_only=True)
class Flat:
    """A flat vector of all parameters, or of their gradient, and its named views."""

    name: Code
    views: tuple[View | Stack, ...]


@dataclass(frozen=True, kw_only=True)
class Buffer:
    """Memory that allocate makes, under one name or more that take turns in it."""

    names: tuple[Code, ...]
    dims: tuple[int | Code, ...]
    form: Code = EMPTY
    """What makes it."""
    of: Code = NOTHING
    """The array that it is a part of, if it is no memory of its own."""
    part: Code = NOTHING
    """Which part: [:-1] or [0:32]."""
    note: Code = NOTHING

    @property
    def joined(self) -> Code:
        """The names as one assignment makes them."""
        return Code(" = ".join(self.names))

    @property
    def shape(self) -> Code:
        """The shape as np.empty takes it."""
        return listed(self.dims) if len(self.dims) == 1 else bracket(self.dims)


@dataclass(frozen=True, kw_only=True)
class Group:
    """The buffers of a layer, and their names in lines of a global statement."""

    names: tuple[Code, ...]
    buffers: tuple[Buffer, ...]
