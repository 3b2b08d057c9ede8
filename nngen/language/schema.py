"""The JSON Schema of specs: pydantic's own, in a form that suits all editors.

A table of several kinds stands in it twice:

    anyOf: oneOf with a discriminator, or any table
    allOf: if the type is dense, then the keys of dense; ...

Editors such as tombi complete keys from the `oneOf`. Since any table passes beside it,
only the conditions report errors: "unitz is not allowed" in a dense layer, where of a
failed `oneOf` others such as taplo say no more than that no alternative fits.
"""

import json
from typing import Any, cast

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue
from pydantic_core import core_schema

from nngen.language.base import Kind, Table
from nngen.language.spec import Spec

TOP = {
    "$schema": "http://json-schema.org/draft-07/schema#",  # which most tools know
    "title": "A spec of nngen",
}
LINK = {
    "description": "Where editors find this schema; nngen ignores it.",
    "type": "string",
}
OPEN = {"type": "object", "additionalProperties": True}  # else tombi warns of each key


class Worded(GenerateJsonSchema):
    """pydantic's schema without titles, with defaults as a spec writes them."""

    def generate(
        self, schema: core_schema.CoreSchema, mode: JsonSchemaMode = "validation"
    ) -> JsonSchemaValue:
        """Return the schema of documents, whose name their file may lend."""
        found = super().generate(schema, mode)
        found["required"].remove("name")
        found["properties"]["$schema"] = LINK
        definitions = {"definitions": found.pop("$defs")}
        return TOP | found | definitions

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Return False: a key is its own title."""
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """Return the schema of a table; one of a kind must have its `type`."""
        found, model = super().model_schema(schema), schema["cls"]
        del found["title"]
        found["description"] = summary(model)
        if issubclass(model, Kind):
            found["required"] = ["type", *found.get("required", ())]
            about = {"description": summary(model), "const": model.selector()}
            found["properties"]["type"] = about
        return found

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Return the schema of a key, with its default if a spec can write it."""
        default = as_written(schema["default"])
        if default is None or isinstance(default, Table):
            return self.generate_inner(schema["schema"])
        return super().default_schema(schema)

    def encode_default(self, dft: Any) -> Any:
        """Return a default as a spec writes it."""
        return as_written(dft)

    def tagged_union_schema(
        self, schema: core_schema.TaggedUnionSchema
    ) -> JsonSchemaValue:
        """Return the schema of a table of several kinds."""
        tables = super().tagged_union_schema(schema)
        return {
            "examples": [example(self.kinds(tables)[0])],
            "anyOf": [tables, True],
            "if": True,
            "then": chosen(tables),
        }

    def function_before_schema(
        self, schema: core_schema.BeforeValidatorFunctionSchema
    ) -> JsonSchemaValue:
        """Return the schema of a table of several kinds, or of a name in its place."""
        union = cast(core_schema.TaggedUnionSchema, schema["schema"])  # as Named has it
        tables = super().tagged_union_schema(union)
        tags = map(example, self.kinds(tables))
        names = {"enum": [tag["type"] for tag in tags if len(tag) == 1]}
        return {
            "anyOf": [names, tables, OPEN],
            "if": {"type": "string"},
            "then": names,
            "else": chosen(tables),
        }

    def kinds(self, tables: JsonSchemaValue) -> list[JsonSchemaValue]:
        """Return the schemas of the kinds that a table may be of."""
        places = tables["discriminator"]["mapping"].values()
        return [self.get_schema_from_definitions(place) or {} for place in places]


def example(kind: JsonSchemaValue) -> dict[str, Any]:
    """Return a table that holds what it must."""
    keys = {name: kind["properties"][name] for name in kind["required"]}
    return {name: key.get("const") or key["examples"][0] for name, key in keys.items()}


def chosen(tables: JsonSchemaValue) -> JsonSchemaValue:
    """Return the schema of a table that must be as the kind that its `type` selects."""
    places = tables["discriminator"]["mapping"]
    return {
        **OPEN,
        **selected({"enum": [*places]}),
        "allOf": [
            {
                "if": {"type": "object"} | selected({"const": name}),
                "then": {"$ref": place},
            }
            for name, place in places.items()
        ],
    }


def selected(name: JsonSchemaValue) -> JsonSchemaValue:
    """Return the schema of tables whose `type` is as another schema says."""
    return {"required": ["type"], "properties": {"type": name}}


def as_written(default: Any) -> Any:
    """Return a default as a document would write it: a kind without options by name."""
    if not isinstance(default, Kind):
        return default
    options = default.model_dump(exclude_unset=True)
    return {"type": default.type, **options} if options else default.type


def summary(model: type[Table]) -> str:
    """Return what a table is, in a sentence."""
    return (model.__doc__ or "").split("\n")[0]


def schema_text() -> str:
    """Return the JSON Schema of a spec."""
    schema = Spec.model_json_schema(
        ref_template="#/definitions/{model}", schema_generator=Worded
    )
    return json.dumps(schema, indent=2) + "\n"
