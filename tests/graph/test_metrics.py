"""Metrics that say something of their targets, and what the notebook lacks."""

from typing import Any

import pytest

from ..helpers import make_graph
from .helpers import Spec, dense, said, spec_with
from .test_ends import SINE, SQUARED, spec_of


def names(end: str, layers: list[Spec]) -> list[str]:
    """Return the metrics that nobody has asked for."""
    return [metric.type for metric in make_graph(spec_of(end, layers)).metrics]


def test_metrics_by_loss_and_targets() -> None:
    assert names("classes", [dense(3, "softmax")]) == ["accuracy"]
    assert names("binary", [dense(1, "sigmoid")]) == ["accuracy"]
    assert names("values", [dense(1)]) == ["r2"]
    assert names("rows", [dense(3)]) == ["accuracy"]


NOTHING = "{} says nothing of targets of the form {}"
IN_ITS_PLACE = 'write `"{}"`, or leave it out'


@pytest.mark.parametrize(
    ("end", "layers", "metric", "message", "better"),
    [
        ("values", [dense(1)], "accuracy", NOTHING.format("accuracy", "values"), "r2"),
        (
            "values",
            [dense(1)],
            {"type": "top_k", "k": 2},
            NOTHING.format("top_k", "values"),
            "r2",
        ),
        (
            "binary",
            [dense(1, "sigmoid")],
            {"type": "top_k", "k": 2},
            NOTHING.format("top_k", "binary"),
            "accuracy",
        ),
        *(
            (
                "classes",
                [dense(3, "softmax")],
                metric,
                NOTHING.format(metric, "classes"),
                "accuracy",
            )
            for metric in ("mae", "r2", "within")
        ),
    ],
)
def test_metrics_of_other_targets(
    end: str, layers: list[Spec], metric: Any, message: str, better: str
) -> None:
    expected = ("NN026", "training.metrics.0", message, IN_ITS_PLACE.format(better))
    assert said(spec_of(end, layers, metric)) == [expected]
    assert make_graph(spec_of(end, layers, better))


def test_all_are_among_the_largest() -> None:
    layers = [dense(3, "softmax")]
    found = said(spec_of("classes", layers, {"type": "top_k", "k": 3}))
    message = "of 3 outputs, all are among the 3 largest"
    where = "training.metrics.0.k"
    assert found == [("NN026", where, message, "write `k = 2`")]
    assert make_graph(spec_of("classes", layers, {"type": "top_k", "k": 2}))


def test_ranks_of_other_lengths_are_two_metrics() -> None:
    layers = [dense(5, "softmax")]
    ranks = [{"type": "top_k", "k": k} for k in (2, 3, 2)]
    found = said(spec_of("classes", layers, *ranks))
    message = "top_k stands in the list already"
    assert found == [("NN026", "training.metrics.2", message, "leave it out")]


BOOK = {"numerics": {"arithmetic": "nnfs"}}
NATIVE = 'write `arithmetic = "native"`'


@pytest.mark.parametrize(
    ("loss", "what"),
    [
        ({"type": "huber"}, "huber"),
        (SQUARED, ""),
        ({"type": "mean_absolute_error"}, ""),
    ],
)
def test_numbers_in_the_notebook(loss: Spec, what: str) -> None:
    spec = spec_with(data=SINE, loss=loss, layers=[dense(1)], **BOOK)
    check_book(spec, what)


@pytest.mark.parametrize(("share", "what"), [(0.0, ""), (0.1, "label_smoothing")])
def test_smoothing_in_the_notebook(share: float, what: str) -> None:
    loss = {"type": "categorical_crossentropy", "label_smoothing": share}
    check_book(spec_with(loss=loss, **BOOK), what)


def check_book(spec: Spec, what: str) -> None:
    """Assert that the arithmetic of nnfs lacks a thing, or has all."""
    if not what:
        assert make_graph(spec)
        return
    message = f"the arithmetic of nnfs has no {what}"
    assert said(spec) == [("NN022", "numerics.arithmetic", message, NATIVE)]
