"""What to say of keys that are unknown or missing."""

from collections.abc import Iterable, Iterator
from typing import Any

from nngen.edits import Hint, element, header, pair
from nngen.finding import Path
from nngen.hints.fields import Array, Key, Kinds, One, is_repeated, keys_of, models_of
from nngen.hints.libraries import (
    advice,
    key_words,
    keys_called,
    kinds_called,
    opposites,
)
from nngen.hints.near import did_you_mean, fold, misspelt, near
from nngen.hints.samples import example, is_within, meant, needed, sample, write
from nngen.hints.tables import likely
from nngen.hints.values import Said, one_of, problem, usable
from nngen.language.base import Kind, Table
from nngen.language.spec import Spec

UNKNOWN = "unknown key"
UNWRAP: Said = (UNKNOWN, "write what it holds at the top of the document")
Models = tuple[type[Table], ...]


def free(
    model: type[Table], data: dict[str, Any], key: str
) -> dict[str, tuple[str, ...]]:
    """Return the keys that an unknown one may stand for, required ones first.

    They are absent, or headers that may come again; there are none for a key that
    belongs further in. With each come the words of other libraries for it.
    """
    if advice(model, key, data[key]) or beneath(key, model):
        return {}
    again = isinstance(data[key], list | dict)
    found = {
        name: known
        for name, known in keys_of(model).items()
        if name not in data or (again and is_repeated(known.type))
    }
    first = sorted(found, key=lambda name: not found[name].is_required)
    return {name: key_words(model, name) + opposites(model, name) for name in first}


def untyped(kind: Kinds, data: dict[str, Any]) -> Said:
    """Return what to say of a table without a `type`."""
    model = likely(kind, data)
    names = kinds_called(kind.models)
    return "missing key", one_of(names, "type", model.selector() if model else "")


def missing(name: str, key: Key, path: Path) -> Said:
    """Return what to say of a key that a table must have."""
    what = "table" if not path and models_of(key.type) else "key"
    return f"missing {what}", write(key, (*path, name))


def many(number: int) -> Said:
    """Return what to say of unknown keys that are too many to name one by one."""
    return UNKNOWN, f"so are {number - 1} more below it: leave them out"


def stray(
    key: str,
    value: Any,
    absent: dict[str, tuple[str, ...]],
    model: type[Table],
    among: Models,
    is_sure: bool,
) -> Said:
    """Return what to say of an unknown key: what it must mean, or where it belongs.

    `absent` has the keys that it may mean, `among` the kinds that its table may be of.
    """
    hint = (
        advice(model, key, value)
        or beneath(key, model, value)
        or turning(key, value, absent, model)
        or sibling(key, value, model)
        or did_you_mean(key, absent)
        or beneath(key, model, value, is_foreign=True)
        or taken(key, model)
        or of_other_kind(key, among)
        or home(key, value)
    )
    if not hint:
        names = [name for name in model.model_fields if name != "type"]
        some = f", or write one of {', '.join(names)}" if is_sure and names else ""
        hint = f"leave it out{some}"
    return UNKNOWN, hint


def taken(key: str, model: type[Table]) -> str:
    """Return what to write where the key that another means is there, or ""."""
    others = near(key, keys_called(model))
    return f'"{others[0]}" stands there already: leave this out' if others else ""


def of_other_kind(key: str, among: Models) -> Hint | str:
    """Return the kinds that have a key, or one like it, "" where none has."""
    if having := [model for model in among if key in model.model_fields]:
        return "it is a key of " + joined(map(selecting, having), " and ")
    for model in among:
        if found := misspelt(key, keys_called(model)):
            return f'did you mean "{found[0]}" of ' + selecting(model) + "?"
    return ""


def joined(hints: Iterable[Hint], word: str) -> Hint:
    """Return hints with a word between them."""
    first, *others = hints
    for other in others:
        first = first + word + other
    return first


def selecting(model: type[Table]) -> Hint:
    """Return the line that selects a kind."""
    assert issubclass(model, Kind)
    return pair("type", model.selector())


def beneath(
    key: str, model: type[Table], value: Any = None, is_foreign: bool = False
) -> Hint | str:
    """Return what to write for a key of a table in a table, "" where there is none.

    The key may be another library's word for it.
    """
    if model is Spec or key == "type":
        return ""
    for name, own in keys_of(model).items():
        for other in models_of(own.type):
            if is_foreign and isinstance(own.type, Array):
                continue
            if inner := called(key, other, is_foreign):
                inside = needed(other) | {inner: usable(keys_of(other)[inner], value)}
                whole = [inside] if isinstance(own.type, Array) else inside
                return f"it belongs in {name}: write " + pair(name, whole)
    return ""


def called(key: str, model: type[Table], is_foreign: bool) -> str:
    """Return the key of a table that a word names, "" if none."""
    if not is_foreign:
        return key if key in model.model_fields else ""
    known = keys_called(model).items()
    return next((name for name, words in known if is_word(key, words)), "")


def is_word(key: str, words: Iterable[str]) -> bool:
    """Return whether a key is one of some words, however it is written."""
    return fold(key) in map(fold, words)


def turning(
    key: str, value: Any, absent: Iterable[str], model: type[Table]
) -> Hint | str:
    """Return what to write for a key that is 1 - an absent one, "" for others."""
    for name in absent:
        if is_opposite(model, name, key):
            known = keys_of(model)[name]
            line = write(known, (name,), turned(model, name, key, value))
            return f"it is 1 - {name}: " + line + " in its place"
    return ""


def turned(model: type[Table], name: str, key: str, value: Any) -> Any:
    """Return what a key's value is where it stands under another, perhaps 1 - it."""
    is_share = isinstance(value, int | float) and 0 <= value <= 1
    if not (is_share and is_opposite(model, name, key)):
        return value
    known, rest = keys_of(model)[name], round(1 - value, 16)
    return rest if is_within(known, rest) else sample(known)


def is_opposite(model: type[Table], name: str, key: str) -> bool:
    """Return whether a key is what others call 1 - another."""
    return is_word(key, opposites(model, name))


def sibling(key: str, value: Any, model: type[Table]) -> Hint | str:
    """Return what to write for a key that is another kind of the array's tables, or "".

    So is dropout no key of a layer, but a layer.
    """
    for name, known in keys_of(Spec).items():
        among = models_of(known.type) if is_repeated(known.type) else ()
        for other in among if model in among else ():
            if other is not model and is_word(key, names_of(other)):
                line = element(name, holding(other, value))
                return "leave it out, and write " + line + " below this one"
    return ""


def names_of(model: type[Table]) -> Iterator[str]:
    """Yield what a kind is called, and its one value where that has the kind's name."""
    assert issubclass(model, Kind)
    ((selector, others),) = kinds_called((model,)).items()
    yield from (selector, *others)
    if name := single(model):
        yield from (w for w in key_words(model, name) if w.startswith(selector))


def single(model: type[Table]) -> str:
    """Return the only key that a table of a kind must have, "" if it is not one."""
    name, *others = [*list(example(model))[1:], ""]
    return "" if others[1:] else name


def holding(model: type[Table], value: Any) -> dict[str, Any]:
    """Return a table of a kind, with a value if that is all that the kind needs."""
    found, name = example(model), single(model)
    if name:
        key = keys_of(model)[name]
        is_name = isinstance(key.type, Kinds) and key.type.is_bare
        is_known = is_name and isinstance(key.type, Kinds) and key.type.named(value)
        if is_known or problem(key, value, (name,)) is None:
            found[name] = value
    return found


def home(key: str, value: Any) -> Hint | str:
    """Return where in a document a key belongs, "" where nowhere."""
    if key == "type":  # which a table has where it is of several kinds
        return ""
    top = keys_of(Spec)
    if key in top:
        head = header_of(key, top[key])
        if head and isinstance(value, str) and (said := meant(top[key].type, value)):
            return "it belongs at the top: " + write(top[key], (key,), said)
        place = "as " + head if head else Hint("above all tables")
        return "it belongs at the top, " + place
    places = {name: models_of(known.type) for name, known in top.items()}
    for name, among in places.items():
        if having := [model for model in among if key in model.model_fields]:
            place = located(name, having, among)
            return "it belongs in " + place + inline(name, key, value, having)
    for name, known in top.items():
        if is_word(key, key_words(Spec, name)):
            said = usable(known, value)
            return "it belongs above all tables: write " + pair(name, said)
    for name, among in places.items():
        for model in among:
            if inner := called(key, model, is_foreign=True):
                having = [model for model in among if inner in model.model_fields]
                place = located(name, having, among)
                return "it belongs in " + place + inline(name, inner, value, having)
    for name, among in places.items():
        for found in misspelt(key, keys_called(*among), 1):
            having = [model for model in among if found in model.model_fields]
            return f'did you mean "{found}" of ' + located(name, having, among) + "?"
    return ""


def table_with(key: str) -> tuple[str, str]:
    """Return the table of the top level that must have a key, and the key there.

    Tables of several kinds are left out: which kind, a key alone does not show.
    """
    for is_foreign in (False, True):
        for name, known in keys_of(Spec).items():
            models = models_of(known.type) if isinstance(known.type, One) else ()
            for model in models:
                inner = called(key, model, is_foreign)
                if inner and keys_of(model)[inner].is_required:
                    return name, inner
    return "", ""


def inline(place: str, key: str, value: Any, having: list[type[Table]]) -> Hint | str:
    """Return what to write for a key, with its value where it can be kept."""
    known = keys_of(having[0])[key]
    if isinstance(value, dict):
        lines = write(known, (place, key)) if models_of(known.type) else ""
    else:
        lines = "write " + pair(key, usable(known, value))
    return ": " + lines if lines else ""


def located(name: str, having: list[type[Table]], among: Models) -> Hint:
    """Return a table's header, and the types of those that have a key."""
    head = header_of(name, keys_of(Spec)[name])
    assert head  # only tables have keys
    if not among[len(having) :]:
        return head
    return head + " with " + joined(map(selecting, having), " or ")


def header_of(name: str, key: Key) -> Hint | None:
    """Return the header of a table of the top level, None for other values."""
    if is_repeated(key.type):
        return header(name, array=True)
    return header(name) if isinstance(key.type, One | Kinds) else None


def wrapper(data: dict[str, Any]) -> str:
    """Return the unknown key of a document that holds all of a spec, or ""."""
    must = {name for name, key in keys_of(Spec).items() if key.is_required}
    if len(must & data.keys()) > 1:  # with a name that is lent, it may have one
        return ""
    for key, value in data.items():
        is_inside = isinstance(value, dict) and key not in Spec.model_fields
        if is_inside and len(must & value.keys()) > 1:
            return key
    return ""
