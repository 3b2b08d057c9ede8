"""Names that a layer cannot have: those that scripts use, all of them and no others."""

import ast
import re

import pytest

from nngen.engines.numpy.reserved import NUMBERED, WORDS, roots

from ..graph.helpers import dense, said, spec_with
from ..helpers import EVERY, LEFT_OUT, WHOLE, make_graph, make_script, script_of

NAME = re.compile(r"[a-z][a-z0-9_]*")


# Functions that read or write the arrays of layers, where a local name would hide one
NETWORK = {"allocate", "forward", "backward", "loss", "initialize"}
NETWORK |= {"data_loss", "penalty"}
NETWORK |= {"accuracy", "top_1", "top_2", "mae", "r2", "within"}


STEM = dense(4, "relu", name="stem")
END = dense(3, "softmax")

RESERVED = [
    ("total", '"total" is a name that scripts need for something else'),
    ("lambda", '"lambda" is a word of Python'),
    ("n", '"n" is a name that scripts need for something else'),
    ("l", '"l" is a name that scripts need for something else'),
    ("input", '"input" is the data'),
    ("el", '"del", its gradient, is a word of Python'),
    ("dropout", '"dropout" is a name that scripts need for something else'),
    ("ot", '"dot", its gradient, is a name that scripts need for something else'),
    ("w1", '"w1" is what scripts call a layer without a name'),
    ("z1", '"z1" is what scripts call a layer without a name'),
    ("dstem", '"dstem" is what scripts call a part of the layer "stem"'),
    ("z_stem", '"z_stem" is what scripts call a part of the layer "stem"'),
    ("stem_ones", '"stem_ones" is what scripts call a part of the layer "stem"'),
]


def words(text: str) -> set[str]:
    """Return what a script calls things by where a layer's array may be meant."""
    found: set[str] = set()
    for node in ast.parse(text).body:
        names, own = names_in(node)
        found |= names
        if not isinstance(node, ast.FunctionDef) or node.name in NETWORK:
            found |= own
    return {word for word in found if NAME.fullmatch(word)}


def names_in(top: ast.stmt) -> tuple[set[str], set[str]]:
    """Return the names of the module that a statement uses, and those of its own."""
    nodes = list(ast.walk(top))
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    stored = {
        node.id
        for node in nodes
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    stored |= {node.arg for node in nodes if isinstance(node, ast.arg)}
    shared = {name for n in nodes if isinstance(n, ast.Global) for name in n.names}
    if isinstance(top, ast.FunctionDef):
        names.add(top.name)
    if isinstance(top, ast.Import | ast.ImportFrom):
        stored |= {alias.asname or alias.name for alias in top.names}
    return (names - stored) | shared, stored


@pytest.mark.no_cover  # other tests run the same lines
@pytest.mark.parametrize("is_whole", [False, pytest.param(True, marks=WHOLE)])
def test_words_are_those_of_the_scripts(is_whole: bool) -> None:
    script = {"self_test": True, "command_line": True}
    found = words(make_script(spec_with(script=script)))
    for case in EVERY.values():
        if case.id in LEFT_OUT and not is_whole:
            continue
        own = {layer.get("name", "") for layer in case.spec["layers"]} - {""}
        found |= {
            word
            for word in words(script_of(case.id))
            if not ({word} | roots(word)) & own
        }
    found = {word for word in found if not NUMBERED.fullmatch(word)}
    assert found == set(WORDS) if is_whole else found <= set(WORDS)


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
