"""The examples of the pages that explain codes, made into whole specs."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from nngen.check import check
from nngen.finding import Placed
from nngen.graph.graph import Graph
from nngen.reading.load import Misfit, Source

FENCE = re.compile(r"```(\w+)([^\n]*)\n(.*?)```\n", re.DOTALL)
NAMED = re.compile(r"^\s*(?:\[+\s*)?([a-z_]+)", re.MULTILINE)
DEFAULTS = {
    "data": 'type = "spiral"\nsamples = 100\nclasses = 3\n',
    "layers": 'type = "dense"\nunits = 64\nactivation = "relu"\n\n'
    '[[layers]]\ntype = "dense"\nunits = 3\nactivation = "softmax"\n',
    "loss": 'type = "categorical_crossentropy"\n',
    "optimizer": 'type = "sgd"\n',
    "training": "epochs = 100\n",
}


@dataclass
class Example:
    """A part of a spec, and the files that it needs."""

    text: str = ""
    encoding: str = "utf-8"
    files: dict[str, str] = field(default_factory=dict)


def examples(page: str) -> dict[str, Example]:
    """Return the examples of a page by their headings."""
    parts = re.split(r"^## (.+)\n", page, flags=re.MULTILINE)[1:]
    return {
        heading: example(text)
        for heading, text in zip(parts[::2], parts[1::2], strict=True)
    }


def example(text: str) -> Example:
    """Return the example of a section: a toml fence, and one for each file."""
    found = Example()
    for language, options, body in FENCE.findall(text):
        if title := re.search(r' title="([^"]+)"', options):
            found.files[title[1]] = body
            continue
        assert language == "toml" and not found.text, "one spec for each heading"
        found.text = body
        if encoding := re.search(r' encoding="([^"]+)"', options):
            found.encoding = encoding[1]
    return found


def completed(text: str) -> str:
    """Return a part of a spec, followed by the tables it lacks."""
    there = set(NAMED.findall(text))
    for name, body in DEFAULTS.items():
        if name not in there:
            text += (
                f"\n[[{name}]]\n{body}" if name == "layers" else f"\n[{name}]\n{body}"
            )
    return text


def source(found: Example, folder: Path) -> Source:
    """Write an example, whole, and its files to a folder; return it as a source."""
    for name, text in found.files.items():
        (folder / name).write_text(text, "utf-8")
    path = folder / "example.toml"
    path.write_bytes(completed(found.text).encode(found.encoding))
    return Source.from_file(path)


def judged(found: Source) -> tuple[Graph | None, tuple[Placed, ...]]:
    """Return the network of a source, or None, and its findings."""
    try:
        checked = check(found)
    except Misfit as error:
        return None, error.placed
    return checked.graph, checked.warnings
