"""The language as a document: the JSON Schema of specs."""

import json

from nngen.model.schema import json_schema
from nngen.spec import Spec


def schema_text() -> str:
    """Return the JSON Schema of a spec, whose name its file may lend."""
    schema = json_schema(Spec, "A spec of nngen", ("name",))
    return json.dumps(schema, indent=2) + "\n"
