"""A spec with every default written out; it means the same."""

import json
from typing import Any

from nngen.language.spec import Spec
from nngen.words import key, written


def resolved(spec: Spec, form: str) -> str:
    """Return a spec as TOML or JSON, with all keys that have a value."""
    data = without_none(spec.model_dump(mode="json"))
    if form == "json":
        return json.dumps(data, indent=2) + "\n"
    plain = [f"{key(k)} = {written(v)}" for k, v in data.items() if not has_header(v)]
    blocks = ["\n".join(plain)]
    for name, value in data.items():
        if has_header(value):
            many = isinstance(value, list)
            header = f"[[{name}]]" if many else f"[{name}]"
            for table in value if many else [value]:
                lines = [f"{key(k)} = {written(v)}" for k, v in table.items()]
                blocks.append("\n".join([header, *lines]))
    return "\n\n".join(blocks) + "\n"


def without_none(value: Any) -> Any:
    """Return data without keys that have no value, which TOML cannot write."""
    if isinstance(value, dict):
        return {k: without_none(v) for k, v in value.items() if v is not None}
    return list(map(without_none, value)) if isinstance(value, list) else value


def has_header(value: Any) -> bool:
    """Return whether a value of the top level is a table or an array of tables."""
    return isinstance(value, dict | list)
