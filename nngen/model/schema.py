"""The JSON Schema of a model, for editors and other validators.

It bears the label of draft-07, which most tools know. A table of one of several kinds
is a `oneOf` with the discriminator of OpenAPI, by which editors complete its keys.
"""

from typing import Any

from nngen.model.lines import lacks, sample
from nngen.model.model import Field, Model, Tagged, plain
from nngen.model.types import (
    LONGEST,
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

Schema = dict[str, Any]
SIGNS = {
    "ge": "minimum",
    "gt": "exclusiveMinimum",
    "le": "maximum",
    "lt": "exclusiveMaximum",
    "pattern": "pattern",
}
SIZES = {
    Text: ("minLength", "maxLength"),
    Array: ("minItems", "maxItems"),
    Texts: ("minProperties", "maxProperties"),
}


def json_schema(model: type[Model], title: str, lent: tuple[str, ...]) -> Schema:
    """Return the JSON Schema of documents, which may leave out what is lent to them."""
    found: dict[str, Schema] = {}
    document = table(model, found)
    document["properties"]["$schema"] = {
        "description": "Where editors find this schema; nngen ignores it.",
        "type": "string",
    }
    document["required"] = [n for n in document["required"] if n not in lent]
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": title,
        **document,
        "definitions": dict(sorted(found.items())),
    }


def table(model: type[Model], found: dict[str, Schema]) -> Schema:
    """Return the schema of a table, and put those of the tables beneath into found."""
    fields = model.fields.items()
    required = [name for name, field in fields if field.required]
    return {
        "description": summary(model),
        "type": "object",
        "additionalProperties": False,
        **({"required": required} if required else {}),
        "properties": {name: key(model, name, field, found) for name, field in fields},
    }


def summary(model: type[Model]) -> str:
    """Return what a model is, in a sentence."""
    return (model.__doc__ or "").split("\n")[0]


def key(
    model: type[Model], name: str, field: Field, found: dict[str, Schema]
) -> Schema:
    """Return the schema of the values of a key."""
    if name == "type" and issubclass(model, Tagged):
        return {"description": summary(model), "const": model.selector()}
    about: Schema = {"description": field.description}
    if field.required or field.default is None:
        about["examples"] = [plain(sample(field.type, field))]
    elif not isinstance(field.type, Table):
        about["default"] = bare(field.default)
    return of(field.type, found) | about | limits(field)


def bare(default: Any) -> Any:
    """Return a default as a document would write it."""
    if isinstance(default, Tagged) and default.bare and default == type(default)():
        return default.selector()
    return plain(default)


def limits(field: Field) -> Schema:
    """Return the bounds of a key's values."""
    told = {SIGNS[s]: limit for s, limit in field.limits.items() if s in SIGNS}
    least, most = SIZES.get(type(field.type), ("", ""))
    names = {"min_length": least, "max_length": most}
    sizes = {names[s]: limit for s, limit in field.limits.items() if s in names}
    if isinstance(field.type, Array) and told:  # they are those of its numbers
        return {"items": of(field.type.item, {}) | told} | sizes
    return told | sizes


def of(kind: Type, found: dict[str, Schema]) -> Schema:
    """Return the schema of a type."""
    match kind:
        case Number(whole=whole):
            return {"type": "integer" if whole else "number"}
        case Text():
            return {"type": "string", "maxLength": LONGEST}
        case Flag():
            return {"type": "boolean"}
        case Choice(names=names):
            return {"enum": list(names)}
        case Array(item=item):
            return {"type": "array", "items": of(item, found)}
        case Texts():
            return {
                "type": "object",
                "propertyNames": {"maxLength": LONGEST},
                "additionalProperties": of(Text(), found),
            }
        case Table(model=model):
            return table(model, found)
        case Kinds():
            return one_of(kind, found)


def one_of(kind: Kinds, found: dict[str, Schema]) -> Schema:
    """Return the schema of a table of one of several kinds, or of its bare name."""
    names = {model.selector(): place(model) for model in kind.models}
    for model, name in zip(kind.models, names.values(), strict=True):
        if name not in found:
            found[name] = table(model, found)
    places = {selector: f"#/definitions/{name}" for selector, name in names.items()}
    tables: Schema = {
        "oneOf": [{"$ref": reference} for reference in places.values()],
        "discriminator": {"propertyName": "type", "mapping": places},
    }
    short = [m.selector() for m in kind.models if not lacks(m)]
    return {"anyOf": [{"enum": short}, tables]} if kind.bare else tables


def place(model: type[Tagged]) -> str:
    """Return the name of a kind among the definitions: layers.dense."""
    return f"{model.__module__.rpartition('.')[2]}.{model.selector()}"
