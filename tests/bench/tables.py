"""Write the tables of small specs."""

from typing import Any, TypeAlias

from .records import Choice

Spec: TypeAlias = dict[str, Any]


def base_spec(**changes: Any) -> Spec:
    """Return a small valid spec, 21 rows, 2 -> 5 -> 3, with some tables replaced."""
    return {
        "name": "bench",
        "seed": 1,
        "data": {"type": "vertical", "samples": 7, "classes": 3},
        "layers": [dense(5, activation="tanh"), dense(3, activation="softmax")],
        "loss": {"type": "categorical_crossentropy"},
        "optimizer": {"type": "sgd", "learning_rate": 0.5},
        "training": {"epochs": 8, "log_every": 3},
        "numerics": {"dtype": "float64"},
    } | changes


def dense(units: int, **options: Any) -> Spec:
    """Return a dense layer."""
    return {"type": "dense", "units": units, **options}


def activation(function: Choice, **options: Any) -> Spec:
    """Return an activation layer."""
    return {"type": "activation", "function": function, **options}


def dropout(rate: float, **options: Any) -> Spec:
    """Return a layer that drops values."""
    return {"type": "dropout", "rate": rate, **options}


def add(*inputs: str, **options: Any) -> Spec:
    """Return a layer that sums values."""
    return {"type": "add", "inputs": list(inputs), **options}


def concatenate(*inputs: str, **options: Any) -> Spec:
    """Return a layer that puts values side by side."""
    return {"type": "concatenate", "inputs": list(inputs), **options}


def after(*names: str) -> Spec:
    """Return what makes a layer read the values of these names."""
    return {"inputs": list(names)}


def data(**options: Any) -> Spec:
    """Return the bench's data, 21 rows of 3 classes, with options of their own."""
    return {"type": "vertical", "samples": 7, "classes": 3, **options}
