"""What to say of words that are not of a closed set, or that need more than a word."""

import re
from typing import Any

from nngen.finding import Finding, Path
from nngen.model import lines
from nngen.model.model import Field, Tagged
from nngen.model.types import Kinds, Number
from nngen.record import replace
from nngen.words import Words, did_you_mean, fold, key, quoted, shown, written


def one_of(names: Words, name: str | int, likely: str = "") -> str:
    """Return what to write for a key, or an element, of a closed set."""
    known = list(names)
    first = likely or known[0]
    line = ("" if isinstance(name, int) else f"{key(name)} = ") + written(first)
    if likely and known[1:]:
        return f"write `{line}`, one of {', '.join(known)}"
    others = f", or {', '.join(known[1:])}" if known[1:] else ""
    return f"write `{line}`{others}"


def outside(names: Words, value: Any, path: Path, name: str | None) -> Finding:
    """Speak of a value that is not one of a closed set; `name` is its key."""
    last = path[-1] if isinstance(path[-1], int) else name or path[-1]
    hint = one_of(names, last)
    if not isinstance(value, str):
        return Finding("NN013", path, f"{shown(value)} is not text", hint)
    if guess := did_you_mean(plain_word(value), names):
        hint = f"{guess} one of {', '.join(names)}" if len(list(names)) > 1 else guess
    return Finding("NN015", path, f"{quoted(value)} is not known here", hint)


def unknown(kind: Kinds, field: Field, word: str, path: Path) -> Finding:
    """Speak of a bare name that is not a kind's."""
    found = outside(kind.names, word, path, field.name)
    table = numbered(kind, word)
    return (
        replace(found, hint=lines.write(kind, field, path, table)) if table else found
    )


def aside(kind: Kinds, word: Any) -> str:
    """Return how what a name means elsewhere differs, behind a semicolon, or ""."""
    name = fold(plain_word(word)) if isinstance(word, str) else ""
    found = {fold(k): v for model in kind.models for k, v in model.asides.items()}
    return f"; {found[name]}" if name in found else ""


def numbered(kind: Kinds, word: str) -> dict[str, Any] | None:
    """Return the table that a name with a number means: top_5 is top_k with k = 5."""
    stem, _, digits = word.rpartition("_")
    known = {model.selector(): model.fields for model in kind.models}
    for name, fields in known.items():
        start, _, key = name.rpartition("_")
        whole = key in fields and fields[key].type == Number(whole=True)
        if whole and start == stem and re.fullmatch("[0-9]{1,9}", digits):
            return {"type": name, key: int(digits)}
    return None


def plain_word(text: str) -> str:
    """Return a name without the module before it and the brackets behind: nn.ReLU()."""
    name = re.fullmatch(r"(?:[A-Za-z_]\w*\.)*([A-Za-z_]\w*)(?:\(\))?", text)
    return name[1] if name else text


def too_short(model: type[Tagged], field: Field, path: Path) -> tuple[str, str]:
    """Speak of a bare name whose table must say more."""
    table = lines.example(model)
    needs = " and ".join(name for name in table if name != "type")
    message = f"{quoted(model.selector())} needs {needs}"
    return message, lines.write(field.type, field, path, table)
