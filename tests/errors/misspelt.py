"""One word of a document misspelt, the rest as it is, byte for byte."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import tomli

from nngen.finding import Path, Placed, Position
from nngen.hints.fields import Choice, Kinds, Type
from nngen.words import quoted

from .documents import ENTRY, Document, at, judge, names_of, places

SHARE = 6  # of the mutants, one in so many is tried at each change


@dataclass(frozen=True)
class Word:
    """A word of a document: where its text starts, where a finding of it must point."""

    document: Document
    path: Path
    text: str
    at: int
    place: Position
    code: str
    others: tuple[str, ...] = ()
    """The words of a closed set: a typo may make one of another, selu of elu."""

    @property
    def role(self) -> object:
        """What it is in the language, wherever it stands."""
        table = at(self.document.data, self.path[:-1])
        kind = table.get("type") if isinstance(table, dict) else ""
        steps = tuple(step for step in self.path if isinstance(step, str))
        return self.document.json_text, self.code, steps, kind, self.text


@dataclass(frozen=True)
class Mutant:
    """A document with a word misspelt."""

    word: Word
    text: str

    @property
    def whole(self) -> str:
        """The whole document."""
        before, at = self.word.document.text, self.word.at
        return before[:at] + self.text + before[at + len(self.word.text) :]

    def __str__(self) -> str:
        name = self.word.document.name
        return f"{name}: {self.word.path}: {self.word.text} as {self.text}"


def keys(document: Document) -> Iterator[Word]:
    """Yield the keys of a document that are the language's, headers too."""
    for path, kind in places(ENTRY, document.data):
        if path and isinstance(path[-1], str):
            yield key(document, path)
        elif path and isinstance(kind, Kinds) and not document.json_text:
            yield from header(document, path)


def key(document: Document, path: Path) -> Word:
    """Return a key as a word."""
    place = document.marks[path].key
    start = document.offset(place) + document.json_text  # behind the quotation mark
    return Word(document, path, str(path[-1]), start, place, "NN012")


def header(document: Document, path: Path) -> Iterator[Word]:
    """Yield the header of a table of an array, but the first, which is the array's."""
    place = document.marks[path].value
    start = document.offset(place) + 2
    if path[-1] and document.text.startswith("[[", start - 2):
        place = Position(place.line, place.column + 2)
        yield Word(document, path[:-1], str(path[-2]), start, place, "NN012")


def values(document: Document) -> Iterator[Word]:
    """Yield the values of a document that are of closed sets."""
    for path, kind in places(ENTRY, document.data):
        value = at(document.data, path)
        if isinstance(value, str) and (known := closed(kind)):
            place = document.marks[path].value
            start = document.offset(place) + 1
            yield Word(document, path, value, start, place, "NN015", known)


def closed(kind: Type) -> tuple[str, ...]:
    """Return the words of a type whose texts are of a closed set."""
    if isinstance(kind, Kinds):
        return names_of(kind)
    return kind.names if isinstance(kind, Choice) else ()


def mutants(word: Word) -> Iterator[Mutant]:
    """Yield a word with each letter dropped, doubled, swapped with the next.

    The only letter is not dropped: what is nothing means nothing.
    """
    text = word.text
    for i, letter in enumerate(text):
        if len(text) > 1:
            yield Mutant(word, text[:i] + text[i + 1 :])
        yield Mutant(word, text[:i] + letter + text[i:])
        if i + 1 < len(text):
            yield Mutant(word, text[:i] + text[i + 1] + letter + text[i + 2 :])


def once(words: Iterable[Word]) -> list[Word]:
    """Return the words of each role but once."""
    return list({word.role: word for word in words}.values())


def some(words: list[Word], share: int, seed: int = 0) -> list[Mutant]:
    """Return one mutant in so many, and one of each role at least."""
    drawn = random.Random(seed)
    found = [m for word in words for m in mutants(word) if not drawn.randrange(share)]
    there = {mutant.word.role for mutant in found} if share > 1 else set()
    return found + [
        drawn.choice(list(mutants(word)))
        for word in once(words)
        if share > 1 and word.role not in there
    ]


def excluded(mutant: Mutant) -> str:
    """Return why nothing is to be said of a mutant, or not this, "" if it is."""
    if mutant.text == mutant.word.text:
        return "unchanged"
    if mutant.text in mutant.word.others:
        return "another word"
    document = mutant.word.document
    above = mutant.word.path[:-1]
    if mutant.word.code == "NN012" and mutant.text in at(document.data, above):
        return "a key twice"
    if not document.json_text:
        try:
            tomli.loads(mutant.whole)
        except tomli.TOMLDecodeError:
            return "broken syntax"
    return ""


def fault(mutant: Mutant, placed: tuple[Placed, ...]) -> str:
    """Return what is wrong with what is said of a mutant, "" if nothing is."""
    word = mutant.word
    if len(placed) != 1:
        return f"{mutant}: {[*map(str, placed)]}"
    (said,) = placed
    finding = said.finding
    right = "did you mean" in said.hint and quoted(word.text) in said.hint
    last = mutant.text if word.code == "NN012" else word.path[-1]
    exact = said.place == word.place and finding.path == (*word.path[:-1], last)
    if exact and right and finding.code == word.code and not finding.warning:
        return ""
    return f"{mutant}: {said} instead of {word.place}"


def tried(found: list[Mutant]) -> tuple[Counter[str], list[str]]:
    """Return how many mutants there are of each kind, and what went wrong."""
    count: Counter[str] = Counter()
    wrong = []
    for mutant in found:
        why = excluded(mutant)
        if not why:
            placed = judge(mutant.word.document.source(mutant.whole))
            why = "" if placed else "still valid"
            if placed and (problem := fault(mutant, placed)):
                wrong.append(problem)
        count[why] += 1
    return count, wrong
