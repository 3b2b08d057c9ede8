"""Values to write: what a wrong one must mean, or else an example."""

import re
from math import isfinite, prod
from typing import Any

from nngen.edits import Hint, element, pair, table, value
from nngen.finding import Path
from nngen.hints.fields import (
    Array,
    Choice,
    Flag,
    Key,
    Kinds,
    Number,
    One,
    Text,
    Texts,
    Type,
    keys_of,
)
from nngen.hints.libraries import kinds_called, lone_key
from nngen.hints.near import misspelt
from nngen.language.base import Kind, Table
from nngen.language.functions import Relu
from nngen.language.initializers import GlorotUniform, Zeros
from nngen.language.layers import Activation, Dense, Flatten
from nngen.language.preprocessing import Scale, Standardize
from nngen.words import written

FLAGS = {
    "true": True,
    "yes": True,
    "on": True,
    "false": False,
    "no": False,
    "off": False,
}
BLANK = Zeros.selector()
USUAL_FUNCTION = Relu.selector()
USUAL_INITIALIZER = GlorotUniform.selector()
USUAL_PREPARATION = Standardize.selector()
BYTES_TO_ONE = {"type": Scale.selector(), "scale": 1 / 255}
READ = 200  # characters of a text in which keys are looked for


def sample(key: Key) -> Any:
    """Return a value to write for a key, as plain data."""
    if key.example is not None:
        return key.example
    match key.type:
        case Kinds(models=models, is_bare=is_bare):
            others = [m for m in models if not isinstance(key.default, m)]
            tables = list(map(example, others or models))
            first = min(tables, key=len) if is_bare else tables[0]
            return first["type"] if is_bare and not first.keys() - {"type"} else first
        case One(model=model):
            return example(model)
        case Array():
            return [sample(key.item)]
    if not key.is_required and key.default is not None:
        return key.default
    return key.type.names[0] if isinstance(key.type, Choice) else True


def example(model: type[Table]) -> dict[str, Any]:
    """Return a table that holds what it must, `type` first, or else one key."""
    found = needed(model)
    return found or some(model, list(keys_of(model))[:1])


def needed(model: type[Table]) -> dict[str, Any]:
    """Return a table that holds no more than it must, `type` first."""
    tag = {"type": model.selector()} if issubclass(model, Kind) else {}
    keys = keys_of(model).items()
    return tag | some(model, [n for n, k in keys if k.is_required and n != "type"])


def some(model: type[Table], names: list[str]) -> dict[str, Any]:
    """Return some keys of a table, each with a value to write."""
    return {name: sample(keys_of(model)[name]) for name in names}


def meant(kind: Type, said: Any) -> Any:
    """Return the value of a type that another value must mean, None if there is none.

    A name for a table keeps the name, a number the number: "Adam" is the table of adam,
    and 64 in the place of a layer a dense layer of 64 units.
    """
    match kind, said:
        case Number(is_whole=is_whole), str() | float():
            return to_number(said, is_whole)
        case Text(), bool() | int() | float():
            return written(said)
        case Text(), [str(text)]:
            return text
        case Flag(), str():
            return FLAGS.get(said.lower())
        case Flag(), 0 | 1:
            return bool(said)
        case Kinds(is_bare=True), [str(name)] if kind.named(name):
            return name
        case Kinds(is_bare=False), [str(name)]:
            return table_named(kind, name)
        case Kinds(is_bare=False), str():
            return table_named(kind, said)
        case Kinds(models=models), int() | float():
            return next(filter(None, (table_of(model, said) for model in models)), None)
        case One(model=model), str():
            return table_in(model, said)
        case One(model=model), int() | float():
            return table_of(model, said)
        case Array(item=Text()), str():
            return [said]
        case Array(item=Kinds(is_bare=True) as item), str():
            return [said] if item.named(said) else None
    return None


def table_named(kind: Kinds, said: str) -> dict[str, Any] | None:
    """Return the table of the kind that a text names."""
    name, *others = misspelt(plain_word(said), kinds_called(kind.models)) or [""]
    model = kind.named(name)
    return None if model is None or others else needed(model)


def table_of(model: type[Table], number: float) -> dict[str, Any] | None:
    """Return the table that a number means where the table of one key belongs."""
    name = lone_key(model)
    if not name or isinstance(number, bool):
        return None
    key = keys_of(model)[name]
    found = to_number(number, key.type == Number(is_whole=True))
    fits = found is not None and is_within(key, found)
    return needed(model) | {name: found} if fits else None


def table_in(model: type[Table], text: str) -> dict[str, Any] | None:
    """Return the table that a text means which names keys of it, or calls them.

    So is l1_l2 a penalty of both, and l2(0.01) one of this strength.
    """
    text = text[:READ].lower()
    pairs = re.findall(r"\b([a-z]\w*)\s*[(=]\s*([-+.\de]+)\s*(?=[,)])", text)
    known = keys_of(model)
    found = {k: to_number(v, False) for k, v in pairs if k in known}
    if found and None not in found.values():
        return needed(model) | found
    named = [name for name in known if name in text]
    return needed(model) | some(model, named) if named else None


def to_number(said: str | float, is_whole: bool) -> float | None:
    """Return the number that a text, or a number with a fraction, must mean."""
    text = f"{said}"[:READ]
    percent = text.endswith("%") and not is_whole
    try:
        number = float(text[:-1]) / 100 if percent else float(said)
    except (ValueError, OverflowError):
        return None
    if not isfinite(number) or abs(number) > 1e15 or (is_whole and number % 1):
        return None
    return int(number) if is_whole or not number % 1 else number


def product(said: Any) -> int | None:
    """Return the product of a shape, None of anything else."""
    dims = said if isinstance(said, list) and len(said) < 10 else [None]
    is_shape = all(type(dim) is int and 0 < dim < 2**32 for dim in dims)
    return prod(dims) if is_shape else None


def plain_word(text: str) -> str:
    """Return a name without the module before it and the brackets behind: nn.ReLU()."""
    name = re.fullmatch(
        r"(?:[A-Za-z_]\w*\.)*([A-Za-z_]\w*)(?:\([^()]*\))?", text[:READ]
    )
    return name[1] if name else text


def is_within(key: Key, number: float) -> bool:
    """Return whether a number is within a key's bounds."""
    limits = key.limits
    return (
        limits.get("ge", number) <= number <= limits.get("le", number)
        and ("gt" not in limits or number > limits["gt"])
        and ("lt" not in limits or number < limits["lt"])
    )


def line(key: Key, path: Path, said: Any = None) -> Hint:
    """Return the line to write at a path; a value, or else an example."""
    said = sample(key) if said is None else said
    if isinstance(path[-1], int):
        return value(said)
    last = key.name or str(path[-1])
    if len(path) == 1 and isinstance(said, dict) and not isinstance(key.type, Texts):
        return table(last, said)
    is_array = isinstance(key.type, Array) and isinstance(key.type.item, Kinds)
    if len(path) == 1 and is_array and isinstance(said[0], dict):
        return element(last, said[0], whole=True)
    return pair(last, said)


def dense_layer(units: int) -> Hint:
    """Return a dense layer to write."""
    return element("layers", {"type": Dense.selector(), "units": units})


def activation_layer(name: str) -> Hint:
    """Return a function to write as a layer of its own."""
    return element("layers", {"type": Activation.selector(), "function": name})


def flatten_layer(**options: Any) -> Hint:
    """Return a layer to write that flattens its input."""
    return element("layers", {"type": Flatten.selector(), **options})


def write(key: Key, path: Path, said: Any = None) -> Hint:
    """Return what to write at a path."""
    return "write " + line(key, path, said)
