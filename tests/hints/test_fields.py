"""Every key of the language is described, has bounds, and an example that holds."""

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import Field, ValidationError, create_model

from nngen.hints.fields import (
    Array,
    Key,
    Kinds,
    Number,
    One,
    Text,
    Texts,
    keys_of,
    models_of,
)
from nngen.hints.samples import sample
from nngen.language import base
from nngen.language.base import Kind, Table
from nngen.language.spec import Spec

ENDS = ({"ge", "gt"}, {"le", "lt"})


def beneath(model: type[Table]) -> Iterator[type[Table]]:
    """Yield a table's model and those of the tables in it."""
    yield model
    for key in keys_of(model).values():
        for inner in models_of(key.type):
            yield from beneath(inner)


# The keys of all tables, but what selects them
EVERY = {
    f"{model.__name__}.{name}": (model, key)
    for model in dict.fromkeys(beneath(Spec))
    for name, key in keys_of(model).items()
    if not (name == "type" and issubclass(model, Kind))
}
ALL = pytest.mark.parametrize("name", EVERY)


def parts(key: Key) -> Iterator[Key]:
    """Yield a key, and what it holds many of."""
    yield key
    if isinstance(key.type, Array | Texts):
        yield from parts(key.item)


def problems(key: Key) -> list[str]:
    """Return what a key lacks."""
    found = []
    text = key.description
    if not text or text != text.strip() or not text.endswith(".") or text[0].islower():
        found.append(f"description {text!r}")
    for part in parts(key):
        limits = part.limits
        if isinstance(part.type, Number) and not all(end & set(limits) for end in ENDS):
            found.append("a number without bounds")
        if isinstance(part.type, Text | Array | Texts) and "max_length" not in limits:
            found.append(f"{part.type} of any length")
    return found


@ALL
def test_a_key_is_described_and_bounded(name: str) -> None:
    assert not problems(EVERY[name][1])


def accepts(model: type[Table], key: Key, value: Any) -> bool:
    """Return whether a key accepts a value, in a table that has no other."""
    assert key.name
    field = model.model_fields[key.name]
    lone: dict[str, Any] = {key.name: (field.annotation, field)}
    table = create_model("Lone", __base__=Table, **lone)
    try:
        table.model_validate({key.name: value})
    except ValidationError:
        return False
    return True


@ALL
def test_the_example_is_accepted(name: str) -> None:
    model, key = EVERY[name]
    assert accepts(model, key, sample(key)), sample(key)
    if key.is_required and key.example is None:
        assert isinstance(key.type, One | Kinds | Array), "an example is better"


@ALL
def test_the_example_of_an_element_is_accepted(name: str) -> None:
    model, key = EVERY[name]
    if isinstance(key.type, Array):
        assert accepts(model, key, [sample(key.item)])
    if isinstance(key.type, Texts):
        assert accepts(model, key, {"x": sample(key.item)})


def test_there_is_something_to_look_at() -> None:
    assert len(EVERY) > 40
    names = {name.partition(".")[2] for name in EVERY}
    assert {
        "units",
        "stddev",
        "learning_rate",
        "class_map",
        "epochs",
        "layers",
    } <= names
    assert sum(len(list(parts(key))) > 1 for _, key in EVERY.values()) >= 5


class Poor(Table):
    """Keys that lack something each."""

    number: int = Field(description="A number.", ge=0)
    text: str = Field(description="A text.")
    array: base.Array[int] = Field(description="Some numbers.", max_length=3)
    silent: bool = Field(description="whether", default=False)
    wrong: int = Field(description="A number.", ge=0, le=9, examples=[10])


def test_what_a_key_lacks_is_seen() -> None:
    keys = keys_of(Poor)
    found = {name: problems(key) for name, key in keys.items()}
    assert found["number"] == ["a number without bounds"]
    assert found["text"] == ["Text() of any length"]
    assert found["array"] == ["a number without bounds"]
    assert found["silent"] == ["description 'whether'"]
    assert found["wrong"] == []
    assert not accepts(Poor, keys["wrong"], sample(keys["wrong"]))
