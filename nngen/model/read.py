"""From a document's data to a model, or to everything that is wrong with the data.

Nothing hides what is beneath it: a misspelt key is read as the key that it must mean,
and a table of an unknown type as the kind that it must be.
"""

from typing import Any, TypeVar

from nngen.finding import Finding, Path
from nngen.model import closed, keys, lines, places, say, tables
from nngen.model.leaf import leaf
from nngen.model.model import Field, Model
from nngen.model.types import LONGEST, Array, Kinds, Table, Text, Texts, Type
from nngen.record import replace
from nngen.words import CLOSE, near

WRONG: Any = object()  # what a value that cannot be used is read as
SOME = 100  # unknown keys of one table that are told one by one
MOST = 1000  # findings of a document, as many as anybody can use
AnyModel = TypeVar("AnyModel", bound=Model)
Data = dict[str, Any]


class Full(Exception):
    """There are as many findings as anybody can use."""


def read(
    model: type[AnyModel], data: Any, lent: dict[str, Any]
) -> tuple[AnyModel | None, list[Finding]]:
    """Return the model that data makes, or else all that is wrong with it.

    `lent` has values for keys of the top level that the data may leave out.
    """
    reader = Reader(model, lent)
    try:
        value = reader.table(Table(model), Field(), data, ())
    except Full:
        value = WRONG
    return None if reader.findings else value, reader.findings


class Reader:
    """A pass over a document, which collects what is wrong in `findings`."""

    def __init__(self, root: type[Model], lent: dict[str, Any]) -> None:
        self.root = root
        self.lent = lent
        self.findings: list[Finding] = []

    def wrong(self, code: str, path: Path, said: say.Said) -> Any:
        """Take a finding, and return WRONG."""
        return self.take(Finding(code, path, *said))

    def take(self, finding: Finding) -> Any:
        """Take a finding, and return WRONG; raises Full where there are too many."""
        self.findings.append(finding)
        if len(self.findings) > MOST:
            raise Full
        return WRONG

    def value(self, kind: Type, field: Field, value: Any, path: Path) -> Any:
        """Return a value as a model has it."""
        match kind:
            case Array():
                return self.array(kind, field, value, path)
            case Kinds():
                return self.kinds(kind, field, value, path)
            case Table():
                return self.table(kind, field, value, path)
            case Texts():
                return self.texts(kind, field, value, path)
        found = leaf(kind, field, value, path)
        return self.take(found) if isinstance(found, Finding) else found

    def array(self, kind: Array, field: Field, value: Any, path: Path) -> Any:
        """Return an array as a tuple."""
        if not isinstance(value, list):
            for place, table in (named := tables.named_tables(kind, value)):
                where = (*path, *place)
                said = say.named_table(field.name or path[-1], f"{place[0]}", table)
                self.wrong("NN013", where, said)
                self.value(kind.item, field.item, table, where)
            if named:
                return WRONG
            self.wrong("NN013", path, say.unfit(kind, field, value, path))
            if value and isinstance(value, dict) and isinstance(kind.item, Kinds):
                self.value(kind.item, field.item, value, path)
            return WRONG
        if not say.fits(field, len(value)):
            return self.wrong("NN014", path, say.length(field, value, path))
        items = [
            self.value(kind.item, field.item, item, (*path, i))
            for i, item in enumerate(value)
        ]
        return WRONG if any(i is WRONG for i in items) else tuple(items)

    def texts(self, kind: Texts, field: Field, value: Any, path: Path) -> Any:
        """Return a table of texts."""
        if not isinstance(value, dict):
            return self.wrong("NN013", path, say.unfit(kind, field, value, path))
        if not say.fits(field, len(value)):
            return self.wrong("NN014", path, say.length(field, value, path))
        for name in value:
            if not say.encodable(name):
                self.wrong("NN013", (*path, name), (say.HALF, say.WHOLE))
            elif len(name) > LONGEST:
                self.wrong("NN014", path, say.long_key(name, LONGEST))
        items = {
            k: self.value(Text(), field.item, v, (*path, k)) for k, v in value.items()
        }
        return WRONG if any(item is WRONG for item in items.values()) else items

    def kinds(self, kind: Kinds, field: Field, value: Any, path: Path) -> Any:
        """Return a table of the kind that its `type`, or a bare name, selects."""
        if isinstance(value, str) and kind.bare:
            model = kind.named(value)
            if model is None:
                return self.take(closed.unknown(kind, field, value, path))
            if lines.lacks(model):
                return self.wrong("NN011", path, closed.too_short(model, field, path))
            return model()
        if not isinstance(value, dict):
            if say.is_lone_table(value):
                self.value(kind, field, value[0], (*path, 0))
            return self.wrong("NN013", path, say.unfit(kind, field, value, path))
        tag = tables.tag(kind, value)
        pick = tables.guess(kind, value, value.get(tag))
        rest = {k: v for k, v in value.items() if k != tag}
        if tag != "type" or not kind.named(value[tag]):
            self.unselected(kind, value, tag, path)
        if pick.model:
            return self.fill(pick, rest, path)
        if any(key in model.fields for model in kind.models for key in rest):
            # whichever it is: what its likeliest kinds agree on holds
            pick = pick._replace(model=tables.likeliest(kind.models, value)[0])
            self.strays(pick, rest, path)
            common = {k: v for k, v in rest.items() if tables.agreed(kind, k)}
            self.fill(pick, common, path)
        return WRONG

    def unselected(self, kind: Kinds, data: Data, tag: str, path: Path) -> None:
        """Say why no `type` selects a table's kind."""
        if not tag:
            self.wrong("NN011", (*path, "type"), keys.untyped(kind, data))
        elif tag != "type":
            self.wrong("NN012", (*path, tag), ("unknown key", 'did you mean "type"?'))
        if tag and not kind.named(data[tag]):
            found = closed.outside(kind.names, data[tag], (*path, tag), "type")
            hint = tables.wrapped(kind, data[tag]) or found.hint
            self.take(replace(found, hint=hint + closed.aside(kind, data[tag])))

    def table(self, kind: Table, field: Field, data: Any, path: Path) -> Any:
        """Return a table with the keys of its model."""
        if not isinstance(data, dict):
            if path and say.is_lone_table(data):
                self.table(kind, field, data[0], (*path, 0))
            return self.wrong("NN013", path, say.unfit(kind, field, data, path))
        return self.fill(tables.Pick(kind.model), data, path)

    def fill(self, pick: tables.Pick, data: Data, path: Path) -> Any:
        """Return a model of the values of a table, whose type is left out."""
        if not path and (outer := keys.wrapper(pick.model, data)):
            self.wrong("NN012", (outer,), keys.UNWRAP)
            return self.fill(pick, self.lent | data[outer], (outer,)) and WRONG
        before, values, fields = len(self.findings), {}, pick.model.fields
        meant = self.strays(pick, data, path)
        if not path:
            unsaid = {k: v for k, v in self.lent.items() if k not in meant.values()}
            data = unsaid | data
        for key, value in data.items():
            name = meant.get(key, key)
            if name in fields:
                field = fields[name]
                value = places.turned(field, key, value)
                values[name] = self.value(field.type, field, value, (*path, key))
        for name, field in fields.items():
            if pick.sure and field.required and name not in (*values, "type"):
                self.wrong("NN011", (*path, name), keys.missing(name, field, path))
        if not pick.sure or len(self.findings) > before:
            return WRONG
        found = pick.model(**values)
        for key, *said in found.conflicts():
            self.wrong("NN016", (*path, key), (said[0], said[1]))
        return found if len(self.findings) == before else WRONG

    def strays(self, pick: tables.Pick, data: Data, path: Path) -> dict[str, str]:
        """Say which keys are unknown, and return the key that each must mean, or ""."""
        strange = keys.strange(pick, data)
        meant: dict[str, str] = {}
        for i, key in enumerate(strange):
            if i == SOME:
                self.wrong("NN012", (*path, key), keys.many(len(strange) - i))
                break
            free = keys.free(pick.model, data, key, self.root)
            said = keys.stray(key, data[key], free, pick, self.root)
            self.wrong("NN012", (*path, key), said)
            found = near(key, free, CLOSE)
            meant[key] = next((n for n in found if n not in meant.values()), "")
        return meant
