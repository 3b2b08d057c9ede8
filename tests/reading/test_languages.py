"""Which language a document is in: YAML is none, standard input has to show it."""

import pytest

from nngen.reading.load import Misfit, Source, load_spec
from tests.reading.test_mistakes import said

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


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b'[{"a": 1}]', "the document is an array, not a table"),
        (b'// c\n{"a": 1}', "JSON has no comments"),
        (b'# c\n{"a": 1}', "JSON has no comments"),
        (b'/* c\n*/ {"a": 1}', "JSON has no comments"),
        (b"// c\na = 1", "a comment begins with #, not with //"),
        (b"[[layers]]\nx", "x has no value"),
    ],
)
def test_standard_input_is_json_that_opens_in_another_way(
    raw: bytes, message: str
) -> None:
    with pytest.raises(Misfit) as caught:
        load_spec(Source.from_input(raw))
    assert caught.value.placed[0].finding.message == message
