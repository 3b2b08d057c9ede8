"""Wrong documents from everywhere, and what is said of them."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nngen.finding import Placed
from nngen.reading.load import Source
from nngen.report.codes import codes, page

from ..engines import test_reserved
from ..explained import examples as explained
from ..explained import judged, source
from ..graph import test_links, test_training
from ..graph.helpers import dense, spec_with
from ..reading.test_problems import CASES, changed, rows
from . import drawn, misspelt
from .documents import Document, built, examples, judge
from .wrongs import document_of, wrong_documents


def errors(placed: tuple[Placed, ...]) -> Iterator[Placed]:
    """Yield the errors among findings."""
    return (item for item in placed if not item.finding.warning)


def documents(share: int) -> Iterator[Document]:
    """Yield wrong documents, and every share-th of those there are many of."""
    for old, new, _ in rows(CASES):
        document = Document("problem", changed(old, new))
        yield document
        if not odd_to_json(new):
            yield document.twin()
    for spec in specs():
        yield from (document_of("graph", spec, way) for way in (False, True))
    for way in (False, True):
        yield from wrong_documents(way, share)


def odd_to_json(text: str) -> bool:
    """Return whether a fragment of TOML has what JSON has not."""
    return any(word in text for word in ("nan", "inf", "1e999", "1979"))


def specs() -> Iterator[dict[str, Any]]:
    """Yield specs whose networks are none."""
    for layers, *_ in (*test_links.UNKNOWN, *test_links.COUNTS, *test_links.REACH):
        yield spec_with(layers=layers)
    for name, *_ in test_reserved.RESERVED:
        yield spec_with(layers=[dense(4, name=name), test_links.END])
    for changes, _ in test_training.CASES:
        yield spec_with(**changes)


def pages(folder: Path) -> Iterator[Placed]:
    """Yield what is said of the wrong examples of the pages that explain codes."""
    for code in codes():
        _, placed = judged(source(explained(page(code))["Wrong"], folder))
        yield from errors(placed)


def corpus(folder: Path, share: int) -> Iterator[Placed]:
    """Yield errors of all kinds in both languages."""
    yield from pages(folder)
    for document in documents(share):
        yield from errors(judge(document.source(document.text)))
    for what in (misspelt.keys, misspelt.values):
        words = [word for d in (*examples(), *built()) for word in what(d)]
        for mutant in misspelt.some(misspelt.once(words), 50 * share):
            text = mutant.word.document.source(mutant.whole)
            yield from errors(judge(text))
    for number in random.Random(share).sample(range(10_000), 4000 // share):
        raw, suffix = drawn.broken(number)
        text = Source("spec", raw, "spec", suffix == ".json", folder)
        yield from errors(judge(text))
