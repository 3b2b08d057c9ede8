"""The digits: what the example promises, seed by seed."""

from statistics import median

import pytest

from .bench.asserts import printed
from .bench.scripts import load_script
from .helpers import SPECS, make_script, spec_of

pytestmark = pytest.mark.no_cover  # others execute the same lines

(DIGITS,) = (path for path in SPECS if path.stem == "digits")


def accuracy(seed: int) -> float:
    """Return what a seed's network gets right of the rows that it has not seen."""
    script = load_script(make_script(spec_of(DIGITS) | {"seed": seed}))
    log, text = printed(script.train)
    assert log[0]["loss"] > 10 * log[-1]["loss"] and ", restored\n" in text
    _, _, x, y = script.load_data()
    right = float((script.predict(x).argmax(axis=1) == y).mean())
    assert script.evaluate(x, y)["acc"] == pytest.approx(right)
    return right


def test_the_example_reads_digits() -> None:
    assert accuracy(0) >= 0.98


@pytest.mark.exhaustive
def test_the_median_of_five_seeds() -> None:
    assert median(map(accuracy, range(5))) >= 0.98
