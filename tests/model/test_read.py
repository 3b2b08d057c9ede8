"""Data that a document holds, read as models: each mistake is found, none hides."""

import json
from typing import Any

import pytest

from nngen.finding import dotted
from nngen.language.spec import Spec
from nngen.model.model import Model
from nngen.model.read import MOST, SOME, read
from nngen.reading.load import Misfit, Source, load_spec

GOOD: dict[str, Any] = {
    "name": "x",
    "data": {"type": "spiral", "samples": 5, "classes": 3},
    "layers": [{"type": "dense", "units": 3, "activation": "softmax"}],
    "loss": {"type": "categorical_crossentropy"},
    "optimizer": {"type": "sgd"},
    "training": {"epochs": 3},
}
PAIR = "\ud83d"
SHARE = "it is at least 0 and below 1: write `validation = 0.2`"


def said(data: Any, model: type[Model] = Spec) -> list[tuple[str, str, str, str]]:
    """Return what is wrong with data."""
    value, found = read(model, data, {})
    assert (value is None) == bool(found)
    return [(f.code, dotted(f.path), f.message, f.hint) for f in found]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (
            {"seed": None},
            [
                (
                    "NN013",
                    "seed",
                    "null is no value here",
                    "write `seed = 0`, or leave it out",
                )
            ],
        ),
        (
            {"training": {"epochs": None}},
            [
                (
                    "NN013",
                    "training.epochs",
                    "null is no value here",
                    "write `epochs = 100`",
                )
            ],
        ),
        (
            {"split": [{"validation": 2, "tset": 0.1}]},
            [
                ("NN012", "split[0].tset", "unknown key", 'did you mean "test"?'),
                ("NN014", "split[0].validation", "2 is out of bounds", SHARE),
                (
                    "NN013",
                    "split",
                    "an array is not a table",
                    "write `[split]`, one table",
                ),
            ],
        ),
        (
            {"optimizer": [{"type": "sgd", "momentum": 1}]},
            [
                (
                    "NN014",
                    "optimizer[0].momentum",
                    "1 is out of bounds",
                    "it is at least 0 and below 1: write `momentum = 0.9`",
                ),
                (
                    "NN013",
                    "optimizer",
                    "an array is not a table",
                    "write `[optimizer]`, one table",
                ),
            ],
        ),
        (
            {"optimizer": "sgd"},
            [
                (
                    "NN013",
                    "optimizer",
                    '"sgd" is not a table',
                    'write `[optimizer]\ntype = "sgd"`',
                )
            ],
        ),
        (
            {"description": ["a text"]},
            [
                (
                    "NN013",
                    "description",
                    "an array is not text",
                    'write `description = "a text"`',
                )
            ],
        ),
        (
            {"data": {**GOOD["data"], "class_map": {PAIR: "x"}}},
            [
                (
                    "NN013",
                    'data.class_map."\\ud83d"',
                    "half of a surrogate pair is no character",
                    "write the character itself",
                )
            ],
        ),
        (
            {"training": {"epochs": 3, "metrics": [True]}},
            [
                (
                    "NN013",
                    "training.metrics[0]",
                    "true is not a name or a table",
                    'write `"accuracy"`',
                )
            ],
        ),
    ],
)
def test_what_is_said(
    change: dict[str, Any], found: list[tuple[str, str, str, str]]
) -> None:
    assert said(GOOD | change) == found


def test_a_document_that_is_fine() -> None:
    spec, found = read(Spec, GOOD, {})
    assert spec is not None and found == []
    assert spec.dump()["training"]["epochs"] == 3
    assert spec == read(Spec, GOOD, {})[0]
    assert spec != read(Spec, GOOD | {"seed": 1}, {})[0]


def test_what_is_lent_is_checked_and_gives_way() -> None:
    nameless = {key: value for key, value in GOOD.items() if key != "name"}
    spec, _ = read(Spec, nameless, {"name": "lent"})
    assert spec is not None and spec.name == "lent"
    own, _ = read(Spec, GOOD, {"name": "lent"})
    assert own is not None and own.name == "x"
    _, found = read(Spec, nameless, {"name": "No"})
    assert [finding.code for finding in found] == ["NN021"]
    _, found = read(Spec, nameless | {"nane": "x"}, {"name": "No"})
    assert [(f.code, f.path) for f in found] == [("NN012", ("nane",))]


def test_a_model_is_frozen() -> None:
    spec, _ = read(Spec, GOOD, {})
    with pytest.raises(AttributeError, match="Spec is frozen"):
        spec.name = "y"  # type: ignore[union-attr]


def test_unknown_keys_are_told_up_to_a_number() -> None:
    found = said(GOOD | {f"k{i}": 0 for i in range(500)})
    assert len(found) == SOME + 1
    assert found[-1][3] == f"so are {500 - SOME - 1} more below it: leave them out"


def test_findings_are_told_up_to_a_number() -> None:
    layers = [{"type": "dense", "units": -i} for i in range(2 * MOST)]
    data = GOOD | {"layers": layers}
    assert len(said(data)) == MOST + 1, "reading stops where there are more"
    with pytest.raises(Misfit) as caught:
        load_spec(Source("x.json", json.dumps(data).encode(), None, True))
    hints = [placed.hint for placed in caught.value.placed]
    told = [hint.endswith("; there is more wrong") for hint in hints]
    assert told == [False] * (MOST - 1) + [True]
