"""What `nngen show` prints."""

from nngen.check import Checked
from nngen.finding import Unusable
from nngen.show.overview import overview
from nngen.show.rates import rates
from nngen.show.resolved import resolved


def show_all(
    checked: tuple[Checked, ...], whole: str | None, curve: bool, steps: int | None
) -> str:
    """Return the overviews of networks, with an empty line in between.

    With `whole`, "toml" or "json", it is the spec with every default instead; with
    `curve` the learning rate, of `steps` steps if given. Raises Unusable if options
    exclude each other.
    """
    if steps and not curve:
        raise Unusable("--steps is of --learning-rate")
    if whole and curve:
        raise Unusable("--resolved prints a spec, and --learning-rate none: ask twice")
    if whole and len(checked) > 1:
        raise Unusable(f"--resolved prints one spec; there are {len(checked)}")
    if whole:
        return resolved(checked[0].spec, whole)
    texts = (
        rates(each.graph, steps) if curve else overview(each.graph) for each in checked
    )
    return "\n".join(texts)
