"""What every page says of a network in its first lines."""

from nngen.script.script import summarize
from tests.engines.networks import LONG, Spec, spec_of
from tests.helpers import make_graph


def summary_of(layers: list[Spec]) -> str:
    """Return the network in a few words."""
    return summarize(make_graph(spec_of(layers, "plain")))


def test_a_network_is_its_widths() -> None:
    assert summary_of(LONG[:2]) == "network 2 -> 4 -> 5 -> 3"


def test_a_long_network_is_its_ends() -> None:
    assert summary_of(LONG) == "network of 12 layers, 2 -> ... -> 3,"
