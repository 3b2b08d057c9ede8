"""Everything that is wrong with a document, from pydantic's errors.

pydantic stops where it cannot go on: of a table of an unknown type it says no more.
So each error becomes a finding, and where its meaning can be guessed a copy of the
document is mended and validated again, until nothing is left to mend:

    [optimizer]               [optimizer]               [optimizer]
    typ = "sdg"               type = "sgd"              type = "sgd"
    lr = -1                   lr = -1                   learning_rate = -1

    unknown key typ,          unknown key lr            out of bounds: lr
    "sdg" is not known

Each mend removes an unknown key, an unknown type or a wrong wrapping, so it ends. The
copy remembers where in the document each of its places comes from.
"""

from contextlib import suppress
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

from pydantic import ValidationError

from nngen.finding import MOST, Finding, Path
from nngen.hints import keys, tables, values
from nngen.hints.fields import Array, Key, Kinds, One, Texts, keys_of
from nngen.hints.libraries import keys_called
from nngen.hints.near import misspelt
from nngen.language.base import CONFLICT, LONGEST, Kind, Table
from nngen.language.spec import Spec

SOME = 100  # unknown keys of one table that are named one by one
WHOLE = Key(name="", type=One(Spec))
LATER = ("missing", CONFLICT)  # errors that a mend may still remove
Data = dict[str, Any]


class Place(NamedTuple):
    """A place in the copy: its value, the key that it is of, and what that takes."""

    path: Path
    key: Key
    value: Any
    model: type[Table] | None = None
    """The model that the value is validated by, where that is a table."""
    among: tuple[type[Kind], ...] = ()
    """The kinds that such a table may be of."""


class Full(Exception):
    """There are as many findings as anybody can use."""


def explain(data: Any, lent: Data, root: type[Table] = Spec) -> list[Finding]:
    """Return the findings about the data of a document that pydantic refuses.

    `lent` has values for keys of the top level that the data may leave out.
    """
    explainer = Explainer(data, lent, root)
    with suppress(Full):
        explainer.run()
    assert explainer.findings  # pydantic has refused the data
    return list(explainer.findings)


class Explainer:
    """A copy of a document, mended bit by bit, and all that was wrong with it."""

    def __init__(self, data: Any, lent: Data, root: type[Table]) -> None:
        self.root = root
        self.copy = data  # what is mended in it is copied then
        self.lent = lent
        self.whole: Any = None
        """The copy with what is lent to it, as it was validated last."""
        self.findings: dict[Finding, None] = {}  # in order, each once
        self.origins: dict[Path, Path] = {}
        """Where in the document the places of the copy are that stand elsewhere."""
        self.unsure: set[Path] = set()
        """Tables of the copy whose kind is only likely."""
        self.strays: list[tuple[Path, Any]] = []
        """Unknown keys with what they hold, which mean no key of their tables."""
        self.is_mended = False

    def run(self) -> None:
        """Validate and mend until there is nothing left to mend."""
        while errors := self.validate():
            self.is_mended = False
            self.explain_unknown_keys(errors)
            if self.is_mended:  # a value may have another key now
                continue
            for error in errors:
                if error["type"] not in LATER:
                    self.explain_value(error["type"], self.place(error["loc"]))
            if not self.is_mended:
                break
        for error in errors:
            if error["type"] == "missing":
                self.explain_missing(self.place(error["loc"][:-1]), error["loc"][-1])
        conflicts = [error for error in errors if error["type"] == CONFLICT]
        for finding in [*filter(None, map(self.conflict, conflicts))]:
            self.add(finding)

    def validate(self) -> list[Any]:
        """Return pydantic's errors on the copy."""
        is_table = isinstance(self.copy, dict)
        self.whole = self.lent | self.copy if is_table else self.copy
        try:
            self.root.model_validate(self.whole)
        except ValidationError as error:
            return self.apart(error.errors(include_url=False, include_input=False))
        return []

    def apart(self, errors: list[Any]) -> list[Any]:
        """Return errors without those within an array that is too long, but one."""

        @cache
        def is_too_long(loc: Path) -> bool:
            return self.is_too_long(self.place(loc))

        found: dict[Path, Any] = {}
        for error in errors:
            loc = error["loc"]
            arrays = (loc[:i] for i, step in enumerate(loc) if isinstance(step, int))
            if array := next(filter(is_too_long, arrays), None):
                loc, error = array, {"type": "too_long", "loc": array}
            found.setdefault(loc, error)
        return list(found.values())

    # Where an error is

    def place(self, loc: Path) -> Place:
        """Return the place that an error's location leads to.

        pydantic's location names the kind of each table on the way, the path does not.
        """
        whole = replace(WHOLE, type=One(self.root))
        outer = place = Place((), whole, self.whole, self.root)
        for step in loc:
            if step == "[key]" and isinstance(outer.key.type, Texts):
                return outer  # pydantic's mark for a key that is too long itself
            outer, place = place, self.step(place, step)
        return place

    def step(self, place: Place, step: str | int) -> Place:
        """Return the place one step further."""
        path, key, value, model, _ = place
        if model is None and isinstance(key.type, Kinds):
            return place._replace(model=key.type.named(step), among=key.type.models)
        known = key.item if model is None else keys_of(model).get(str(step), WHOLE)
        inner = known.type.model if isinstance(known.type, One) else None
        if isinstance(key.type, Texts) and step not in value:  # half a character
            return place
        return Place((*path, step), known, at(value, step), inner)

    def is_too_long(self, place: Place) -> bool:
        """Return whether a place is an array, or a table of texts, with too much."""
        key, value = place.key, place.value
        is_many = isinstance(key.type, Array | Texts) and isinstance(value, list | dict)
        return is_many and len(value) > key.limits.get("max_length", len(value))

    def origin(self, path: Path) -> Path:
        """Return where in the document a place of the copy is."""
        for size in range(len(path), -1, -1):
            if path[:size] in self.origins:
                return self.origins[path[:size]] + path[size:]
        return path

    # What is said of it

    def add(self, finding: Finding) -> None:
        """Take a finding, once; raises Full where there are too many."""
        self.findings.setdefault(finding)
        if len(self.findings) > MOST:
            raise Full

    def wrong(self, code: str, path: Path, said: values.Said) -> None:
        """Take what is wrong at a place of the document."""
        self.add(Finding(code, path, *said))

    def explain_value(self, error: str, place: Place) -> None:
        """Explain an error about a value."""
        path, key, value, *_ = place
        where = self.origin(path)
        if error == "string_unicode" and isinstance(value, dict):
            if not path or at(self.copy, *path) is value:  # not mended yet
                self.explain_odd_keys(place)
        elif isinstance(key.type, Kinds):
            self.explain_kinds(place)
        elif isinstance(key.type, One):
            self.wrong("NN013", where, values.unfit(key, value, where))
            if path and values.is_lone_table(value):
                self.mend(path, value[0], (*where, 0))
        elif isinstance(key.type, Array | Texts):
            self.explain_many(place)
        elif found := values.problem(key, value, where):
            self.add(found)

    def explain_many(self, place: Place) -> None:
        """Explain a value where an array, or a table of texts, belongs."""
        path, key, value, *_ = place
        where = self.origin(path)
        if isinstance(value, list if isinstance(key.type, Array) else dict):
            if not values.is_as_long(key, len(value)):
                self.wrong("NN014", where, values.length(key, value, where))
            for name in value if isinstance(value, dict) else ():
                if len(name) > LONGEST:
                    self.wrong("NN014", where, values.long_key(name, LONGEST))
            return
        named = tables.named_tables(key.type, value)
        for i, (inner, table) in enumerate(named):
            said = values.named_table(key.name or str(path[-1]), f"{inner[0]}", table)
            self.wrong("NN013", (*where, *inner), said)
            self.origins[*path, i] = (*where, *inner)
        if named:
            self.mend(path, [table for _, table in named], where)
            return
        self.wrong("NN013", where, values.unfit(key, value, where))
        is_of_tables = isinstance(key.type, Array) and isinstance(key.type.item, Kinds)
        if value and isinstance(value, dict) and is_of_tables:
            self.mend(path, [value], where)
            self.origins[*path, 0] = where

    def explain_kinds(self, place: Place) -> None:
        """Explain a value where a table of one of several kinds belongs."""
        path, key, value, *_ = place
        kind, where = key.type, self.origin(path)
        assert isinstance(kind, Kinds)
        if isinstance(value, dict):
            self.explain_type(place, kind)
        elif isinstance(value, str) and kind.is_bare:
            self.add(values.unknown_kind(kind, value, where, key.name))
        else:
            self.wrong("NN013", where, values.unfit(key, value, where))
            if values.is_lone_table(value):
                self.mend(path, value[0], (*where, 0))

    def explain_type(self, place: Place, kind: Kinds) -> None:
        """Explain why no `type` selects a table's kind, and guess the kind."""
        path, data = place.path, dict(place.value)
        where, tag = self.origin(path), tables.tag_of(kind, data)
        said = data.pop(tag, None)
        if not tag:
            self.wrong("NN011", (*where, "type"), keys.untyped(kind, data))
        elif tag != "type":
            question = 'did you mean "type"?'
            self.wrong("NN012", self.origin((*path, tag)), (keys.UNKNOWN, question))
        if tag and not kind.named(said):
            found = self.origin((*path, tag))
            self.add(values.unknown_kind(kind, said, found, "type"))
        model, is_sure = tables.guess(kind, place.value, said)
        if model is None and any(key in keys_called(*kind.models) for key in data):
            # Whichever it is, what its likeliest kinds agree on holds
            model = tables.likeliest(kind.models, place.value)[0]
            known = {k for m in kind.models for k in m.model_fields}
            data = {
                k: v
                for k, v in data.items()
                if k not in known or tables.is_agreed(kind, k)
            }
        if model is not None:
            self.origins[*path, "type"] = self.origin((*path, tag or "type"))
            self.mend(path, {"type": model.selector(), **data}, where)
            if not is_sure:
                self.unsure.add(path)

    def explain_missing(self, place: Place, name: Any) -> None:
        """Explain a key that a table must have."""
        path, key, value, model, _ = place
        where = self.origin(path)
        if path in self.unsure or model is None:
            return
        if isinstance(value, str) and issubclass(model, Kind):
            self.wrong("NN011", where, values.too_short(model, key, where))
            return
        known = keys_of(model)[name]
        self.wrong("NN011", (*where, name), keys.missing(name, known, where))

    def conflict(self, error: Any) -> Finding | None:
        """Return what to say of values of a table, if nothing else in it is wrong."""
        *table, name = self.place(error["loc"]).path
        where = self.origin(tuple(table))
        if any(self.is_within(found, where) for found in self.findings):
            return None
        message, hint = error["ctx"]["message"], error["ctx"]["hint"]
        return Finding("NN016", (*where, name), message, hint)

    def is_within(self, finding: Finding, where: Path) -> bool:
        """Return whether a finding is about a table, and not only about its name."""
        is_name = finding.code == "NN012" and finding.path == where
        return finding.path[: len(where)] == where and not is_name

    # Keys

    def explain_unknown_keys(self, errors: list[Any]) -> None:
        """Explain the unknown keys of each table, and mend them."""
        found: dict[Path, list[str]] = {}
        for error in errors:
            if error["type"] == "extra_forbidden":
                *table, name = error["loc"]
                found.setdefault(tuple(table), []).append(name)
        places = [(self.place(table), names) for table, names in found.items()]
        for place, names in places:
            self.explain_strays(place, names)
        self.move()

    def explain_odd_keys(self, place: Place) -> None:
        """Explain keys that are no text at all."""
        odd = [name for name in place.value if not values.is_encodable(name)]
        if place.model is not None:
            self.explain_strays(place, odd)
            return
        where = self.origin(place.path)
        for name in odd:
            self.wrong("NN013", (*where, name), values.HALF)
        whole = {
            k.encode("ascii", "replace").decode(): v for k, v in place.value.items()
        }
        self.mend(place.path, whole, where)

    def explain_strays(self, place: Place, names: list[str]) -> None:
        """Explain unknown keys of a table; give each its meaning, or drop it."""
        path, _, data, model, among = place
        assert model is not None  # only tables with a model refuse keys
        data = data if path else self.copy  # what is lent is not written there
        if not path and (outer := keys.wrapper(data)):
            self.wrong("NN012", (outer,), keys.UNWRAP)
            self.mend((), data[outer], (outer,))
            return
        is_sure = path not in self.unsure
        others = {key for other in among for key in other.model_fields}
        strange = [name for name in names if is_sure or name not in others]
        left = dict(data)
        for i, name in enumerate(strange):
            if i == SOME:
                more = keys.many(len(strange) - i)
                self.wrong("NN012", self.origin((*path, name)), more)
                break
            free = keys.free(model, data, name)
            said = keys.stray(name, data[name], free, model, among, is_sure)
            self.wrong("NN012", self.origin((*path, name)), said)
            for other in misspelt(name, free):
                if self.is_read_as(other, place, name, left):
                    break
            else:
                self.strays.append(((*path, name), data[name]))
        unknown = set(names)
        kept = {k: v for k, v in left.items() if k not in unknown}
        self.mend(path, kept, None)

    def is_read_as(self, meant: str, place: Place, name: str, left: Data) -> bool:
        """Return whether an unknown key can be read as another, and read it so.

        Tables under another header of an array join those that are there.
        """
        path, value, model = place.path, place.value[name], place.model
        assert model is not None  # only tables with a model refuse keys
        where = self.origin((*path, name))
        if meant not in left:
            self.origins[*path, meant] = where
            left[meant] = keys.turned(model, meant, name, value)
            return True
        there = left[meant]
        if not isinstance(there, list) or not isinstance(value, list | dict):
            return False
        if isinstance(value, dict):
            said = values.unfit(keys_of(model)[meant], value, where)
            self.wrong("NN013", where, said)
            self.origins[*path, meant, len(there)] = where
            left[meant] = [*there, value]
            return True
        for i in range(len(value)):
            self.origins[*path, meant, len(there) + i] = (*where, i)
        left[meant] = there + value
        return True

    def move(self) -> None:
        """Move keys to the tables of the top level that must have them.

        So `epochs` at the top is one mistake: no table of training is missing too.
        """
        for path, value in self.strays:
            table, key = keys.table_with(str(path[-1]))
            inside = self.copy.get(table, {})
            if table and isinstance(inside, dict) and key not in inside:
                self.mend((table,), {**inside, key: value}, None)
                self.origins[table, key] = self.origin(path)
        self.strays = []

    # Mending

    def mend(self, path: Path, value: Any, origin: Path | None) -> None:
        """Put a value into the copy, which comes from a place of the document."""
        # What changes nothing is no reason to validate again
        self.is_mended = self.is_mended or at(self.copy, *path) != value
        self.copy = changed(self.copy, path, value)
        if origin is not None and origin != path:
            self.origins[path] = origin


def at(value: Any, *steps: str | int) -> Any:
    """Return what is at a path in a value, None where there is nothing."""
    for step in steps:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def changed(data: Any, path: Path, value: Any) -> Any:
    """Return data with another value at a path; the data stays as it is."""
    if not path:
        return value
    step, *rest = path
    copy: Any = dict(data) if isinstance(data, dict) else list(data)
    copy[step] = changed(at(data, step), tuple(rest), value)
    return copy
