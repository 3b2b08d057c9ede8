"""What `nngen show` prints of networks."""

from nngen.finding import Unusable
from nngen.graph.graph import Graph
from nngen.show.overview import overview
from nngen.show.rates import rates
from nngen.show.resolved import resolved


def show_all(
    graphs: tuple[Graph, ...], whole: str | None, curve: bool, steps: int | None
) -> str:
    """Return what there is to say of networks, an empty line between two.

    `whole` is the language to write the spec in with every default, `curve` asks for
    the learning rate, `steps` for that of so many steps. Raises Unusable where these
    do not go together.
    """
    if steps and not curve:
        raise Unusable("--steps is of --learning-rate")
    if whole and curve:
        raise Unusable("--resolved prints a spec, and --learning-rate none: ask twice")
    if whole and len(graphs) > 1:
        raise Unusable(f"--resolved prints one spec; there are {len(graphs)}")
    if whole:
        return resolved(graphs[0].spec, whole)
    texts = (rates(g, steps) if curve else overview(g) for g in graphs)
    return "\n".join(texts)
