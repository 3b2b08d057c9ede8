"""What to say of values that a key does not take: what is wrong, what to write."""

import re
from math import isfinite
from typing import Any

from nngen.edits import Hint, header, pair, pairs
from nngen.edits import value as value_alone
from nngen.finding import Finding, Path
from nngen.hints.fields import (
    Array,
    Choice,
    Flag,
    Key,
    Kinds,
    Number,
    One,
    Text,
    Type,
    keys_of,
)
from nngen.hints.libraries import (
    ABSENT,
    INPUTS,
    SHAPE,
    SHAPES,
    SWITCHES,
    aside,
    kinds_called,
    values_called,
)
from nngen.hints.near import Words, did_you_mean, fold
from nngen.hints.samples import (
    example,
    is_within,
    meant,
    plain_word,
    product,
    sample,
    write,
)
from nngen.hints.tables import holder
from nngen.language.base import Kind
from nngen.words import count, quoted, shown

Said = tuple[str, Hint | str]  # message and hint
HALF: Said = (
    "half of a surrogate pair is no character",
    "write the character itself",
)
OFF = ("", "none", "null", "off", "no", "false", "disabled")


def problem(key: Key, value: Any, path: Path) -> Finding | None:
    """Return the finding of a value without tables, None where the key takes it."""
    match key.type:
        case Number(is_whole=is_whole):
            fits = isinstance(value, int if is_whole else int | float)
            if not fits or isinstance(value, bool) or not is_finite(value):
                return Finding("NN013", path, *unfit(key, value, path))
            if not is_within(key, value):
                return Finding("NN014", path, *beyond(key, value, path))
        case Text():
            return text_problem(key, value, path)
        case Choice(names=names):
            if not (isinstance(value, str) and value in names):
                return outside(values_called(names), value, path, key.name)
        case Flag():
            if not isinstance(value, bool):
                return Finding("NN013", path, *unfit(key, value, path))
        case _:
            return Finding("NN013", path, *unfit(key, value, path))
    return None


def text_problem(key: Key, value: Any, path: Path) -> Finding | None:
    """Return the finding of a text that is too long, or that cannot be a name."""
    if not isinstance(value, str) or not is_encodable(value):
        return Finding("NN013", path, *unfit(key, value, path))
    if not is_as_long(key, len(value)):
        return Finding("NN014", path, *length(key, value, path))
    if not is_named(key, value):
        return Finding("NN021", path, *misnamed(value, path))
    return None


def is_finite(value: float) -> bool:
    """Return whether a number is neither infinite nor NaN; a whole one may be huge."""
    return isinstance(value, int) or isfinite(value)


def is_as_long(key: Key, size: int) -> bool:
    """Return whether a text or an array is neither too short nor too long."""
    limits = key.limits
    return bool(limits.get("min_length", 0) <= size <= limits.get("max_length", size))


def is_named(key: Key, text: str) -> bool:
    """Return whether a text matches its key's pattern."""
    return bool(re.fullmatch(key.limits.get("pattern", "(?s).*"), text))


def is_encodable(text: str) -> bool:
    """Return whether a text is made of whole characters."""
    return not any("\ud800" <= c <= "\udfff" for c in text)


def usable(key: Key, value: Any) -> Any:
    """Return a value if a key takes it, or what it must mean, or else an example."""
    for found in (value, meant(key.type, value)):
        if problem(key, found, ("",)) is None:
            return found
    return sample(key)


def noun(kind: Type) -> str:
    """Return what a value of some type is."""
    match kind:
        case Number(is_whole=is_whole):
            return "a whole number" if is_whole else "a number"
        case Text() | Choice():
            return "text"
        case Flag():
            return "true or false"
        case Array(item=Kinds(is_bare=False)):
            return "an array of tables"
        case Array():
            return "an array"
        case Kinds(is_bare=True):
            return "a name or a table"
    return "a table"


def unfit(key: Key, value: Any, path: Path) -> Said:
    """Return what to say of a value of another type."""
    if not path:
        message = f"the document is {shown(value)}, not a table"
        return message, "write " + value_alone({"name": "my-net"})
    if value is None:
        tail = "" if key.is_required else ", or leave it out"
        return "null is no value here", write(key, path) + tail
    if isinstance(value, str) and not is_encodable(value):
        return HALF
    what = noun(key.type)
    if isinstance(value, float) and not isfinite(value) and "number" in what:
        what = "a finite number"
    message = f"{shown(value)} is not {what}"
    if is_switched_off(key, value):
        return message, "leave it out"
    if hint := other_header(key, value, path):
        return message, hint
    return message, write(key, path, instead(key, value))


def is_switched_off(key: Key, value: Any) -> bool:
    """Return whether a value is to switch off what is off without the key."""
    is_word = isinstance(key.type, Text | Choice | Flag)
    is_off = value is False or (isinstance(value, str) and value.lower() in OFF)
    is_absent = key.default is None or isinstance(key.type, One)
    if isinstance(key.default, Kind):  # linear, which others call none
        ((name, others),) = kinds_called((type(key.default),)).items()
        is_absent = "none" in (name, *others)
    return is_off and is_absent and not (key.is_required or is_word)


def other_header(key: Key, value: Any, path: Path) -> Hint | None:
    """Return what to write for tables under [[name]] in place of [name], or back."""
    if len(path) != 1 or not isinstance(path[0], str):
        return None
    name = key.name or path[0]
    if isinstance(key.type, Array) and are_tables([value]):
        return "write " + header(name, array=True) + ", an array of tables"
    if isinstance(key.type, Kinds | One) and are_tables(value):
        return "write " + header(name) + ", one table"
    return None


def instead(key: Key, value: Any) -> Any:
    """Return what a value of another type must mean, None where nobody knows."""
    kind = key.type
    if isinstance(kind, Kinds) and (model := kind.named(value)):
        return example(model)
    if isinstance(kind, Kinds) and not kind.is_bare and (other := holder(kind, value)):
        model, name, inner = other
        return {"type": model.selector(), name: inner}
    found = product(value) if key.name in SHAPES else None
    found = found or meant(kind, value)
    return found if is_taken(key, found) else None


def are_tables(value: Any) -> bool:
    """Return whether a value is an array of tables that hold something."""
    items = value if isinstance(value, list) else []
    return bool(items) and all(item and isinstance(item, dict) for item in items)


def is_taken(key: Key, value: Any) -> bool:
    """Return whether a key takes a value of its type."""
    if isinstance(value, str):
        return is_as_long(key, len(value)) and is_named(key, value)
    if isinstance(value, dict) and isinstance(key.type, One):
        keys = keys_of(key.type.model)
        return all(is_taken(keys[name], each) for name, each in value.items())
    return not isinstance(value, int | float) or is_within(key, value)


def bounds(key: Key) -> str:
    """Return what numbers a key takes: a whole number from 1 to 10."""
    limits = dict(key.limits)
    if key.type == Number(is_whole=True) and "lt" in limits:
        limits["le"] = limits.pop("lt") - 1
    ends = {sign: f"{limit:.15g}" for sign, limit in limits.items()}
    if ends.keys() == {"ge", "le"}:
        return f"{noun(key.type)} from {ends['ge']} to {ends['le']}"
    words = {"ge": "at least", "gt": "above", "le": "at most", "lt": "below"}
    return " and ".join(f"{words[sign]} {ends[sign]}" for sign in words if sign in ends)


def beyond(key: Key, value: float, path: Path) -> Said:
    """Return what to say of a number out of bounds; a share may be per cent."""
    limits = key.limits
    is_share = limits.get("lt", limits.get("le")) == 1 and 2 < value <= 100
    share = value / 100 if is_share and is_within(key, value / 100) else None
    message = f"{shown(value)} is out of bounds"
    is_off = value == 0 or (value == -1 and key.type == Number(is_whole=True))
    if is_off and key.default is None:
        return message, "leave it out"
    if is_off and key.name in SWITCHES and len(path) > 1:
        table = next(step for step in path[-2::-1] if isinstance(step, str))
        return message, f"leave {table} out to switch it off"
    return message, f"it is {bounds(key)}: " + write(key, path, share)


def length(key: Key, value: Any, path: Path) -> Said:
    """Return what to say of a text or an array that is too short or too long."""
    unit = "character" if isinstance(value, str) else "element"
    most = key.limits.get("max_length")
    message = f"{count(len(value), unit)}, over {most}" if value else "it is empty"
    if len(value) > 1 and isinstance(value, list | dict):
        return message, f"write {most} at most"
    return message, write(key, path)


def long_key(name: str, most: int) -> Said:
    """Return what to say of a key that is too long."""
    message = f"a key has {count(len(name), 'character')}, over {most}"
    return message, f"write {most} at most"


def misnamed(text: str, path: Path) -> Said:
    """Return what to say of a text that cannot be a name."""
    dash = "-" if len(path) == 1 else "_"
    slug = re.sub(r"[^a-z0-9]+", dash, text[:1000].lower())
    slug = slug.lstrip(f"0123456789{dash}")[:24].rstrip(dash) or "net"
    if slug == text.lower():  # Class: without capitals it may be a word of Python
        slug = slug[:18] + ("-net" if dash == "-" else "_layer")
    what, marks = ("script", ", - and _") if len(path) == 1 else ("layer", " and _")
    rule = f"a name is a small letter, then small letters, digits{marks}"
    message = f"{quoted(text)} cannot name a {what}"
    return message, f"{rule}: write " + pair("name", slug)


def one_of(names: Words, name: str | int, likely: str = "") -> Hint:
    """Return what to write for a key, or an element, of a closed set."""
    known = list(names)
    first = likely or known[0]
    line = value_alone(first) if isinstance(name, int) else pair(name, first)
    if likely and known[1:]:
        return "write " + line + f", one of {', '.join(known)}"
    others = f", or {', '.join(known[1:])}" if known[1:] else ""
    return "write " + line + others


def outside(names: Words, value: Any, path: Path, name: str | None) -> Finding:
    """Return the finding of a value outside a closed set; `name` is its key."""
    last = path[-1] if isinstance(path[-1], int) else name or path[-1]
    if not isinstance(value, str):
        message = f"{shown(value)} is not text"
        return Finding("NN013", path, message, one_of(names, last))
    hint = did_you_mean(plain_word(value), names) or one_of(names, last)
    return Finding("NN015", path, f"{quoted(value)} is not known here", hint)


def unknown_kind(kind: Kinds, value: Any, path: Path, name: str | None) -> Finding:
    """Return the finding of a `type`, or of a bare name, that is not a kind's."""
    names = kinds_called(kind.models)
    found = outside(names, value, path, name)
    if not isinstance(value, str):
        return found
    word = fold(plain_word(value))
    hint: Hint | str = found.hint
    if word in INPUTS and "dense" in names:
        hint = f"{SHAPE}, and the first layer reads it"
    elif word in ABSENT and not any(
        word in map(fold, (k, *v)) for k, v in names.items()
    ):
        message = f"{quoted(value)} is not in the language"
        return Finding("NN015", path, message, f"it has {', '.join(names)}")
    elif other := holder(kind, value):
        model, key, inner = other
        hint = "write " + pairs({"type": model.selector(), key: inner})
    elif table := numbered(kind, value):
        whole = pair(name, table) if name else value_alone(table)
        hint = "write " + (pairs(table) if name == "type" else whole)
    return Finding(found.code, path, found.message, hint + aside(word))


def numbered(kind: Kinds, word: str) -> dict[str, Any] | None:
    """Return the table that a name with a number means: top_5 is top_k with k = 5."""
    stem, _, digits = word.rpartition("_")
    for model in kind.models:
        start, _, key = model.selector().rpartition("_")
        is_count = key in model.model_fields and keys_of(model)[key].type == Number(
            True
        )
        if is_count and start == stem and re.fullmatch("[0-9]{1,9}", digits):
            return {"type": model.selector(), key: int(digits)}
    return None


def too_short(model: type[Kind], key: Key, path: Path) -> Said:
    """Return what to say of a bare name whose table must hold more."""
    table = example(model)
    needs = " and ".join(name for name in table if name != "type")
    return f"{quoted(model.selector())} needs {needs}", write(key, path, table)


def is_lone_table(value: Any) -> bool:
    """Return whether a value is an array of nothing but one table."""
    return isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict)


def named_table(array: str, name: str, table: dict[str, Any]) -> Said:
    """Return what to say of a table of an array that stands under a name."""
    fits = "name" not in table and re.fullmatch("[a-z][a-z0-9_]{0,23}", name)
    line = ", and " + pair("name", name) + " in it" if fits else ""
    message = "elements of an array have no keys"
    return message, "write " + header(array, array=True) + line
