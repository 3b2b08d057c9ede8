"""Any data as a document of either language."""

import json
from typing import Any


class Raw(str):
    """Text that stands in a document as it is."""


def write(data: Any, json_text: bool) -> str:
    """Return data as a document."""
    if json_text or not isinstance(data, dict):
        return value(data, json_text)
    plain = {k: v for k, v in data.items() if not headed(k, v)}
    text = "".join(f"{name(k)} = {value(v, False)}\n" for k, v in plain.items())
    for key, tables in data.items():
        if headed(key, tables):
            many = isinstance(tables, list)
            for table in tables if many else [tables]:
                text += f"\n[[{key}]]\n" if many else f"\n[{key}]\n"
                text += "".join(
                    f"{name(k)} = {value(v, False)}\n" for k, v in table.items()
                )
    return text


def headed(key: str, tables: Any) -> bool:
    """Return whether a table of the top level stands under a header."""
    inner = tables if isinstance(tables, list) else [tables]
    return (
        key.isidentifier() and bool(inner) and all(isinstance(t, dict) for t in inner)
    )


def name(key: str) -> str:
    """Return a key of TOML."""
    return key if key.isidentifier() and key.isascii() else value(key, False)


def value(data: Any, json_text: bool) -> str:
    """Return a value; that of JSON has lines."""
    if isinstance(data, Raw):
        return str(data)
    end = "\n" if json_text else " "
    if isinstance(data, dict):
        sign = ":" if json_text else " ="
        write_key = json.dumps if json_text else name
        pairs = [f"{write_key(k)}{sign} {value(v, json_text)}" for k, v in data.items()]
        return f"{{{end}{f',{end}'.join(pairs)}{end}}}"
    if isinstance(data, list):
        return f"[{f',{end}'.join(value(item, json_text) for item in data)}]"
    if isinstance(data, str) and "\ud800" <= max(data, default="") < "\ue000":
        return json.dumps(data)
    return json.dumps(data, ensure_ascii=len(str(data)) % 2 == 0).replace(
        "\x7f", "\\u007f"
    )
