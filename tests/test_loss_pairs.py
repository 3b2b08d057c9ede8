"""Every function in networks that end in every loss has the right gradient."""

import pytest

from .bench.checks import check_all, check_gradient, check_trajectory, load_script
from .bench.function_rows import FUNCTIONS
from .bench.loss_rows import LOSSES
from .bench.pairs import loss_pairs
from .bench.scripts import doubled
from .bench.specs import Case, in_book
from .helpers import NOTEBOOK, Spec, case_id, raw_script

pytestmark = pytest.mark.no_cover  # others execute the same lines

PAIRS = loss_pairs()
EACH = 3  # of so many pairs the first is tried without being asked
NATIVE: Spec = {"dtype": "float64"}


def arithmetics(case: Case) -> list[Spec]:
    """Return the arithmetics that have what a case asks for."""
    return [NATIVE, NOTEBOOK] if in_book(case.spec) else [NATIVE]


def test_all_pairs_are_there() -> None:
    seen = {tuple(case.id.split(", ")[:2]) for case in PAIRS}
    assert {function for function, _ in seen} == set(FUNCTIONS)
    assert {loss.split()[0] for _, loss in seen} == set(LOSSES)
    assert len(seen) == len(FUNCTIONS) * sum(len(r.examples) for r in LOSSES.values())


@pytest.mark.parametrize("case", PAIRS[::EACH], ids=case_id)
def test_a_pair_has_its_gradient_and_trains(case: Case) -> None:
    for numerics in arithmetics(case):
        spec = case.spec | {"numerics": numerics}
        script = load_script(doubled(raw_script(spec)))
        check_gradient(script, spec, rows=2)
        check_trajectory(script, spec, steps=5)


@pytest.mark.exhaustive
@pytest.mark.parametrize("case", PAIRS, ids=case_id)
def test_a_pair_passes_every_check(case: Case) -> None:
    for numerics in arithmetics(case):
        spec = case.spec | {"numerics": numerics}
        check_all(load_script(doubled(raw_script(spec))), spec)
