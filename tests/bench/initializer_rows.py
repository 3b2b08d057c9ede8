"""One row per initializer: the distribution of what it draws."""

from math import sqrt

from .distributions import (
    assert_constant,
    assert_normal,
    assert_orthogonal,
    assert_uniform,
)
from .records import Initializer

INITIALIZERS: dict[str, Initializer] = {
    "zeros": Initializer(check=lambda options, w, *fans: assert_constant(w, 0)),
    "ones": Initializer(check=lambda options, w, *fans: assert_constant(w, 1)),
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
    "uniform": Initializer(
        examples=({}, {"minval": 0.0}, {"minval": 0.25, "maxval": 0.75}),
        check=lambda options, w, *fans: assert_uniform(
            w, options.get("minval", -0.05), options.get("maxval", 0.05)
        ),
        draws=("rand",),
    ),
    # Glorot and Bengio 2010, equation 16
    "glorot_uniform": Initializer(
        check=lambda options, w, fan_in, fan_out: assert_uniform(
            w, -sqrt(6 / (fan_in + fan_out)), sqrt(6 / (fan_in + fan_out))
        ),
        draws=("rand",),
    ),
    # Glorot and Bengio 2010, equation 12
    "glorot_normal": Initializer(
        check=lambda options, w, fan_in, fan_out: assert_normal(
            w, 0, sqrt(2 / (fan_in + fan_out))
        ),
        draws=("randn",),
    ),
    # The variance of He et al. 2015, equation 10, is limit^2 / 3
    "he_uniform": Initializer(
        check=lambda options, w, fan_in, fan_out: assert_uniform(
            w, -sqrt(6 / fan_in), sqrt(6 / fan_in)
        ),
        draws=("rand",),
    ),
    # He et al. 2015, equation 10
    "he_normal": Initializer(
        check=lambda options, w, fan_in, fan_out: assert_normal(w, 0, sqrt(2 / fan_in)),
        draws=("randn",),
    ),
    # LeCun et al. 1998, equation 16
    "lecun_normal": Initializer(
        check=lambda options, w, fan_in, fan_out: assert_normal(w, 0, sqrt(1 / fan_in)),
        draws=("randn",),
    ),
    # Saxe et al. 2014; Mezzadri 2007 on signs
    "orthogonal": Initializer(
        examples=({}, {"gain": 2.0}),
        check=lambda options, w, fan_in, fan_out: assert_orthogonal(
            w, (fan_in, fan_out), options.get("gain", 1)
        ),
        draws=("randn",),
        matrix=True,
    ),
}
