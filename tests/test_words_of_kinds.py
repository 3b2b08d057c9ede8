"""Only the language, its hints and readers name kinds: no page or stage does."""

import ast
import re

from .bench.rows import ROWS
from .helpers import ROOT
from .test_new_kind import contents

# but for words that say other things too: np.add, None, a step, files that are written
OTHERS = {"add", "csv", "none", "npz", "step"}
KINDS = {kind for rows in ROWS.values() for kind in rows} - OTHERS

EXAMPLES = "nngen/cli.py"  # where "spiral" is an example of `nngen new`
TAKEN = "nngen/engines/numpy/taken.py"  # words of scripts, of which some are kinds
MAY_NAME = ("nngen/language/", "nngen/hints/", "nngen/data/", TAKEN)


def named(source: str) -> set[str]:
    """Return the kinds that a module names: "relu" in a text, HeNormal in code."""
    nodes = list(ast.walk(ast.parse(source)))
    texts = {node.value for node in nodes if isinstance(node, ast.Constant)}
    words = {getattr(n, field, 0) for n in nodes for field in ("id", "attr", "name")}
    classes = {kind for kind in KINDS if kind.title().replace("_", "") in words}
    return classes | KINDS & texts


def test_only_the_language_and_its_hints_name_kinds() -> None:
    assert named('from x import HeNormal; f("relu")') == {"he_normal", "relu"}
    for name, code in contents(ROOT).items():
        text = code.decode() if name.endswith((".py", ".jinja")) else ""
        if name.startswith("nngen/") and not name.startswith(MAY_NAME):
            assert named(text) <= ({"spiral"} if name == EXAMPLES else set()), name
        if "/parts/" in name or name.endswith("page.py.jinja"):
            assert not set(re.findall(r"(?<!np\.)\b(?!ones)\w+", text)) & KINDS, name
