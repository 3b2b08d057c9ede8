"""Names that nobody has: what to write, which is neither taken nor a dead end."""

import re

import pytest

from ..helpers import make_graph
from .helpers import Spec, dense, said, spec_with
from .test_links import END, STEM, add, join

PLAIN = dense(4)


def hints(layers: list[Spec]) -> list[str]:
    """Return what to write for a network."""
    return [hint for *_, hint in said(spec_with(layers=layers))]


@pytest.mark.parametrize(
    ("layers", "expected"),
    [
        # No layer above has no name, so that one more is needed
        (
            [STEM, add("stem", "zzz"), END],
            ['write "input", or put a layer above that has that name, `name = "zzz"`'],
        ),
        (
            [PLAIN, add("input", "zzz"), END],
            ['give a layer above that name, `name = "zzz"`'],
        ),
        (
            [PLAIN, PLAIN, add("yyyy", "zzz"), END],
            [
                'write "input", or give a layer above that name, `name = "yyyy"`',
                'write "input", or give a layer above that name, `name = "zzz"`',
            ],
        ),
        (
            [STEM, PLAIN, dense(4, inputs=["zzz"]), END],
            [
                'write one of "input", "stem", '
                'or give a layer above that name, `name = "zzz"`'
            ],
        ),
        ([dense(4, inputs=["zzz"]), END], ["leave inputs out, and it reads the data"]),
        (
            [join("input", "zzz"), END],
            ['put a layer above that has that name, `name = "zzz"`'],
        ),
        # What no layer can be called is not what to call one
        *(
            (
                [PLAIN, add("input", name), END],
                ['write `name = "side"` in a layer above, and "side" here'],
            )
            for name in ("The Stem", "9", "grad", "class", "a" * 25)
        ),
        (
            [dense(4, name="side"), add("side", "class"), END],
            [
                'write "input", or write `name = "side_2"` in a layer above, '
                'and "side_2" here'
            ],
        ),
    ],
)
def test_a_name_that_nobody_has(layers: list[Spec], expected: list[str]) -> None:
    assert hints(layers) == expected


def names(layers: list[Spec]) -> list[str]:
    """Return the names that are to be written."""
    return [
        name for hint in hints(layers) for name in re.findall(r'name = "(.*?)"', hint)
    ]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["a", "a", "a"], ["a_2", "a_3"]),
        (["a", "a_2", "a"], ["a_3"]),
        (["a" * 24] * 2, ["a" * 22 + "_2"]),
        (["class", "class"], ["class_layer", "class_layer_2"]),
        (["class", "class_layer"], ["class_layer_2"]),
        (["w1", "w1"], ["w1_layer", "w1_layer_2"]),
    ],
)
def test_suggested_names_can_all_be_written(
    given: list[str], expected: list[str]
) -> None:
    layers = [dense(3, "tanh", name=name) for name in given]
    found = said(spec_with(layers=[*layers, END]))
    assert names([*layers, END]) == expected
    for (_, path, _, _), name in zip(found, expected, strict=True):
        layers[int(path.split(".")[1])]["name"] = name
    assert make_graph(spec_with(layers=[*layers, END]))


def test_layers_that_nobody_reads_get_names_of_their_own() -> None:
    layers = [dense(4, inputs=["input"]), dense(4, inputs=["input"]), dense(4)]
    layers += [dense(3, "softmax", inputs=["input"])]
    assert names(layers) == ["side", "side_2", "side_3"]


@pytest.mark.no_cover
@pytest.mark.parametrize("number", [999, 1000, 1001, 3000])
def test_a_thousand_findings_are_told(number: int) -> None:
    found = hints([dense(3, name="total")] * number + [END])
    assert len(found) == min(number, 1000)
    assert [hint.endswith("; there is more wrong") for hint in found] == [False] * (
        len(found) - 1
    ) + [number > 1000]
