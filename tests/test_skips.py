"""Every function beside what it reads, in a sum that the last softmax takes apart."""

import pytest

from .bench.checks import check_gradient, load_script
from .bench.function_rows import FUNCTIONS
from .bench.scripts import doubled
from .bench.specs import activation, add, base_spec, dense
from .bench.tables import after
from .helpers import NOTEBOOK, raw_script

BENT = [function for function in FUNCTIONS if function != "linear"]
NUMERICS = [{"dtype": "float64"}, NOTEBOOK]


@pytest.mark.parametrize("numerics", NUMERICS, ids=["native", "notebook"])
@pytest.mark.parametrize("first", ["linear", "tanh"])
@pytest.mark.parametrize("order", [("ash", "birch"), ("birch", "ash")], ids=str)
@pytest.mark.parametrize("function", BENT)
def test_a_skip(
    function: str, order: tuple[str, str], first: str, numerics: dict[str, str]
) -> None:
    layers = [
        dense(3, activation=first, name="ash"),
        activation(function, name="birch"),
        add(*order),
        activation("softmax"),
    ]
    spec = base_spec(layers=layers, numerics=numerics)
    check_gradient(load_script(doubled(raw_script(spec))), spec, rows=2)


@pytest.mark.parametrize("numerics", NUMERICS, ids=["native", "notebook"])
@pytest.mark.parametrize("function", BENT)
def test_two_branches(function: str, numerics: dict[str, str]) -> None:
    layers = [
        dense(3, activation=function, name="ash"),
        dense(3, activation=function, name="birch", **after("input")),
        add("ash", "birch"),
        activation("softmax"),
    ]
    spec = base_spec(layers=layers, numerics=numerics)
    check_gradient(load_script(doubled(raw_script(spec))), spec, rows=2)
