"""What to write where a key has no example."""

from typing import ClassVar, Literal

from nngen.model.lines import sample
from nngen.model.model import Model, Tagged, field
from nngen.model.read import read


class Plain(Tagged):
    """A kind that needs nothing more."""

    bare: ClassVar[bool] = True
    type: Literal["plain"]


class Every(Model):
    """A table with a key of each type."""

    whole: int = field(description="A.", ge=1, le=9)
    flag: bool = field(description="B.")
    word: Literal["one", "two"] = field(description="C.")
    kind: Plain = field(description="D.")
    kinds: tuple[Plain, ...] = field(description="E.", min_length=1)


def test_samples_of_what_has_no_example() -> None:
    fields = Every.fields.items()
    samples = {name: sample(key.type, key) for name, key in fields if name != "whole"}
    assert samples == {"flag": True, "word": "one", "kind": "plain", "kinds": ["plain"]}
    value, found = read(Every, {"whole": 1, **samples}, {})
    assert found == [] and value is not None and value.kinds == (Plain(),)
