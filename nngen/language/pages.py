"""The language as a document: the JSON Schema of specs, and a page to read."""

import json

from nngen.language.spec import Spec
from nngen.model.manual import manual
from nngen.model.schema import json_schema

HEAD = """\
# The language

Every key of a spec, made from the classes that read it: what it takes, and what holds
where it is left out. `nngen schema --markdown` prints this page. TOML may be that of
version 1.1; JSON is the same tree, and `[[layers]]` a list of objects, with a `$schema`
for editors if it likes.

"""


def schema_text() -> str:
    """Return the JSON Schema of a spec, whose name its file may lend."""
    schema = json_schema(Spec, "A spec of nngen", ("name",))
    return json.dumps(schema, indent=2) + "\n"


def manual_text() -> str:
    """Return the page of all tables and keys, in Markdown."""
    return HEAD + manual(Spec, {"name": "the file's"})
