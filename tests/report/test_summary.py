"""The last line: how many findings, in how many specs, and where to read more."""

import pytest

from nngen.report.summary import sum_up

from .helpers import made

MORE = "; nngen explain NN012 tells more"


@pytest.mark.parametrize(
    ("labels", "warned", "specs", "text"),
    [
        ("", "", 1, "1 valid spec"),
        ("", "", 3, "3 valid specs"),
        ("", "a", 1, "1 valid spec, 1 warning" + MORE),
        ("", "ab", 3, "3 valid specs, 2 warnings" + MORE),
        ("a", "", 1, "1 error in 1 spec" + MORE),
        ("aa", "a", 1, "2 errors and 1 warning in 1 spec" + MORE),
        ("aa", "a", 3, "2 errors and 1 warning in 1 of 3 specs" + MORE),
        ("aab", "", 2, "3 errors in 2 of 2 specs" + MORE),
        ("a", "b", 3, "1 error and 1 warning in 2 of 3 specs" + MORE),
    ],
)
def test_sum_up(labels: str, warned: str, specs: int, text: str) -> None:
    found = [made("", label=label) for label in labels]
    found += [made("", label=label, warning=True) for label in warned]
    assert sum_up(tuple(found), specs) == text
