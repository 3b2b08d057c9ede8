"""Every function in networks that end in every loss has the right gradient."""

import pytest

from .bench.checks import check_all, check_gradient, check_trajectory, load_script
from .bench.function_rows import FUNCTIONS
from .bench.loss_rows import LOSSES
from .bench.pairs import loss_pairs
from .bench.scripts import doubled
from .bench.specs import Case, in_book
from .helpers import WAYS, case_id, raw_script

pytestmark = pytest.mark.no_cover  # others execute the same lines

PAIRS = loss_pairs()
EACH = 3  # of so many pairs the first is tried without being asked


def in_ways(cases: list[Case]) -> list[Case]:
    """Return cases in each way that has what they ask for."""
    return [
        Case(f"{case.id}, {way}", case.spec | changes)
        for case in cases
        for way, changes in WAYS.items()
        if way != "nnfs" or in_book(case.spec)
    ]


def test_all_pairs_are_there() -> None:
    seen = {tuple(case.id.split(", ")[:2]) for case in PAIRS}
    assert {function for function, _ in seen} == set(FUNCTIONS)
    assert {loss.split()[0] for _, loss in seen} == set(LOSSES)
    assert len(seen) == len(FUNCTIONS) * sum(len(r.examples) for r in LOSSES.values())


@pytest.mark.parametrize("case", in_ways(PAIRS[::EACH]), ids=case_id)
def test_a_pair_has_its_gradient_and_trains(case: Case) -> None:
    script = load_script(doubled(raw_script(case.spec)))
    check_gradient(script, case.spec, rows=2)
    check_trajectory(script, case.spec, steps=5)


@pytest.mark.exhaustive
@pytest.mark.parametrize("case", in_ways(PAIRS), ids=case_id)
def test_a_pair_passes_every_check(case: Case) -> None:
    check_all(load_script(doubled(raw_script(case.spec))), case.spec)
