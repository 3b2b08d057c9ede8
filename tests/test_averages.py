"""Running averages where numbers leave what a format holds."""

import numpy as np

from .bench.asserts import assert_close
from .bench.checks import load_script
from .bench.normalized import batch
from .bench.specs import base_spec, dense
from .helpers import make_script

LAST = dense(3, activation="softmax")


def test_an_infinity_of_one_batch_leaves_no_nan() -> None:
    """A variance that has overflowed stays infinite: what it divides becomes 0."""
    spec = base_spec(layers=[batch(), LAST], numerics={"dtype": "float32"})
    script = load_script(make_script(spec))
    x = script.load_data()[0].copy()
    script.initialize()
    with np.errstate(over="ignore"):
        script.forward(
            np.where(np.arange(len(x))[:, None] == 3, 2e20, x), training=True
        )
    script.forward(x, training=True)
    assert not np.isnan(script.running).any() and np.isinf(script.running).any()
    assert np.isfinite(script.predict(x)).all()


def test_without_momentum_the_averages_are_the_last_batchs() -> None:
    layers = [batch(momentum=0), LAST]
    script = load_script(make_script(base_spec(layers=layers)))
    x = np.array([[0.5, 1.0], [1.5, 3.0]])
    script.initialize()
    script.forward(x + 1e8, training=True)
    script.forward(x, training=True)
    assert_close(script.running, np.array([1.0, 2.0, 0.25, 1.0]), "running")
