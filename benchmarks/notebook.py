"""The yardstick: the notebook's network as it is taught, an object for each layer.

Written anew after the classes of "Neural Networks from Scratch" (Kinsley and Kukiela,
2020), with the same calls on the same arrays: every step allocates its results, and
loss and accuracy are worked out at every epoch. `dot` is what a product costs:
nnfs.init() replaces np.dot by one in float64, rounded to float32.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Dot = Callable[..., Any]
Floats = NDArray[np.float32]


def rounded_dot(*arrays: Any, **options: Any) -> Any:
    """Return a product in float64, rounded to float32, as nnfs.init() has it."""
    wide = [array.astype("float64") for array in arrays]
    return np.dot(*wide, **options).astype("float32")


class Dense:
    """inputs weights + biases."""

    weight_momentums: Floats
    bias_momentums: Floats

    def __init__(
        self, rng: np.random.RandomState, inputs: int, units: int, dot: Dot
    ) -> None:
        self.weights = 0.01 * rng.randn(inputs, units).astype(np.float32)
        self.biases = np.zeros((1, units), np.float32)
        self.dot = dot

    def forward(self, inputs: Floats) -> None:
        """Work out the output."""
        self.inputs = inputs
        self.output = self.dot(inputs, self.weights) + self.biases

    def backward(self, dvalues: Floats) -> None:
        """Work out the gradients of weights, biases and inputs."""
        self.dweights = self.dot(self.inputs.T, dvalues)
        self.dbiases = np.sum(dvalues, axis=0, keepdims=False)
        self.dinputs = self.dot(dvalues, self.weights.T)


class ReLU:
    """max(0, inputs)."""

    def forward(self, inputs: Floats) -> None:
        """Work out the output."""
        self.inputs = inputs
        self.output = np.maximum(0, inputs)

    def backward(self, dvalues: Floats) -> None:
        """Work out the gradient of the inputs."""
        self.dinputs = dvalues.copy()
        self.dinputs[self.inputs <= 0] = 0


class Softmax:
    """exp(inputs) / sum exp(inputs)."""

    def forward(self, inputs: Floats) -> None:
        """Work out the probabilities."""
        exponentials = np.exp(inputs - np.max(inputs, axis=1, keepdims=True))
        self.output = exponentials / np.sum(exponentials, axis=1, keepdims=True)


class Crossentropy:
    """-log of the right class's probability, class indices or one-hot rows."""

    def calculate(self, output: Floats, y: NDArray[Any]) -> Any:
        """Return the mean over the rows."""
        return np.average(self.forward(output, y))

    def forward(self, output: Floats, y: NDArray[Any]) -> Any:
        """Return the loss of each row."""
        samples = len(output)
        clipped = np.clip(output, 1e-7, 1 - 1e-7)
        if len(y.shape) == 1:
            confidences = clipped[range(samples), y]
        elif len(y.shape) == 2:
            confidences = np.sum(clipped * y, axis=1)
        return -np.log(confidences)


class SoftmaxCrossentropy:
    """Both, whose gradients are one formula."""

    def __init__(self) -> None:
        self.activation, self.loss = Softmax(), Crossentropy()

    def forward(self, inputs: Floats, y: NDArray[Any]) -> Any:
        """Work out the probabilities and return the loss."""
        self.activation.forward(inputs)
        self.output = self.activation.output
        return self.loss.calculate(self.output, y)

    def backward(self, dvalues: Floats, y: NDArray[Any]) -> None:
        """Work out the gradient of the inputs."""
        samples = len(dvalues)
        if len(y.shape) == 2:
            y = np.argmax(y, axis=1)
        self.dinputs: NDArray[Any] = dvalues.copy()
        self.dinputs[range(samples), y] -= 1
        self.dinputs = self.dinputs / samples


class SGD:
    """Gradient descent with decay and momentum."""

    def __init__(self, learning_rate: float, decay: float, momentum: float) -> None:
        self.learning_rate = self.rate = learning_rate
        self.decay, self.momentum, self.iterations = decay, momentum, 0

    def before(self) -> None:
        """Set the rate of the step."""
        if self.decay:
            self.rate = self.learning_rate / (1 + self.decay * self.iterations)

    def update(self, layer: Dense) -> None:
        """Step down the gradients of one layer."""
        if not hasattr(layer, "weight_momentums"):
            layer.weight_momentums = np.zeros_like(layer.weights)
            layer.bias_momentums = np.zeros_like(layer.biases)
        weights = self.momentum * layer.weight_momentums - self.rate * layer.dweights
        layer.weight_momentums = weights
        biases = self.momentum * layer.bias_momentums - self.rate * layer.dbiases
        layer.bias_momentums = biases
        layer.weights += weights
        layer.biases += biases

    def after(self) -> None:
        """Count the step."""
        self.iterations += 1


def spiral(rng: np.random.RandomState) -> tuple[Floats, NDArray[np.uint8]]:
    """Return 300 points on three arms, as nnfs.datasets draws them."""
    x, y = np.zeros((300, 2), np.float32), np.zeros(300, np.uint8)
    for arm in range(3):
        rows = range(100 * arm, 100 * (arm + 1))
        noise = rng.randn(100).astype(np.float32) * 0.2
        angle = np.linspace(4 * arm, 4 * (arm + 1), 100) + noise
        radius = np.linspace(0, 1, 100)
        x[rows] = np.c_[radius * np.sin(angle * 2.5), radius * np.cos(angle * 2.5)]
        y[rows] = arm
    return x, y


def train(epochs: int, dot: Dot) -> None:
    """Run the notebook's second training, with its printed lines."""
    rng = np.random.RandomState(0)
    rng.randn(620)
    x, y = spiral(rng)
    dense1, relu, dense2 = Dense(rng, 2, 64, dot), ReLU(), Dense(rng, 64, 3, dot)
    head, optimizer = SoftmaxCrossentropy(), SGD(1.0, 1e-3, 0.9)
    for epoch in range(epochs):
        dense1.forward(x)
        relu.forward(dense1.output)
        dense2.forward(relu.output)
        loss = head.forward(dense2.output, y)
        accuracy = np.mean(np.argmax(head.output, axis=1) == y)
        if not epoch % 100:
            text = f"epoch: {epoch}, acc: {accuracy:.3f}, loss: {loss:.3f}, "
            print(f"{text}lr: {optimizer.rate}")
        head.backward(head.output, y)
        dense2.backward(head.dinputs)
        relu.backward(dense2.dinputs)
        dense1.backward(relu.dinputs)
        optimizer.before()
        optimizer.update(dense1)
        optimizer.update(dense2)
        optimizer.after()
