"""The first half of the pipeline: from a document to a network that can be trained."""

from dataclasses import dataclass
from itertools import chain, islice

from nngen.data.inspect import Reader, inspect_data, read_rows
from nngen.engines.numpy.reserved import check_layer_names, clash
from nngen.finding import MOST, Placed, Rejected
from nngen.graph.checks import check_graph, check_spec
from nngen.graph.graph import Graph, make_graph
from nngen.graph.links import check_links
from nngen.graph.warnings import warn
from nngen.language.spec import Spec
from nngen.reading.load import Misfit, Source, load_spec, place_all


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A spec, its network, which can be trained, and the warnings about it."""

    spec: Spec
    graph: Graph
    warnings: tuple[Placed, ...]


def check(source: Source, read: Reader = read_rows) -> Checked:
    """Return the graph of a source; raises Misfit, whose findings have their places.

    load_spec     Source -> Loaded        text, positions, validation
    inspect_data  Spec -> DataFacts       rows, features, classes, from the data's files
    make_graph    Spec, facts -> Graph    operations, shapes, parameters
    """
    loaded = load_spec(source)
    spec, links = loaded.spec, check_links(loaded.spec, clash)
    names = chain(check_spec(spec), check_layer_names(spec))
    found = [*islice(names, MOST + 1), *links]
    try:
        facts = inspect_data(spec, source.folder, read)
        if not links:
            graph = make_graph(spec, facts)
            found += check_graph(graph)
            found += () if found else warn(graph)
    except Rejected as error:
        found += error.findings
    placed = place_all(source, loaded.marks, found)
    if not all(finding.warning for finding in found):
        raise Misfit(*placed)
    return Checked(spec=spec, graph=graph, warnings=placed)
