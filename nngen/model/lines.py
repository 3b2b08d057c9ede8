"""The line to write instead: what a value must mean, or else an example."""

import re
from math import isfinite
from typing import Any

from nngen.finding import Path
from nngen.model.model import Field, Model, Tagged
from nngen.model.types import (
    Array,
    Choice,
    Flag,
    Kinds,
    Number,
    Table,
    Text,
    Texts,
    Type,
)
from nngen.words import key, written

FLAGS = {
    "true": True,
    "yes": True,
    "on": True,
    "false": False,
    "no": False,
    "off": False,
}


def sample(kind: Type, field: Field) -> Any:
    """Return a value to write, as plain data."""
    if field.example is not None:
        return field.example
    match kind:
        case Kinds(models=models):
            others = [m for m in models if not isinstance(field.default, m)]
            tables = list(map(example, others or models))
            table = min(tables, key=len) if kind.bare else tables[0]
            return table["type"] if kind.bare and not table.keys() - {"type"} else table
        case Table(model=model):
            return example(model)
        case Array(item=item):
            return [sample(item, field.item)]
    if not field.required and field.default is not None:
        return field.default
    return kind.names[0] if isinstance(kind, Choice) else True


def lacks(model: type[Model]) -> bool:
    """Tell whether a table must say more than its type."""
    return any(f.required for name, f in model.fields.items() if name != "type")


def example(model: type[Model]) -> dict[str, Any]:
    """Return a table that says no more than it must, `type` first, but something."""
    found = needed(model)
    told = [] if found else list(model.fields)[:1]
    return found | some(model, told)


def needed(model: type[Model]) -> dict[str, Any]:
    """Return a table that says no more than it must, `type` first."""
    tag = {"type": model.selector()} if issubclass(model, Tagged) else {}
    fields = model.fields.items()
    return tag | some(model, [n for n, f in fields if f.required and n != "type"])


def some(model: type[Model], names: list[str]) -> dict[str, Any]:
    """Return some keys of a table, each with a value to write."""
    return {n: sample(model.fields[n].type, model.fields[n]) for n in names}


def meant(kind: Type, value: Any) -> Any:
    """Return the value of this type that another must mean, None if there is none."""
    match kind, value:
        case Number(whole=whole), str() | float():
            return to_number(value, whole)
        case Text(), bool() | int() | float():
            return written(value)
        case Text(), [str(text)]:
            return text
        case Flag(), str():
            return FLAGS.get(value.lower())
        case Flag(), 0 | 1:
            return bool(value)
        case Kinds(bare=True), [str(name)] if kind.named(name):
            return name
        case Table(model=model), str():
            return named_in(model, value)
        case Table(model=model), int() | float() if model.lone:
            kind = model.fields[model.lone].type
            found = to_number(value, kind == Number(whole=True))
            lacking = found is None or isinstance(value, bool)
            return None if lacking else {model.lone: found}
        case Array(item=Text()), str():
            return [value]
        case Array(item=Kinds(bare=True) as item), str():
            return [value] if value in item.names else None
    return None


def named_in(model: type[Model], text: str) -> dict[str, Any] | None:
    """Return the table that a text must mean, which names keys of it, or calls them.

    So is l1_l2 a penalty of both, and l2(0.01) one of this strength.
    """
    pairs = re.findall(r"([a-z]\w*)\s*[(=]\s*([-+.\de]+)\s*(?=[,)])", text.lower())
    told = {k: to_number(v, False) for k, v in pairs if k in model.fields}
    if told and None not in told.values():
        return needed(model) | told
    named = [name for name in model.fields if name in text.lower()]
    return needed(model) | some(model, named) if named else None


def to_number(value: str | float, whole: bool) -> float | None:
    """Return the number that a text, or a number with a fraction, must mean."""
    text = f"{value}"
    percent = text.endswith("%") and not whole
    try:
        number = float(text[:-1]) / 100 if percent else float(value)
    except (ValueError, OverflowError):
        return None
    if not isfinite(number) or abs(number) > 1e15 or (whole and number % 1):
        return None
    return int(number) if whole or not number % 1 else number


def write(kind: Type, field: Field, path: Path, value: Any = None) -> str:
    """Return the line to write at a path, in backticks."""
    value = sample(kind, field) if value is None else value
    if isinstance(path[-1], int):
        return f"write `{written(value)}`"
    last = field.name or path[-1]
    if len(path) == 1 and isinstance(value, dict) and not isinstance(kind, Texts):
        return f"write `{block(f'[{last}]', value)}`"
    if len(path) == 1 and isinstance(kind, Array) and isinstance(kind.item, Kinds):
        return f"write `{block(f'[[{last}]]', value[0])}`"
    return f"write `{key(last)} = {written(value)}`"


def block(header: str, table: dict[str, Any]) -> str:
    """Return a table under its header."""
    return "\n".join([header, *(f"{key(k)} = {written(v)}" for k, v in table.items())])
