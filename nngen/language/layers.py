"""Layers: what a spec stacks."""

from collections.abc import Iterator
from math import prod
from typing import ClassVar, Literal

from nngen.language.base import Operation, Parameter, Shape, Unfit
from nngen.language.dropout import Dropout
from nngen.language.functions import AnyFunction, Linear
from nngen.language.initializers import AnyInitializer, GlorotUniform, Zeros
from nngen.language.layer import Layer
from nngen.language.normalization import BatchNormalization, LayerNormalization
from nngen.language.regularizers import TWICE, UNREGULARIZED, Regularizer, penalty
from nngen.model.model import Hint, field


class Dense(Layer, Operation):
    """A fully connected layer: Z = X W + b, each unit a column of W."""

    type: Literal["dense"]
    aka: ClassVar[tuple[str, ...]] = ("linear", "fc", "fully_connected")
    function_key: ClassVar[str] = "activation"
    book: ClassVar[bool] = True
    reads: ClassVar[frozenset[str]] = frozenset({"x"})
    stacked: ClassVar[tuple[str, ...]] = ("W", "b")
    affine: ClassVar[bool] = True
    elsewhere: ClassVar[dict[str, Hint]] = Layer.elsewhere | {
        "weight_decay": lambda number: f"{TWICE}: {penalty(number)}"
    }

    units: int = field(
        aka=("out_features", "output_dim", "neurons", "size"),
        example=64,
        ge=1,
        le=2**20,
        description="How many values the layer gives.",
    )
    activation: AnyFunction = field(
        aka=("nonlinearity", "function"),
        default=Linear(),
        example="relu",
        description="The function applied to those values.",
    )
    use_bias: bool = field(
        aka=("bias",), default=True, description="Whether each unit adds a bias."
    )
    kernel_initializer: AnyInitializer = field(
        aka=("weight_init", "init", "kernel_init"),
        default=GlorotUniform(),
        example="he_normal",
        description="How the kernel W starts.",
    )
    bias_initializer: AnyInitializer = field(
        default=Zeros(), example="zeros", description="How the biases b start."
    )
    kernel_regularizer: Regularizer = field(
        aka=("weight_regularizer", "regularizer", "penalty"),
        default=UNREGULARIZED,
        example={"l2": 1e-4},
        description="What the loss adds for the size of the kernel W.",
    )
    bias_regularizer: Regularizer = field(
        default=UNREGULARIZED,
        example={"l2": 1e-4},
        description="What the loss adds for the size of the biases b.",
    )

    def conflicts(self) -> Iterator[tuple[str, str, str]]:
        """Find a penalty on biases that there are not."""
        if not (self.use_bias or self.bias_regularizer.idle):
            message = "there are no biases without use_bias"
            hint = "leave it out, or write `use_bias = true`"
            yield "bias_regularizer", message, hint

    def operations(self) -> tuple[Operation, ...]:
        """Return the product, then the activation."""
        return self, self.activation

    def output(self, *xs: Shape) -> Shape:
        """Return (units,)."""
        return (self.units,)

    def parameters(self, *xs: Shape) -> tuple[Parameter, ...]:
        """Return the kernel, (inputs, units), and the biases, (units,)."""
        ((inputs,),) = xs
        fans = (inputs, self.units)
        shape = (inputs, self.units)
        of_kernel = self.kernel_initializer, self.kernel_regularizer
        of_bias = self.bias_initializer, self.bias_regularizer
        kernel = Parameter("W", shape, fans, *of_kernel)
        bias = Parameter("b", shape[1:], fans, *of_bias)
        return (kernel, bias) if self.use_bias else (kernel,)


class Activation(Layer):
    """A function as a layer of its own."""

    type: Literal["activation"]
    aka: ClassVar[tuple[str, ...]] = ("nonlinearity",)
    function_key: ClassVar[str] = "function"
    function: AnyFunction = field(
        aka=("activation",),
        example="relu",
        description="The function applied to each value.",
    )

    def operations(self) -> tuple[Operation, ...]:
        """Return the function."""
        return (self.function,)


class Flatten(Layer):
    """The numbers of a row one after the other, in one dimension."""

    type: Literal["flatten"]
    aka: ClassVar[tuple[str, ...]] = ("view", "reshape", "ravel")

    def form(self, shape: Shape) -> Shape:
        """Return as many numbers in one dimension."""
        return (prod(shape),)

    def operations(self) -> tuple[Operation, ...]:
        """Return none: that is how numbers lie in memory anyhow."""
        return ()


class Join(Layer, Operation):
    """Two values or more made one, without parameters."""

    joins: ClassVar[bool] = True
    book: ClassVar[bool] = True
    hands_on: ClassVar[bool] = True

    def operations(self) -> tuple[Operation, ...]:
        """Return the join itself."""
        return (self,)

    def positive(self, *xs: bool) -> bool:
        """Tell whether all xs are above zero."""
        return all(xs)


class Add(Join):
    """The sum of values of one shape."""

    type: Literal["add"]
    aka: ClassVar[tuple[str, ...]] = ("sum", "residual")
    symbol: ClassVar[str] = "s"
    overwrites: ClassVar[bool] = True
    any_shape: ClassVar[bool] = True

    def output(self, *xs: Shape) -> Shape:
        """Return the shape that all xs must have."""
        if set(xs) != {xs[0]}:
            raise Unfit("add takes values of one shape")
        return xs[0]


class Concatenate(Join):
    """Values one after the other, in the order of `inputs`."""

    type: Literal["concatenate"]
    aka: ClassVar[tuple[str, ...]] = ("concat", "cat", "merge")
    symbol: ClassVar[str] = "c"
    side_by_side: ClassVar[bool] = True

    def unit(self, *xs: bool) -> bool:
        """Tell whether all xs are from zero to one."""
        return all(xs)

    def output(self, *xs: Shape) -> Shape:
        """Return the shape whose last dimension is the sum of theirs."""
        return (sum(x[-1] for x in xs),)


AnyLayer = (
    Dense
    | Activation
    | Flatten
    | Dropout
    | BatchNormalization
    | LayerNormalization
    | Add
    | Concatenate
)
