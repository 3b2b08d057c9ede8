"""Who reads whom: names of layers, their inputs, and what cannot be read."""

import pytest

from ..helpers import make_graph
from .helpers import Spec, act, dense, said, spec_with

END = dense(3, "softmax")


def add(*inputs: str, **options: str) -> Spec:
    return {"type": "add", "inputs": list(inputs), **options}


def join(*inputs: str, **options: str) -> Spec:
    return {"type": "concatenate", "inputs": list(inputs), **options}


STEM = dense(4, "relu", name="stem")


@pytest.mark.parametrize(
    ("layers", "reads", "shapes"),
    [
        ([STEM, END], [0, 1, 2, 3], [2, 4, 4, 3, 3]),
        (
            [STEM, dense(4, name="side"), add("stem", "side"), END],
            [0, 1, 2, (2, 3), 4, 5],
            [2, 4, 4, 4, 4, 3, 3],
        ),
        (
            [STEM, dense(5, name="side"), join("side", "input", "stem"), END],
            [0, 1, 2, (3, 0, 2), 4, 5],
            [2, 4, 4, 5, 11, 3, 3],
        ),
        (
            [STEM, act("linear") | {"name": "same"}, dense(3, "softmax")],
            [0, 1, 2, 3],
            [2, 4, 4, 3, 3],
        ),
    ],
)
def test_values_and_their_readers(
    layers: list[Spec], reads: list[int | tuple[int, ...]], shapes: list[int]
) -> None:
    graph = make_graph(spec_with(layers=layers))
    expected = [x if isinstance(x, tuple) else (x,) for x in reads]
    assert [node.xs for node in graph.nodes] == expected
    assert [shape for (shape,) in graph.shapes] == shapes
    for value, nodes in enumerate(graph.readers):
        found = [i for i, xs in enumerate(expected) if value in xs]
        assert list(nodes) == found


UNKNOWN = [
    (
        [STEM, add("stm", "input"), END],
        "layers.1.inputs.0",
        'no layer above is called "stm"',
        'did you mean "stem"?',
    ),
    (
        [STEM, add("other", "stem"), END],
        "layers.1.inputs.0",
        'no layer above is called "other"',
        'write "input", or put a layer above that has that name, `name = "other"`',
    ),
    (
        [join("input", "stem"), STEM, END],
        "layers.0.inputs.1",
        '"stem" reads this layer itself: a cycle',
        "name a layer above this one",
    ),
    (
        [join("input", "a_sum", name="a_sum"), END],
        "layers.0.inputs.1",
        "a layer cannot read itself",
        "name a layer above this one",
    ),
    (
        [
            join("input", "second", name="first"),
            dense(2, name="second", inputs=["third"]),
            dense(2, name="third", inputs=["input"]),
            join("first", "second"),
            END,
        ],
        "layers.0.inputs.1",
        '"second" comes further down',
        "move it above this one",
    ),
    (
        [STEM, add("stem", "stem"), END],
        "layers.1.inputs.1",
        '"stem" stands in the list already',
        "leave it out",
    ),
    (
        [
            STEM,
            act("linear") | {"name": "same"},
            dense(3, "softmax", inputs=["same"], name="end"),
            join("end", "end"),
        ],
        "layers.3.inputs.1",
        '"end" stands in the list already',
        "leave it out",
    ),
    (
        [STEM, act("linear") | {"name": "same"}, add("stem", "same"), END],
        "layers.2.inputs.1",
        '"same" gives what "stem" gives',
        "leave it out",
    ),
    (
        [STEM, STEM, END],
        "layers.1.name",
        'layers[0] is called "stem" already',
        'write `name = "stem_2"`',
    ),
]
COUNTS = [
    (
        [STEM, {"type": "add"}, END],
        "layers.1",
        "add joins two values or more, and has no inputs",
        'write `inputs = ["input", "stem"]`',
    ),
    (
        [STEM, dense(4, name="side"), join("side"), END],
        "layers.2.inputs",
        "concatenate joins two values or more, not 1",
        'write `inputs = ["stem", "side"]`',
    ),
    (
        [STEM, dense(3, "softmax", inputs=["stem", "input"])],
        "layers.1.inputs",
        "dense reads one value, not 2",
        'join them in a layer above, and write `inputs = ["joined"]`',
    ),
    (
        [STEM, dense(3, "softmax", inputs=[])],
        "layers.1.inputs",
        "dense reads one value, not 0",
        "leave inputs out, and it reads the layer above",
    ),
    (
        [STEM, add("stem", "input"), END],
        "layers.1.inputs",
        'add takes values of one shape; "stem" is (4,), "input" is (2,)',
        'write `units = 2` where "stem" gets its values',
    ),
    (
        [{"type": "add"}, END],
        "layers.0",
        "add joins two values or more, and has no inputs",
        "move it below the layers that it joins",
    ),
    (
        [dense(4), {"type": "add"}, END],
        "layers.1",
        "add joins two values or more, and has no inputs",
        'write `name = "left"` in a layer above, `inputs = ["input", "left"]` here',
    ),
    (
        [STEM, dense(5, name="side"), add("stem", "side"), END],
        "layers.2.inputs",
        'add takes values of one shape; "stem" is (4,), "side" is (5,)',
        'write `units = 4` where "side" gets its values',
    ),
]
REACH = [
    (
        [STEM, dense(4, name="side"), dense(3, "softmax", inputs=["stem"])],
        "layers.1",
        'the last layer does not depend on "side"',
        'write "side" into the inputs of a layer below, or leave it out',
    ),
    (
        [dense(4), dense(3, "softmax", inputs=["input"])],
        "layers.0",
        "the last layer does not depend on this layer",
        'write `name = "side"`, and "side" into the inputs of a layer below, '
        "or leave it out",
    ),
]


@pytest.mark.parametrize(
    ("layers", "path", "message", "hint"), [*UNKNOWN, *COUNTS, *REACH]
)
def test_what_cannot_be_read(
    layers: list[Spec], path: str, message: str, hint: str
) -> None:
    found = said(spec_with(layers=layers))
    assert (path, message, hint) in [line[1:] for line in found]
