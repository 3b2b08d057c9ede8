"""Which kind a table is of whose type is unknown, missing or nearly two."""

from typing import Annotated, Any, Literal

import pytest
from pydantic import Discriminator, Field

from nngen.hints.libraries import kinds_called
from nngen.language.base import Kind, Table

from ..reading.helpers import explained, told


class Adam(Kind):
    """A kind that others are named after."""

    type: Literal["adam"] = "adam"
    beta: float = Field(default=0.9, ge=0, le=1)


class AdamW(Kind):
    """A kind whose name is nearly the other's."""

    type: Literal["adamw"] = "adamw"
    beta: float = Field(default=0.9, ge=0, le=1)
    weight: float = Field(default=0.0, ge=0, le=1)


class Net(Table):
    """A table of either kind."""

    optimizer: Annotated[Adam | AdamW, Discriminator("type")]


@pytest.mark.parametrize(
    ("table", "findings"),
    [
        ({"type": "adaw", "weight": 0.1}, ["NN015 type"]),
        ({"type": "adaw", "weight": 2}, ["NN015 type", "NN014 weight"]),
        ({"type": "adaw", "beta": 2}, ["NN015 type", "NN014 beta"]),
        ({"type": "adaw", "betta": 0.5}, ["NN015 type", "NN012 betta"]),
        ({"type": "xyz", "weight": 2}, ["NN015 type", "NN014 weight"]),
        ({"beta": 2, "x": 1}, ["NN011 type", "NN012 x", "NN014 beta"]),
        ({"type": "xyz", "x": 1}, ["NN015 type"]),
        ({"type": "adam", "weight": 0.1}, ["NN012 weight"]),
    ],
)
def test_of_kinds_alike_that_with_the_keys(table: Any, findings: list[str]) -> None:
    found = explained({"optimizer": table}, root=Net)
    assert [f"{f.code} {f.path[-1]}" for f in found] == findings


def test_the_line_to_write_names_the_kind_with_the_keys() -> None:
    first, *_ = explained({"optimizer": {"weight": 0.1}}, root=Net)
    assert str(first.hint) == 'write `type = "adamw"`, one of adam, adamw'
    assert list(kinds_called((Adam, AdamW))) == ["adam", "adamw"]


@pytest.mark.parametrize(
    ("table", "kind"),
    [
        ({"path": "a.CSV"}, "csv"),
        ({"path": "a.tsv"}, "csv"),
        ({"file": "a.npz"}, "npz"),
        ({"filename": "a.npy"}, "npz"),
        ({"images": "a.gz"}, "idx"),
    ],
)
def test_data_without_a_type_is_of_the_kind_that_reads_the_file(
    table: dict[str, Any], kind: str
) -> None:
    ((_, _, hint),) = [row for row in told({"data": table}) if row[1] == "data.type"]
    assert hint.startswith(f'write `type = "{kind}"`, one of ')
