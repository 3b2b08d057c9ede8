"""What is wrong with a spec: fragments, and the exact lines that they must get."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from nngen.check import check
from nngen.finding import Placed
from nngen.language.base import kinds_in
from nngen.language.data import AnyData
from nngen.language.functions import AnyFunction
from nngen.language.initializers import AnyInitializer
from nngen.language.layers import AnyLayer
from nngen.language.losses import AnyLoss
from nngen.language.metrics import AnyMetric
from nngen.language.optimizers import AnyOptimizer
from nngen.language.schedules import AnySchedule
from nngen.language.spec import Spec
from nngen.reading.load import Misfit, Source

SPEC = """\
name = "x"
seed = 0

[data]
type = "spiral"
samples = 5
classes = 3

[[layers]]
type = "dense"
units = 4
activation = "relu"

[[layers]]
type = "dense"
units = 3
activation = "softmax"

[loss]
type = "categorical_crossentropy"

[optimizer]
type = "sgd"
learning_rate = 1.0

[training]
epochs = 3
"""
CASES = Path(__file__).with_name("problems.txt").read_text("utf-8").split("\n\n")[1]


def names(registry: Any) -> str:
    """Return the types of a registry, as a hint lists them."""
    return ", ".join(kind.selector() for kind in kinds_in(registry))


WORDS = {
    "top": ", ".join(Spec.model_fields),
    "functions": names(AnyFunction),
    "initializers": names(AnyInitializer),
    "layers": names(AnyLayer),
    "other_layers": names(AnyLayer).split(", ", 1)[1],
    "data": names(AnyData),
    "losses": names(AnyLoss),
    "other_losses": names(AnyLoss).split(", ", 1)[1],
    "metrics": names(AnyMetric),
    "optimizers": names(AnyOptimizer),
    "schedules": names(AnySchedule),
}


def rows(table: str) -> list[tuple[str, str, list[str]]]:
    """Return the cases of a table: a fragment, its replacement, what is said."""
    found = []
    for case in re.split(r"\n(?=\S)", table.strip("\n")):
        change, *said = re.split(r"\n  (?=\d)", case)
        old, new = change.replace("||", "\n").split(" => ")
        lines = [re.sub(r"\n    ", "; ", line) for line in said]
        found.append((old, new, [expand(line) for line in lines]))
    return found


def expand(line: str) -> str:
    """Return a finding's line in full."""
    for word, text in WORDS.items():
        line = line.replace("{" + word + "}", text)
    return re.sub(r"^(\S+) (\S+)", r"spec.toml:\1: error[\2]", line)


def judged(text: str, json_text: bool = False) -> tuple[Placed, ...]:
    """Return the findings of a document."""
    suffix = "json" if json_text else "toml"
    source = Source(f"spec.{suffix}", text.encode(), None, json_text)
    with pytest.raises(Misfit) as caught:
        check(source)
    return caught.value.placed


def changed(old: str, new: str) -> str:
    """Return the spec with the first such fragment replaced."""
    assert old in SPEC
    return SPEC.replace(old, new, 1)


def test_the_spec_is_fine() -> None:
    assert check(Source("spec.toml", SPEC.encode())).spec.name == "x"


@pytest.mark.parametrize(("old", "new", "lines"), rows(CASES))
def test_a_wrong_fragment_gets_its_line(old: str, new: str, lines: list[str]) -> None:
    assert [str(placed) for placed in judged(changed(old, new))] == lines


# JSON has neither NaN nor infinity nor dates
JSON_CASES = [row for row in rows(CASES) if not re.search("nan|inf|1e999|1979", row[1])]


@pytest.mark.parametrize(("old", "new", "lines"), JSON_CASES)
def test_json_gets_the_same_findings(old: str, new: str, lines: list[str]) -> None:
    text = changed(old, new)
    twin = json.dumps(tomllib.loads(text), indent=2)
    found = {placed.finding for placed in judged(text)}
    assert found == {placed.finding for placed in judged(twin, True)}
    assert len(found) == len(lines)
