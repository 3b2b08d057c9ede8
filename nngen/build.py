"""The second half of the pipeline: from a network to the text of its script."""

from pathlib import Path

from nngen.engines.engines import make_page
from nngen.files import seal
from nngen.golden import measure
from nngen.graph.graph import Graph
from nngen.render.format import format_script
from nngen.render.script import render_script


def build_script(graph: Graph, folder: Path) -> str:
    """Return the script of a graph, as it stands in a folder.

    make_page      Graph -> Page    names, layout of theta, lines, order
    measure        Graph -> losses  what its self-test, if it has one, will expect
    render_script  Page -> str      templates print what the page says
    format_script  str -> str       black's style; it parses, and is ASCII
    seal           str -> str       the text's digest goes into its header
    """
    page, golden = make_page(graph, folder), measure(graph, folder)
    return seal(format_script(render_script(page, golden=golden)))
