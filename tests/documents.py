"""Specs as documents, so that findings speak of them in TOML."""

import json
from pathlib import Path
from typing import Any

from nngen.reading.load import Source


def toml_value(value: Any) -> str:
    """Return a value as TOML writes it, in whose strings no half characters stand."""
    if isinstance(value, dict):
        pairs = [f"{toml_value(k)} = {toml_value(v)}" for k, v in value.items()]
        return f"{{ {', '.join(pairs)} }}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(toml_value, value))}]"
    if isinstance(value, str):
        whole = json.dumps(value, ensure_ascii=False)
        return whole.replace("\x7f", "\\u007f")
    return json.dumps(value)


def toml_source(spec: dict[str, Any], folder: Path = Path()) -> Source:
    """Return a spec as a TOML document that lies in a folder.

    It is JSON where it holds half a surrogate pair, which TOML cannot.
    """
    lines = [f"{name} = {toml_value(value)}\n" for name, value in spec.items()]
    try:
        return Source("x.toml", "".join(lines).encode(), None, False, folder)
    except UnicodeEncodeError:
        return Source("x.json", json.dumps(spec).encode(), None, True, folder)
