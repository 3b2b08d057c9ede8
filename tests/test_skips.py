"""Every function beside what it reads, in a sum that the last softmax takes apart.

So too behind dropout, and before it, where some functions ask for a sign alone.
"""

from itertools import product
from typing import Any

import pytest

from .bench.checks import check_gradient, check_trajectory, load_script
from .bench.function_rows import FUNCTIONS
from .bench.scripts import doubled
from .bench.specs import activation, add, base_spec, concatenate, dense
from .bench.tables import Spec, after, dropout
from .helpers import WAYS, each_way, raw_script

BENT = [function for function in FUNCTIONS if function != "linear"]


@each_way
@pytest.mark.parametrize("first", ["linear", "tanh"])
@pytest.mark.parametrize("order", [("ash", "birch"), ("birch", "ash")], ids=str)
@pytest.mark.parametrize("function", BENT)
def test_a_skip(function: str, order: tuple[str, str], first: str, way: str) -> None:
    layers = [
        dense(3, activation=first, name="ash"),
        activation(function, name="birch"),
        add(*order),
        activation("softmax"),
    ]
    spec = base_spec(layers=layers) | WAYS[way]
    check_gradient(load_script(doubled(raw_script(spec))), spec, rows=2)


@each_way
@pytest.mark.parametrize("function", BENT)
def test_two_branches(function: str, way: str) -> None:
    layers = [
        dense(3, activation=function, name="ash"),
        dense(3, activation=function, name="birch", **after("input")),
        add("ash", "birch"),
        activation("softmax"),
    ]
    spec = base_spec(layers=layers) | WAYS[way]
    check_gradient(load_script(doubled(raw_script(spec))), spec, rows=2)


def check(layers: list[Spec], way: str) -> None:
    """Check gradients, of a short batch behind a full one, and some steps."""
    spec = base_spec(layers=layers) | WAYS[way]
    script = load_script(doubled(raw_script(spec)))
    check_gradient(script, spec, rows=2, coordinates=30)
    check_trajectory(script, spec, steps=3)


# What stands between a function, called ash, and the scores; "it" is the function
BEHIND: dict[str, list[Spec]] = {
    "itself under the softmax": [dropout(0.4)],
    "twice": [dropout(0.4), dropout(0.2)],
    "below a dense layer": [dropout(0.4), dense(3)],
    "below the function again": [dropout(0.4), activation("it")],
    "below a function that takes its memory": [dropout(0.4), activation("tanh")],
    "in a skip": [dropout(0.4, name="birch"), add("ash", "birch")],
    "first in a sum": [
        dropout(0.4, name="birch"),
        dense(3, name="cedar", **after("input")),
        add("birch", "cedar"),
    ],
    "side by side": [
        dropout(0.4, name="birch"),
        dense(2, name="cedar", **after("input")),
        concatenate("birch", "cedar"),
        dropout(0.1),
        activation("it"),
        dense(3),
    ],
    "behind a sum": [
        dense(3, name="birch", activation="it"),
        add("ash", "birch"),
        dropout(0.4),
        activation("it"),
    ],
    "by two readers": [
        dropout(0.4, name="birch"),
        dropout(0.1, name="cedar", **after("ash")),
        add("cedar", "birch"),
    ],
}


def named(layers: list[Spec], function: str) -> list[Spec]:
    """Return layers with a function where they say "it"."""
    return [
        {key: function if value == "it" else value for key, value in layer.items()}
        for layer in layers
    ]


def some(found: list[tuple[str, str]]) -> list[Any]:
    """Return pairs, all but a sample of them for the exhaustive tier."""
    whole = pytest.mark.exhaustive
    return [
        pytest.param(*pair, marks=() if i % 7 == 0 else whole, id=", ".join(pair))
        for i, pair in enumerate(found)
    ]


@each_way
@pytest.mark.parametrize(("place", "function"), some(list(product(BEHIND, BENT))))
def test_dropped(place: str, function: str, way: str) -> None:
    first = dense(3, activation=function, name="ash")
    check([first, *named(BEHIND[place], function), activation("softmax")], way)
