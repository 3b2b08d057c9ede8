"""What predict and evaluate take, and what they refuse with one line."""

from typing import Any

import numpy as np
import pytest

from .bench.asserts import printed
from .bench.scripts import load_script
from .bench.specs import base_spec
from .helpers import make_script

SPLIT = {"split": {"validation": 0.4, "method": "stratified"}}


@pytest.fixture(params=[{}, SPLIT], ids=["all rows", "some held back"])
def script(request: pytest.FixtureRequest) -> Any:
    """Return a script that has not been trained."""
    return load_script(make_script(base_spec(**request.param)))


class Table:
    """Has what NumPy asks a table for."""

    def __array__(self, dtype: Any = None, copy: Any = None) -> Any:
        """Return its numbers."""
        return np.array([[0.1, 0.2]], dtype)

    def __len__(self) -> int:
        """Return how many rows it has."""
        return 1


@pytest.mark.parametrize(
    "rows", [[[0.1, 0.2]], ((0.1, 0.2),), Table()], ids=["lists", "tuples", "a table"]
)
def test_rows_of_any_kind(script: Any, rows: Any) -> None:
    script.initialize()
    right = script.predict(np.array([[0.1, 0.2]]))
    assert np.array_equal(script.predict(rows), right)
    if hasattr(script, "evaluate"):
        assert script.evaluate(rows, [1]).keys() == {"acc", "loss"}


REFUSED: list[tuple[Any, str]] = [
    ([0.1, 0.2], "x is (2,), must be finite (N, 2); for a row write [x]"),
    ([[0.1]], "x is (1, 1), must be finite (N, 2); for a row write [x]"),
    ([[0.1, np.nan]], "x is (1, 2), must be finite (N, 2); for a row write [x]"),
    ([["a", "b"]], "could not convert string to float: 'a'"),
]


@pytest.mark.parametrize(("rows", "message"), REFUSED)
def test_rows_that_cannot_be_answered(script: Any, rows: Any, message: str) -> None:
    script.initialize()
    with pytest.raises(ValueError) as refused:
        script.predict(rows)
    assert str(refused.value) == message
    if hasattr(script, "evaluate"):
        with pytest.raises(ValueError) as refused:
            script.evaluate(rows, [1])
        assert str(refused.value) == message


def test_a_network_that_is_not_trained(script: Any) -> None:
    with pytest.raises(ValueError, match="not trained: call train"):
        script.predict([[0.1, 0.2]])
    printed(script.train)
    script.predict([[0.1, 0.2]])


def test_targets_of_another_size() -> None:
    script: Any = load_script(make_script(base_spec(**SPLIT)))
    script.initialize()
    with pytest.raises(ValueError, match="cannot reshape"):
        script.evaluate([[0.1, 0.2]], [1, 2])
