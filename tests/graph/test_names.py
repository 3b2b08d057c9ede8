"""Names that a layer cannot have."""

import pytest

from ..helpers import make_graph
from .helpers import dense, said, spec_with

STEM = dense(4, "relu", name="stem")
END = dense(3, "softmax")

RESERVED = [
    ("total", '"total" is a name that scripts need for something else'),
    ("lambda", '"lambda" is a word of Python'),
    ("n", '"n" is a name that scripts need for something else'),
    ("l", '"l" is a name that scripts need for something else'),
    ("input", '"input" is the data'),
    ("el", '"del", its gradient, is a word of Python'),
    ("w1", '"w1" is what scripts call a layer without a name'),
    ("z1", '"z1" is what scripts call a layer without a name'),
    ("dstem", '"dstem" is what scripts call a part of the layer "stem"'),
    ("z_stem", '"z_stem" is what scripts call a part of the layer "stem"'),
    ("stem_ones", '"stem_ones" is what scripts call a part of the layer "stem"'),
]


@pytest.mark.parametrize(("name", "message"), RESERVED)
def test_names_that_a_layer_cannot_have(name: str, message: str) -> None:
    layers = [STEM, dense(4, name=name), END]
    hint = f'write `name = "{name}_layer"`'
    found = said(spec_with(layers=layers))
    assert found == [("NN021", "layers.1.name", message, hint)]
    layers[1]["name"] = f"{name}_layer"
    assert make_graph(spec_with(layers=layers))


def test_a_long_name_gets_a_hint_that_is_short_enough() -> None:
    long = "a" * 22
    layers = [dense(4, name=long), dense(4, name=f"z_{long}"), END]
    ((_, _, _, hint),) = said(spec_with(layers=layers))
    layers[1]["name"] = hint.split('"')[1]
    assert make_graph(spec_with(layers=layers))
