"""Scripts are as black leaves them, whatever versions of Python it is asked for."""

import black
import pytest

from nngen.render.format import format_script

from .bench.specs import Case
from .helpers import EVERY, EXAMPLES, case_id, script_of


def check_black(case: Case) -> None:
    """Assert that black leaves a script as it is, whatever versions it is asked for."""
    text = script_of(case.id)
    assert format_script(text) == text
    assert black.format_str(text, mode=black.Mode()) == text


@pytest.mark.parametrize("case", EXAMPLES, ids=case_id)
def test_examples_are_as_black_leaves_them(case: Case) -> None:
    check_black(case)


@pytest.mark.exhaustive
@pytest.mark.parametrize("case", EVERY.values(), ids=case_id)
def test_scripts_are_as_black_leaves_them(case: Case) -> None:
    check_black(case)
