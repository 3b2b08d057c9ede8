"""The data of documents that do not validate: each mistake is found, none hides."""

import json
import math
from typing import Any

import pytest

from nngen.finding import MOST
from nngen.language.base import LONGEST, kinds_in
from nngen.language.layers import AnyLayer
from nngen.reading.explain import SOME
from nngen.reading.load import Misfit, Source, load_spec

from .helpers import GOOD, LAYER, explained, said, told

PAIR = "\ud83d"
SHARE = "it is at least 0 and below 1: write `validation = 0.2`"


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
                (
                    "NN013",
                    "split",
                    "an array is not a table",
                    "write `[split]`, one table",
                ),
                ("NN012", "split[0].tset", "unknown key", 'did you mean "test"?'),
                ("NN014", "split[0].validation", "2 is out of bounds", SHARE),
            ],
        ),
        (
            {"optimizer": [{"type": "sgd", "momentum": 1}]},
            [
                (
                    "NN013",
                    "optimizer",
                    "an array is not a table",
                    "write `[optimizer]`, one table",
                ),
                (
                    "NN014",
                    "optimizer[0].momentum",
                    "1 is out of bounds",
                    "it is at least 0 and below 1: write `momentum = 0.9`",
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
                    'write `[optimizer]`, `type = "sgd"`',
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


def test_what_is_lent_is_checked_and_gives_way() -> None:
    nameless = {key: value for key, value in GOOD.items() if key != "name"}
    assert explained(nameless, {"name": "lent"}) == []
    assert explained(GOOD, {"name": "No"}) == []
    found = explained(nameless, {"name": "No"})
    assert [finding.code for finding in found] == ["NN021"]
    found = explained(nameless | {"nane": "x"}, {"name": "No"})
    assert [(f.code, f.path) for f in found] == [("NN012", ("nane",))]


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 10**400, -(10**400)])
def test_numbers_without_bounds(value: float) -> None:
    ((code, *_),) = said(GOOD | {"optimizer": {"type": "sgd", "decay": value}})
    assert code == ("NN013" if isinstance(value, float) else "NN014")


def test_unknown_keys_are_told_up_to_a_number() -> None:
    found = explained(GOOD | {f"k{i}": 0 for i in range(500)})
    assert len(found) == SOME + 1
    assert found[-1].hint == f"so are {500 - SOME - 1} more below it: leave them out"


def test_findings_are_told_up_to_a_number() -> None:
    layers = [{"type": "dense", "units": -i} for i in range(2 * MOST)]
    data = GOOD | {"layers": layers}
    assert len(said(data)) == MOST + 1, "reading stops where there are more"
    with pytest.raises(Misfit) as caught:
        load_spec(Source("x.json", json.dumps(data).encode(), None, True))
    hints = [placed.hint for placed in caught.value.placed]
    told = [hint.endswith("; there is more wrong") for hint in hints]
    assert told == [False] * (MOST - 1) + [True]


UNITS = "it is a whole number from 1 to 1048576: write `units = 64`"


def test_layers_under_names_of_their_own() -> None:
    tables = {"a": {**LAYER, "units": 0}, "B c": LAYER, "d": [LAYER, {}]}
    others = [kind.selector() for kind in kinds_in(AnyLayer)][1:]
    assert told({"layers": tables}) == [
        ("NN013", 'layers."B c"', "write `[[layers]]`"),
        ("NN013", "layers.a", 'write `[[layers]]`, and `name = "a"` in it'),
        ("NN014", "layers.a.units", UNITS),
        ("NN013", "layers.d[0]", 'write `[[layers]]`, and `name = "d"` in it'),
        ("NN013", "layers.d[1]", 'write `[[layers]]`, and `name = "d"` in it'),
        (
            "NN011",
            "layers.d[1].type",
            f'write `type = "dense"`, or {", ".join(others)}',
        ),
    ]


def test_a_document_under_one_key() -> None:
    inside = {key: value for key, value in GOOD.items() if key != "name"}
    found = said({"model": inside | {"layers": [{**LAYER, "units": 0}]}})
    # the name is lent by no one here
    assert [(code, path) for code, path, *_ in found] == [
        ("NN012", "model"),
        ("NN014", "model.layers[0].units"),
        ("NN011", "model.name"),
    ]


def test_what_kinds_agree_on_is_read_whichever_it_is() -> None:
    found = told({"data": {"type": "moons", "samples": "many", "clases": 3}})
    assert [(code, path) for code, path, _ in found] == [
        ("NN012", "data.clases"),
        ("NN013", "data.samples"),
        ("NN015", "data.type"),
    ]


def test_arrays_of_arrays_are_one_finding() -> None:
    assert told({"training": [["a"]]}) == [
        ("NN013", "training", "write `[training]`, `epochs = 100`")
    ]
    assert [path for _, path, _ in told({"loss": ["x"]})] == ["loss"]


@pytest.mark.parametrize("inside", [{"name": "x", "seed": 1}, {"epochs": 3}])
def test_a_table_beside_the_document_is_only_unknown(inside: dict[str, Any]) -> None:
    assert [(code, path) for code, path, _ in told({"meta": inside})] == [
        ("NN012", "meta")
    ]


@pytest.mark.parametrize("length", [LONGEST, LONGEST + 1])
@pytest.mark.parametrize(
    ("change", "path", "hint"),
    [
        ({"features": ["{}"]}, "data.features[0]", 'write `"length"`'),
        ({"class_map": {"a": "{}"}}, "data.class_map.a", 'write `a = "no"`'),
        ({"class_map": {"{}": "a"}}, "data.class_map", f"write {LONGEST} at most"),
    ],
)
def test_texts_of_tables_and_arrays_have_bounds(
    length: int, change: dict[str, Any], path: str, hint: str
) -> None:
    filled = json.loads(json.dumps(change).replace("{}", "x" * length))
    found = said({**GOOD, "data": {"type": "csv", "path": "x", "target": "y"} | filled})
    assert len(found) == length - LONGEST
    for code, where, message, what in found:
        assert (code, where, what) == ("NN014", path, hint)
        assert f"{LONGEST + 1} characters, over {LONGEST}" in message


def test_a_key_that_two_may_mean_is_the_one_that_must_be_there() -> None:
    data = {"type": "csv", "path": "x", "targett": "y"}
    assert told({"data": data}) == [
        ("NN012", "data.targett", 'did you mean "target" or "targets"?')
    ]


TABLE = {"type": "csv", "path": "data/iris.csv", "target": "species"}


@pytest.mark.parametrize(
    ("change", "found"),
    [
        # A key that looks like pydantic's mark for a key
        (
            {"data": TABLE | {"class_map": {"[key]": 5}}},
            ['NN013 data.class_map."[key]"'],
        ),
        # An array that is too long, whatever its elements lack
        (
            {"training": {"epochs": 3, "metrics": ["top_k"] * 11}},
            ["NN014 training.metrics"],
        ),
        ({"layers": [{"type": "dense"}] * 10_001}, ["NN014 layers"]),
        # Tables under names, beside what is no table
        (
            {"layers": {"a": [{"type": "dense", "units": 3}, None]}},
            ["NN013 layers", "NN011 layers.type"],
        ),
        # Values that do not go together, under a misspelt key
        (
            {"training": {}, "trainng": {"epochs": 9, "shuffle": True}},
            ["NN011 training.epochs", "NN012 trainng"],
        ),
        # A table of another header than the array's
        (
            {"layer": {"type": "dens", "units": -3}},
            ["NN012 layer", "NN013 layer", "NN015 layer.type", "NN014 layer.units"],
        ),
        # Switched off, in brackets too many
        (
            {"training": {"epochs": 3, "early_stopping": [{"patience": -1}]}},
            [
                "NN013 training.early_stopping",
                "NN014 training.early_stopping[0].patience",
            ],
        ),
        # Half a character in a key
        ({"\ud800x": 1}, ['NN012 "\\ud800x"']),
        # Two ways to write the layers
        (
            {"layers": {"type": "dense", "units": 3}, "layer": [LAYER]},
            ["NN012 layer", "NN013 layers"],
        ),
        # What does not go together is not said of values that may change
        (
            {"optimizer": {"type": "sgd", "lr": 0.1, "clip_norm": 1, "clip_value": 1}},
            ["NN012 optimizer.lr"],
        ),
        # 1 - 0 is no rate: one finding, and not another of a number that nobody wrote
        (
            {"layers": [LAYER, {"type": "dropout", "keep_prob": 0}]},
            ["NN012 layers[1].keep_prob"],
        ),
    ],
)
def test_odd_documents(change: dict[str, Any], found: list[str]) -> None:
    assert [f"{code} {path}" for code, path, *_ in said(GOOD | change)] == found


def test_values_under_a_misspelt_key_are_held_against_each_other() -> None:
    data = {k: v for k, v in GOOD.items() if k != "training"}
    placed = said(data | {"trainng": {"epochs": 9, "shuffle": True}})
    assert [f"{code} {path}" for code, path, *_ in placed] == [
        "NN012 trainng",
        "NN016 trainng.shuffle",
    ]


def test_half_characters_are_found_once_for_each_key() -> None:
    keys = {f"\ud800{i}": "a" for i in range(300)}
    found = said(GOOD | {"data": TABLE | {"class_map": keys}})
    assert len(found) == 300


@pytest.mark.parametrize(
    ("change", "hint"),
    [
        ({"optimizer": "adam"}, 'write `[optimizer]`, `type = "adam"`'),
        ({"precision": "float64"}, 'write `dtype = "float64"`'),
    ],
)
def test_keys_of_another_table_keep_what_they_said(
    change: dict[str, Any], hint: str
) -> None:
    ((_, _, _, found),) = said(GOOD | {"training": {"epochs": 3, **change}})
    assert found.endswith(hint)


def test_a_function_in_the_place_of_a_layer_is_a_layer() -> None:
    _, (*_, hint) = said(GOOD | {"layers": [3, "relu"]})
    assert hint == 'write `{ type = "activation", function = "relu" }`'
