"""How a script reads arrays of rows and of targets."""

from collections.abc import Iterator

from nngen.graph.graph import Graph
from nngen.language.spec import Spec
from nngen.plan.constants import origins
from nngen.plan.file_records import Arrays
from nngen.plan.records import Code, bracket


def make_arrays(graph: Graph) -> Arrays:
    """Return how arrays are read."""
    spec, facts = graph.spec, graph.facts
    numeric, dtype = spec.targets == "values", spec.numerics.dtype
    prepared = spec.preprocess.features.prepares
    files = [kind for kind in origins(spec).values() if kind.places]
    stated = [getattr(kind, "inputs", None) for kind in origins(spec).values()]
    index = "uint8" if facts.classes <= 256 else "intp"
    return Arrays(
        flat=any(stated),
        shape=bracket(facts.shape),
        bytewise=files[0].bytewise,
        numeric=numeric,
        x_type=Code("" if prepared else f"np.{dtype}"),
        y_type=Code(f"np.{dtype if numeric else index}"),
        wide=Code("np.float64" if prepared else f"np.{dtype}"),
    )


def imports(spec: Spec) -> Iterator[str]:
    """Return what reading arrays needs of Python's library, if any are read."""
    kinds = [kind for kind in origins(spec).values() if kind.places]
    if any(kind.bytewise for kind in kinds):
        yield "import gzip"
        yield "import math"
    if kinds:
        yield "import sys"
        yield "from pathlib import Path"
