"""What a spec means: values and their shapes."""

import pytest

from nngen.language.functions import Linear

from ..helpers import make_graph
from .helpers import Spec, act, dense, spec_with


@pytest.mark.parametrize(
    ("layers", "shapes"),
    [
        ([dense(3, "softmax")], [2, 3, 3]),
        ([dense(4, "relu"), dense(3, "softmax")], [2, 4, 4, 3, 3]),
        ([dense(4), dense(3, "softmax")], [2, 4, 3, 3]),
        ([act("tanh"), act("linear"), dense(5), act("softmax")], [2, 2, 5, 5]),
        ([dense(4, {"type": "linear"}), dense(3), act("softmax")], [2, 4, 3, 3]),
    ],
)
def test_shapes_of_values(layers: list[Spec], shapes: list[int]) -> None:
    graph = make_graph(spec_with(layers=layers))
    assert [shape for (shape,) in graph.shapes] == shapes
    assert [node.y for node in graph.nodes] == list(range(1, len(shapes)))
    assert [node.xs for node in graph.nodes] == [(i,) for i in range(len(shapes) - 1)]
    assert not any(isinstance(node.operation, Linear) for node in graph.nodes)


@pytest.mark.parametrize("use_bias", [True, False])
def test_parameters_of_a_dense_layer(use_bias: bool) -> None:
    layers = [dense(4, "relu", use_bias=use_bias), dense(3, "softmax")]
    node = make_graph(spec_with(layers=layers)).nodes[0]
    found = [(p.role, p.shape, p.fans) for p in node.parameters]
    assert found == [("W", (2, 4), (2, 4)), ("b", (4,), (2, 4))][: 1 + use_bias]


@pytest.mark.parametrize(
    ("metrics", "labels"), [(None, ["acc"]), ([], []), (["accuracy"], ["acc"])]
)
def test_metrics_are_the_losses_unless_chosen(
    metrics: list[str] | None, labels: list[str]
) -> None:
    training = {"epochs": 2} | ({} if metrics is None else {"metrics": metrics})
    graph = make_graph(spec_with(training=training))
    assert [metric.label for metric in graph.metrics] == labels


def test_facts_of_the_data() -> None:
    facts = make_graph(spec_with()).facts
    assert (facts.rows, facts.features, facts.classes) == (15, 2, 3)
