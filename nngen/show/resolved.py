"""A spec with every default written: another spec, which means the same."""

import json
from typing import Any

from nngen.language.spec import Spec
from nngen.words import key, written


def resolved(spec: Spec, form: str) -> str:
    """Return a spec as TOML or JSON, all its keys but those without a value."""
    data = without_nothing(spec.dump())
    if form == "json":
        return json.dumps(data, indent=2) + "\n"
    plain = [f"{key(k)} = {written(v)}" for k, v in data.items() if not headed(v)]
    blocks = ["\n".join(plain)]
    for name, value in data.items():
        if headed(value):
            many = isinstance(value, list)
            header = f"[[{name}]]" if many else f"[{name}]"
            for table in value if many else [value]:
                lines = [f"{key(k)} = {written(v)}" for k, v in table.items()]
                blocks.append("\n".join([header, *lines]))
    return "\n\n".join(blocks) + "\n"


def without_nothing(value: Any) -> Any:
    """Return data without keys that have no value, which TOML cannot write."""
    if isinstance(value, dict):
        return {k: without_nothing(v) for k, v in value.items() if v is not None}
    return list(map(without_nothing, value)) if isinstance(value, list) else value


def headed(value: Any) -> bool:
    """Tell whether a value of the top level is a table, or tables, under headers."""
    return isinstance(value, dict | list)
