"""One row per initializer: the distribution of what it draws."""

from math import sqrt

from .distributions import assert_constant, assert_normal, assert_uniform
from .records import Initializer

INITIALIZERS: dict[str, Initializer] = {
    "zeros": Initializer(check=lambda options, w, *fans: assert_constant(w, 0)),
    "constant": Initializer(
        examples=({"value": 0.1}, {"value": -2}),
        check=lambda options, w, *fans: assert_constant(w, options["value"]),
    ),
    "normal": Initializer(
        examples=({}, {"stddev": 0.01}, {"mean": 0.5, "stddev": 0.2}),
        check=lambda options, w, *fans: assert_normal(
            w, options.get("mean", 0), options.get("stddev", 0.05)
        ),
        draws=("randn",),
    ),
    # Glorot and Bengio 2010, equation 16
    "glorot_uniform": Initializer(
        check=lambda options, w, fan_in, fan_out: assert_uniform(
            w, -sqrt(6 / (fan_in + fan_out)), sqrt(6 / (fan_in + fan_out))
        ),
        draws=("rand",),
    ),
    # He et al. 2015, equation 10
    "he_normal": Initializer(
        check=lambda options, w, fan_in, fan_out: assert_normal(w, 0, sqrt(2 / fan_in)),
        draws=("randn",),
    ),
}
