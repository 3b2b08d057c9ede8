"""How [split] divides the rows, and whether each part gets enough of them."""

from collections.abc import Iterator
from math import exp, lgamma

from nngen.data.facts import Found
from nngen.edits import header, pair
from nngen.finding import Finding
from nngen.hints.near import did_you_mean
from nngen.language.spec import Spec, Split
from nngen.words import count, quoted

RISK = 0.01  # how likely a part may lack a class before it is reported
Counts = list[tuple[str, int]]  # classes and their rows
STRATIFIED = "write " + pair("method", "stratified")


def asked(split: Split) -> dict[str, float]:
    """Return the parts that are held out with their shares; test is drawn first."""
    shares = {"test": split.test, "validation": split.validation}
    return {part: share for part, share in shares.items() if share}


def sizes(split: Split, rows: int) -> dict[str, int]:
    """Return how many of the rows each part gets."""
    least = 1 if split.method == "stratified" else 0
    parts = {p: max(least, round(share * rows)) for p, share in asked(split).items()}
    return parts | {"training": rows - sum(parts.values())}


def training_rows(split: Split | None, found: Found) -> int | None:
    """Return how many rows training sees, if that is known."""
    if split is None or found.rows is None:
        return found.rows
    if split.method == "stratified":
        return sum(sizes(split, rows)["training"] for rows, _ in found.tally)
    return sizes(split, found.rows)["training"]


def check_held(spec: Spec) -> Iterator[Finding]:
    """Find a [split] that no data could satisfy."""
    split = spec.split
    if split is None:
        return
    if spec.validation_data is not None:
        message = "rows are held out of the data, and [validation_data] has others"
        hint = "leave out " + header("split") + " or " + header("validation_data")
        yield Finding("NN033", ("split",), message, hint)
    if not asked(split):
        hint = "write " + pair("validation", 0.2)
        yield Finding("NN033", ("split",), "no part is asked for", hint)
    if split.method == "stratified" and spec.targets == "values" in spec.data.gives:
        message = "the targets are numbers: there are no classes to hold shares of"
        hint = "write " + pair("method", "random")
        yield Finding("NN033", ("split", "method"), message, hint)
    taken = split.validation + split.test
    if taken >= 1:
        message = f"validation and test take {taken:g} of the rows, and leave none"
        hint = "write less, as " + pair("validation", 0.2)
        hint += " and " + pair("test", 0.2)
        yield Finding("NN033", ("split",), message, hint)


def check_split(
    split: Split, found: Found, names: tuple[str, ...] | None
) -> Iterator[Finding]:
    """Find parts without rows, or without a class."""
    if not found.tally:
        return
    named = dict(zip(found.labels or (), names or (), strict=False))
    called = [quoted(named.get(label, label)) for label in found.seen]
    numbers = [rows for rows, _ in found.tally]
    if split.method == "stratified":
        yield from check_groups(split, list(zip(called, numbers, strict=True)), found)
        return
    rows = sum(numbers)
    parts = sizes(split, rows)
    empty = list(check_empty(split, parts, rows))
    yield from empty
    if empty or not called:
        return
    if split.method == "last":
        yield from check_last(found, parts["training"], called)
    else:
        yield from check_chance(list(zip(called, numbers, strict=True)), parts)


def check_empty(split: Split, parts: dict[str, int], rows: int) -> Iterator[Finding]:
    """Find parts without a row."""
    for part, share in asked(split).items():
        if not parts[part]:
            message = f"{share:g} of {rows} rows is no row"
            hint = "write " + pair(part, share_of_one(rows)) + " or more"
            yield Finding("NN033", ("split", part), message, hint)
    if parts["training"] < 1:
        message = f"of {rows} rows none is left for training"
        hint = "write less, as " + pair(min(asked(split)), 0.1)
        yield Finding("NN033", ("split",), message, hint)


def share_of_one(rows: int) -> float:
    """Return a share with few digits that gives at least one row."""
    digits = len(str(rows))
    return next(
        share
        for n in range(digits, digits + 3)
        if round((share := round(1 / rows, n)) * rows)
    )


def check_groups(split: Split, counts: Counts, found: Found) -> Iterator[Finding]:
    """Find classes with fewer rows than there are parts; the first is reported."""
    small = [i for i, (_, n) in enumerate(counts) if sizes(split, n)["training"] < 1]
    if not small:
        return
    label, rows = counts[small[0]]
    line = f" (line {found.lines[small[0]]})" if found.lines else ""
    parts = len(sizes(split, rows))
    message = f"the class {label}{line} has {count(rows, 'row')}"
    message += f" for {parts} parts"
    if rows >= parts:
        message += " and such shares leave none for training"
    if small[1:]:
        message += f", and {len(small) - 1} more have too few"
    others = [seen for i, seen in enumerate(found.seen) if i not in small]
    question = did_you_mean(found.seen[small[0]], others) if found.lines else ""
    hint = f"{question} else " if question else ""
    hint += "give it more rows"
    hint += ", or hold out less" if rows >= parts else ", or leave it out"
    yield Finding("NN033", ("split",), message, hint)


def check_last(found: Found, left: int, called: list[str]) -> Iterator[Finding]:
    """Find classes that only the last rows have."""
    for name, (_, first) in zip(called, found.tally, strict=True):
        if first < left:
            continue
        message = f"the class {name} is in the last rows only"
        message += ", so training would never see it"
        yield Finding("NN033", ("split", "method"), message, STRATIFIED)


def check_chance(counts: Counts, parts: dict[str, int]) -> Iterator[Finding]:
    """Find classes so small that a part drawn at random may well lack one."""
    rows = sum(count for _, count in counts)
    risks = [
        (absence(rows, count, size), label, part)
        for label, count in counts
        for part, size in parts.items()
    ]
    total = min(0.99, sum(risk for risk, _, _ in risks))
    if total > RISK:
        _, label, part = max(risks)
        message = (
            f"a part lacks a class with a chance of {total:.0%}, "
            f"most likely {part} the class {label}"
        )
        yield Finding("NN033", ("split", "method"), message, STRATIFIED)


def absence(rows: int, count: int, size: int) -> float:
    """Return the chance that none of `count` rows is among `size` drawn from `rows`.

    That is C(rows - count, size) / C(rows, size).
    """
    others = rows - count
    if size > others:
        return 0.0
    ways = lgamma(others + 1) - lgamma(others - size + 1)
    return exp(ways - lgamma(rows + 1) + lgamma(rows - size + 1))
