"""A network in which every initializer fills a kernel."""

from .initializer_rows import INITIALIZERS
from .tables import Spec, dense


def starts() -> list[Spec]:
    """Return layers whose kernels, large enough to tell, start in every way."""
    kinds = [
        {"type": kind, **options}
        for kind, row in INITIALIZERS.items()
        for options in row.examples
    ]
    widths = (90, 50)
    hidden = [
        dense(widths[i % 2], kernel_initializer=kind) for i, kind in enumerate(kinds)
    ]
    return [dense(50), *hidden, dense(3, activation="softmax")]
