"""Layers: what a spec stacks."""

from typing import ClassVar, Literal

from nngen.kinds.base import Kept, NamedNumber, Operation, Parameter, Shape, Unfit
from nngen.kinds.functions import AnyFunction, Linear
from nngen.kinds.initializers import AnyInitializer, GlorotUniform, Zeros
from nngen.kinds.layer import Layer
from nngen.model.model import field


class Dense(Layer, Operation):
    """A fully connected layer: Z = X W + b, each unit a column of W."""

    type: Literal["dense"]
    aka: ClassVar[tuple[str, ...]] = ("linear", "fc", "fully_connected")
    function_key: ClassVar[str] = "activation"
    book: ClassVar[bool] = True
    reads: ClassVar[frozenset[str]] = frozenset({"x"})
    stacked: ClassVar[tuple[str, ...]] = ("W", "b")
    affine: ClassVar[bool] = True

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
        kernel = Parameter("W", (inputs, self.units), fans, self.kernel_initializer)
        bias = Parameter("b", (self.units,), fans, self.bias_initializer)
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


class Dropout(Layer, Operation):
    """In training some values, drawn at each step, are 0, and the others larger.

    They are so by 1 / (1 - rate): on average nothing changes (Srivastava et al. 2014).
    After training all pass as they are.
    """

    type: Literal["dropout"]
    symbol: ClassVar[str] = "d"
    book: ClassVar[bool] = True
    overwrites: ClassVar[bool] = True
    twofold: ClassVar[bool] = True
    draws: ClassVar[str] = "masks"
    signed: ClassVar[bool] = True
    rate: float = field(
        aka=("p", "dropout_rate", "drop_rate", "drop_prob", "dropout_ratio", "ratio"),
        rest=("keep_prob", "keep_rate", "keep"),
        example=0.5,
        ge=0,
        lt=1,
        description="The share of values that training drops at each step.",
    )

    @property
    def idle(self) -> bool:
        """Whether nothing is dropped."""
        return self.rate == 0

    def operations(self) -> tuple[Operation, ...]:
        """Return the layer itself."""
        return (self,)

    def kept(self, *xs: Shape) -> tuple[Kept, ...]:
        """Return the mask: what each value of a step is multiplied by."""
        return (Kept("mask", xs[0]),)

    def numbers(self) -> tuple[NamedNumber, ...]:
        """Return the share of values that pass, a decimal fraction if the rate is."""
        note = "the share of values that dropout lets through"
        return (NamedNumber("keep", round(1 - self.rate, 16), note),)


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


AnyLayer = Dense | Activation | Dropout | Add | Concatenate
