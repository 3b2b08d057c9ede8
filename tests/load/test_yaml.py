"""What is said of YAML: what its first pair is in TOML."""

import pytest

from tests.load.test_mistakes import said

LAYERS = "layers:\n  - type: dense\n    units: 3\n"
YAML = f"data:\n  type: spiral\n# c\n\n{LAYERS}"

FIRST = [
    (YAML, "`[data]`"),
    (YAML * 99, "`[data]`"),
    (f"---\n{YAML}", "`[data]`"),
    (f"name: x\n{YAML}", '`name = "x"`'),
    (f"seed: 1 # c\n{YAML}", "`seed = 1`"),
    (LAYERS, "`[[layers]]` above each layer's keys"),
    ("- a\n- b\n- c\n", "pairs such as `seed = 0`"),
]


@pytest.mark.parametrize("json_text", [False, True])
@pytest.mark.parametrize(("text", "first"), FIRST)
def test_yaml(text: str, first: str, json_text: bool) -> None:
    words = ("the document is YAML", f"a spec is TOML: {first}")
    assert said(text, json_text) == (1, 1, "NN002", *words)
