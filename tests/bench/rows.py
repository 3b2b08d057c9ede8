"""One row per kind: its meaning in float64, independent of the generator.

A new kind is one row in its category's file; it buys every test of the bench.
"""

from collections.abc import Mapping

from .data_rows import DATA
from .function_rows import FUNCTIONS
from .initializer_rows import INITIALIZERS
from .layer_rows import LAYERS
from .loss_rows import LOSSES
from .metric_rows import METRICS
from .optimizer_rows import OPTIMIZERS
from .preparation_rows import PREPARATIONS
from .records import Row
from .schedule_rows import SCHEDULES

ROWS: dict[str, Mapping[str, Row]] = {
    "layers": LAYERS,
    "functions": FUNCTIONS,
    "initializers": INITIALIZERS,
    "losses": LOSSES,
    "optimizers": OPTIMIZERS,
    "schedules": SCHEDULES,
    "metrics": METRICS,
    "data": DATA,
    "preparations": PREPARATIONS,
}
