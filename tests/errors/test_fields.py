"""Every key of the language is described, has bounds, and an example that holds."""

from collections.abc import Iterator
from typing import Any

import pytest

from nngen.language.spec import Spec
from nngen.model.leaf import leaf
from nngen.model.lines import sample
from nngen.model.model import Field, Model, Tagged, field
from nngen.model.read import read
from nngen.model.types import Array, Kinds, Number, Table, Text, Texts, Type

ENDS = ({"ge", "gt"}, {"le", "lt"})


def models(kind: Type) -> Iterator[type[Model]]:
    """Yield the models of the tables beneath a type, itself among them."""
    match kind:
        case Array(item=item):
            yield from models(item)
        case Table(model=model):
            yield from (model, *beneath(model))
        case Kinds(models=found):
            for model in found:
                yield from (model, *beneath(model))


def beneath(model: type[Model]) -> Iterator[type[Model]]:
    """Yield the models beneath a model."""
    for declared in model.fields.values():
        yield from models(declared.type)


def fields() -> dict[str, Field]:
    """Return the fields of all tables, but what selects them."""
    return {
        f"{model.__name__}.{name}": declared
        for model in dict.fromkeys(models(Table(Spec)))
        for name, declared in model.fields.items()
        if not (name == "type" and issubclass(model, Tagged))
    }


EVERY = fields()
ALL = pytest.mark.parametrize("name", EVERY)


def elements(kind: Type, declared: Field) -> Iterator[tuple[Type, Field]]:
    """Yield a field's type, and what is within it with a field of its own."""
    yield kind, declared
    if isinstance(kind, Array):
        yield from elements(kind.item, declared.item)
    if isinstance(kind, Texts):
        yield Text(), declared.item


def problems(kind: Type, declared: Field) -> list[str]:
    """Return what a field lacks."""
    found = []
    text = declared.description
    if not text or text != text.strip() or not text.endswith(".") or text[0].islower():
        found.append(f"description {text!r}")
    for inner, own in elements(kind, declared):
        if isinstance(inner, Number) and not all(end & set(own.limits) for end in ENDS):
            found.append("a number without bounds")
        if isinstance(inner, Text | Array | Texts) and "max_length" not in own.limits:
            found.append(f"{inner} of any length")
    return found


@ALL
def test_a_field_is_described_and_bounded(name: str) -> None:
    assert not problems(EVERY[name].type, EVERY[name])


def one(declared: Field) -> type[Model]:
    """Return a table with no other key."""
    table: type[Model] = type("One", (Model,), {"__annotations__": {}})
    table.fields = {"it": declared}
    return table


def accepts(declared: Field, value: Any) -> bool:
    """Tell whether a field reads a value without a finding."""
    _, found = read(one(declared), {"it": value}, {})
    return not found


@ALL
def test_the_example_is_accepted(name: str) -> None:
    declared = EVERY[name]
    value = sample(declared.type, declared)
    assert accepts(declared, value), value
    if declared.required and declared.example is None:
        assert isinstance(declared.type, Table | Kinds | Array), "an example is better"


@ALL
def test_the_example_of_each_element_is_accepted(name: str) -> None:
    inner = list(elements(EVERY[name].type, EVERY[name]))[1:]
    for kind, own in inner:
        table = kind if isinstance(kind, Table | Kinds) else None
        value = sample(kind, own)
        assert accepts(own, value) if table else leaf(kind, own, value, ("x",)) == value


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
    assert sum(1 for f in EVERY.values() if list(elements(f.type, f))[1:]) >= 5


class Poor(Model):
    """Fields that lack something each."""

    number: int = field(description="A number.", ge=0)
    text: str = field(description="A text.")
    array: tuple[int, ...] = field(description="Some numbers.", max_length=3)
    silent: bool = field(description="whether", default=False)
    wrong: int = field(description="A number.", ge=0, le=9, example=10)


def test_what_a_field_lacks_is_seen() -> None:
    found = {name: problems(f.type, f) for name, f in Poor.fields.items()}
    assert found["number"] == ["a number without bounds"]
    assert found["text"] == ["Text() of any length"]
    assert found["array"] == ["a number without bounds"]
    assert found["silent"] == ["description 'whether'"]
    assert found["wrong"] == []
    wrong = Poor.fields["wrong"]
    assert not accepts(wrong, sample(wrong.type, wrong))
