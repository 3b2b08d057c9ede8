"""Layers: what a spec stacks. A layer is one operation or a few in a row."""

from abc import ABC, abstractmethod
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from nngen.kinds.base import Kind, Operation, Parameter, Shape
from nngen.kinds.functions import AnyFunction, Linear
from nngen.kinds.initializers import AnyInitializer, GlorotUniform, Zeros


class Layer(Kind, ABC):
    """A table of [[layers]]."""

    function_key: ClassVar[str]
    """The key that names its last function."""

    @abstractmethod
    def operations(self) -> tuple[Operation, ...]:
        """Return what the layer does to a row, in order."""


class Dense(Layer, Operation):
    """A fully connected layer: Z = X W + b, each unit a column of W."""

    type: Literal["dense"]
    function_key: ClassVar[str] = "activation"
    book: ClassVar[bool] = True
    reads: ClassVar[frozenset[str]] = frozenset({"x"})
    stacked: ClassVar[tuple[str, ...]] = ("W", "b")

    units: int = Field(ge=1, le=2**20, description="How many values the layer gives.")
    activation: AnyFunction = Field(
        Linear(type="linear"), description="The function applied to those values."
    )
    use_bias: bool = Field(True, description="Whether each unit adds a bias.")
    kernel_initializer: AnyInitializer = Field(
        GlorotUniform(type="glorot_uniform"), description="How the kernel W starts."
    )
    bias_initializer: AnyInitializer = Field(
        Zeros(type="zeros"), description="How the biases b start."
    )

    def operations(self) -> tuple[Operation, ...]:
        """Return the product, then the activation."""
        return self, self.activation

    def output(self, x: Shape) -> Shape:
        """Return (units,)."""
        return (self.units,)

    def parameters(self, x: Shape) -> tuple[Parameter, ...]:
        """Return the kernel, (inputs, units), and the biases, (units,)."""
        (inputs,) = x
        fans = (inputs, self.units)
        kernel = Parameter("W", (inputs, self.units), fans, self.kernel_initializer)
        bias = Parameter("b", (self.units,), fans, self.bias_initializer)
        return (kernel, bias) if self.use_bias else (kernel,)


class Activation(Layer):
    """A function as a layer of its own."""

    type: Literal["activation"]
    function_key: ClassVar[str] = "function"
    function: AnyFunction = Field(description="The function applied to each value.")

    def operations(self) -> tuple[Operation, ...]:
        """Return the function."""
        return (self.function,)


AnyLayer = Annotated[Dense | Activation, Field(discriminator="type")]
