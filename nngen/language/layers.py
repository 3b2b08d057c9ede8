"""Layers: what a spec stacks."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from math import prod
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Discriminator, Field

from nngen.edits import pair
from nngen.language.base import Array, Conflict, Kind, Maybe, Text
from nngen.language.functions import AnyFunction, Linear
from nngen.language.initializers import AnyInitializer, GlorotUniform, Ones, Zeros
from nngen.language.operations import (
    NamedNumber,
    Operation,
    Parameter,
    Saved,
    Shape,
    Unfit,
)
from nngen.language.regularizers import UNREGULARIZED, Regularizer


class Layer(Kind, ABC):
    """A table of [[layers]]."""

    function_key: ClassVar[str] = ""
    """The key that names its last function, if it has one."""
    joins: ClassVar[bool] = False
    """Whether it reads two values or more, and not just one."""

    name: Maybe[str] = Field(
        default=None,
        examples=["hidden"],
        max_length=24,
        pattern=r"^[a-z][a-z0-9_]*$",
        description="What `inputs` and the script's arrays call its output.",
    )
    inputs: Maybe[Array[Text]] = Field(
        default=None,
        examples=[["input"]],
        max_length=1000,
        description='Names of what it reads, "input" the data; default: what is above.',
    )

    @abstractmethod
    def operations(self) -> tuple[Operation, ...]:
        """Return what the layer does to a row, in order."""


class Dropout(Layer, Operation):
    """In training some values, drawn at each step, are 0, and the others larger.

    They are so by 1 / (1 - rate): on average nothing changes (Srivastava et al. 2014).
    After training all pass as they are.
    """

    type: Literal["dropout"] = "dropout"
    symbol = "d"
    key = "D is what dropout leaves: what it reads, times Mask, number by "
    key += "number."
    book = True
    differs_in_training = True
    draws = "masks"
    rate: float = Field(
        examples=[0.5],
        ge=0,
        lt=1,
        description="The share of values that training drops at each step.",
    )

    def changes_nothing(self, *xs: Shape) -> bool:
        """Return whether nothing is dropped."""
        return self.rate == 0

    def operations(self) -> tuple[Operation, ...]:
        """Return the layer itself."""
        return (self,)

    def saved(self, *xs: Shape) -> tuple[Saved, ...]:
        """Return the mask: what each value of a step is multiplied by."""
        return (Saved("mask", xs[0]),)

    def numbers(self) -> tuple[NamedNumber, ...]:
        """Return the share of values that pass, a decimal fraction if the rate is."""
        note = "the share of values that dropout lets through"
        return (NamedNumber("keep", round(1 - self.rate, 16), note),)


def epsilon() -> Any:
    """Return the field of what keeps a variance from zero."""
    what = "What is added to the variance, under the root."
    return Field(default=1e-3, ge=1e-12, le=1, description=what)


class Normalization(Layer, Operation):
    """U = gamma Zhat + beta, Zhat = (Z - mean) / sigma, sigma = sqrt(var + epsilon)."""

    symbol = "u"
    key = "Zhat is Z normalized, U that scaled by gamma and moved by beta, "
    key += "number by number."
    has_own_number = False

    def operations(self) -> tuple[Operation, ...]:
        """Return the normalization itself."""
        return (self,)

    def parameters(self, *xs: Shape) -> tuple[Parameter, ...]:
        """Return gamma and beta, a number of each along the last dimension."""
        shape = xs[0][-1:]
        fans = (shape[0], shape[0])
        return (
            Parameter("gamma", shape, fans, Ones()),
            Parameter("beta", shape, fans, Zeros()),
        )


class BatchNormalization(Normalization):
    """Each value less its mean over the batch, over its spread there.

    Mean and spread are those along all dimensions but the last.
    """

    type: Literal["batch_normalization"] = "batch_normalization"
    differs_in_training = True
    centers = "rows"

    momentum: float = Field(
        default=0.99,
        examples=[0.9],
        ge=0,
        lt=1,
        description="The share of the running mean and variance that a step keeps.",
    )
    epsilon: float = epsilon()

    @property
    def averaging(self) -> float:
        """The share of its running averages that a step keeps."""
        return self.momentum

    def saved(self, *xs: Shape) -> tuple[Saved, ...]:
        """Return Zhat, and sigma of all rows."""
        zhat = Saved("zhat", xs[0], is_for_parameters=True)
        return zhat, Saved("sigma", xs[0][-1:], is_per_row=False)

    def running(self, *xs: Shape) -> tuple[Parameter, ...]:
        """Return the mean and the variance, from 0 and 1 on."""
        shape = xs[0][-1:]
        return tuple(
            Parameter(role, shape, (shape[0], shape[0]), start)
            for role, start in (("mean", Zeros()), ("var", Ones()))
        )

    def numbers(self) -> tuple[NamedNumber, ...]:
        """Return momentum and epsilon."""
        kept = "what a step keeps of the running mean and variance"
        return (
            NamedNumber("bn_momentum", self.momentum, kept),
            NamedNumber("bn_epsilon", self.epsilon),
        )


class LayerNormalization(Normalization):
    """Each row's values less their mean, over their spread (Ba et al. 2016)."""

    type: Literal["layer_normalization"] = "layer_normalization"
    centers = "values"

    epsilon: float = epsilon()

    def saved(self, *xs: Shape) -> tuple[Saved, ...]:
        """Return Zhat, and sigma of the numbers along the last dimension."""
        zhat = Saved("zhat", xs[0], is_for_parameters=True)
        return zhat, Saved("sigma", xs[0][:-1])

    def numbers(self) -> tuple[NamedNumber, ...]:
        """Return epsilon."""
        return (NamedNumber("ln_epsilon", self.epsilon),)


class Dense(Layer, Operation):
    """A fully connected layer: Z = X W + b, each unit a column of W.

    It acts on the last dimension of its input.
    """

    type: Literal["dense"] = "dense"
    function_key = "activation"
    book = True
    is_affine = True

    units: int = Field(
        examples=[64], ge=1, le=2**20, description="How many values the layer gives."
    )
    activation: AnyFunction = Field(
        default=Linear(),
        examples=["relu"],
        description="The function applied to those values.",
    )
    use_bias: bool = Field(default=True, description="Whether each unit adds a bias.")
    kernel_initializer: AnyInitializer = Field(
        default=GlorotUniform(),
        examples=["he_normal"],
        description="How the kernel W starts.",
    )
    bias_initializer: AnyInitializer = Field(
        default=Zeros(), examples=["zeros"], description="How the biases b start."
    )
    kernel_regularizer: Regularizer = Field(
        default=UNREGULARIZED,
        examples=[{"l2": 1e-4}],
        description="What the loss adds for the size of the kernel W.",
    )
    bias_regularizer: Regularizer = Field(
        default=UNREGULARIZED,
        examples=[{"l2": 1e-4}],
        description="What the loss adds for the size of the biases b.",
    )

    def conflicts(self) -> Iterator[Conflict]:
        """Find a penalty on biases that there are not."""
        if not (self.use_bias or self.bias_regularizer.idle):
            message = "there are no biases without use_bias"
            hint = "leave it out, or write " + pair("use_bias", True)
            yield "bias_regularizer", message, hint

    def operations(self) -> tuple[Operation, ...]:
        """Return the product, then the activation."""
        return self, self.activation

    def output(self, *xs: Shape) -> Shape:
        """Return the shape of x with units as its last dimension."""
        return (*xs[0][:-1], self.units)

    def parameters(self, *xs: Shape) -> tuple[Parameter, ...]:
        """Return the kernel, (inputs, units), and the biases, (units,)."""
        inputs = xs[0][-1]
        fans = (inputs, self.units)
        shape = (inputs, self.units)
        of_kernel = self.kernel_initializer, self.kernel_regularizer
        of_bias = self.bias_initializer, self.bias_regularizer
        kernel = Parameter("W", shape, fans, *of_kernel)
        bias = Parameter("b", shape[1:], fans, *of_bias)
        return (kernel, bias) if self.use_bias else (kernel,)


class Activation(Layer):
    """A function as a layer of its own."""

    type: Literal["activation"] = "activation"
    function_key = "function"
    function: AnyFunction = Field(
        examples=["relu"], description="The function applied to each value."
    )

    def operations(self) -> tuple[Operation, ...]:
        """Return the function."""
        return (self.function,)


class Flatten(Layer, Operation):
    """The numbers of a row one after the other, in one dimension."""

    type: Literal["flatten"] = "flatten"
    symbol = "f"
    key = "F holds the numbers of a row one after the other."
    book = True
    flattens = True

    def operations(self) -> tuple[Operation, ...]:
        """Return the layer itself."""
        return (self,)

    def changes_nothing(self, *xs: Shape) -> bool:
        """Return whether rows have one dimension already."""
        return len(xs[0]) == 1

    def output(self, *xs: Shape) -> Shape:
        """Return as many numbers in one dimension."""
        return (prod(xs[0]),)

    def positive(self, *xs: bool) -> bool:
        """Return whether x is above zero."""
        return xs[0]

    def unit(self, *xs: bool) -> bool:
        """Return whether x is from zero to one."""
        return xs[0]


class Join(Layer, Operation):
    """Two values or more made one, without parameters."""

    joins = True
    book = True
    passes_gradient = True

    def operations(self) -> tuple[Operation, ...]:
        """Return the join itself."""
        return (self,)

    def positive(self, *xs: bool) -> bool:
        """Return whether all xs are above zero."""
        return all(xs)


class Add(Join):
    """The sum of values of one shape."""

    type: Literal["add"] = "add"
    symbol = "s"

    def output(self, *xs: Shape) -> Shape:
        """Return the shape that all xs must have."""
        if set(xs) != {xs[0]}:
            raise Unfit("add takes values of one shape")
        return xs[0]


class Concatenate(Join):
    """Values one after the other in the last dimension, in the order of `inputs`."""

    type: Literal["concatenate"] = "concatenate"
    symbol = "c"
    concatenates = True

    def unit(self, *xs: bool) -> bool:
        """Return whether all xs are from zero to one."""
        return all(xs)

    def output(self, *xs: Shape) -> Shape:
        """Return the shape whose last dimension is the sum of theirs."""
        others = xs[0][:-1]
        if any(x[:-1] != others for x in xs):
            raise Unfit("concatenate takes shapes that differ in the last number only")
        return (*others, sum(x[-1] for x in xs))


AnyLayer = Annotated[
    Dense
    | Activation
    | Flatten
    | Dropout
    | BatchNormalization
    | LayerNormalization
    | Add
    | Concatenate,
    Discriminator("type"),
]
