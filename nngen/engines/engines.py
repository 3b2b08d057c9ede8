"""The engines and the pages that they make of a graph."""

from importlib import import_module
from pathlib import Path
from typing import ClassVar, Protocol

from nngen.graph.graph import Graph
from nngen.script.code import Code
from nngen.script.running import Running
from nngen.script.script import Script


class Page(Protocol):
    """All that a script says; `templates` are the folders of its templates.

    The first of these has a page.py.jinja, which prints the page.
    """

    templates: ClassVar[tuple[str, ...]]
    step_word: ClassVar[str]
    """What the arrays of a step are, to a reader."""

    @property
    def script(self) -> Script:
        """What every page has."""

    @property
    def running(self) -> Running | None:
        """Running averages."""

    @property
    def long_vectors(self) -> tuple[Code, ...]:
        """The vectors as long as theta, but for its gradient."""

    def numbers_of_step(self, rows: int) -> int:
        """Return how many numbers the arrays of a step hold."""


PAGES = {  # by style: the folder of the page, which is imported when it is asked for
    "plain": "numpy.plain",
    "fast": "numpy.fast",
}


def make_page(graph: Graph, folder: Path) -> Page:
    """Return the page of a graph, whose script stands in a folder."""
    module = import_module(f"nngen.engines.{PAGES[graph.script.style]}.page")
    page: Page = module.make_page(graph, folder)
    return page
