"""The styles of one spec are one program: the same data, start, order, masks and log.

They differ in rounding alone, as they sum in other orders.
"""

from typing import Any

import numpy as np
import pytest

from .bench.asserts import assert_close, assert_same_bits, printed
from .bench.scripts import load_script, state, train_forward
from .bench.specs import Case
from .helpers import KINDS, SPECS, STYLES, Spec, case_id, is_nnfs, make_script, spec_of

pytestmark = pytest.mark.no_cover  # others execute the same lines

EPOCHS = 4
SINGLE = 1e-4  # that a number of the log may be off in float32, over its size
EXAMPLES = [
    Case(path.stem, spec) for path in SPECS if not is_nnfs(spec := spec_of(path))
]


def in_both(spec: Spec) -> tuple[Any, ...]:
    """Return the scripts of a spec in each style, loaded, to train a few epochs."""
    texts = [make_script(spec | {"script": {"style": style}}) for style in STYLES]
    scripts: list[Any] = [load_script(text) for text in texts]
    for script in scripts:
        script.EPOCHS, script.LOG_EVERY = EPOCHS, 1
    return tuple(scripts)


def check_start(plain: Any, fast: Any) -> None:
    """Assert that data, parameters and the stream that training draws from are one."""
    for one, other in zip(plain.load_data(), fast.load_data(), strict=True):
        assert_same_bits(one, other, "the data")
    plain.initialize()
    fast.initialize()
    assert_same_bits(plain.theta, fast.theta, "the parameters at the start")
    check_streams(plain, fast)


def check_streams(plain: Any, fast: Any) -> None:
    """Assert that both have drawn as many numbers."""
    assert hasattr(plain, "rng") == hasattr(fast, "rng")
    if hasattr(plain, "rng"):
        assert state(plain.rng) == state(fast.rng), "one has drawn more"


def check_masks(plain: Any, fast: Any) -> None:
    """Assert that training drops the same numbers."""
    x = plain.load_data()[0]
    plain.initialize()
    fast.initialize()
    one, other = (train_forward(script)(x).copy() for script in (plain, fast))
    assert_close(one, other, "the output in training")
    check_streams(plain, fast)


@pytest.mark.parametrize("case", KINDS, ids=case_id)
def test_every_kind_is_one_program_in_both_styles(case: Case) -> None:
    plain, fast = in_both(case.spec)
    check_start(plain, fast)
    check_masks(plain, fast)
    (log, _), (other, _) = printed(plain.train), printed(fast.train)
    check_streams(plain, fast)
    assert [list(row) for row in log] == [list(row) for row in other]
    for row, right in zip(log, other, strict=True):
        assert_close([*row.values()], [*right.values()], f"epoch {row['epoch']}")
    assert_close(plain.theta, fast.theta, "the parameters after training")


@pytest.mark.parametrize("case", EXAMPLES, ids=case_id)
def test_every_example_is_one_program_in_both_styles(case: Case) -> None:
    plain, fast = in_both(case.spec)
    check_start(plain, fast)
    (log, _), (other, _) = printed(plain.train), printed(fast.train)
    check_streams(plain, fast)
    assert [list(row) for row in log] == [list(row) for row in other]
    for row, right in zip(log, other, strict=True):
        found, expected = np.array([*row.values()]), np.array([*right.values()])
        np.testing.assert_allclose(found, expected, rtol=SINGLE, atol=SINGLE)
