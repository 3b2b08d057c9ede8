"""Findings that wait for kinds or lists that the examples do not hold."""

import pytest

from nngen.check import check
from nngen.language.losses import CategoricalCrossentropy
from nngen.reading.load import Misfit

from .bench.specs import base_spec
from .documents import toml_source
from .helpers import Spec


def said(spec: Spec) -> list[str]:
    """Return what is said of a spec, without its place."""
    with pytest.raises(Misfit) as caught:
        check(toml_source(spec))
    return [str(placed).split(" ", 1)[1] for placed in caught.value.placed]


def test_a_metric_twice() -> None:
    spec = base_spec(training={"epochs": 1, "metrics": ["accuracy", "accuracy"]})
    assert said(spec) == [
        "error[NN026] training.metrics[1]: accuracy stands in the list already; "
        "leave it out"
    ]


def test_a_kind_that_the_notebook_does_not_know(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(CategoricalCrossentropy, "book", False)
    assert said(base_spec(numerics={"arithmetic": "nnfs"})) == [
        "error[NN022] numerics.arithmetic: the arithmetic of nnfs has no "
        'categorical_crossentropy; write `arithmetic = "native"`'
    ]
