"""Values to write where a key has no example."""

from typing import Annotated, Any, Literal

import pytest
from pydantic import Discriminator, Field

from nngen.hints.fields import keys_of
from nngen.hints.samples import sample
from nngen.language.base import Array, Kind, Named, Table

from ..reading.helpers import LAYER, told


class Plain(Kind):
    """A kind that needs nothing more."""

    type: Literal["plain"] = "plain"


class Other(Kind):
    """A kind that needs more."""

    type: Literal["other"] = "other"
    size: int


AnyKind = Annotated[Plain | Other, Discriminator("type"), Named()]


class Every(Table):
    """A table with a key of each type."""

    whole: int = Field(examples=[1])
    flag: bool
    word: Literal["one", "two"]
    kind: AnyKind
    kinds: Array[AnyKind] = Field(min_length=1)


def test_samples_of_what_has_no_example() -> None:
    samples = {name: sample(key) for name, key in keys_of(Every).items()}
    assert samples == {
        "whole": 1,
        "flag": True,
        "word": "one",
        "kind": "plain",
        "kinds": ["plain"],
    }
    assert Every.model_validate(samples).kinds == (Plain(),)


@pytest.mark.parametrize(
    ("change", "hint"),
    [
        ({"optimizer": "Adam"}, 'write `[optimizer]`, `type = "adam"`'),
        ({"optimizer": "optim.AdamW()"}, 'write `[optimizer]`, `type = "adamw"`'),
        ({"loss": "mse"}, 'write `[loss]`, `type = "mean_squared_error"`'),
        ({"split": 0.3}, "write `[split]`, `validation = 0.2`"),
        ({"training": 20}, "write `[training]`, `epochs = 100`"),
    ],
)
def test_a_name_or_a_number_for_a_table_is_kept(
    change: dict[str, Any], hint: str
) -> None:
    assert [row[2] for row in told(change)] == [hint]


def test_numbers_for_layers_are_layers_of_so_many_units() -> None:
    assert told({"layers": [64, 0, LAYER]}) == [
        ("NN013", "layers[0]", 'write `{ type = "dense", units = 64 }`'),
        ("NN013", "layers[1]", 'write `{ type = "dense", units = 64 }`'),
    ]


def test_a_required_key_at_the_top_is_one_finding() -> None:
    assert told({"epochs": 3}, "training") == [
        ("NN012", "epochs", "it belongs in `[training]`: write `epochs = 3`")
    ]
    assert told({"num_epochs": "x"}, "training") == [
        ("NN012", "num_epochs", "it belongs in `[training]`: write `epochs = 100`"),
        ("NN013", "num_epochs", "write `epochs = 100`"),
    ]
