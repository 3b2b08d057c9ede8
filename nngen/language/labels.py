"""Labels of classes: the order of their indices, and the names they stand for."""

from collections.abc import Iterable, Iterator
from math import isfinite

from nngen.finding import Finding
from nngen.words import did_you_mean, key, listing, quoted, written

MOST_CLASSES = 2**16
TOLD = 20  # labels that are told one by one
LOOKS = 1000  # at labels, to tell what a wrong one may mean


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
    """Find where a class_map is not about these labels, or names two classes alike.

    Of each that is wrong a few are told one by one.
    """
    if class_map is None:
        return
    there = set(labels)
    lacking = [label for label in labels if label not in class_map]
    for label in lacking[:TOLD]:
        message = f"the label {quoted(label)} has no name"
        hint = f"add `{key(label)} = {written(label)}` to it"
        if question := did_you_mean(label, list(class_map)[:LOOKS]):
            hint = f"{question} else {hint}"
        message += more(lacking, label, "have none")
        yield Finding("NN032", ("class_map",), message, hint)
    strange = [label for label in class_map if label not in there]
    for label in strange[:TOLD]:
        question = did_you_mean(label, labels[:LOOKS])
        hint = f"{question} it has" if question else "write one that it has,"
        message = f"the data has no label {quoted(label)}"
        message += more(strange, label, "are not there")
        hint = f"{hint} {listing(list(labels))}"
        yield Finding("NN032", ("class_map", label), message, hint)
    yield from check_names({k: v for k, v in class_map.items() if k in there})


def check_names(class_map: dict[str, str]) -> Iterator[Finding]:
    """Find two classes of one name."""
    first: dict[str, str] = {}
    twice = [k for k, v in class_map.items() if first.setdefault(v, k) != k]
    for label in twice[:TOLD]:
        name = class_map[label]
        message = f"{quoted(name)} is the name of {quoted(first[name])} too"
        message += more(twice, label, "have names of others")
        hint = "give each class its own name"
        yield Finding("NN032", ("class_map", label), message, hint)


def more(wrong: list[str], label: str, what: str) -> str:
    """Return how many more are wrong, behind the last that is told by itself."""
    left = len(wrong) - TOLD
    last = left > 0 and label == wrong[TOLD - 1]
    return f", and {left} more {what}" if last else ""
