"""Classes of arrays that have no rows, though the spec counts them."""

from pathlib import Path

import numpy as np
import pytest

from .array_files import X, Y, npz_spec, put_npz
from .bench.specs import Spec
from .tables import graph_of, said


@pytest.mark.parametrize("method", ["random", "stratified", "last"])
def test_a_gap_that_is_meant_passes(method: str, tmp_path: Path) -> None:
    put_npz(tmp_path, x=np.repeat(X, 9, axis=0), y=np.repeat(Y + 1, 9))
    names = {"0": "none", "1": "a", "2": "b", "3": "c"}
    split: Spec = {"validation": 0.25, "method": method}
    for data in ({"classes": 4}, {"class_map": names}):
        graph = graph_of(npz_spec(data, units=4, split=split), tmp_path)
        assert graph.facts.classes == 4


def test_a_gap_does_not_shift_the_names(tmp_path: Path) -> None:
    put_npz(tmp_path, y=np.arange(12) // 11 + 1)  # one row of class 2
    names = {"0": "none", "1": "a", "2": "b"}
    split: Spec = {"validation": 0.25, "method": "stratified"}
    (found,) = said(npz_spec({"class_map": names}, split=split), tmp_path)
    assert 'the class "b" has 1 row for 2 parts' in found
