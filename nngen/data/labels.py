"""Labels of classes: their order, the names they stand for, how many there are."""

from collections.abc import Iterable, Iterator
from math import isfinite

from nngen.edits import pair
from nngen.finding import Finding
from nngen.hints.near import did_you_mean
from nngen.words import count, listing, quoted

MOST_REPORTED = 20  # labels with a finding of their own
MOST_COMPARED = 1000  # labels searched for the one that was meant


def in_order(labels: Iterable[str]) -> list[str]:
    """Return labels in the order of classes: numbers by value, else by alphabet."""
    texts = sorted(labels)
    try:
        return sorted(texts, key=to_number)
    except ValueError:
        return texts


def to_number(text: str) -> float:
    """Return a text as a finite number; raises ValueError."""
    value = float(text)
    if not isfinite(value):
        raise ValueError(text)
    return value


def has_fractions(labels: list[str]) -> bool:
    """Return whether labels are numbers, and not all of them whole."""
    try:
        return any(to_number(label) % 1 for label in labels)
    except ValueError:
        return False


def check_map(
    class_map: dict[str, str] | None, labels: tuple[str, ...]
) -> Iterator[Finding]:
    """Find labels without a name, names without a label, and classes named alike."""
    if class_map is None:
        return
    known = set(labels)
    yield from check_unnamed([x for x in labels if x not in class_map], class_map)
    yield from check_unknown([x for x in class_map if x not in known], labels)
    yield from check_alike({k: v for k, v in class_map.items() if k in known})


def check_unnamed(unnamed: list[str], class_map: dict[str, str]) -> Iterator[Finding]:
    """Find labels without a name."""
    for label in unnamed[:MOST_REPORTED]:
        message = f"the label {quoted(label)} has no name"
        message += and_more(unnamed, label, "have none")
        hint = "add " + pair(label, label) + " to it"
        if question := did_you_mean(label, list(class_map)[:MOST_COMPARED]):
            hint = f"{question} else " + hint
        yield Finding("NN032", ("class_map",), message, hint)


def check_unknown(unknown: list[str], labels: tuple[str, ...]) -> Iterator[Finding]:
    """Find names for labels that the data does not have."""
    for label in unknown[:MOST_REPORTED]:
        message = f"the data has no label {quoted(label)}"
        message += and_more(unknown, label, "are not there")
        question = did_you_mean(label, labels[:MOST_COMPARED])
        hint = f"{question} it has" if question else "write one that it has,"
        hint = f"{hint} {listing(list(labels))}"
        yield Finding("NN032", ("class_map", label), message, hint)


def check_alike(class_map: dict[str, str]) -> Iterator[Finding]:
    """Find two classes with one name."""
    first: dict[str, str] = {}
    twice = [k for k, v in class_map.items() if first.setdefault(v, k) != k]
    for label in twice[:MOST_REPORTED]:
        name = class_map[label]
        message = f"{quoted(name)} is the name of {quoted(first[name])} too"
        message += and_more(twice, label, "have names of others")
        hint = "give each class its own name"
        yield Finding("NN032", ("class_map", label), message, hint)


def and_more(wrong: list[str], label: str, what: str) -> str:
    """Return how many more are wrong, if this is the last that is reported."""
    left = len(wrong) - MOST_REPORTED
    last = left > 0 and label == wrong[MOST_REPORTED - 1]
    return f", and {left} more {what}" if last else ""


def other_classes(labels: tuple[str, ...], stated: int) -> Finding:
    """Return the finding of a file with more or fewer classes than stated."""
    message = f"the file has {count(len(labels), 'class')}, not {stated}"
    hint = "write " + pair("classes", len(labels))
    hint += f": they are {listing(list(labels))}"
    return Finding("NN032", ("classes",), message, hint)
