"""How a script reads tables."""

from collections.abc import Iterator

from nngen.graph.graph import Graph
from nngen.plan.constants import origins
from nngen.plan.file_records import Table
from nngen.plan.records import Code

IMPORTS = ("import csv", "import sys", "from array import array")


def make_table(graph: Graph) -> Table:
    """Return how tables are read."""
    spec, facts = graph.spec, graph.facts
    kinds_read = [kind for kind in origins(spec).values() if kind.table]
    first = kinds_read[0].table
    assert first is not None
    found = [f for f in (facts.data, facts.validation) if f]
    numeric, single = spec.targets == "values", spec.numerics.dtype == "float32"
    wide = spec.preprocess.features.prepares  # features are float64 until then
    narrow, uneven = single and not wide, single and wide and numeric
    few = facts.classes <= 256
    return Table(
        named=any(f.columns for f in found),
        known=numeric or bool(found[0].labels),
        numeric=numeric,
        labels=Code("CLASSES" if facts.names == found[0].labels else "LABELS"),
        delimiter=first.delimiter,
        x_code="f" if narrow else "d",
        y_code=("f" if single else "d") if numeric else "B" if few else "q",
        y_type=Code("" if few else ", np.intp"),
        largest=3.4028234663852886e38 if narrow or uneven else None,
        uneven=uneven,
    )


def imports(table: Table) -> Iterator[str]:
    """Return what reading tables needs of Python's library, in the order of names."""
    yield from IMPORTS
    if table.largest is None:
        yield "from math import isfinite"
    yield "from pathlib import Path"
