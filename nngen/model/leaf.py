"""Values without anything beneath: numbers, texts, flags, words of a closed set."""

from math import isfinite
from typing import Any

from nngen.finding import Finding, Path
from nngen.model import closed, lines, say
from nngen.model.model import Field
from nngen.model.types import Choice, Flag, Number, Text, Type


def usable(field: Field, value: Any) -> Any:
    """Return a value if a field takes it, or what it must mean, or else an example."""
    kind = field.type
    for found in (value, lines.meant(kind, value)):
        if not isinstance(leaf(kind, field, found, ("",)), Finding):
            return found
    return lines.sample(kind, field)


def leaf(kind: Type, field: Field, value: Any, path: Path) -> Any:
    """Return a value as a model has it, or the finding that says why not."""
    match kind:
        case Number():
            return number(kind, field, value, path)
        case Text():
            return text(field, value, path)
        case Choice(names=names):
            return choice(names, value, path, field.name)
        case Flag() if isinstance(value, bool):
            return value
    return Finding("NN013", path, *say.unfit(kind, field, value, path))


def number(kind: Number, field: Field, value: Any, path: Path) -> Any:
    """Return a number within the bounds of its field."""
    fits = isinstance(value, int if kind.whole else int | float)
    if not fits or isinstance(value, bool) or not finite(value):
        return Finding("NN013", path, *say.unfit(kind, field, value, path))
    if not say.within(field, value):
        return Finding("NN014", path, *say.beyond(kind, field, value, path))
    return value if kind.whole else float(value)


def finite(value: float) -> bool:
    """Tell whether a number is neither infinite nor none; a whole one may be huge."""
    return isinstance(value, int) or isfinite(value)


def text(field: Field, value: Any, path: Path) -> Any:
    """Return a text as long as its field allows, a name where it is one."""
    if not isinstance(value, str) or not say.encodable(value):
        return Finding("NN013", path, *say.unfit(Text(), field, value, path))
    if not say.fits(field, len(value)):
        return Finding("NN014", path, *say.length(field, value, path))
    if not say.named(field, value):
        return Finding("NN021", path, *say.misnamed(value, path))
    return value


def choice(names: tuple[str, ...], value: Any, path: Path, name: str | None) -> Any:
    """Return one of a closed set."""
    if isinstance(value, str) and value in names:
        return value
    return closed.outside(list(names), value, path, name)
