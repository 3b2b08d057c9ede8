"""Dropout beside each normalization, in every order that memory may be shared in."""

import pytest

from .bench.checks import check_all, doubled, load_script
from .bench.normalized import batch, layer
from .bench.specs import Spec, activation, add, base_spec, dense
from .bench.tables import after, concatenate, dropout
from .helpers import WAYS, each_style, make_script

pytestmark = pytest.mark.no_cover  # others execute the same lines

KINDS = {"batch": batch(), "layer": layer()}
DROP, LAST = dropout(0.4), dense(3, activation="softmax")
RELU, TANH = activation("relu"), activation("tanh")


def orders(kind: Spec) -> dict[str, list[Spec]]:
    """Return networks in which a normalization and masks meet."""
    sides = [
        dense(4, name="ash"),
        {**kind, "name": "elm"},
        dropout(0.25, name="fir", **after("elm")),
    ]
    return {
        "normalized, bent, dropped": [dense(4), kind, RELU, DROP, LAST],
        "normalized, bent otherwise, dropped": [dense(4), kind, TANH, DROP, LAST],
        "dropped, normalized": [dense(4), RELU, DROP, kind, LAST],
        "normalized, dropped, bent": [dense(4), kind, DROP, RELU, LAST],
        "data dropped, then normalized": [DROP, kind, dense(4), TANH, LAST],
        "data normalized, then dropped": [kind, DROP, dense(4), TANH, LAST],
        "dropped between two": [dense(4), kind, DROP, kind, TANH, LAST],
        "normalized between two": [dense(4), DROP, kind, dropout(0.2), TANH, LAST],
        "under the scores' softmax": [dense(4), dense(3), kind, DROP, LAST],
        "read by both": [*sides, add("ash", "elm", "fir"), TANH, LAST],
        "side by side": [*sides, concatenate("fir", "elm"), {**kind}, LAST],
    }


PAIRS = [(kind, order) for kind in KINDS for order in orders(KINDS[kind])]


@each_style
@pytest.mark.parametrize(("kind", "order"), PAIRS)
def test_a_mask_and_a_normalization(kind: str, order: str, style: str) -> None:
    spec = base_spec(layers=orders(KINDS[kind])[order], seed=4) | WAYS[style]
    check_all(load_script(doubled(make_script(spec))), spec)
