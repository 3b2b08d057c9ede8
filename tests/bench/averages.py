"""Compare what training collects with the reference's."""

import numpy as np

from .asserts import assert_close
from .autodiff import Array
from .places import Moment


def check_collected(found: Array, moment: Moment, what: str) -> None:
    """Compare what training has collected with a moment's."""
    arrays = [np.ravel(array) for each in moment.running for array in each.values()]
    right = np.concatenate([[], *arrays])
    assert_close(found, right, f"running after {what}")
