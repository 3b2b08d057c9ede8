"""How a script reads rows and targets from files."""

from collections.abc import Iterator

from nngen.graph.graph import Graph
from nngen.script.code import Code
from nngen.script.constants import origins
from nngen.script.data_records import Files


def make_files(graph: Graph) -> Files | None:
    """Return how files are read, None if there are none."""
    facts, dtype = graph.facts, graph.numerics.dtype
    kinds = [kind for kind in origins(graph).values() if kind.places]
    if not kinds:
        return None
    found = [each for each in (facts.data, facts.validation) if each]
    is_numeric = graph.targets == "values"
    labels = "CLASSES" if facts.names == found[0].labels else "LABELS"
    index = "uint8" if facts.classes <= 256 else "intp"
    # rows are prepared in float64
    x_type = "float64" if graph.preprocess.features.prepares else dtype
    return Files(
        is_numeric=is_numeric,
        x_type=Code(f"np.{x_type}"),
        y_type=Code(f"np.{dtype if is_numeric else index}"),
        has_columns=any(each.columns for each in found),
        labels=Code(labels if found[0].labels else ""),
        delimiter=next((kind.table.delimiter for kind in kinds if kind.table), ","),
        is_flat=any(getattr(kind, "inputs", None) for kind in kinds),
    )


def imports(graph: Graph) -> Iterator[Code]:
    """Return what reading files needs of Python's library, if any are read."""
    kinds = [kind for kind in origins(graph).values() if kind.places]
    if any(kind.table for kind in kinds):
        yield Code("import csv")
    if any(kind.bytewise for kind in kinds):
        yield Code("import gzip")
    if kinds:
        yield Code("import sys")
        yield Code("from pathlib import Path")
