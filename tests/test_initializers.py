"""Initializers on kernels large enough to tell a distribution by."""

import pytest

from .bench.checks import load_script
from .bench.initializer_rows import INITIALIZERS
from .bench.records import Options
from .bench.specs import base_spec, dense
from .helpers import make_script

pytestmark = pytest.mark.no_cover  # others execute the same lines

WIDE, WIDER = 500, 300
EXAMPLES = [
    pytest.param(kind, options, id=f"{kind} {options}")
    for kind, row in INITIALIZERS.items()
    for options in row.examples
]


@pytest.mark.parametrize("rng", ["pcg64", "mt19937"])
@pytest.mark.parametrize(("kind", "options"), EXAMPLES)
def test_a_large_kernel(kind: str, options: Options, rng: str) -> None:
    layers = [
        dense(WIDE),
        dense(WIDER, kernel_initializer={"type": kind, **options}),
        dense(3, activation="softmax"),
    ]
    numerics = {"dtype": "float64", "rng": rng}
    script = load_script(make_script(base_spec(layers=layers, numerics=numerics)))
    script.initialize()
    INITIALIZERS[kind].check(options, script.W2, WIDE, WIDER)
