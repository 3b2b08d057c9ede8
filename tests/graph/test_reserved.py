"""Names that scripts need for themselves: all of them, and no others."""

import ast
import re

import pytest

from nngen.graph.reserved import NUMBERED, WORDS, roots

from ..helpers import EVERY, script_of

pytestmark = pytest.mark.no_cover  # others execute the same lines

NAME = re.compile(r"[a-z][a-z0-9_]*")


# Functions that read or write the arrays of layers, where a local name would hide one
NETWORK = {"allocate", "forward", "backward", "loss", "measure", "initialize"}
NETWORK |= {"predict", "evaluate", "train", "data_loss", "penalty"}


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


def test_words_are_those_of_the_scripts() -> None:
    found: set[str] = set()
    for case in EVERY.values():
        own = {layer.get("name", "") for layer in case.spec["layers"]} - {""}
        found |= {
            word
            for word in words(script_of(case.id))
            if not ({word} | roots(word)) & own
        }
    assert {word for word in found if not NUMBERED.fullmatch(word)} == set(WORDS)
