"""One typo, one finding: at its line and column, naming the right word."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from nngen.cli import main
from nngen.hints.fields import Array, Choice, Key, Kinds, One, Type, keys_of

from .documents import ENTRY, Document, built, examples, judge, places
from .misspelt import (
    Mutant,
    Word,
    excluded,
    fault,
    keys,
    mutants,
    once,
    some,
    tried,
    values,
)

pytestmark = pytest.mark.no_cover  # others execute the same lines

WHOLE = pytest.mark.exhaustive
MOST_EXCLUDED = 0.03
EACH = 6  # one mutant in so many is tried at each change
Words = Callable[[Document], Iterator[Word]]
Tell = Callable[[str], None]


def words_of(what: Words, source: str) -> list[Word]:
    """Return the words of the examples, or all of the language, each but once."""
    if source == "examples":
        return [word for document in examples() for word in what(document)]
    return once(word for document in built() for word in what(document))


@pytest.mark.parametrize("share", [EACH, pytest.param(1, marks=WHOLE)])
@pytest.mark.parametrize("source", ["examples", "the language"])
@pytest.mark.parametrize("what", [keys, values], ids=["keys", "values"])
def test_a_typo_is_one_finding(
    what: Words, source: str, share: int, tell: Tell
) -> None:
    words = words_of(what, source)
    count, wrong = tried(some(words, share))
    left_out = sum(count.values()) - count[""]
    tell(
        f"{what.__name__} of {source}, {len(words)}, misspelt in {count['']} ways; "
        f"excluded: {listed(count)}"
    )
    assert not wrong, "\n".join([f"{len(wrong)} wrong:", *wrong[:20]])
    assert count[""] > len(words) and left_out <= MOST_EXCLUDED * sum(count.values())


def listed(count: dict[str, int]) -> str:
    """Return why mutants are excluded, and how many."""
    return ", ".join(f"{n} {why}" for why, n in sorted(count.items()) if why) or "none"


@pytest.mark.parametrize("number", [80, pytest.param(1500, marks=WHOLE)])
@pytest.mark.parametrize("what", [keys, values], ids=["keys", "values"])
def test_the_command_says_so_and_exits_with_1(
    what: Words, number: int, tmp_path: Path, tell: Tell
) -> None:
    words = words_of(what, "examples") + words_of(what, "the language")
    found = [mutant for mutant in some(words, 1) if not excluded(mutant)]
    for mutant in random.Random(7).sample(found, number):
        document = mutant.word.document
        file = tmp_path / f"spec.{'json' if document.json_text else 'toml'}"
        file.write_text(mutant.whole, "utf-8")
        result = CliRunner().invoke(main, ["validate", str(file)])
        assert isinstance(result.exception, SystemExit) and result.exit_code == 1
        line, column = mutant.word.place
        head = f"{file.as_posix()}:{line}:{column}: error[{mutant.word.code}] "
        assert result.stdout.startswith(head), mutant
        assert result.stdout.count("error[") == 1, mutant
    tell(f"{number} typos in {what.__name__} by the command")


def parts(kind: Type, path: str = "") -> Iterator[str]:
    """Yield all keys and all words of closed sets of the language, from its fields."""
    match kind:
        case Array(item=item):
            yield from parts(item, path)
        case Choice(names=names):
            yield from (f'{path} = "{name}"' for name in names)
        case One(model=model):
            yield from below(keys_of(model), path)
        case Kinds(models=models):
            for model in models:
                yield from below(keys_of(model), f"{path}.{model.selector()}")


def below(keys: dict[str, Key], path: str) -> Iterator[str]:
    """Yield the parts of a table."""
    for name, key in keys.items():
        yield f"{path}.{name}"
        yield from parts(key.type, f"{path}.{name}")


def met(document: Document) -> Iterator[str]:
    """Yield the parts of the language that a document has, by the same names."""
    for path, kind in places(ENTRY, document.data):
        name, value = "", document.data
        for step in path:
            name += "" if isinstance(step, int) else f".{step}"
            value = value[step]
            if isinstance(value, dict) and "type" in value:
                name += f".{value['type']}"
        plain = isinstance(value, str | int | float | list)
        where = name if plain else name.removesuffix(f".{value.get('type')}")
        yield where
        if isinstance(kind, Choice):
            yield f'{where} = "{value}"'


def test_every_part_of_the_language_is_misspelt() -> None:
    there = {part for document in built() for part in met(document)}
    lacking = set(parts(ENTRY)) - there
    assert not lacking and len(there) > 150
    assert sum(1 for word in words_of(keys, "examples")) > 400


def test_the_documents_read_well() -> None:
    for document in (*examples(), *built()):
        codes = {
            placed.finding.code for placed in judge(document.source(document.text))
        }
        assert not {code for code in codes if code < "NN020"}, document.name


def test_a_typo_is_made_where_its_word_stands() -> None:
    (toml, *_), (*_, twin) = examples(), examples()
    for document in (toml, twin):
        for word in (*keys(document), *values(document)):
            assert document.text.startswith(word.text, word.at)
    headers = [word for word in keys(toml) if word.path == ("layers",)]
    assert [word.place.column for word in headers] == [3] * len(headers)
    assert len(headers) == toml.text.count("[[layers]]") > 1


def test_a_typo_that_is_said_otherwise_is_seen() -> None:
    document = examples()[0]
    word = next(w for w in keys(document) if w.text == "units")
    mutant, *_ = mutants(word)
    placed = judge(document.source(mutant.whole))
    assert not fault(mutant, placed)
    assert fault(mutant, ()) and fault(mutant, placed * 2)
    other = Mutant(next(mutants(word)).word, "unitz")
    assert fault(other, placed)
