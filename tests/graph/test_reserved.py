"""Names that scripts need for themselves: all of them, and no others."""

import ast
import re

from nngen.graph.reserved import NUMBERED, WORDS, roots

from ..helpers import EVERY, script_of

NAME = re.compile(r"[a-z][a-z0-9_]*")


def words(text: str) -> set[str]:
    """Return what a script calls things by, in the letters that layers may use."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, ast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.Global):
            found |= set(node.names)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            found |= {alias.asname or alias.name for alias in node.names}
    return {word for word in found if NAME.fullmatch(word)}


def test_words_are_those_of_the_scripts() -> None:
    found: set[str] = set()
    for case in EVERY.values():
        own = {layer.get("name", "") for layer in case.spec["layers"]} - {""}
        text = script_of(case.id)
        found |= {word for word in words(text) if not ({word} | roots(word)) & own}
    assert {word for word in found if not NUMBERED.fullmatch(word)} == set(WORDS)
