"""What to say of values that a model does not take: what is wrong, what to write."""

import re
from math import isfinite
from typing import Any

from nngen.finding import Path
from nngen.model import lines
from nngen.model.model import Field
from nngen.model.types import Array, Choice, Flag, Kinds, Number, Table, Text, Type
from nngen.words import count, quoted, shown, written

Said = tuple[str, str]  # message and hint
HALF = "half of a surrogate pair is no character"
WHOLE = "write the character itself"


def within(field: Field, value: float) -> bool:
    """Tell whether a number is within its field's bounds."""
    limits = field.limits
    return (
        limits.get("ge", value) <= value <= limits.get("le", value)
        and ("gt" not in limits or value > limits["gt"])
        and ("lt" not in limits or value < limits["lt"])
    )


def fits(field: Field, length: int) -> bool:
    """Tell whether a text or an array is neither too short nor too long."""
    limits = field.limits
    return bool(
        limits.get("min_length", 0) <= length <= limits.get("max_length", length)
    )


def named(field: Field, text: str) -> bool:
    """Tell whether a text is as its field's pattern has it."""
    return bool(re.fullmatch(field.limits.get("pattern", "(?s).*"), text))


def encodable(text: str) -> bool:
    """Tell whether a text is made of whole characters."""
    return not any("\ud800" <= c <= "\udfff" for c in text)


def noun(kind: Type) -> str:
    """Return what a value of some type is."""
    match kind:
        case Number(whole=whole):
            return "a whole number" if whole else "a number"
        case Text() | Choice():
            return "text"
        case Flag():
            return "true or false"
        case Array(item=Kinds(bare=False)):
            return "an array of tables"
        case Array():
            return "an array"
        case Kinds(bare=True):
            return "a name or a table"
    return "a table"


def unfit(kind: Type, field: Field, value: Any, path: Path) -> Said:
    """Speak of a value of another type."""
    if not path:
        message = f"the document is {shown(value)}, not a table"
        return message, 'write `{ name = "my-net" }`'
    if value is None:
        tail = "" if field.required else ", or leave it out"
        return "null is no value here", lines.write(kind, field, path) + tail
    if isinstance(value, str) and not encodable(value):
        return HALF, WHOLE
    what = noun(kind)
    if isinstance(value, float) and not isfinite(value):
        what = "a finite number" if isinstance(kind, Number) else what
    message = f"{shown(value)} is not {what}"
    header = len(path) == 1 and isinstance(path[0], str)
    name = field.name or path[-1]
    if header and isinstance(kind, Array) and tables([value]):
        return message, f"write `[[{name}]]`, an array of tables"
    if header and isinstance(kind, Kinds | Table) and tables(value):
        return message, f"write `[{name}]`, one table"
    if (
        isinstance(kind, Kinds)
        and isinstance(value, str)
        and (model := kind.named(value))
    ):
        return message, lines.write(kind, field, path, lines.example(model))
    intended = lines.meant(kind, value)
    line = intended if taken(field, intended) else None
    return message, lines.write(kind, field, path, line)


def tables(value: Any) -> bool:
    """Tell whether a value is an array of tables that say something."""
    items = value if isinstance(value, list) else []
    return bool(items) and all(item and isinstance(item, dict) for item in items)


def taken(field: Field, value: Any) -> bool:
    """Tell whether a field takes a value of its type."""
    if isinstance(value, str):
        return fits(field, len(value)) and named(field, value)
    if isinstance(value, dict) and isinstance(field.type, Table):
        fields = field.type.model.fields
        return all(taken(fields[name], each) for name, each in value.items())
    return not isinstance(value, int | float) or within(field, value)


def bounds(kind: Number, field: Field) -> str:
    """Return what numbers a field takes."""
    limits = dict(field.limits)
    if kind.whole and "lt" in limits:
        limits["le"] = limits.pop("lt") - 1
    ends = {sign: f"{limit:.15g}" for sign, limit in limits.items()}
    if ends.keys() == {"ge", "le"}:
        return f"{noun(kind)} from {ends['ge']} to {ends['le']}"
    words = {"ge": "at least", "gt": "above", "le": "at most", "lt": "below"}
    return " and ".join(f"{words[sign]} {ends[sign]}" for sign in words if sign in ends)


def beyond(kind: Number, field: Field, value: float, path: Path) -> Said:
    """Speak of a number out of bounds, where that of a share may be per cent."""
    limits = field.limits
    share = limits.get("lt", limits.get("le")) == 1 and 2 < value <= 100
    line = value / 100 if share and within(field, value / 100) else None
    hint = f"it is {bounds(kind, field)}: {lines.write(kind, field, path, line)}"
    return f"{shown(value)} is out of bounds", hint


def length(field: Field, value: Any, path: Path) -> Said:
    """Speak of a text or an array that is too short or too long."""
    unit = "character" if isinstance(value, str) else "element"
    most = field.limits.get("max_length")
    message = f"{count(len(value), unit)}, over {most}" if value else "it is empty"
    if len(value) > 1 and isinstance(value, list | dict):
        return message, f"write {most} at most"
    return message, lines.write(field.type, field, path)


def long_key(name: str, most: int) -> Said:
    """Speak of a key that is too long."""
    message = f"a key has {count(len(name), 'character')}, over {most}"
    return message, f"write {most} at most"


def misnamed(text: str, path: Path) -> Said:
    """Speak of a text that cannot be a name."""
    dash = "-" if len(path) == 1 else "_"
    slug = re.sub(r"[^a-z0-9]+", dash, text.lower())
    slug = slug.lstrip(f"0123456789{dash}")[:24].rstrip(dash) or "net"
    if slug == text.lower():  # Class: without capitals it may be a word of Python
        slug = slug[:18] + ("-net" if dash == "-" else "_layer")
    what, marks = ("script", ", - and _") if len(path) == 1 else ("layer", " and _")
    rule = f"a name is a small letter, then small letters, digits{marks}"
    message = f"{quoted(text)} cannot name a {what}"
    return message, f'{rule}: write `name = "{slug}"`'


def is_lone_table(value: Any) -> bool:
    """Tell whether a value is an array of nothing but one table."""
    return isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict)


def named_table(array: str | int, name: str, table: dict[str, Any]) -> Said:
    """Speak of a table of an array that stands under a name."""
    fits = "name" not in table and re.fullmatch("[a-z][a-z0-9_]{0,23}", name)
    line = f", and `name = {written(name)}` in it" if fits else ""
    return "elements of an array have no keys", f"write `[[{array}]]`{line}"
