"""Labels of classes: the order of their indices, and the names they stand for."""

from collections.abc import Iterable, Iterator
from math import isfinite

from nngen.finding import Finding
from nngen.words import did_you_mean, key, listing, quoted

MOST_CLASSES = 2**16


def in_order(labels: Iterable[str]) -> list[str]:
    """Return labels in the order of classes: numbers by value, texts by alphabet."""
    texts = sorted(labels)
    try:
        return sorted(texts, key=to_number)
    except ValueError:
        return texts


def to_number(text: str) -> float:
    """Return the number that a text is; raises ValueError where it is none."""
    value = float(text)
    if not isfinite(value):
        raise ValueError(text)
    return value


def check_map(
    class_map: dict[str, str] | None, labels: tuple[str, ...]
) -> Iterator[Finding]:
    """Find where a class_map is not about these labels, or names two classes alike."""
    if class_map is None:
        return
    for label in labels:
        if label not in class_map:
            message = f"the label {quoted(label)} has no name"
            question = did_you_mean(label, list(class_map))
            hint = f"{question} else " if question else ""
            hint += f"add `{key(label)} = {quoted(label)}` to it"
            yield Finding("NN032", ("class_map",), message, hint)
    seen: dict[str, str] = {}
    for label, name in class_map.items():
        place = ("class_map", label)
        if label not in labels:
            question = did_you_mean(label, list(labels))
            hint = f"{question} it has" if question else "write one that it has,"
            message = f"the data has no label {quoted(label)}"
            yield Finding("NN032", place, message, f"{hint} {listing(list(labels))}")
        elif name in seen:
            message = f"{quoted(name)} is the name of {quoted(seen[name])} too"
            yield Finding("NN032", place, message, "give each class its own name")
        seen.setdefault(name, label)
