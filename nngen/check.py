"""The first half of the pipeline: from a document to a network that can be trained."""

from nngen.data.inspect import inspect_data
from nngen.finding import Rejected
from nngen.graph import Graph, make_graph
from nngen.load.load import Source, load_spec, place_all


def check(source: Source) -> Graph:
    """Return the graph of a source; raises Misfit, whose findings have their places.

    load_spec     Source -> Loaded        text, positions, validation
    inspect_data  Spec -> DataFacts       rows, features, classes, from the data's files
    make_graph    Spec, facts -> Graph    operations, shapes, parameters
    """
    loaded = load_spec(source)
    try:
        facts = inspect_data(loaded.spec, source.folder)
        return make_graph(loaded.spec, facts)
    except Rejected as error:
        raise place_all(source, loaded.marks, list(error.findings)) from None
