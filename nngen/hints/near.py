"""Near words: which known word a misspelt or shortened one must mean."""

from collections.abc import Iterable, Mapping

from nngen.words import quoted

Words = Iterable[str] | Mapping[str, Iterable[str]]
LONGEST = 60  # characters of a word that anybody can have meant
MOST = 3  # words that are equally near


def did_you_mean(word: str, words: Words) -> str:
    """Return a question with the nearest words, "" where nothing is near."""
    found = near(word, words)
    return f"did you mean {' or '.join(map(quoted, found))}?" if found else ""


def near(word: str, words: Words) -> list[str]:
    """Return the words that a misspelt or shortened one may mean, three at most.

    A mapping has other names for each word.
    """
    return misspelt(word, words) or shortened(word, words)


def misspelt(word: str, words: Words, most: int = 4) -> list[str]:
    """Return the words with the fewest letters dropped, added, changed or swapped.

    One letter in three may be wrong, and `most` in all. Case, "-", "_" and spaces do
    not count, and other names for a word count as the word itself.
    """
    if len(word) > LONGEST:
        return []
    steps = {name: distance(word, name, most) for name in words}
    if isinstance(words, Mapping):
        same = {name for name in words if fold(word) in map(fold, words[name])}
        steps |= dict.fromkeys(same, 0)
    least = min(steps.values(), default=most + 1)
    return [name for name in words if steps[name] == least <= most][:MOST]


def distance(word: str, other: str, most: int) -> int:
    """Return how many letters differ, or more than `most` where it is too many."""
    # Optimal string alignment. Imported here: a spec without mistakes need not wait
    # for it.
    from rapidfuzz.distance import OSA

    a, b = fold(word), fold(other)
    fits = min(most, max(1, min(len(a), len(b)) // 3))
    steps = OSA.distance(a, b, score_cutoff=fits)
    return steps if steps <= fits and (not steps or steps < max(len(a), len(b))) else 99


def shortened(word: str, words: Words) -> list[str]:
    """Return the words that one abbreviates: lr, init, learn_rate and the like."""
    if len(word) > LONGEST:
        return []
    for is_short in (_is_start_or_initials, _is_start_of_part):
        if found := [name for name in words if is_short(fold(word), name)]:
            return found[:MOST]
    return []


def _is_start_or_initials(short: str, name: str) -> bool:
    """Return whether a word is another's start, one of its parts, or their initials."""
    parts = name.lower().replace("-", "_").split("_")
    if len(short) > 1 and short == "".join(part[:1] for part in parts):
        return True
    return len(short) > 2 and (fold(name).startswith(short) or short in parts)


def _is_start_of_part(short: str, name: str) -> bool:
    """Return whether a word begins as a part of another, or mostly as all of it."""
    parts = name.lower().replace("-", "_").split("_")
    if len(short) > 2 and any(part.startswith(short) for part in parts):
        return True
    pairs = list(zip(short, fold(name), strict=False))
    same = next((i for i, (x, y) in enumerate(pairs) if x != y), len(pairs))
    return same > 4 and same > 0.6 * len(pairs)


def fold(word: str) -> str:
    """Return a word without what people write in different ways."""
    return word.lower().replace("-", "").replace("_", "").replace(" ", "")
