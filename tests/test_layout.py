"""Where arrays lie: named views in theta, and data too wide to be copied."""

import re

import pytest

from nngen.engines.numpy.fast import page

from .bench.checks import check_all, doubled, load_script
from .bench.reference import Reference
from .bench.specs import Case, network_cases
from .helpers import (
    WAYS,
    a_share_of_every_script,
    case_id,
    make_script,
    script_of,
)

pytestmark = pytest.mark.no_cover  # others execute the same lines

# of a parameter: a layer's number, or its name; no value over a row of ones
VIEW = re.compile(r"(?!\w+_ones)(?:[Wb]|gamma|beta)(\d+|_\w+)")


@a_share_of_every_script
def test_views_are_the_parts_of_theta_in_order(case: Case) -> None:
    script = load_script(doubled(script_of(case.id)))
    script.theta[:] = range(script.theta.size)
    script.grad[:] = -script.theta
    names = [name for name in vars(script) if VIEW.fullmatch(name)]
    parts = [parameter.part for parameter in Reference(case.spec).parameters]
    assert len(names) == len(parts)
    for name, part in zip(names, parts, strict=True):
        view, dview = getattr(script, name), getattr(script, f"d{name}")
        assert (view.ravel() == script.theta[part]).all(), name
        assert (dview == -view).all(), f"d{name}"


@pytest.mark.parametrize("case", network_cases(), ids=case_id)
def test_wide_data_is_read_where_it_lies(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "WIDEST_COPY", 0)
    text = make_script(case.spec | WAYS["fast"])
    assert "x_ones" not in text
    check_all(load_script(text), case.spec)
