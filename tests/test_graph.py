"""What a spec means: values and their shapes, and what does not fit."""

from typing import Any

import pytest

from nngen.kinds.functions import Linear
from nngen.load.load import Misfit

from .helpers import make_graph

Spec = dict[str, Any]


def dense(units: int, activation: Any = "linear", **options: Any) -> Spec:
    return {"type": "dense", "units": units, "activation": activation, **options}


def act(function: Any) -> Spec:
    return {"type": "activation", "function": function}


def spec_with(**changes: Any) -> Spec:
    """Return a small spec with some of its tables replaced."""
    return {
        "name": "small",
        "data": {"type": "vertical", "samples": 5, "classes": 3},
        "layers": [dense(4, "relu"), dense(3, "softmax")],
        "loss": {"type": "categorical_crossentropy"},
        "optimizer": {"type": "sgd"},
        "training": {"epochs": 2},
    } | changes


def said(spec: Spec) -> list[tuple[str, str, str, str]]:
    """Return code, path, message and hint of what is wrong with a spec."""
    with pytest.raises(Misfit) as caught:
        make_graph(spec)
    found = [placed.finding for placed in caught.value.placed]
    return [(f.code, ".".join(map(str, f.path)), f.message, f.hint) for f in found]


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
    assert [node.x for node in graph.nodes] == list(range(len(shapes) - 1))
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


EXCLUDED = {
    "discard": (
        "NN022",
        "numerics.discard",
        "only the mt19937 stream can be continued",
        'write rng = "mt19937", or leave discard out',
    ),
    "dtype": (
        "NN022",
        "numerics.dtype",
        "the notebook's arithmetic is that of float32",
        'write dtype = "float32"',
    ),
}
MODULE = '"{}" is a module that scripts beside it import'


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("class", '"{}" is a word of Python'),
        ("numpy", MODULE),
        ("json", MODULE),
        ("import-lib", ""),
        ("nul", '"{}" is a device on Windows'),
        ("com1", '"{}" is a device on Windows'),
        ("lpt9", '"{}" is a device on Windows'),
        ("small-2", ""),
        ("match", ""),
    ],
)
def test_reserved_names(name: str, message: str) -> None:
    if not message:
        assert make_graph(spec_with(name=name)).spec.name == name
        return
    hint = f'write name = "{name}-net"'
    assert said(spec_with(name=name)) == [("NN021", "name", message.format(name), hint)]
    assert make_graph(spec_with(name=f"{name}-net"))


@pytest.mark.parametrize(
    ("numerics", "found"),
    [
        ({"discard": 3}, ["discard"]),
        ({"discard": 3, "rng": "mt19937"}, []),
        ({"arithmetic": "notebook"}, []),
        ({"arithmetic": "notebook", "dtype": "float64"}, ["dtype"]),
        ({"dtype": "float64", "rng": "mt19937"}, []),
        (
            {"discard": 1, "arithmetic": "notebook", "dtype": "float64"},
            ["discard", "dtype"],
        ),
    ],
)
def test_options_that_exclude_each_other(numerics: Spec, found: list[str]) -> None:
    if not found:
        assert make_graph(spec_with(numerics=numerics))
        return
    expected = [EXCLUDED[key] for key in found]
    assert said(spec_with(numerics=numerics)) == expected


SOFTMAX = "categorical_crossentropy needs a last softmax"


@pytest.mark.parametrize(
    ("layers", "codes"),
    [
        ([act("relu")], ["NN023"]),
        ([act("linear"), act("softmax")], ["NN023"]),
        ([dense(3)], ["NN024"]),
        ([dense(3, "softmax"), act("tanh")], ["NN024"]),
        ([dense(2, "softmax")], ["NN025"]),
        ([dense(2, "softmax"), act("linear")], ["NN025"]),
        ([dense(1, "relu")], ["NN025", "NN024"]),
    ],
)
def test_a_network_that_does_not_fit(layers: list[Spec], codes: list[str]) -> None:
    found = said(spec_with(layers=layers))
    assert [code for code, *_ in found] == codes
    assert all(hint for *_, hint in found)
    assert all(SOFTMAX in line for line in found if line[0] == "NN024")


@pytest.mark.parametrize("units", [3, 4, 300])
def test_more_outputs_than_classes_are_fine(units: int) -> None:
    layers = [dense(units, "softmax")]
    assert make_graph(spec_with(layers=layers)).shapes[-1] == (units,)


@pytest.mark.parametrize(
    ("layers", "path", "hint"),
    [
        ([dense(3), act("relu")], "layers.1.function", 'write function = "softmax"'),
        ([dense(2), act("softmax")], "layers.0.units", "write units = 3"),
        ([dense(3, "relu")], "layers.0.activation", 'write activation = "softmax"'),
        ([dense(1, "softmax")], "layers.0.units", "write units = 3"),
    ],
)
def test_the_line_to_write(layers: list[Spec], path: str, hint: str) -> None:
    ((_, where, _, line),) = said(spec_with(layers=layers))
    assert (where, line) == (path, hint)


def test_all_that_does_not_fit_is_said_at_once() -> None:
    spec = spec_with(name="json", numerics={"discard": 1}, layers=[dense(2)])
    codes = {code for code, *_ in said(spec)}
    assert codes == {"NN021", "NN022", "NN024", "NN025"}


def test_meaning_waits_for_the_schema() -> None:
    spec = spec_with(name="json", seed=-1)
    assert [code for code, *_ in said(spec)] == ["NN014"]
