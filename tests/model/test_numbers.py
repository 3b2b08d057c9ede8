"""Numbers that no bound can be held against."""

import math

import pytest

from .test_read import GOOD, said


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 10**400, -(10**400)])
def test_numbers_without_bounds(value: float) -> None:
    ((code, *_),) = said(GOOD | {"optimizer": {"type": "sgd", "decay": value}})
    assert code == ("NN013" if isinstance(value, float) else "NN014")
