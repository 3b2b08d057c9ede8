"""Names of specs and layers that are to be written: each free, and one that works."""

import json
import re
from pathlib import Path

import pytest

from .graph.helpers import dense, said, spec_with
from .helpers import make_graph
from .test_cli import SPEC, nngen


def test_specs_of_one_name_get_names_that_differ(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    given = ["a" * 50] * 3 + ["b", "b", "b_2"]
    for i, name in enumerate(given):
        Path(f"x{i}.toml").write_text(f'name = "{name}"\n{SPEC}')
    found = json.loads(nngen("validate --format json .").stdout)
    names = ["a" * 48 + "-2", "a" * 48 + "-3", "b-3"]
    assert [item["hint"] for item in found] == [f'write `name = "{n}"`' for n in names]
    for item, name in zip(found, names, strict=True):
        file = Path(item["file"])
        file.write_text(re.sub(r"\A.*", f'name = "{name}"', file.read_text()))
    assert nngen("validate .").output == "6 valid specs\n"


@pytest.mark.parametrize("name", ["Class", "OS", "NumPy", "CON", "Iris"])
def test_a_name_in_capitals_gets_one_that_is_taken(name: str) -> None:
    ((code, _, _, hint),) = said(spec_with(name=name))
    assert code == "NN021" and hint.endswith(f': write `name = "{name.lower()}-net"`')
    assert make_graph(spec_with(name=f"{name.lower()}-net"))


@pytest.mark.parametrize("name", ["W1", "Class", "Total", "A" * 24])
def test_a_layer_in_capitals_gets_one_that_is_taken(name: str) -> None:
    layers = [dense(4, name=name), dense(3, "softmax")]
    ((code, _, _, hint),) = said(spec_with(layers=layers))
    layers[0]["name"] = f"{name[:18].lower()}_layer"
    assert code == "NN021" and hint.endswith(f'write `name = "{layers[0]["name"]}"`')
    assert make_graph(spec_with(layers=layers))
